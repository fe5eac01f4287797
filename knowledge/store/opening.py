"""Opening the database, and making it where there is none.

Nothing here or elsewhere opens the file but SQLite itself. Closing a file drops all locks that the process holds on it,
whichever way it was opened (POSIX has it so); SQLite knows which of its own are still needed, `open()` does not. The
next process to close the database would then take it for unused and delete the log with what was acknowledged.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
from contextlib import closing
from pathlib import Path

import sqlite_utils

from knowledge.errors import StoreError
from knowledge.store.connection import Store
from knowledge.store.failing import as_store_error
from knowledge.store.placing import put_in_place
from knowledge.store.schema import APPLICATION_ID, MIGRATIONS, SCHEMA

WAIT_SECONDS = 10.0
SQLITE = sqlite3.sqlite_version
"""The version of the library, not of the bot's schema."""
# SQLite takes a file of a single byte for a new database.
_HEADER = 100
BESIDE = ("-wal", "-journal", "-shm")
"""What SQLite keeps beside a database, as endings of its name. The first two can hold what was acknowledged."""


def open_store(path: Path, wait: float = WAIT_SECONDS) -> Store:
    """Open the database at `path`, making it (and its folder) when there is none, and bring its schema up to date.

    `wait` is for how many seconds a change waits for another program's. Raises StoreError, having changed nothing, when
    the file is empty, no database, another program's, or written by a newer version.
    """
    if not is_there(path):
        _make(path)
    check_file(path)
    return _opened(path, wait)


def open_reader(path: Path) -> Store:
    """Open a database that is there for reading alone: it never waits for one who writes, and cannot write itself.

    Raises StoreError.
    """
    if not is_there(path):
        raise StoreError(f"There is no database {path}. Check DATABASE_PATH.")
    check_file(path)
    store = _opened(path, WAIT_SECONDS)
    store.only_read()
    return store


def is_there(path: Path) -> bool:
    """Say whether there is a database to open. Raises StoreError where there was one that is gone or emptied."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        _check_nothing_left(path)
        return False
    except OSError as error:
        raise StoreError(f"The database {path} cannot be read ({error.strerror}). Check DATABASE_PATH.") from error
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(f"The database {path} cannot be read (it is not a file). Check DATABASE_PATH.")
    if not found.st_size:
        raise StoreError(
            f"The database {path} is empty (0 bytes): what was in it is lost, or elsewhere. Put a backup in its place "
            "with `restore`. If there never was anything in it, delete the file: a new one is made where there is none."
        )
    if found.st_size < _HEADER:
        raise StoreError(_no_database(path))
    return True


def check_file(path: Path) -> None:
    """Raise StoreError when the file is not a database of this bot in a version that it knows; change nothing."""
    # As if nobody else could write: then SQLite takes no locks, and leaves nothing beside another program's database.
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as database:
            application = database.execute("PRAGMA application_id").fetchone()[0]
            version = database.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.OperationalError as error:
        raise StoreError(f"The database {path} cannot be read ({error}). Check DATABASE_PATH.") from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise StoreError(_no_database(path)) from error
        # The bot may be writing this very page at the moment. Opened with locks, it turns out whether it is damaged.
        return
    if application not in (0, APPLICATION_ID):
        raise StoreError(_foreign(path))
    if application == APPLICATION_ID and version > SCHEMA:
        raise StoreError(_newer(path))


def _check_nothing_left(path: Path) -> None:
    for ending in BESIDE[:2]:
        left = path.with_name(path.name + ending)
        # pathlib would raise below a file that is no folder.
        if os.path.lexists(left):
            raise StoreError(
                f"There is no database {path}, but {left.name} was left beside it, and holds a part of it. Put the "
                "database back where it was, or a backup with `restore`; or move that file away to begin anew."
            )


def _make(path: Path) -> None:
    # Made whole elsewhere first, so that no crash leaves an empty or half-made file that looks like a loss.
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=target.parent) as folder:
            made = Path(folder) / "new.db"
            _opened(made, WAIT_SECONDS).close()
            put_in_place(made, target)
    except FileExistsError:
        # Another process was first; its database is as good. Or it is no folder below which there should be one.
        if not path.is_file():
            raise StoreError(_unopenable(path, "the folder cannot be made")) from None
    except OSError as error:
        raise StoreError(_unopenable(path, error.strerror)) from error


def _opened(path: Path, wait: float) -> Store:
    with as_store_error():
        try:
            connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        except sqlite3.OperationalError as error:
            raise StoreError(_unopenable(path, str(error))) from error
        try:
            return _prepared(connection, path)
        except BaseException:
            connection.close()
            raise


def _prepared(connection: sqlite3.Connection, path: Path) -> Store:
    db = sqlite_utils.Database(connection, execute_plugins=False)
    if db.table(MIGRATIONS.migrations_table).exists():
        known = {migration.name for migration in MIGRATIONS.pending(db)} | {row.name for row in MIGRATIONS.applied(db)}
        if len(known) > SCHEMA:
            raise StoreError(_newer(path))
    elif db.table_names():
        raise StoreError(_foreign(path))
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    # Zeros over what is deleted; see `erased_space` for what that leaves.
    db.execute("PRAGMA secure_delete = ON")
    store = Store(db)
    if MIGRATIONS.pending(db):
        with store.transaction():
            MIGRATIONS.apply(db)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
            db.execute(f"PRAGMA user_version = {SCHEMA:d}")
    return store


def _unopenable(path: Path, why: str | None) -> str:
    return (
        f"The database {path} cannot be opened ({why}). Set DATABASE_PATH to a file in a folder that you may write to."
    )


def _no_database(path: Path) -> str:
    return f"{path} is not a database. Set DATABASE_PATH to another file; this one was left as it is."


def _newer(path: Path) -> str:
    return (
        f"The database {path} was written by a newer version of Not So Fast. "
        "Install that version; the file was left as it is."
    )


def _foreign(path: Path) -> str:
    return f"{path} is a database of another program. Set DATABASE_PATH to another file; this one was left as it is."
