"""The store: opening files of every sort, append-only revisions, audiences apart, transactions."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.errors import StoreError
from knowledge.question.gazetteer import Name
from knowledge.store import SHARED, Audience, open_store
from knowledge.store.revisions import RevisionState
from knowledge.store.schema import MIGRATIONS

AT = "2026-01-02T03:04:05+00:00"
ONE, OTHER = Audience(1), Audience(2)


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "folder" / "base.db"


@pytest.fixture
def store(path):
    opened = open_store(path)
    yield opened
    opened.close()


def add(store, owner=SHARED, entry="north", body=None, *, state=RevisionState.PUBLISHED, **about):
    with store.transaction():
        return store.revisions.add(owner, entry, body or {"claim": "c"}, state=state, kind="new", at=AT, **about)


def rows(path, table):
    with closing(sqlite3.connect(path)) as db:
        return sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)


def refused(path):
    """Open the file, which must be refused, and see that nothing was touched; return what was said."""
    before = {item.name: item.read_bytes() for item in path.parent.iterdir() if item.is_file()}
    with pytest.raises(StoreError) as raised:
        open_store(path)
    assert {item.name: item.read_bytes() for item in path.parent.iterdir() if item.is_file()} == before
    return str(raised.value)


def test_a_database_is_made_with_its_folder_and_opened_again(path):
    first = open_store(path)
    add(first)
    first.close()
    again = open_store(path)
    assert [revision.entry for revision in again.revisions.published(SHARED)] == ["north"]
    again.close()
    assert [item.name for item in path.parent.iterdir()] == ["base.db"]


def test_the_database_keeps_what_was_acknowledged(store):
    pragmas = {name: store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}
    assert store._db.execute("PRAGMA foreign_keys").fetchone()[0] == 1


@pytest.mark.parametrize("content", [b"hello, this is a letter\n" * 20, b"x", b"SQLite format 3\x00", b"\x00" * 200])
def test_what_is_no_database_is_left_alone(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    assert "is not a database" in refused(path)


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
@pytest.mark.parametrize("application", [0, 77])
def test_a_database_of_another_program_is_left_alone(path, journal, application):
    path.parent.mkdir()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA journal_mode = {journal}")
    db.execute("CREATE TABLE theirs (x)")
    db.execute(f"PRAGMA application_id = {application}")
    db.commit()
    db.close()
    assert "another program" in refused(path)


def test_a_newer_schema_is_left_alone(path):
    open_store(path).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    assert "newer version" in refused(path)


def test_a_migration_that_is_not_known_is_a_newer_schema(path):
    open_store(path).close()
    db = sqlite3.connect(path)
    table = MIGRATIONS.migrations_table
    columns = [row[1] for row in db.execute(f"PRAGMA table_info([{table}])")]
    copied = ", ".join("'from_the_future'" if name == "name" else "NULL" if name == "id" else name for name in columns)
    db.execute(f"INSERT INTO [{table}] SELECT {copied} FROM [{table}] LIMIT 1")
    db.commit()
    db.close()
    assert "newer version" in refused(path)


def test_a_damaged_database_is_said(path):
    store = open_store(path)
    for number in range(200):
        add(store, entry=f"entry-{number}", body={"claim": "c" * 300})
    store.close()
    damaged = bytearray(path.read_bytes())
    damaged[100:] = b"\xff" * (len(damaged) - 100)
    path.write_bytes(bytes(damaged))
    assert "damaged" in refused(path)


def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(StoreError, match="cannot be read"):
        open_store(tmp_path)


def test_below_a_file_there_is_no_database(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError):
        open_store(tmp_path / "file" / "base.db")


def test_where_nobody_may_write_it_is_said():
    with pytest.raises(StoreError, match="DATABASE_PATH"):
        open_store(Path("/proc/nowhere/base.db"))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE revisions SET note = 'x'", "UPDATE revisions SET body = '{}' WHERE id = 1", "DELETE FROM revisions"],
)
def test_revisions_are_append_only(path, store, statement):
    add(store)
    before = rows(path, "revisions")
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError, match="a revision is never"):
        db.execute(statement)
    assert rows(path, "revisions") == before


def test_a_revision_number_is_given_once(path, store):
    add(store)
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute(
            "INSERT INTO revisions (server, entry, number, state, body, at, kind) "
            "VALUES (0, 'north', 1, 'draft', '{}', 'now', 'new')"
        )


def test_a_revision_is_kept_whole(store):
    body = {"claim": "¿Sí? “quoted”", "phrasings": ["a", "b"]}
    assert add(store, ONE, "north", body, state=RevisionState.DRAFT, origin="rivers", author=7, sentence="why") == 1
    (kept,) = store.revisions.history(ONE, "north")
    assert (kept.owner, kept.entry, kept.number, kept.state, kept.body) == (ONE, "north", 1, RevisionState.DRAFT, body)
    assert (kept.origin, kept.author, kept.at, kept.kind, kept.sentence) == ("rivers", 7, AT, "new", "why")
    assert store.revisions.latest(ONE, "north") == store.revisions.get(ONE, "north", 1) == kept


def test_what_is_shown_follows_from_the_revisions(store):
    assert add(store, body={"claim": "one"}) == 1
    assert add(store, body={"claim": "two"}, state=RevisionState.DRAFT) == 2
    assert [revision.body["claim"] for revision in store.revisions.published(SHARED)] == ["one"]
    assert store.revisions.latest(SHARED, "north").number == 2
    add(store, body={"claim": "three"})
    assert [revision.number for revision in store.revisions.published(SHARED)] == [3]
    add(store, state=RevisionState.RETIRED)
    assert store.revisions.published(SHARED) == ()
    add(store, state=RevisionState.DRAFT)
    assert store.revisions.published(SHARED) == ()
    assert [revision.number for revision in store.revisions.history(SHARED, "north")] == [1, 2, 3, 4, 5]


def test_what_belongs_to_one_server_no_other_sees(store):
    for number, owner in enumerate((SHARED, ONE, OTHER)):
        add(store, owner, "same-id", {"claim": f"of {number}"})
    add(store, ONE, "only-one")
    assert [revision.body["claim"] for revision in store.revisions.published(OTHER)] == ["of 2"]
    assert {revision.entry for revision in store.revisions.published(ONE)} == {"same-id", "only-one"}
    for owner in (SHARED, OTHER):
        assert store.revisions.latest(owner, "only-one") is None
        assert store.revisions.get(owner, "only-one", 1) is None
        assert store.revisions.history(owner, "only-one") == ()
    assert [revision.number for revision in store.revisions.history(ONE, "same-id")] == [1]


def test_reading_says_for_whom(store):
    reading = (store.revisions.published, store.revisions.latest, store.revisions.get, store.revisions.history)
    for function in (*reading, store.names.owned_by):
        with pytest.raises(TypeError, match="owner"):
            function()


def test_names_are_by_owner_and_pack(store):
    with store.transaction():
        store.names.replace_pack("a", [Name("Zetas", "cartel", ("the Zs",)), Name("Guatemala", "country")])
        store.names.replace_pack("b", [Name("Zetas", "cartel", ("los Zetas",))])
    assert Name("Zetas", "cartel", ("the Zs", "los Zetas")) in store.names.owned_by(SHARED)
    assert store.names.owned_by(ONE) == ()
    with store.transaction():
        store.names.replace_pack("a", [])
    assert store.names.owned_by(SHARED) == (Name("Zetas", "cartel", ("los Zetas",)),)


def test_the_entries_table_can_be_made_anew(path, store):
    for owner in (SHARED, ONE):
        for state in (
            RevisionState.PUBLISHED,
            RevisionState.DRAFT,
            RevisionState.PUBLISHED,
            RevisionState.RETIRED,
            RevisionState.DRAFT,
        ):
            add(store, owner, "retired", state=state)
        add(store, owner, "shown", origin="rivers")
        add(store, owner, "shown", state=RevisionState.DRAFT, origin="rivers")
        add(store, owner, "draft", state=RevisionState.DRAFT)
    before = rows(path, "entries")
    assert len(before) == 6
    with store.transaction():
        store.revisions.rebuild()
    assert rows(path, "entries") == before


def test_a_transaction_is_all_or_nothing(store):
    add(store)
    with pytest.raises(RuntimeError, match="in the middle"), store.transaction():
        store.revisions.add(SHARED, "south", {}, state=RevisionState.PUBLISHED, kind="new", at=AT)
        store.names.replace_pack("a", [Name("Zetas", "cartel")])
        store.kept.put("key", "value")
        raise RuntimeError("in the middle")
    assert [revision.entry for revision in store.revisions.published(SHARED)] == ["north"]
    assert store.names.owned_by(SHARED) == ()
    assert store.kept.get("key") is None
    add(store, entry="south")
    assert len(store.revisions.published(SHARED)) == 2


def test_single_facts_are_kept(store):
    with store.transaction():
        store.kept.put("key", "one")
        store.kept.put("key", "two")
    assert store.kept.get("key") == "two"
    assert store.kept.get("other") is None


def test_two_connections_notice_each_other(path, store):
    other = open_store(path)
    seen = store.changes_by_others()
    add(store)
    assert store.changes_by_others() == seen
    add(other, entry="south")
    assert store.changes_by_others() != seen
    assert len(store.revisions.published(SHARED)) == 2
    other.close()


def test_a_busy_database_is_said_and_nothing_is_half_done(path, store):
    add(store)
    other = open_store(path)
    other._db.execute("PRAGMA busy_timeout = 0")
    with store.transaction():
        store.revisions.add(SHARED, "south", {}, state=RevisionState.PUBLISHED, kind="new", at=AT)
        with pytest.raises(StoreError, match="busy"):
            add(other, entry="west")
        assert [revision.entry for revision in other.revisions.published(SHARED)] == ["north"]
    add(other, entry="west")
    assert [revision.entry for revision in other.revisions.published(SHARED)] == ["north", "south", "west"]
    other.close()
