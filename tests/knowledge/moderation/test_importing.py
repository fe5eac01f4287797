import json

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from knowledge.answering.library import build_library
from knowledge.entries.entry import Entry
from knowledge.entries.validation import read_entry
from knowledge.errors import InvalidInputError
from knowledge.exchange.bundle import read_bundle, write_bundle
from knowledge.moderation import importing, settings
from knowledge.moderation.audit import ChangedMeanwhileError
from knowledge.question.gazetteer import Name
from knowledge.question.tokens import split_words
from knowledge.store import SHARED, Store
from tests.scenes.desk import BEN, HERE, THERE, by, draft_of, plain, published, two_people
from tests.scenes.strategies import entries, texts
from tests.scenes.toml_files import entry_to_toml


def distinct(names: list[Name]) -> list[Name]:
    kept: dict[tuple[str, ...], Name] = {}
    for name in names:
        kept.setdefault(tuple(word.text for word in split_words(name.name)), name)
    return list(kept.values())


names = st.lists(
    st.builds(Name, name=texts(100).filter(lambda text: bool(split_words(text))), kind=st.just("person")), max_size=3
).map(distinct)


@hypothesis_settings(max_examples=12, deadline=None)
@given(st.lists(entries(), max_size=3, unique_by=lambda one: one.id), names, st.sampled_from(("toml", "json")))
def test_what_is_written_is_read_again_the_same(some: list[Entry], own: list[Name], form: str) -> None:
    if not some and not own:
        return
    items = read_bundle(write_bundle(some, own, form))
    assert [item.problems for item in items] == [()] * (len(some) + len(own))
    assert [item.name for item in items if item.name] == own
    assert [item.entry for item in items if item.entry] == some


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_round_trip_changes_nothing(store: Store, form: str) -> None:
    published(store, by())
    settings.add_name(store, by(), "The Old Harbour", "place", "old port, harbour of old")
    text = importing.export(store, HERE, form)
    report = importing.dry_run(store, by(), f"mine.{form}", text)
    assert {line.fate for line in report.lines} == {"same"} and not report.can_apply
    elsewhere = importing.dry_run(store, by(BEN, THERE), f"mine.{form}", text)
    assert [(line.what, line.fate) for line in elsewhere.lines] == [("The Old Harbour", "new"), ("new-one", "new")]
    importing.apply(store, by(BEN, THERE), elsewhere.number, elsewhere.digest)
    assert importing.export(store, THERE, form) == text


def test_a_single_entry_as_in_a_pack_is_read(store: Store) -> None:
    report = importing.dry_run(store, by(), "a.toml", entry_to_toml(read_entry(plain("new-one"))))
    assert [(line.what, line.fate) for line in report.lines] == [("new-one", "new")]


def test_the_dry_run_says_of_each_what_would_be_done(store: Store) -> None:
    published(store, by())
    published(store, by(), "other-one")
    draft_of(store, by(), "at-work")
    with store.transaction():
        store.removals.take_down(HERE, "down-one", "By order.", "2026")
    file = {
        "entries": [
            plain("new-one"),
            plain("other-one", answer="Another."),
            plain("third-one"),
            plain("lake-is-deep", answer="Ours."),
            plain("at-work"),
            plain("down-one"),
            plain("bad-one", verdict="maybe", sources=[]),
            plain("bad-key", caveats=[{"what": "A.", "sources": ["nobody"]}]),
            plain("third-one"),
        ]
    }
    report = importing.dry_run(store, by(), "f.json", json.dumps(file))
    assert [(line.what, line.fate) for line in report.lines] == [
        ("new-one", "same"),
        ("other-one", "changed"),
        ("third-one", "new"),
        ("lake-is-deep", "overrides the shared one"),
        ("at-work", "wrong"),
        ("down-one", "wrong"),
        ("bad-one", "wrong"),
        ("bad-key", "wrong"),
        ("third-one", "wrong"),
    ]
    why = {line.what: " ".join(str(problem) for problem in line.problems) for line in report.lines[4:]}
    assert "open draft" in why["at-work"] and "By order" in why["down-one"]
    assert "'maybe' is no verdict" in why["bad-one"] and "at least one source" in why["bad-one"]
    assert "no source of this entry has the key 'nobody'" in why["bad-key"]
    assert "used twice" in why["third-one"]


def test_all_of_a_file_or_nothing(store: Store) -> None:
    good, bad = plain("good-one"), plain("bad-one", verdict="maybe")
    report = importing.dry_run(store, by(), "f.json", json.dumps([good, bad]))
    assert not report.can_apply
    with pytest.raises(InvalidInputError, match="Nothing was imported"):
        importing.apply(store, by(), report.number, report.digest)
    assert store.revisions.states(HERE) == {}
    report = importing.dry_run(store, by(), "f.json", json.dumps([good, plain("new-one")]))
    importing.apply(store, by(), report.number, report.digest)
    assert set(store.revisions.states(HERE)) == {"good-one", "new-one"}
    with pytest.raises(InvalidInputError, match="imported already"):
        importing.apply(store, by(), report.number, report.digest)


def test_a_dry_run_holds_for_the_server_it_was_made_on_and_as_long_as_nothing_changes(store: Store) -> None:
    report = importing.dry_run(store, by(), "f.json", json.dumps(plain("new-one")))
    with pytest.raises(InvalidInputError):
        importing.apply(store, by(BEN, THERE), report.number, None)
    published(store, by(), answer="Meanwhile.")
    with pytest.raises(ChangedMeanwhileError):
        importing.apply(store, by(), report.number, report.digest)


def test_a_change_of_what_is_published_needs_its_kind_and_sentence(store: Store) -> None:
    published(store, by())
    report = importing.dry_run(store, by(), "f.json", json.dumps(plain("new-one", answer="Better.")))
    with pytest.raises(InvalidInputError, match="sentence that askers will read"):
        importing.apply(store, by(), report.number, report.digest, "correction")
    importing.apply(store, by(), report.number, report.digest, "correction", "It was wrong.")
    shown = store.revisions.shown(HERE, "new-one")
    assert shown is not None and (shown.kind, shown.sentence) == ("correction", "It was wrong.")


def test_where_two_people_publish_a_file_becomes_drafts_in_review(store: Store) -> None:
    two_people(store, by())
    report = importing.dry_run(
        store, by(), "f.json", json.dumps([plain("new-one"), plain("lake-is-deep", answer="Ours.")])
    )
    with pytest.raises(InvalidInputError, match="minor, an update or a correction"):
        importing.apply(store, by(), report.number, report.digest)
    importing.apply(store, by(), report.number, report.digest, "update", "We know more.")
    assert {draft.entry: draft.state for draft in store.drafts.all_open(HERE)} == {
        "new-one": "in review",
        "lake-is-deep": "in review",
    }
    assert store.revisions.published(HERE) == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "no entry and no name"),
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid"),
        ('"a"', "not valid TOML"),
        ("[1, 2]", "not valid TOML"),
        ("a = [", "not valid TOML"),
        ("a = " + "[" * 20_000, "not valid TOML"),
        ("packs = 1", "no such field as 'packs'"),
        ("entries = 1", "no list of tables"),
        ('{"entries": [1]}', "no list of tables"),
        ('{"names": {}}', "no list of tables"),
    ],
)
def test_a_malformed_file_is_refused_with_the_reason(store: Store, text: str, wrong: str) -> None:
    with pytest.raises(InvalidInputError, match=wrong):
        importing.dry_run(store, by(), "f", text)


@hypothesis_settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(("id", "claim", "entries", "names", "sources", "name", "kind", "also")),
                inner,
                max_size=4,
            )
        ),
    ).map(json.dumps)
)
def test_no_file_breaks_the_reader(text: str) -> None:
    try:
        read_bundle(text)
    except InvalidInputError as error:
        assert str(error)


def test_nothing_to_export_is_said(store: Store) -> None:
    with pytest.raises(InvalidInputError, match="no entries or names of its own"):
        importing.export(store, HERE, "toml")
    with pytest.raises(InvalidInputError, match="no published entry"):
        importing.export(store, HERE, "toml", "nowhere")
    assert "lake-is-deep" in importing.export(store, HERE, "toml", "lake-is-deep")


def test_taking_in_many_entries_takes_as_many_statements_as_taking_in_few(store: Store) -> None:
    """Each statement is one in which those who ask may come in between: hundreds of them are a long wait."""

    def statements(first: int, last: int, **fields: object) -> int:
        text = json.dumps([plain(f"made-{number}", **fields) for number in range(first, last)])
        report = importing.dry_run(store, by(), "file.json", text)
        said: list[str] = []
        store._db.conn.set_trace_callback(said.append)
        importing.apply(store, by(), report.number, report.digest)
        store._db.conn.set_trace_callback(None)
        return len(said)

    assert statements(0, 3) == statements(10, 110) < 30


def test_many_are_published_as_one_is(store: Store) -> None:
    """The state, the number, the kind and the audit's row are those that publishing one by one would write."""
    texts = [[plain("new-one"), plain("lake-is-deep", claim="The lake is dry.")], [plain("new-one", claim="Other.")]]
    for body in texts:
        report = importing.dry_run(store, by(), "file.json", json.dumps(body))
        importing.apply(store, by(), report.number, report.digest, "update", "There is more.")
    states = store.revisions.states(HERE)
    assert states["new-one"] == ("published", 2) and states["lake-is-deep"] == ("published", 1)
    second = store.revisions.shown(HERE, "new-one")
    assert second is not None and second.body["claim"] == "Other."
    assert (second.kind, second.sentence, second.origin) == ("update", "There is more.", None)
    first = store.revisions.get(HERE, "new-one", 1)
    assert first is not None and (first.kind, first.author) == ("new", second.author)
    rows = [one for one in store.audit.last(HERE, 9) if one.thing == "entry"]
    assert [(one.subject, one.before, one.after) for one in rows] == [
        ("new-one", {"state": "published", "revision": 1}, {"state": "published", "revision": 2}),
        ("lake-is-deep", {"state": "none", "revision": 0}, {"state": "published", "revision": 1}),
        ("new-one", {"state": "none", "revision": 0}, {"state": "published", "revision": 1}),
    ]
    # Its own version stands beside the shared one as that was when it was taken in.
    assert store.choices.of(HERE)["lake-is-deep"].seen == 1


def test_what_differs_from_a_shared_entry_in_phrasings_alone_lies_on_top_of_it(store: Store) -> None:
    shared = store.revisions.shown(SHARED, "lake-is-deep")
    assert shared is not None
    phrasings = [*shared.body["phrasings"], "is the lake so deep"]
    report = importing.dry_run(store, by(), "f.json", json.dumps([{**shared.body, "phrasings": phrasings}]))
    (done,) = importing.apply(store, by(), report.number, report.digest)[1]
    assert done.on_top and store.revisions.latest(HERE, "lake-is-deep") is None
    assert store.additions.on(HERE, "lake-is-deep").phrasings == ("is the lake so deep",)
    shown = build_library(store).show("lake-is-deep", HERE)
    assert shown is not None and shown.pack is not None and shown.entry.phrasings == tuple(phrasings)
