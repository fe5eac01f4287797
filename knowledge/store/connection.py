"""Opening the database, and transactions on it. A Store belongs to the thread that opened it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils

from knowledge.errors import StoreError
from knowledge.store.answers import AnswerTable
from knowledge.store.audit import AuditTable
from knowledge.store.choices import ChoiceTable
from knowledge.store.disputes import DisputeTable
from knowledge.store.drafts import DraftTable
from knowledge.store.imports import ImportTable
from knowledge.store.indexes import IndexTable
from knowledge.store.kept import Kept
from knowledge.store.links import LinkTable
from knowledge.store.names import NameTable
from knowledge.store.packs import PackTable
from knowledge.store.people import PeopleTable
from knowledge.store.removals import RemovalTable
from knowledge.store.requests import RequestTable
from knowledge.store.revisions import RevisionTable
from knowledge.store.schema import APPLICATION_ID, MIGRATIONS, SCHEMA
from knowledge.store.settings import SettingTable
from knowledge.store.vectors import VectorsTable

_HEADER = 100
_MAGIC = b"SQLite format 3\x00"
_WAIT_SECONDS = 10.0


class Store:
    """An open database. Its tables are attributes; what must hold together is written inside one `transaction`."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db
        self.revisions = RevisionTable(db)
        self.names = NameTable(db)
        self.packs = PackTable(db)
        self.people = PeopleTable(db)
        self.answers = AnswerTable(db)
        self.requests = RequestTable(db)
        self.settings = SettingTable(db)
        self.vectors = VectorsTable(db)
        self.kept = Kept(db)
        self.drafts = DraftTable(db)
        self.audit = AuditTable(db)
        self.choices = ChoiceTable(db)
        self.disputes = DisputeTable(db)
        self.imports = ImportTable(db)
        self.links = LinkTable(db)
        self.removals = RemovalTable(db)
        self.indexes = IndexTable(db, self.transaction)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all of it or nothing. One inside another is part of the outer one: an error must leave both.

        Takes the write lock at once, so that it never fails half-way because another process wrote. Raises StoreError
        when another program keeps the lock too long.
        """
        if self._db.conn.in_transaction:
            yield
            return
        with _as_store_error():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                self._db.rollback()
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the database, whatever others write meanwhile; inside a transaction, that one's."""
        if self._db.conn.in_transaction:
            yield
            return
        with _as_store_error():
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.rollback()

    def rebuild(self) -> None:
        """Make everything anew that is derived from the revisions; an index is made when it is needed next."""
        with self.transaction():
            self.revisions.rebuild()
            self.indexes.drop_all()

    def changes_by_others(self) -> int:
        """Return a number that differs from the last one when another connection has written in between."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def damage(self) -> str:
        """Return what the database finds wrong with itself, empty when nothing."""
        with _as_store_error():
            found = str(self._db.execute("PRAGMA quick_check(1)").fetchone()[0])
        return "" if found == "ok" else found

    def close(self) -> None:
        """Close the database; what was committed is on the disk already."""
        self._db.conn.close()


def open_store(path: Path) -> Store:
    """Open the database at `path`, making it (and its folder) when there is none, and bring its schema up to date.

    Raises StoreError, having changed nothing, when the file is no database, belongs to another program, or was written
    by a newer version.
    """
    _check_file(path)
    with _as_store_error():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
        except (OSError, sqlite3.OperationalError) as error:
            raise StoreError(
                f"The database {path} cannot be opened ({error}). "
                "Set DATABASE_PATH to a file in a folder that you may write to."
            ) from error
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
    store = Store(db)
    if MIGRATIONS.pending(db):
        with store.transaction():
            MIGRATIONS.apply(db)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
            db.execute(f"PRAGMA user_version = {SCHEMA:d}")
    return store


def _check_file(path: Path) -> None:
    # Read by hand, since even looking into a WAL database through SQLite leaves traces beside it.
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"The database {path} cannot be read ({error.strerror}). Check DATABASE_PATH.") from error
    if not header:
        return
    if not header.startswith(_MAGIC) or len(header) < _HEADER:
        raise StoreError(f"{path} is not a database. Set DATABASE_PATH to another file; this one was left as it is.")
    if int.from_bytes(header[68:72], "big") not in (0, APPLICATION_ID):
        raise StoreError(_foreign(path))
    if int.from_bytes(header[68:72], "big") == APPLICATION_ID and int.from_bytes(header[60:64], "big") > SCHEMA:
        raise StoreError(_newer(path))


def _newer(path: Path) -> str:
    return (
        f"The database {path} was written by a newer version of Not So Fast. "
        "Install that version; the file was left as it is."
    )


def _foreign(path: Path) -> str:
    return f"{path} is a database of another program. Set DATABASE_PATH to another file; this one was left as it is."


@contextmanager
def _as_store_error() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise StoreError("The database is busy with another program. Try again in a moment.") from error
        raise StoreError(f"The database cannot be used ({error}). Check the disk and DATABASE_PATH.") from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise StoreError(f"The database is damaged ({error}). Restore it from a backup.") from error
