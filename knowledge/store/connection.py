"""An open database: its tables, and transactions on it. A Store belongs to the thread that opened it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import sqlite_utils

from knowledge.errors import StoreError
from knowledge.store.additions import AdditionTable
from knowledge.store.answers import AnswerTable
from knowledge.store.audit import AuditTable
from knowledge.store.bot_state import Kept
from knowledge.store.disputes import DisputeTable
from knowledge.store.drafts import DraftTable
from knowledge.store.erased_space import ErasedSpaceTable
from knowledge.store.expiry import ExpiryTable
from knowledge.store.failing import as_store_error
from knowledge.store.imports import ImportTable
from knowledge.store.indexes import IndexTable
from knowledge.store.links import LinkTable
from knowledge.store.names import NameTable
from knowledge.store.overrides import ChoiceTable
from knowledge.store.packs import PackTable
from knowledge.store.people import PeopleTable
from knowledge.store.personal import PersonalTable
from knowledge.store.retention import RemovalTable
from knowledge.store.revisions import RevisionTable
from knowledge.store.settings import SettingTable
from knowledge.store.unanswered import RequestTable
from knowledge.store.vectors import VectorsTable

Result = TypeVar("Result")


class Store:
    """An open database. Its tables are attributes; what must hold together is written inside one `transaction`."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db
        self.revisions = RevisionTable(db)
        self.names = NameTable(db)
        self.packs = PackTable(db)
        self.people = PeopleTable(db)
        self.personal = PersonalTable(db)
        self.expiry = ExpiryTable(db)
        self.erased_space = ErasedSpaceTable(db)
        self.answers = AnswerTable(db)
        self.requests = RequestTable(db)
        self.settings = SettingTable(db)
        self.vectors = VectorsTable(db)
        self.kept = Kept(db)
        self.drafts = DraftTable(db)
        self.audit = AuditTable(db)
        self.choices = ChoiceTable(db)
        self.additions = AdditionTable(db)
        self.disputes = DisputeTable(db)
        self.imports = ImportTable(db)
        self.links = LinkTable(db)
        self.removals = RemovalTable(db)
        self.indexes = IndexTable(db, self.transaction)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all of it or nothing. One inside another is part of the outer one: an error must leave both.

        Takes the write lock at once, so that it never fails half-way because another process wrote. Raises
        UnwritableError when another program keeps the lock too long, or there is no room.
        """
        if self._db.conn.in_transaction:
            yield
            return
        with as_store_error():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                self._db.rollback()
                raise

    def together(self, works: Sequence[Callable[[Store], Result]]) -> list[Result | Exception]:
        """Do several things in one transaction: all are on the disk on return, with one wait for the disk.

        Each is a thing by itself: what one raises stands in the place of its result, nothing of it is written, and the
        others hold. Raises StoreError when the database cannot be written to at all; then nothing is written.
        """
        done: list[Result | Exception] = []
        with self.transaction():
            for work in works:
                self._db.execute("SAVEPOINT one")
                try:
                    done.append(work(self))
                except Exception as error:  # whatever it is, it is for the one whose work it was
                    if isinstance(error, StoreError | sqlite3.DatabaseError) and not isinstance(
                        error, sqlite3.IntegrityError
                    ):
                        # The disk is full, or worse: SQLite itself may have undone everything.
                        raise
                    self._db.execute("ROLLBACK TO one")
                    done.append(error)
                self._db.execute("RELEASE one")
        return done

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the database, whatever others write meanwhile; inside a transaction, that one's."""
        if self._db.conn.in_transaction:
            yield
            return
        with as_store_error():
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.rollback()

    @contextmanager
    def waiting(self, seconds: float) -> Iterator[None]:
        """Wait no longer than this for another program's lock inside the block."""
        before = self._db.execute("PRAGMA busy_timeout").fetchone()[0]
        self._db.execute(f"PRAGMA busy_timeout = {round(seconds * 1000):d}")
        try:
            yield
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {before:d}")

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
        with as_store_error():
            found = str(self._db.execute("PRAGMA quick_check(1)").fetchone()[0])
        return "" if found == "ok" else found

    def only_read(self) -> None:
        """Refuse to write from now on, whatever is called."""
        self._db.execute("PRAGMA query_only = ON")

    def checkpoint_elsewhere(self) -> None:
        """Leave it to another connection (`checkpoint`) to move what was written out of the log into the database.

        By itself, the one whose change fills the log does it, and waits for the disk three times instead of once.
        """
        # Should nobody do it, the log stays below some forty megabytes.
        self._db.execute("PRAGMA wal_autocheckpoint = 10000")

    def checkpoint(self) -> None:
        """Move what was written out of the log into the database, as far as nobody has to wait for it."""
        with as_store_error():
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def empty_log(self) -> bool:
        """Move what was written into the database and leave nothing of it in the log; False when somebody is reading.

        Waits no longer for readers than `waiting` says. False raises nothing in SQLite: it is to be tried again.
        """
        with as_store_error():
            busy, _pages, _moved = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def try_writing(self) -> None:
        """Raise UnwritableError when the database could not be written to at this moment; write nothing."""
        with as_store_error():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._db.execute("UPDATE kept SET value = value")
                self._db.execute("INSERT INTO kept (key, value) VALUES ('', '')")
            finally:
                self._db.rollback()

    def close(self) -> None:
        """Close the database; what was committed is on the disk already."""
        self._db.conn.close()
