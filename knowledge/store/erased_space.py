"""Space in the database's files in which what was erased may be legible, and overwriting it.

`secure_delete` writes zeros over what is deleted, but not over what SQLite leaves behind when it moves rows within a
page: only VACUUM, which writes the file anew, leaves nothing of that. And the log keeps pages as they were until it is
emptied.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from knowledge.errors import StoreError, UnwritableError
from knowledge.store.failing import as_store_error

_STEPS = 100_000
# VACUUM needs a copy beside the file, and the log takes a third until it is moved into it.
_TIMES, _LEAST_LEFT = 2, 20_000_000


@dataclass(frozen=True, slots=True)
class ErasedSpace:
    """How often something was erased, up to which time it is overwritten and when, and whether the rest is urgent."""

    marks: int
    overwritten: int
    urgent: bool
    at: str | None

    @property
    def is_owed(self) -> bool:
        """Whether something was erased since the file was last written anew."""
        return self.marks > self.overwritten


class ErasedSpaceTable:
    """One row that says what is to be overwritten."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def get(self) -> ErasedSpace:
        """Return what is to be overwritten."""
        row = self._db.execute("SELECT marks, overwritten, urgent, at FROM erased_space").fetchone()
        marks, overwritten, urgent, at = row
        return ErasedSpace(marks, overwritten, bool(urgent), at)

    def mark(self, *, urgent: bool) -> None:
        """Note that something is erased. Call it in the transaction that does it. `urgent`: somebody asked for it."""
        self._db.execute("UPDATE erased_space SET marks = marks + 1, urgent = max(urgent, ?)", [int(urgent)])

    def overwritten(self, marks: int, at: str) -> None:
        """Note that what was erased up to this mark is overwritten. Call it inside a transaction."""
        self._db.execute(
            "UPDATE erased_space SET overwritten = ?, at = ?, urgent = CASE marks WHEN ? THEN 0 ELSE urgent END",
            [marks, at, marks],
        )


def write_anew(database: Path, stopped: Callable[[], bool], wait: float) -> None:
    """Write a database anew (VACUUM), so that nothing of what was erased is left in the file; the log has it still.

    Readers go on; whoever writes waits. Raises UnwritableError when there is no room for it or another program keeps it
    locked (for `wait` seconds), and StoreError when `stopped` says so or the database is damaged; it is as before then.
    """
    needed = _TIMES * database.stat().st_size + _LEAST_LEFT
    free = shutil.disk_usage(database.parent).free
    if free < needed:
        raise UnwritableError(
            f"There is too little room beside {database} to write it anew: {free // 10**6:,} MB are free, and "
            f"{needed // 10**6:,} MB would be needed. Make room; until then what was erased is legible in its file."
        )
    uri = f"{database.absolute().as_uri()}?mode=rw"
    with as_store_error(), closing(sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)) as opened:
        opened.set_progress_handler(stopped, _STEPS)
        opened.execute("PRAGMA secure_delete = ON")
        try:
            opened.execute("VACUUM")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise StoreError("Writing the database anew was stopped before its end.") from error
            raise
