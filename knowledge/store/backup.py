"""Copies of a whole database, made while others write, and putting one in the place of what is there."""

from __future__ import annotations

import datetime
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from knowledge.errors import InvalidInputError, StoreError, UnwritableError
from knowledge.store.failing import as_store_error
from knowledge.store.opening import BESIDE, WAIT_SECONDS, check_file, is_there
from knowledge.store.placing import put_in_place, sync_folder

# A quarter of a megabyte: a copy that is to stop does so at once.
_PAGES = 64
_STEPS = 100_000
_LEAST_LEFT = 20_000_000

Stopped = Callable[[], bool]
"""Says whether the copy is no longer wanted."""


class StoppedError(StoreError):
    """A copy was stopped before its end; nothing of it is left."""

    def __init__(self) -> None:
        super().__init__("The backup was stopped before its end. Nothing of it was kept.")


def _never() -> bool:
    return False


def back_up(database: Path, target: Path, stopped: Stopped = _never) -> None:
    """Copy the database as it is at one moment, whoever writes meanwhile, into a new file, which is sound on return.

    It is read anew and checked before it gets its name, and is one file alone. Raises InvalidInputError when there is
    something at `target` or it cannot be made, StoreError when the database cannot be read or the copy is not sound.
    """
    if not is_there(database):
        raise StoreError(f"There is no database {database} to back up. Check DATABASE_PATH.")
    check_file(database)
    if os.path.lexists(target):
        raise InvalidInputError(_taken(target))
    try:
        _check_room(database, target.absolute().parent)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.absolute().parent) as folder:
            made = Path(folder) / "backup.db"
            _copy(database, made, stopped)
            check_whole(made, stopped)
            # It holds what the database holds, so that nobody else may read it either.
            made.chmod(database.stat().st_mode & 0o666)
            put_in_place(made, target.absolute())
    except FileExistsError as error:
        raise InvalidInputError(_taken(target)) from error
    except OSError as error:
        raise InvalidInputError(
            f"The backup {target} cannot be made ({error.strerror}). Choose a folder that is there, has "
            "room, and may be written to."
        ) from error


def restore(backup: Path, database: Path, now: datetime.datetime) -> Path | None:
    """Put a backup in the place of the database; return under which name what was there is kept, None for nothing.

    Call it as the bot of the database (`lock.bot_lock`). The backup is checked and copied before anything is touched,
    and stays as it is. Raises InvalidInputError when it is not sound, StoreError when another program has the database
    open or there is no room.
    """
    if not backup.is_file():
        raise InvalidInputError(f"There is no backup {backup}. Give the file that `backup` made.")
    target = database.resolve()
    if target.exists() and backup.samefile(target):
        raise InvalidInputError(f"{backup} is the database itself. Give the file that `backup` made.")
    try:
        check_file(backup)
        check_whole(backup)
    except StoreError as error:
        raise InvalidInputError(f"{backup} cannot be restored, and nothing was changed: {error}") from error
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=target.parent) as folder:
            made = Path(folder) / "restored.db"
            _copy(backup, made, _never)
            check_whole(made)
            return _replace(target, made, now)
    except OSError as error:
        raise StoreError(
            f"The database {database} could not be restored ({error.strerror}). Look at the room on its disk and at "
            "who may write there."
        ) from error


def check_whole(database: Path, stopped: Stopped = _never) -> None:
    """Read all of a database that nobody writes to, and raise StoreError when anything in it is not as it must be."""
    uri = f"{database.absolute().as_uri()}?mode=ro&immutable=1"
    with as_store_error(), closing(sqlite3.connect(uri, uri=True)) as opened:
        opened.set_progress_handler(stopped, _STEPS)
        try:
            found = str(opened.execute("PRAGMA integrity_check(1)").fetchone()[0])
            astray = opened.execute("PRAGMA foreign_key_check").fetchone()
            revisions = opened.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'revisions'").fetchone()[0]
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise StoppedError from error
            raise
    if found != "ok" or astray is not None:
        raise StoreError(f"The copy {database.name} is not sound ({found if found != 'ok' else 'rows astray'}).")
    if not revisions:
        raise StoreError(f"{database} holds no entries: it is not a database of this bot.")


def room_needed(database: Path) -> int:
    """Return how many bytes have to be free for a backup of the database, so that some are left."""
    return database.stat().st_size + _LEAST_LEFT


def _check_room(database: Path, folder: Path) -> None:
    # Not found out by filling the disk, which may be the database's own.
    needed = room_needed(database)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise InvalidInputError(
            f"There is too little room in {folder} for a backup: {free // 10**6:,} MB are free, and "
            f"{needed // 10**6:,} MB would be needed to leave some. Make room, or choose another disk."
        )


def _copy(database: Path, made: Path, stopped: Stopped) -> None:
    def step(_status: int, _remaining: int, _total: int) -> None:
        if stopped():
            raise StoppedError

    uri = f"{database.absolute().as_uri()}?mode=rw"
    with (
        as_store_error(),
        closing(sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None)) as source,
        closing(sqlite3.connect(made, isolation_level=None)) as copy,
    ):
        # Held open, so that the copy is of one moment, and does not begin anew whenever somebody writes.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(copy, pages=_PAGES, progress=step)
        source.execute("ROLLBACK")
        # One file, which can be read wherever it lies.
        copy.execute("PRAGMA journal_mode = DELETE")


def _replace(target: Path, made: Path, now: datetime.datetime) -> Path | None:
    there = [target.with_name(target.name + ending) for ending in ("", *BESIDE)]
    if not any(os.path.lexists(one) for one in there):
        put_in_place(made, target)
        return None
    aside = target.with_name(f"{target.name}.before-{now.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}")
    if any(os.path.lexists(aside.with_name(aside.name + ending)) for ending in ("", *BESIDE)):
        raise StoreError(f"There is something at {aside} already. Try again in a second.")
    try:
        back_up(target, aside)
    except UnwritableError:
        raise
    except StoreError:
        # What is no sound database is kept as it is, with its log.
        _rename(target, aside)
        put_in_place(made, target)
    else:
        # Through the database, so that the command line, which may have it open, sees the one or the other.
        _overwrite(made, target)
    return aside


def _overwrite(made: Path, target: Path) -> None:
    with (
        as_store_error(),
        closing(sqlite3.connect(made, isolation_level=None)) as source,
        closing(sqlite3.connect(target, timeout=WAIT_SECONDS, isolation_level=None)) as changed,
    ):
        changed.execute("PRAGMA synchronous = FULL")
        source.backup(changed)


def _rename(target: Path, aside: Path) -> None:
    for ending in ("", *BESIDE):
        one = target.with_name(target.name + ending)
        if os.path.lexists(one):
            one.rename(aside.with_name(aside.name + ending))
    sync_folder(target.parent)


def _taken(target: Path) -> str:
    return f"There is something at {target} already, and a backup never overwrites. Choose another name."
