"""Which process is the bot of a database: a lock on a file beside it, which ends with the process.

Never on the database itself, whose locks are SQLite's own. What stands in the lock file is for people; that it stands
there says nothing.
"""

from __future__ import annotations

import datetime
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import StoreError
from knowledge.store.moments import timestamp

ENDING = ".lock"
_LONGEST = 1000
# Who only looks holds the lock for an instant, and a bot that was told to end needs a moment.
_TRIES, _SECONDS_BETWEEN = 20, 0.05


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that is the bot of a database, and since when (ISO 8601 with a zone); None where it is not known."""

    pid: int | None = None
    since: str | None = None

    def __str__(self) -> str:
        who = "a process that has not said who it is" if self.pid is None else f"process {self.pid}"
        return who if self.since is None else f"{who}, since {self.since}"


class InUseError(StoreError):
    """Another process is the bot of this database."""

    def __init__(self, database: Path, holder: Holder) -> None:
        super().__init__(
            f"The bot runs on {database} already ({holder}). One database has one bot: end that one first, or set "
            "DATABASE_PATH to another file."
        )
        self.holder = holder


@contextmanager
def bot_lock(database: Path, now: datetime.datetime) -> Iterator[None]:
    """Be the bot of a database, which need not be there yet, until the block ends or the process does, however.

    Waits a second at most. Raises InUseError when another process is, and StoreError when no lock can be had.
    """
    path = lock_path(database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(
            f"The file {path} cannot be made ({error.strerror}), by which one bot keeps another away. "
            "Set DATABASE_PATH to a file in a folder that you may write to."
        ) from error
    try:
        if not _locked_soon(file, path):
            raise InUseError(database, _read(file))
        _write(file, {"pid": os.getpid(), "since": timestamp(now)})
        try:
            yield
        finally:
            _write(file, {})
    finally:
        os.close(file)


def bot_of(database: Path) -> Holder | None:
    """Return the process that is the bot of a database at this moment, None when there is none. Changes nothing."""
    try:
        file = os.open(lock_path(database), os.O_RDWR)
    except OSError:
        # Where the file was never made, or may not be opened by others, nobody can be told.
        return None
    try:
        return None if _locked(file, lock_path(database)) else _read(file)
    finally:
        os.close(file)


def lock_path(database: Path) -> Path:
    """Return the lock file of a database; by whichever link the database is named, it is the same one."""
    resolved = database.resolve()
    return resolved.with_name(resolved.name + ENDING)


def _locked_soon(file: int, path: Path) -> bool:
    for _ in range(_TRIES):
        if _locked(file, path):
            return True
        time.sleep(_SECONDS_BETWEEN)
    return False


def _read(file: int) -> Holder:
    try:
        os.lseek(file, 0, os.SEEK_SET)
        said = json.loads(os.read(file, _LONGEST))
        return Holder(int(said["pid"]), str(said["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        # It was written this very moment, or somebody has edited it.
        return Holder()


def _write(file: int, what: dict[str, object]) -> None:
    # On a full disk nobody is told who it is; the lock holds all the same.
    try:
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, json.dumps(what).encode() if what else b"")
    except OSError:
        return


if sys.platform == "win32":
    import msvcrt

    # What is locked there cannot be read by others, so it is a byte far behind what is written.
    _BYTE = 1 << 30

    def _locked(file: int, path: Path) -> bool:
        os.lseek(file, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError as error:
            raise StoreError(_unlockable(path, error)) from error
        return True

else:
    import fcntl

    def _locked(file: int, path: Path) -> bool:
        # flock and not lockf: it stays when the process opens and closes the file once more to read it.
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise StoreError(_unlockable(path, error)) from error
        return True


def _unlockable(path: Path, error: OSError) -> str:
    return (
        f"The file {path} cannot be locked ({error.strerror}), by which one bot keeps another away. "
        "Set DATABASE_PATH to a file on a local disk."
    )
