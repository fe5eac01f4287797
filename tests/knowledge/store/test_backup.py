"""Backups: of one moment, checked, never over anything; and back into place, never under a running bot."""

from __future__ import annotations

import datetime
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import commands
from knowledge.errors import InvalidInputError, StoreError, UnwritableError
from knowledge.store import SHARED, Store, back_up, bot_lock, open_store, restore
from knowledge.store.backup import StoppedError
from knowledge.store.lock import InUseError
from knowledge.store.schema import SCHEMA
from tests.scenes.asking import CIA, database

NOW = datetime.datetime(2026, 5, 4, 3, 2, 1, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(seconds=1)


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    store = open_store(path)
    try:
        yield store
    finally:
        store.close()


def put(path: Path, value: str) -> None:
    with opened(path) as store, store.transaction():
        store.kept.put("state", value)


def state(path: Path) -> str | None:
    with opened(path) as store:
        return store.kept.get("state")


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def ran(path: Path, *words: str) -> Result:
    return CliRunner(env={"DATABASE_PATH": str(path), "DISCORD_TOKEN": ""}).invoke(
        commands, list(words), catch_exceptions=False
    )


def test_a_backup_is_one_sound_file_with_everything(tmp_path: Path) -> None:
    path = database(tmp_path)
    with opened(path) as writing:
        with writing.transaction():
            writing.kept.put("state", "in the log alone")
        done = ran(path, "backup", str(tmp_path / "copy.db"))
    assert done.exit_code == 0
    assert "the copy is sound" in done.output
    assert names(tmp_path) == ["bot.db", "copy.db"]
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert state(tmp_path / "copy.db") == "in the log alone"


def test_it_is_of_one_moment_while_others_write(tmp_path: Path) -> None:
    path = database(tmp_path)
    with opened(path) as writing:
        written = 0

        def write() -> bool:
            # Between any two steps of the copy, both of two values that belong together change.
            nonlocal written
            written += 1
            assert written < 1000, "the copy begins anew whenever somebody writes"
            with writing.transaction():
                writing.kept.put("one", str(written))
                writing.kept.put("other", str(written))
                writing.kept.put("much", "x" * 200_000)
            return False

        write()
        back_up(path, tmp_path / "copy.db", write)
    assert written > 3
    with opened(tmp_path / "copy.db") as copy:
        assert copy.kept.get("one") == copy.kept.get("other") == "1"


def test_nobody_waits_for_a_backup(tmp_path: Path) -> None:
    path = database(tmp_path)
    with opened(path) as writing:
        writing._db.execute("PRAGMA busy_timeout = 0")

        def write() -> bool:
            with writing.transaction():
                writing.kept.put("state", "written meanwhile")
            return False

        back_up(path, tmp_path / "copy.db", write)
    assert state(path) == "written meanwhile"


@pytest.mark.parametrize("there", ["file", "folder", "the database", "a link to nowhere"])
def test_a_backup_overwrites_nothing(tmp_path: Path, there: str) -> None:
    path = database(tmp_path)
    target = path if there == "the database" else tmp_path / "copy.db"
    if there == "file":
        target.write_text("precious")
    elif there == "folder":
        target.mkdir()
    elif there == "a link to nowhere":
        target.symlink_to(tmp_path / "nowhere")
    before = names(tmp_path)
    with pytest.raises(InvalidInputError, match="never overwrites"):
        ran(path, "backup", str(target))
    assert names(tmp_path) == before
    assert there != "file" or target.read_text() == "precious"


def test_what_appears_while_it_is_made_is_not_overwritten(tmp_path: Path) -> None:
    path, target = database(tmp_path), tmp_path / "copy.db"

    def appear() -> bool:
        target.write_text("precious")
        return False

    with pytest.raises(InvalidInputError, match="never overwrites"):
        back_up(path, target, appear)
    assert target.read_text() == "precious"
    assert names(tmp_path) == ["bot.db", "copy.db"]


@pytest.mark.parametrize("asked", [1, 2, 3])
def test_a_backup_that_is_stopped_leaves_nothing(tmp_path: Path, asked: int) -> None:
    path = database(tmp_path)
    times = iter(range(1, 1000))
    with pytest.raises(StoppedError):
        back_up(path, tmp_path / "copy.db", lambda: next(times) >= asked)
    assert names(tmp_path) == ["bot.db"]


@pytest.mark.parametrize("where", ["everywhere", "where nobody looks at opening"])
def test_what_is_damaged_is_not_backed_up_as_if_it_were_sound(tmp_path: Path, where: str) -> None:
    path = database(tmp_path)
    if where == "everywhere":
        damaged(path)
    else:
        damaged_index(path)
        open_store(path).close()
    with pytest.raises(StoreError, match=r"not sound|damaged"):
        ran(path, "backup", str(tmp_path / "copy.db"))
    assert names(tmp_path) == ["bot.db"]


def damaged_index(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'disputes_in'").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : (page - 1) * 4096 + 8] = b"\xff" * 8
    path.write_bytes(content)


def damaged(path: Path) -> Path:
    content = bytearray(path.read_bytes())
    for place in range(4096 * 6, len(content), 4096):
        content[place : place + 64] = b"\xff" * 64
    path.write_bytes(content)
    return path


def test_without_a_database_there_is_no_backup_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no database"):
        ran(tmp_path / "bot.db", "backup", str(tmp_path / "copy.db"))
    assert names(tmp_path) == []


def test_where_no_backup_can_be_made_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="cannot be made"):
        ran(database(tmp_path), "backup", str(tmp_path / "no" / "folder" / "copy.db"))


def test_a_backup_is_read_by_nobody_who_may_not_read_the_database(tmp_path: Path) -> None:
    path = database(tmp_path)
    path.chmod(0o600)
    ran(path, "backup", str(tmp_path / "copy.db"))
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_what_is_restored_is_there_and_what_was_there_is_kept(tmp_path: Path) -> None:
    path = database(tmp_path)
    put(path, "before")
    ran(path, "backup", str(tmp_path / "copy.db"))
    put(path, "after")
    done = ran(path, "restore", str(tmp_path / "copy.db"))
    assert done.exit_code == 0
    kept = next(one for one in tmp_path.iterdir() if ".before-" in one.name)
    assert str(kept) in done.output
    assert (state(path), state(kept), state(tmp_path / "copy.db")) == ("before", "after", "before")


def test_a_restore_into_an_empty_place(tmp_path: Path) -> None:
    path = database(tmp_path)
    put(path, "kept")
    back_up(path, tmp_path / "copy.db")
    new = tmp_path / "new" / "folder" / "bot.db"
    assert restore(tmp_path / "copy.db", new, NOW) is None
    assert state(new) == "kept"


@pytest.mark.parametrize("was", ["empty", "no database", "damaged", "only a log", "empty with a log"])
def test_whatever_is_left_of_the_database_is_kept_and_replaced(tmp_path: Path, was: str) -> None:
    path = database(tmp_path)
    put(path, "kept")
    back_up(path, tmp_path / "copy.db")
    if was == "damaged":
        damaged(path)
    elif was == "no database":
        path.write_text("a letter " * 100)
    elif was == "only a log":
        path.unlink()
    else:
        path.write_bytes(b"")
    if "log" in was:
        (tmp_path / "bot.db-wal").write_bytes(b"what was left")
    left = {one.name.removeprefix("bot.db"): one.read_bytes() for one in tmp_path.glob("bot.db*")}
    aside = restore(tmp_path / "copy.db", path, NOW)
    assert aside == tmp_path / "bot.db.before-20260504T030201Z"
    assert {one.name.removeprefix(aside.name): one.read_bytes() for one in tmp_path.glob(f"{aside.name}*")} == left
    assert state(path) == "kept"


def test_nothing_is_restored_under_a_running_bot(tmp_path: Path) -> None:
    path = database(tmp_path)
    back_up(path, tmp_path / "copy.db")
    put(path, "running")
    with bot_lock(path, NOW), pytest.raises(InUseError, match=f"process {os.getpid()}"):
        ran(path, "restore", str(tmp_path / "copy.db"))
    assert state(path) == "running"
    assert names(tmp_path) == ["bot.db", "bot.db.lock", "copy.db"]


def test_the_command_line_that_has_it_open_sees_what_was_restored(tmp_path: Path) -> None:
    path = database(tmp_path)
    put(path, "before")
    back_up(path, tmp_path / "copy.db")
    with opened(path) as beside:
        with beside.transaction():
            beside.kept.put("state", "after")
        restore(tmp_path / "copy.db", path, NOW)
        assert beside.kept.get("state") == "before"
        with beside.transaction():
            beside.kept.put("state", "later")
    assert state(path) == "later"
    assert restore(tmp_path / "copy.db", path, LATER) != restore(
        tmp_path / "copy.db", path, LATER + datetime.timedelta(seconds=1)
    )


def test_a_database_that_another_program_keeps_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.store.backup.WAIT_SECONDS", 0.1)
    path = database(tmp_path)
    back_up(path, tmp_path / "copy.db")
    put(path, "kept")
    with closing(sqlite3.connect(path)) as beside:
        # A program that lets nobody else read, so that what is there cannot be kept.
        assert beside.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
        beside.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UnwritableError, match="busy"):
            restore(tmp_path / "copy.db", path, NOW)
    assert state(path) == "kept"
    assert not list(tmp_path.glob("*.before-*"))


@pytest.mark.parametrize("what", ["nothing", "a letter", "damaged", "foreign", "newer", "empty", "itself", "a folder"])
def test_what_is_no_sound_backup_changes_nothing(tmp_path: Path, what: str) -> None:
    path, backup = database(tmp_path), tmp_path / "copy.db"
    put(path, "untouched")
    shutil.copyfile(path, backup)
    if what == "nothing":
        backup.unlink()
    elif what == "a letter":
        backup.write_text("Dear all " * 100)
    elif what == "damaged":
        damaged(backup)
    elif what == "empty":
        backup.write_bytes(b"")
    elif what == "itself":
        backup.unlink()
        backup.symlink_to(path)
    elif what == "a folder":
        backup.unlink()
        backup.mkdir()
    elif what == "foreign":
        backup.unlink()
        with closing(sqlite3.connect(backup)) as db:
            db.execute("CREATE TABLE theirs (x)")
    else:
        with closing(sqlite3.connect(backup)) as db:
            db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = names(tmp_path)
    with pytest.raises(InvalidInputError):
        restore(backup, path, NOW)
    assert names(tmp_path) == before
    assert state(path) == "untouched"
    with opened(path) as store:
        assert store.revisions.latest(SHARED, CIA) is not None
