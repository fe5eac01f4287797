"""The disputes table: people who think that a verdict is wrong, and what they were told."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from knowledge.store.audience import Audience

_ROWS = "SELECT number, server, answer, person, reason, link, state, reply, at FROM disputes"


class DisputeState(enum.StrEnum):
    """What became of a dispute; the values stand in the database."""

    OPEN = "open"
    ANSWERED = "answered"
    UNFINISHED = "unfinished"
    """It could not be kept yet, and waits for whoever wrote it."""
    DISMISSED = "dismissed"
    FINISHED = "finished"
    """It was sent at the second try, as a dispute of its own."""


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """Somebody's word against a verdict: on which answer, why, and the sentence they got."""

    number: int
    audience: Audience
    answer: int
    person: int
    reason: str
    link: str | None
    state: DisputeState
    reply: str | None
    at: str


class DisputeTable:
    """Disputes by the server in which they were raised."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def add(self, audience: Audience, *, answer: int, person: int, reason: str, link: str | None, at: str) -> int:
        """Keep a dispute and return its number. Call it inside a transaction."""
        cursor = self._db.execute(
            "INSERT INTO disputes (server, answer, person, reason, link, state, at) VALUES (?, ?, ?, ?, ?, 'open', ?) "
            "RETURNING number",
            [audience.row, answer, person, reason, link, at],
        )
        return int(cursor.fetchone()[0])

    def get(self, audience: Audience, number: int) -> DisputeRow | None:
        """Return a dispute of this server."""
        found = self._read(f"{_ROWS} WHERE server = ? AND number = ?", audience.row, number)
        return found[0] if found else None

    def in_state(self, audience: Audience, state: DisputeState) -> tuple[DisputeRow, ...]:
        """Return this server's disputes in a state, the oldest first."""
        return self._read(f"{_ROWS} WHERE server = ? AND state = ? ORDER BY number", audience.row, state)

    def set_state(self, number: int, state: DisputeState, reply: str | None) -> None:
        """Note what became of it. Call it inside a transaction."""
        self._db.execute("UPDATE disputes SET state = ?, reply = ? WHERE number = ?", [state, reply, number])

    def _read(self, sql: str, *values: object) -> tuple[DisputeRow, ...]:
        rows: list[tuple[Any, ...]] = self._db.execute(sql, list(values)).fetchall()
        return tuple(_dispute(row) for row in rows)


def _dispute(row: tuple[Any, ...]) -> DisputeRow:
    number, server, answer, person, reason, link, state, reply, at = row
    return DisputeRow(number, Audience(server or None), answer, person, reason, link, DisputeState(state), reply, at)
