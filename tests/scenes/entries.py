"""Entries for tests: any that validation lets through, and the largest of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from knowledge.entries.dates import PartialDate
from knowledge.entries.entry import (
    EVIDENCE_KINDS,
    SOURCE_KINDS,
    Caveat,
    Claimant,
    Entry,
    Evidence,
    Rebuttal,
    Source,
    entry_mapping,
)
from knowledge.entries.validation import read_entry
from knowledge.entries.verdict import Verdict


def largest_entry(character: str = "x") -> Entry:
    """Return an entry that is at every limit of validation, made of one character."""

    def text(length: int) -> str:
        return character * length

    keys = tuple(f"s{number}" for number in range(40))
    sources = tuple(
        Source(
            key=key,
            title=text(300),
            publisher=text(200),
            kind=SOURCE_KINDS[0],
            author=text(200),
            date=PartialDate("2012-09-28"),
            url="https://a.example/" + "(" * 1900,
            archived_url="https://b.example/" + "y" * 1900,
        )
        for key in keys
    )
    entry = Entry(
        id="a" * 60,
        claim=text(300),
        topics=(),
        names=(),
        verdict=Verdict.MOSTLY_FALSE,
        answer=text(900),
        as_of=PartialDate("2012-09-28"),
        as_of_note=text(300),
        review_by=None,
        would_change=text(300),
        phrasings=(),
        not_this=(),
        claimants=tuple(Claimant(text(200), text(100)) for _ in range(24)),
        evidence=tuple(Evidence(f"e{number}", EVIDENCE_KINDS[0], text(600), keys) for number in range(24)),
        rebuttals=tuple(Rebuttal("e1" if number else "claim", text(600), keys) for number in range(24)),
        caveats=tuple(Caveat(text(300), keys) for _ in range(8)),
        sources=sources,
    )
    return read_entry(entry_mapping(entry))


def whole_entry(**changes: Any) -> Entry:
    """Return a small entry that is fit to be published."""
    mapping: dict[str, Any] = {
        "id": "moon-cheese",
        "claim": "The Moon is made of cheese.",
        "verdict": "false",
        "answer": "The Moon is rock. Samples were brought back.",
        "as_of": "1969-07",
        "caveats": [{"what": "Not every crater was sampled.", "sources": ["nasa"]}],
        "sources": [{"key": "nasa", "title": "Lunar samples", "publisher": "NASA", "kind": "document"}],
        **changes,
    }
    return read_entry(mapping)


_SIGNS = st.sampled_from("\\*_~|`<>[]()#-+.1 aé🙂:@/")


def _texts(longest: int) -> st.SearchStrategy[str]:
    some = st.text(alphabet=_SIGNS, min_size=1, max_size=longest)
    full = st.text(alphabet=_SIGNS, min_size=1, max_size=3).map(lambda piece: (piece * longest)[:longest])
    return st.one_of(some, full).map(lambda text: " ".join(text.split()) or "x")


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Draw an entry of any size within the limits of validation, full of markdown."""
    keys = [f"s{number}" for number in range(draw(st.integers(1, 40)))]
    some = st.lists(st.sampled_from(keys), min_size=1, max_size=len(keys), unique=True)
    ids = [f"e{number}" for number in range(draw(st.integers(0, 24)))]
    path = st.text(alphabet="abc()[]_*~", max_size=200)
    address = path.map(lambda text: f"https://a.example/{text}")
    mapping: dict[str, Any] = {
        "id": "e",
        "claim": draw(_texts(300)),
        "verdict": draw(st.sampled_from([verdict.value for verdict in Verdict])),
        "answer": draw(_texts(900)),
        "as_of": "2012-09-28",
        "as_of_note": draw(_texts(300)),
        "would_change": draw(_texts(300)),
        "claimants": [{"who": draw(_texts(200)), "when": draw(_texts(100))} for _ in range(draw(st.integers(0, 4)))],
        "evidence": [
            {"id": one, "kind": EVIDENCE_KINDS[0], "what": draw(_texts(600)), "sources": draw(some)} for one in ids[:3]
        ],
        "rebuttals": [
            {"against": draw(st.sampled_from(["claim", *ids[:3]])), "what": draw(_texts(600)), "sources": draw(some)}
            for _ in range(draw(st.integers(0, 6)))
        ],
        "caveats": [{"what": draw(_texts(300)), "sources": draw(some)} for _ in range(draw(st.integers(0, 8)))],
        "sources": [
            {
                "key": key,
                "title": f"{place} {draw(_texts(100))}",
                "publisher": "P",
                "kind": "blog",
                "url": draw(address),
            }
            for place, key in enumerate(keys)
        ],
    }
    return read_entry(mapping)
