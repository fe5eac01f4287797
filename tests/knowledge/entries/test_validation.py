"""What is wrong with an entry is said so that a person can act: which field, what is wrong, what would be right."""

import copy
import datetime
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.entries.problems import InvalidEntryError
from knowledge.entries.validation import examine_entry, read_entry
from knowledge.text.addresses import is_link
from knowledge.text.normalization import clean_text
from tests.scenes.making import plain_entry

SOURCE = {"key": "map", "title": "A map", "publisher": "The office", "kind": "document"}
EVIDENCE = {"id": "survey", "kind": "study", "what": "A survey.", "sources": ["map"]}

# What is put into a valid entry, the field of the problem, what is wrong, and what would be right.
VIOLATIONS = [
    ({"id": None}, "id", "missing", "at most 60"),
    ({"id": "Not A Slug"}, "id", "'Not A Slug' is not a short id", "lower-case"),
    ({"id": "a-" * 30 + "b"}, "id", "61 characters", "at most 60"),
    ({"id": "double--hyphen"}, "id", "not a short id", "hyphens"),
    ({"claim": None}, "claim", "missing", "at most 300"),
    ({"claim": "  \n "}, "claim", "missing or empty", "at most 300"),
    ({"claim": "c" * 301}, "claim", "301 characters", "at most 300"),
    ({"claim": 7}, "claim", "a number", "text in quotes"),
    ({"claim": "bell \x07"}, "claim", "cannot be shown", "control characters"),
    ({"claim": "reversed \u202e"}, "claim", "cannot be shown", "control characters"),
    ({"verdict": None}, "verdict", "missing", "Write"),
    ({"verdict": "maybe"}, "verdict", "'maybe' is no verdict", "mostly-true"),
    ({"answer": None}, "answer", "missing", "at most 900"),
    ({"answer": "a" * 901}, "answer", "901 characters", "at most 900"),
    ({"as_of": None}, "as_of", "missing", "2012-04-08"),
    ({"as_of": "2015-02-30"}, "as_of", "no real date", "2012-04"),
    ({"as_of": "2015-13"}, "as_of", "no real date", "2012"),
    ({"as_of": "last year"}, "as_of", "no real date", "a day, a month or a year"),
    ({"as_of": "0000"}, "as_of", "no real date", "2012"),
    ({"review_by": "soon"}, "review_by", "no real date", "2012"),
    ({"review_by": datetime.datetime(2020, 1, 1)}, "review_by", "no real date", "2012"),  # noqa: DTZ001
    ({"caveats": [{"what": "c", "sources": ["map"]}] * 9}, "caveats", "there are 9", "at most 8"),
    ({"caveats": [{"what": "c" * 301}]}, "caveats 1, what", "301 characters", "at most 300"),
    ({"caveats": ["a text"]}, "caveats", "a list", "[[caveats]]"),
    ({"phrasings": "one text"}, "phrasings", "a text", "square brackets"),
    ({"phrasings": ["fine", ""]}, "phrasings 2", "empty", "take the item out"),
    ({"phrasings": ["fine", "p" * 301]}, "phrasings 2", "301 characters", "at most 300"),
    ({"phrasings": ["fine", 3]}, "phrasings 2", "a number", "quotes"),
    ({"phrasings": [f"p{number}" for number in range(61)]}, "phrasings", "61 items", "at most 60"),
    ({"sources": None, "evidence": [], "rebuttals": [], "caveats": []}, "sources", "none", "at least one source"),
    ({"sources": [SOURCE, SOURCE]}, "sources", "'map' is used 2 times", "its own key"),
    ({"sources": [SOURCE | {"url": "ftp://a.example"}]}, "sources 1, url", "is no link", "http"),
    ({"sources": [SOURCE | {"url": "a.example/x"}]}, "sources 1, url", "is no link", "https://"),
    ({"sources": [SOURCE | {"archived_url": "https://"}]}, "sources 1, archived_url", "is no link", "whole address"),
    ({"sources": [SOURCE | {"kind": "rumour"}]}, "sources 1, kind", "'rumour' is not one of the kinds", "news report"),
    ({"sources": [SOURCE | {"publisher": ""}]}, "sources 1, publisher", "missing or empty", "at most 200"),
    ({"sources": [SOURCE | {"date": "April 2012"}]}, "sources 1, date", "no real date", "2012-04"),
    ({"evidence": [EVIDENCE | {"sources": []}]}, "evidence 1, sources", "names no source", "at least one source"),
    ({"evidence": [EVIDENCE | {"sources": ["mpa"]}]}, "evidence 1, sources", "'mpa'", "Did you mean 'map'"),
    ({"evidence": [EVIDENCE | {"kind": "gossip"}]}, "evidence 1, kind", "'gossip'", "informant"),
    ({"evidence": [EVIDENCE, EVIDENCE]}, "evidence", "'survey' is used 2 times", "its own id"),
    ({"evidence": [EVIDENCE | {"id": "claim"}], "rebuttals": []}, "evidence", "'claim' is kept", "another id"),
    (
        {"rebuttals": [{"against": "surevy", "what": "w", "sources": ["map"]}]},
        "rebuttals 1, against",
        "neither the word 'claim' nor a piece of evidence",
        "Did you mean 'survey'",
    ),
    ({"rebuttals": [{"against": "claim", "what": "w"}]}, "rebuttals 1, sources", "names no source", "at least one"),
    ({"caveats": [{"what": "w", "sources": ["zz"]}]}, "caveats 1, sources", "'zz'", "add the source"),
    ({"claimants": [{"who": "A"}]}, "claimants 1, when", "missing", "at most 100"),
    ({"verdcit": "true"}, "verdcit", "no such field", "Did you mean 'verdict'"),
    ({"sources": [SOURCE | {"link": "x"}]}, "sources 1, link", "no such field", "Use"),
]


def problems_of(plain: dict) -> tuple:
    entry, problems = examine_entry(plain)
    assert (entry is None) == bool(problems)
    return problems


@pytest.mark.parametrize(("fields", "field", "wrong", "right"), VIOLATIONS)
def test_a_violation_is_said_with_field_fault_and_remedy(fields, field, wrong, right):
    problems = problems_of(plain_entry(**fields))
    assert [problem.field for problem in problems] == [field], problems
    assert wrong in problems[0].wrong
    assert right in problems[0].right
    assert re.fullmatch(r"[^\n]+: [^\n]+\. [^\n]+[.?]", str(problems[0]))


def test_all_violations_are_said_at_once():
    plain = plain_entry(
        id="No",
        verdict="maybe",
        as_of="never",
        sources=[SOURCE | {"url": "nowhere"}],
        rebuttals=[{"against": "nothing", "what": "w", "sources": ["none"]}],
    )
    with pytest.raises(InvalidEntryError) as raised:
        read_entry(plain)
    fields = [problem.field for problem in raised.value.problems]
    assert fields == ["id", "verdict", "as_of", "sources 1, url", "rebuttals 1, sources", "rebuttals 1, against"]
    assert len(str(raised.value).splitlines()) == 6


@pytest.mark.parametrize(
    ("field", "longest"), [("id", 60), ("claim", 300), ("answer", 900), ("would_change", 300), ("as_of_note", 300)]
)
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(field, longest):
    assert not problems_of(plain_entry(**{field: "x" * longest}))
    assert problems_of(plain_entry(**{field: "x" * (longest + 1)}))


def test_limits_of_caveats():
    eight = [{"what": "x" * 300, "sources": ["map"]} for _ in range(8)]
    assert not problems_of(plain_entry(caveats=eight))


def test_a_date_may_stand_in_toml_without_quotes():
    assert str(read_entry(plain_entry(as_of=datetime.date(2015, 11, 3))).as_of) == "2015-11-03"


def test_white_space_and_accents_are_cleaned():
    entry = read_entry(plain_entry(claim="  Two\n lines,\tan e\u0301 "))
    assert entry.claim == "Two lines, an \u00e9"
    assert clean_text(entry.claim) == entry.claim


@given(st.text(st.sampled_from("ab \n\t"), min_size=1, max_size=8))
@example("a  b")
@example(" a")
@example("a ")
def test_white_space_is_folded_in_every_text_of_an_entry(text):
    folded = " ".join(text.split())
    assert clean_text(text) == folded
    entry, _ = examine_entry(plain_entry(claim=text, phrasings=[text]))
    assert entry is None if not folded else (entry.claim, entry.phrasings) == (folded, (folded,))


@pytest.mark.parametrize("link", ["https://a.example", "http://a.example:8080/x?y=1#z", "https://ü.example/ñ"])
def test_links(link):
    assert is_link(link)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "https:///x", "http://a b.example", "https://a.example:0", "https://a.example:x",
     "https://[::1", "mailto:a@a.example", "//a.example", 'https://a.example/"', ""],
)  # fmt: skip
def test_no_links(link):
    assert not is_link(link)


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates() | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(plain_entry())), _ANYTHING)
@settings(max_examples=200, deadline=None)
def test_whatever_stands_in_a_field_is_read_or_said(field, value):
    plain = copy.deepcopy(plain_entry()) | {field: value}
    entry, problems = examine_entry(plain)
    assert (entry is None) == bool(problems)
