"""The kept index: as good as one that is made anew, never stale, whole or not there."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from knowledge.answering.library import build_library
from knowledge.answering.shared_index import MANY, WORTH_KEEPING, SharedEntries, shared_entries
from knowledge.exchange.loading import load_packs
from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.codec import fingerprint
from knowledge.matching.index.segment import Base
from knowledge.matching.lexicons.background import shipped_background
from knowledge.moderation import retention
from knowledge.question.gazetteer import Gazetteer, Name
from knowledge.question.reading import read_question
from knowledge.store import SHARED, Store, open_store
from knowledge.store.revisions import RevisionState
from tests.scenes.desk import NOW
from tests.scenes.making import made_pack, plain_entry

AT = "2026-01-02T03:04:05+00:00"
RIVERS = tuple(f"river-{word}" for word in ("alpha", "bravo", "carmen", "delta", "eduardo", "fuego"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "base.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_store(path)
    publish(opened, *(plain_entry(river) for river in RIVERS))
    yield opened
    opened.close()


def publish(store: Store, *plains: dict[str, object], state: str = RevisionState.PUBLISHED) -> None:
    with store.transaction():
        for plain in plains:
            store.revisions.add(SHARED, str(plain["id"]), plain, state=state, kind="new", at=AT)


def read(store: Store) -> SharedEntries:
    return shared_entries(store, worth_keeping=1)


def first(shared: SharedEntries, question: str) -> str | None:
    ranked = decided(shared.base, question).ranked
    return ranked[0][0] if ranked else None


def decided(base: Base, question: str):
    return decide(read_question(question, base.gazetteer), base, shipped_background())


def head(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT * FROM indexes").fetchall()


def slices(path: Path) -> list[tuple[int, int]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT made, number FROM index_slices ORDER BY 1, 2").fetchall()


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(sql)


def test_the_index_is_kept_and_read_again_without_reading_the_entries(path, store):
    made = read(store)
    kept = head(path)
    again = read(store)
    assert head(path) == kept != []
    assert again.base.layers[0].segment.ids == list(RIVERS)
    assert all("UnreadEntry" in repr(shown) for shown in again.entries.values())
    assert [shown.claim for shown in again.entries.values()] == [shown.claim for shown in made.entries.values()]
    assert again.entries == made.entries
    assert decided(again.base, "does the river delta go north") == decided(made.base, "does the river delta go north")


def test_few_entries_are_not_worth_an_index(path, store):
    assert len(RIVERS) < WORTH_KEEPING
    build_library(store)
    assert head(path) == []


def test_a_large_library_is_answered_from_the_kept_index(path):
    store = open_store(path)
    publish(
        store, *(plain_entry(f"river-{number}x", claim=f"River {number} is dry.") for number in range(WORTH_KEEPING))
    )
    library = build_library(store)
    kept = head(path)
    again = build_library(store)
    assert kept == head(path) != []
    assert again.browse(SHARED) == library.browse(SHARED)
    assert [one.id for one in again.suggest("river 199 is dry", SHARED)][:1] == ["river-199x"]
    assert again.ask("is river 17 dry?", SHARED) == library.ask("is river 17 dry?", SHARED)
    store.close()


def test_what_another_process_writes_is_noticed(path, store):
    read(store)
    kept, seen = head(path), store.changes_by_others()
    other = open_store(path)
    publish(other, plain_entry("river-delta", claim="A whale was seen in the delta.", phrasings=[]))
    publish(other, plain_entry("river-bravo"), state=RevisionState.RETIRED)
    publish(other, plain_entry("lake-new", claim="The lake is frozen in July.", phrasings=[]))
    other.close()
    assert store.changes_by_others() != seen
    now = read(store)
    assert now.entries.keys() == {*RIVERS, "lake-new"} - {"river-bravo"}
    assert now.entries["river-delta"].entry.claim == "A whale was seen in the delta."
    assert first(now, "was a whale seen in the delta") == "river-delta"
    assert first(now, "is the lake frozen in july") == "lake-new"
    assert now.base.document("river-bravo") is None
    # So many changes in so few entries: the index was made anew.
    assert head(path) != kept and len(now.base.layers) == 1


def test_few_changes_lie_on_top_of_the_kept_index(path, store):
    many = [plain_entry(f"hill-{number}x", claim=f"Hill {number} is a volcano.") for number in range(2 * MANY)]
    publish(store, *many)
    read(store)
    kept = head(path)
    publish(store, plain_entry("hill-7x", claim="A castle stands on this hill.", phrasings=[]))
    now = read(store)
    assert head(path) == kept and len(now.base.layers) == 2
    assert first(now, "does a castle stand on this hill") == "hill-7x"
    assert now.base.document("hill-7x").document.claim == "A castle stands on this hill."
    assert now.base.size == len(now.entries) == len(many) + len(RIVERS)
    assert first(now, "is hill 8 a volcano") == "hill-8x"
    publish(store, plain_entry("hill-7x"), state=RevisionState.RETIRED)
    assert read(store).base.document("hill-7x") is None


def test_an_entry_that_comes_back_with_its_old_words_is_found_by_them(store):
    read(store)
    publish(store, plain_entry("river-delta", claim="A whale was seen.", phrasings=[]))
    read(store)
    publish(store, plain_entry("river-delta"))
    now = read(store)
    assert now.entries["river-delta"].claim == plain_entry("river-delta")["claim"]
    assert now.entries["river-delta"].revision == 3


def test_other_names_or_other_code_make_another_index(path, store):
    read(store)
    kept = head(path)
    with store.transaction():
        store.names.replace_pack("rivers", [Name("River of Alpha", "place", ("river alpha",))])
    assert "River of Alpha" in read(store).base.document("river-alpha").claim.names
    assert head(path) != kept
    # As an earlier version would have left it, with bytes that this one cannot read.
    store.indexes.put(SHARED, "of another version", b"of another form")
    assert first(read(store), "does the river carmen go north") == "river-carmen"
    assert head(path)[0][2] == fingerprint(Gazetteer(store.names.owned_by(SHARED)))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE index_slices SET body = zeroblob(length(body))",
        "UPDATE index_slices SET body = substr(body, 1, length(body) - 1)",
        "DELETE FROM index_slices",
        "UPDATE indexes SET digest = x'00'",
    ],
)
def test_a_damaged_index_is_noticed_and_made_anew(path, store, caplog, damage):
    read(store)
    change(path, damage)
    with caplog.at_level(logging.WARNING):
        assert first(read(store), "does the river carmen go north") == "river-carmen"
    assert ["damaged" in record.getMessage() for record in caplog.records] == [True]
    caplog.clear()
    read(store)
    assert caplog.records == []


def test_an_index_that_cannot_be_kept_costs_nothing_but_time(path, store, caplog):
    store._db.execute("PRAGMA query_only = ON")
    with caplog.at_level(logging.WARNING):
        assert first(read(store), "does the river carmen go north") == "river-carmen"
    assert ["could not be kept" in record.getMessage() for record in caplog.records] == [True]
    assert head(path) == []


@pytest.mark.parametrize("steps", range(9))
def test_a_crash_at_any_step_leaves_the_old_index_or_the_new_one(path, store, steps):
    old, new = bytes(range(40)), bytes(range(100, 150))
    store.indexes.put(SHARED, "old", old)
    other = open_store(path)
    # The connection that was writing is simply gone after so many steps.
    list(islice(other.indexes.putting(SHARED, "new", new, size=10), steps))
    other.close()
    kept = store.indexes.get(SHARED)
    assert (kept.fingerprint, kept.body) == (("new", new) if steps > 5 else ("old", old))
    store.indexes.put(SHARED, "newest", old)
    assert store.indexes.get(SHARED).body == old
    assert len(slices(path)) == 1


def test_two_processes_that_keep_an_index_at_once_leave_a_whole_one(path, store):
    other = open_store(path)
    one = store.indexes.putting(SHARED, "one", bytes(range(50)), size=10)
    two = other.indexes.putting(SHARED, "two", bytes(range(50, 100)), size=10)
    for _ in range(4):
        next(one), next(two)
    assert store.indexes.get(SHARED) is None
    list(two)
    list(one)
    kept = store.indexes.get(SHARED)
    assert (kept.fingerprint, kept.body) == ("two", bytes(range(50, 100)))
    assert {made for made, _ in slices(path)} == {head(path)[0][1]}
    other.close()


def test_rebuilding_makes_it_anew_and_the_same(store):
    read(store)
    before = store.indexes.get(SHARED)
    assert before.body is not None
    store.rebuild()
    assert store.indexes.get(SHARED) is None
    read(store)
    assert store.indexes.get(SHARED) == before


def test_nothing_of_an_entry_that_is_taken_down_stays_in_the_index(store):
    publish(store, plain_entry("hill-libel", claim="The libel itself."))
    read(store)
    retention.take_down(store, "hill-libel", "By order.", NOW)
    assert store.indexes.get(SHARED) is None
    assert "hill-libel" not in read(store).entries


def test_a_database_of_the_version_before_gets_the_tables(path, store):
    store.close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP TABLE indexes")
        db.execute("DROP TABLE index_slices")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'packed_indexes'")
    again = open_store(path)
    assert len(read(again).entries) == len(RIVERS)
    assert head(path) != []
    again.close()


def test_packs_that_are_loaded_again_are_answered_as_they_are_now(store, tmp_path):

    load_packs(store, (made_pack(tmp_path / "p", plain_entry("lake-one", claim="The lake is salt.")),), NOW)
    assert read(store).entries["lake-one"].pack == "Rivers"
    load_packs(store, (made_pack(tmp_path / "p", plain_entry("lake-one", claim="The lake is sweet.")),), NOW)
    assert read(store).entries["lake-one"].claim == "The lake is sweet."
