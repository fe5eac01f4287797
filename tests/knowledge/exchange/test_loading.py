"""Loading packs: a change becomes a revision, what is gone is retired, a kill in the middle leaves the old state."""

import datetime
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.answering.library import build_library
from knowledge.errors import InvalidInputError
from knowledge.exchange.loading import Loaded, load_packs, load_starter_packs
from knowledge.exchange.packs import read_pack, starter_digests, starter_packs
from knowledge.question.gazetteer import Name
from knowledge.store import SHARED, open_store
from knowledge.store.revisions import RevisionState
from tests import ROOT
from tests.scenes.making import NAMES, made_pack, plain_entry, write_pack

NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=1)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "base.db")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "rivers"


def shown(store):
    return {revision.entry: revision.number for revision in store.revisions.published(SHARED)}


def dump(path):
    """Return everything in the database, table by table."""
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def test_the_first_start_loads_everything(store):
    packs = starter_packs()
    entries = [entry for pack in packs for entry in pack.entries]
    assert load_packs(store, packs, NOW) == Loaded(added=len(entries))
    assert shown(store) == {entry.id: 1 for entry in entries}
    assert {pack.id for pack in store.packs.all()} == {pack.id for pack in packs}
    assert {name.name for name in store.names.owned_by(SHARED)} == {name.name for pack in packs for name in pack.names}
    library = build_library(store)
    assert {one.entry for one in library.browse(SHARED)} == set(entries)
    (revision,) = store.revisions.history(SHARED, entries[0].id)
    assert (revision.kind, revision.state, revision.at) == ("new", RevisionState.PUBLISHED, "2026-01-02T03:04:05+00:00")
    assert revision.origin in {pack.id for pack in packs}


def test_the_second_start_writes_nothing(tmp_path):
    path = tmp_path / "base.db"
    store = open_store(path)
    load_packs(store, starter_packs(), NOW)
    store.close()
    before = path.read_bytes()
    store = open_store(path)
    assert load_packs(store, starter_packs(), LATER) == Loaded()
    assert store._db.conn.total_changes == 0
    store.close()
    assert path.read_bytes() == before


def test_the_starter_packs_are_loaded_once(store):
    assert load_starter_packs(store, NOW).added == sum(len(pack.entries) for pack in starter_packs())
    assert {pack.id: pack.digest for pack in store.packs.all()} == starter_digests()
    changes = store._db.conn.total_changes
    assert load_starter_packs(store, LATER) == Loaded()
    assert store._db.conn.total_changes == changes


def test_a_pack_is_switched_on_and_off(store):
    load_starter_packs(store, NOW)
    both = ("central-america", "common-misconceptions")
    added = load_starter_packs(store, LATER, both).added
    assert added == sum(len(pack.entries) for pack in starter_packs(both)) - sum(
        len(pack.entries) for pack in starter_packs()
    )
    assert "ten-percent-of-brain" in shown(store)
    assert load_starter_packs(store, LATER).retired == added
    assert "ten-percent-of-brain" not in shown(store)
    assert load_starter_packs(store, LATER, both).changed == added
    assert "ten-percent-of-brain" in shown(store)


def test_a_pack_that_there_is_not_is_said(store):
    with pytest.raises(InvalidInputError, match=r"no pack 'atlantis'. Set PACKS to some of: central-america, common-"):
        load_starter_packs(store, NOW, ["atlantis"])


def test_a_changed_file_becomes_a_new_revision_of_that_entry_alone(store, folder):
    load_packs(store, [made_pack(folder, plain_entry("north"), plain_entry("south"))], NOW)
    changed = made_pack(folder, plain_entry("north", answer="It does not."), plain_entry("south"))
    assert load_packs(store, [changed], LATER) == Loaded(changed=1)
    assert shown(store) == {"north": 2, "south": 1}
    first, second = store.revisions.history(SHARED, "north")
    assert (first.body["answer"], second.body["answer"]) == ("It does for most of its way.", "It does not.")
    assert (second.kind, second.at) == ("update", LATER.isoformat(timespec="seconds"))


def test_a_change_of_layout_alone_is_no_new_revision(store, folder):
    pack = made_pack(folder, plain_entry("north"))
    load_packs(store, [pack], NOW)
    (folder / "north.toml").write_text("# looked at again\n" + (folder / "north.toml").read_text())
    again = read_pack(folder)
    assert again.digest != pack.digest
    assert load_packs(store, [again], LATER) == Loaded()
    assert shown(store) == {"north": 1}
    assert store.packs.all()[0].digest == again.digest


def test_a_removed_file_retires_its_entry_and_a_returned_one_is_published_again(store, folder):
    both = [plain_entry("north"), plain_entry("south")]
    load_packs(store, [made_pack(folder, *both)], NOW)
    assert load_packs(store, [made_pack(folder, both[0])], LATER) == Loaded(retired=1)
    assert shown(store) == {"north": 1}
    retired = store.revisions.latest(SHARED, "south")
    assert (retired.number, retired.state) == (2, RevisionState.RETIRED)
    assert retired.sentence
    assert retired.body["id"] == "south"
    assert load_packs(store, [made_pack(folder, *both)], LATER) == Loaded(changed=1)
    assert shown(store) == {"north": 1, "south": 3}


def test_a_removed_pack_takes_its_entries_and_names_along(store, folder):
    load_packs(store, [made_pack(folder, plain_entry("north"))], NOW)
    assert load_packs(store, [], LATER) == Loaded(retired=1)
    assert shown(store) == {}
    assert store.names.owned_by(SHARED) == store.packs.all() == ()
    assert load_packs(store, [made_pack(folder, plain_entry("north"))], LATER) == Loaded(changed=1)
    assert shown(store) == {"north": 3}


def test_names_follow_the_pack(store, folder):
    load_packs(store, [made_pack(folder, plain_entry("north"))], NOW)
    assert set(store.names.owned_by(SHARED)) == set(NAMES)
    names = (*NAMES, Name("MS-13", "gang"))
    load_packs(store, [read_pack(write_pack(folder, [plain_entry("north")], names))], LATER)
    assert set(store.names.owned_by(SHARED)) == set(names)


def test_an_entry_may_move_to_another_pack(store, tmp_path):
    first, second = tmp_path / "aa", tmp_path / "bb"
    load_packs(store, [made_pack(first, plain_entry("north"), plain_entry("south")), made_pack(second)], NOW)
    moved = [made_pack(first, plain_entry("south")), made_pack(second, plain_entry("north"))]
    load_packs(store, moved, LATER)
    assert set(shown(store)) == {"north", "south"}
    assert store.revisions.latest(SHARED, "north").origin == "bb"
    assert load_packs(store, moved, LATER) == Loaded()


def test_two_packs_with_the_same_entry_are_refused_and_nothing_is_written(store, tmp_path):
    packs = [made_pack(tmp_path / "aa", plain_entry("north")), made_pack(tmp_path / "bb", plain_entry("north"))]
    with pytest.raises(InvalidInputError, match="aa and bb have an entry north"):
        load_packs(store, packs, NOW)
    assert shown(store) == {}
    assert store.packs.all() == ()


def killed_while_loading(database: Path, pack: Path, dies_at: int) -> None:
    command = [sys.executable, "-m", "tests.scenes.loading_killed", str(database), str(pack), str(dies_at)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr


@pytest.mark.parametrize("dies_at", [1, 3, 5])
def test_a_kill_in_the_middle_of_loading_leaves_the_old_state(tmp_path, folder, dies_at):
    path = tmp_path / "base.db"
    store = open_store(path)
    load_packs(store, [made_pack(folder, *(plain_entry(f"river-{number}") for number in range(5)))], NOW)
    store.close()
    before = dump(path)
    write_pack(folder, [plain_entry(f"river-{number}", answer="It does not.") for number in range(1, 6)])
    killed_while_loading(path, folder, dies_at)
    assert dump(path) == before
    store = open_store(path)
    assert load_packs(store, [read_pack(folder)], LATER) == Loaded(added=1, changed=4, retired=1)
    store.close()


def test_a_kill_during_the_first_loading_leaves_an_empty_database(tmp_path, folder):
    path = tmp_path / "base.db"
    pack = made_pack(folder, *(plain_entry(f"river-{number}") for number in range(5)))
    killed_while_loading(path, folder, 4)
    store = open_store(path)
    assert store.revisions.published(SHARED) == store.packs.all() == store.names.owned_by(SHARED) == ()
    assert load_packs(store, [pack], NOW) == Loaded(added=5)
    store.close()
