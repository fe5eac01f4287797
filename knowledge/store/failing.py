"""What SQLite raises, as the errors of this project."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from knowledge.errors import DamagedError, StoreError, UnwritableError

_PRIMARY = 0xFF
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_UNWRITABLE = {
    sqlite3.SQLITE_FULL: "There is no room left on the disk of the database. Make room; nothing of it was harmed.",
    sqlite3.SQLITE_READONLY: "The database may not be written to. Give the bot write access to it and its folder.",
    sqlite3.SQLITE_IOERR: "The disk of the database reports an error. Look at the disk and at the room on it.",
    sqlite3.SQLITE_CANTOPEN: "The database or a file beside it cannot be opened. Check DATABASE_PATH and its folder.",
}


@contextmanager
def as_store_error() -> Iterator[None]:
    """Raise StoreError for what the database raises: UnwritableError where it may go well later, DamagedError.

    What breaks a rule of the schema is a mistake in the code, and stays what it is.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        raise store_error(error) from error


def store_error(error: sqlite3.DatabaseError) -> StoreError:
    """Return the error that says what is wrong and what to do."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if code in _BUSY:
        return UnwritableError("The database is busy with another program. Try again in a moment.")
    if code in _UNWRITABLE:
        return UnwritableError(_UNWRITABLE[code])
    if isinstance(error, sqlite3.OperationalError):
        return StoreError(f"The database cannot be used ({error}). Check the disk and DATABASE_PATH.")
    return DamagedError(f"The database is damaged ({error}). End the bot and put a backup in its place with `restore`.")
