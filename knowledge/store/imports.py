"""The imports table: files that were handed in, so that what a dry run showed can be applied later."""

from __future__ import annotations

from dataclasses import dataclass

import sqlite_utils

from knowledge.store.audience import Audience

WAITING, DONE = "waiting", "done"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A file as it was handed in."""

    number: int
    person: int
    file: str
    text: str
    state: str


class ImportTable:
    """Files by server."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def add(self, owner: Audience, *, person: int, file: str, text: str, at: str) -> int:
        """Keep a file and return its number. Call it inside a transaction."""
        cursor = self._db.execute(
            "INSERT INTO imports (server, person, file, text, state, at) VALUES (?, ?, ?, ?, ?, ?) RETURNING number",
            [owner.row, person, file, text, WAITING, at],
        )
        return int(cursor.fetchone()[0])

    def get(self, owner: Audience, number: int) -> ImportRow | None:
        """Return a file that was handed in on this server."""
        row = self._db.execute(
            "SELECT number, person, file, text, state FROM imports WHERE server = ? AND number = ?", [owner.row, number]
        ).fetchone()
        return None if row is None else ImportRow(*row)

    def finish(self, number: int) -> None:
        """Note that the file was applied; its text is not needed any more. Call it inside a transaction."""
        self._db.execute("UPDATE imports SET state = ?, text = '' WHERE number = ?", [DONE, number])
