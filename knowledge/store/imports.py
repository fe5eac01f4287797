"""The imports table: files that were handed in, so that what a dry run showed can be applied later."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import sqlite_utils

from knowledge.store.audience import Audience


class ImportState(enum.StrEnum):
    """Whether a file was taken in; the values stand in the database."""

    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A file as it was handed in."""

    number: int
    person: int
    file: str
    text: str
    state: ImportState


class ImportTable:
    """Files by server."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def add(self, owner: Audience, *, person: int, file: str, text: str, at: str) -> int:
        """Keep a file and return its number. Call it inside a transaction."""
        cursor = self._db.execute(
            "INSERT INTO imports (server, person, file, text, state, at) VALUES (?, ?, ?, ?, ?, ?) RETURNING number",
            [owner.row, person, file, text, ImportState.WAITING, at],
        )
        return int(cursor.fetchone()[0])

    def get(self, owner: Audience, number: int) -> ImportRow | None:
        """Return a file that was handed in on this server."""
        row = self._db.execute(
            "SELECT number, person, file, text, state FROM imports WHERE server = ? AND number = ?", [owner.row, number]
        ).fetchone()
        if row is None:
            return None
        number, person, file, text, state = row
        return ImportRow(number, person, file, text, ImportState(state))

    def finish(self, number: int) -> None:
        """Note that the file was applied; its text is not needed any more. Call it inside a transaction."""
        self._db.execute("UPDATE imports SET state = ?, text = '' WHERE number = ?", [ImportState.DONE, number])
