"""Databases of every schema that there has been: they are brought up to date with all in them, or left whole."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils

from knowledge.answering import ledger
from knowledge.answering.library import build_library
from knowledge.errors import StoreError
from knowledge.moderation import reports, unanswered
from knowledge.store import SCHEMA, SHARED, open_store, opening
from knowledge.store.schema import MIGRATIONS
from tests.knowledge.store.make_schema import FOLDER, dumped, written
from tests.scenes.desk import HERE

OLD = sorted(FOLDER.glob("*.sql"))
FIRST, LEDGER, DESK = 1, 2, 3


def database(folder: Path, source: Path) -> Path:
    path = folder / "old.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(source.read_text(encoding="utf-8"))
        # As the bot leaves it.
        db.execute("PRAGMA journal_mode = WAL")
    return path


def version(source: Path) -> int:
    return int(source.stem.partition("-")[0])


def shape(path: Path) -> dict[str, object]:
    """What the tables, indexes and triggers are, whatever the wording that made them."""
    with closing(sqlite3.connect(path)) as db:
        found: dict[str, object] = {}
        for kind, name, table in db.execute("SELECT type, name, tbl_name FROM sqlite_schema").fetchall():
            if kind == "table":
                about = db.execute("SELECT strict, wr FROM pragma_table_list(?)", [name]).fetchone()
                columns = db.execute(
                    "SELECT name, type, [notnull], dflt_value, pk FROM pragma_table_xinfo(?)", [name]
                ).fetchall()
                keys = db.execute("SELECT [from], [table], [to] FROM pragma_foreign_key_list(?)", [name]).fetchall()
                found[name] = (about, sorted(columns), sorted(keys))
            elif kind == "index":
                found[name] = (table, db.execute("SELECT name FROM pragma_index_info(?)", [name]).fetchall())
            else:
                sql = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [name]).fetchone()[0]
                found[name] = " ".join(sql.split())
        return found


def rows(path: Path, columns: dict[str, list[str]] | None = None) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, of these columns only."""
    with closing(sqlite3.connect(path)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        chosen = columns or {
            name: [row[1] for row in db.execute(f"PRAGMA table_xinfo([{name}])")]
            for name in tables
            if name not in ("sqlite_sequence", MIGRATIONS.migrations_table)
        }
        return {
            name: sorted(db.execute(f"SELECT {', '.join(of)} FROM [{name}]").fetchall(), key=repr)
            for name, of in chosen.items()
        }


def columns_of(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as db:
        return {
            name: [row[1] for row in db.execute(f"PRAGMA table_xinfo([{name}])")]
            for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            if name not in ("sqlite_sequence", MIGRATIONS.migrations_table)
        }


def test_there_is_one_of_every_schema():
    assert {version(source) for source in OLD} == set(range(1, SCHEMA + 1)), (
        "A migration was added: run python -m tests.knowledge.store.make_schema"
    )
    for source in OLD:
        text = source.read_text(encoding="utf-8")
        assert f"PRAGMA user_version = {version(source)};" in text
        assert len(re.findall(rf'INSERT INTO "{MIGRATIONS.migrations_table}"', text)) == version(source)


def test_the_newest_is_what_is_written_today(tmp_path: Path) -> None:
    def lines(text: str) -> list[str]:
        # When a migration was applied, and what depends on the tables of words: the packed index.
        mine = ("INSERT INTO", "-- ")
        return [line for line in text.splitlines() if not line.startswith(mine)]

    assert lines(dumped(written(tmp_path))) == lines((FOLDER / f"{SCHEMA}.sql").read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", OLD, ids=lambda one: one.stem)
def test_an_old_database_is_brought_up_to_date_with_all_that_is_in_it(tmp_path: Path, source: Path) -> None:
    path = database(tmp_path, source)
    columns = columns_of(path)
    before = rows(path)
    open_store(tmp_path / "new.db").close()
    store = open_store(path)
    try:
        library = build_library(store)
        shown = library.show("river-runs-north", SHARED)
        assert shown is not None
        assert shown.entry.answer == "It does for most of its way."
        assert library.ask("does the river river-runs-north go north", SHARED).answers[0].shown == shown
        if version(source) >= LEDGER:
            row = ledger.answer_in(store, HERE, 77)
            assert row is not None
            assert (row.question, row.entry, row.revision) == ("does the river run north?", "river-runs-north", 1)
            assert ledger.is_asker(store, row, 7)
            waiting = unanswered.queue(store, HERE, 10)
            assert [one.question for one in waiting] == ["do penguins run a bakery?"]
            _, asked = unanswered.group(store, HERE, waiting[0].number)
            assert len(asked) == 1
            assert len(reports.reported(store, HERE)) == 1
        if version(source) >= DESK:
            assert library.show("lake-is-deep", HERE) is None
            assert library.show("new-one", HERE) is not None
            draft = store.drafts.open_for(HERE, "new-one")
            assert draft is not None
            assert "It was, by a year." in str(draft.body)
        assert store.damage() == ""
    finally:
        store.close()
    assert shape(path) == shape(tmp_path / "new.db")
    after = rows(path, columns)
    # The group of a question is what a migration gives it.
    for table in before.keys() - {"indexes", "index_slices", "requests"}:
        assert after[table] == before[table], table
    assert len(after.get("requests", [])) == len(before.get("requests", []))
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_mentions_in_questions_that_were_kept_before_are_taken_out(tmp_path: Path) -> None:
    path = database(tmp_path, FOLDER / "9.sql")
    with closing(sqlite3.connect(path)) as db:
        for table in ("answers", "requests", "request_groups"):
            db.execute(f"UPDATE {table} SET question = 'is <@1003411927133805071> the mayor?'")
        db.commit()
    open_store(path).close()
    with closing(sqlite3.connect(path)) as db:
        for table in ("answers", "requests", "request_groups"):
            found = db.execute(f"SELECT DISTINCT question FROM {table}").fetchall()
            assert found == [("is @… the mayor?",)], table


UPDATING = """
import resource, sys
from pathlib import Path
from knowledge.errors import StoreError
from knowledge.store import open_store
path = Path(sys.argv[1])
# No file may grow beyond this from here on: a disk that is full amid the migration.
limit = max(path.stat().st_size, 40_000)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    open_store(path).close()
except StoreError as error:
    print(error)
    sys.exit(3)
"""
KILLED = """
import os, signal, sys
from pathlib import Path
from knowledge.store import open_store, opening
from knowledge.store.schema import MIGRATIONS

opening.SCHEMA += 1

@MIGRATIONS()
def last(db):
    db.execute("DROP TABLE kept")
    os.kill(os.getpid(), signal.SIGKILL)

open_store(Path(sys.argv[1]))
"""


def run(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, cwd=Path.cwd())


@pytest.mark.parametrize("source", [one for one in OLD if version(one) < DESK], ids=lambda one: one.stem)
def test_a_disk_that_is_full_amid_a_migration_leaves_the_old_database(tmp_path: Path, source: Path) -> None:
    path = database(tmp_path, source)
    before = dumped(path)
    done = run(UPDATING, path)
    assert done.returncode == 3, done.stderr
    assert "disk" in done.stdout
    assert dumped(path) == before
    store = open_store(path)
    assert store.revisions.latest(SHARED, "river-runs-north") is not None
    store.close()


@pytest.mark.parametrize("source", OLD, ids=lambda one: one.stem)
def test_a_kill_amid_a_migration_leaves_the_old_database(tmp_path: Path, source: Path) -> None:
    path = database(tmp_path, source)
    before = dumped(path)
    assert run(KILLED, path).returncode == -signal.SIGKILL
    assert dumped(path) == before
    open_store(path).close()
    with closing(sqlite_utils.Database(path)) as db:
        assert len(MIGRATIONS.applied(db)) == SCHEMA


def test_a_migration_with_a_mistake_leaves_the_old_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = database(tmp_path, FOLDER / "3.sql")
    before = dumped(path)
    monkeypatch.setattr(MIGRATIONS, "_migrations", list(MIGRATIONS._migrations))
    monkeypatch.setattr(opening, "SCHEMA", SCHEMA + 1)

    @MIGRATIONS()
    def wrong(db: sqlite_utils.Database) -> None:
        db.execute("DROP TABLE disputes")
        db.execute("SELECT x FROM nowhere")

    with pytest.raises(StoreError, match="nowhere"):
        open_store(path)
    monkeypatch.undo()
    assert dumped(path) == before
    assert [one.name for one in tmp_path.iterdir()] == ["old.db"]
    open_store(path).close()
