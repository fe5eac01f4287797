"""The requests table: questions that no entry answers, until somebody has dealt with them."""

from __future__ import annotations

from dataclasses import dataclass

import sqlite_utils

from knowledge.store.audience import Audience

OPEN = "open"


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A question that nobody could answer: in whose queue, who asked (an opaque number), in which answer's row."""

    number: int
    audience: Audience
    answer: int
    person: int
    question: str
    state: str
    at: str


class RequestTable:
    """Requests by the server whose moderators see them; others are the operator's (the shared audience)."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def add(self, audience: Audience, *, answer: int, person: int, question: str, at: str) -> None:
        """Keep a question; once an answer's row, however often it is called. Call it inside a transaction."""
        self._db.execute(
            "INSERT INTO requests (server, answer, person, question, state, at) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (answer) DO NOTHING",
            [audience.row, answer, person, question, OPEN, at],
        )

    def in_state(self, audience: Audience, state: str = OPEN) -> tuple[RequestRow, ...]:
        """Return this audience's requests in a state, the oldest first."""
        rows = self._db.execute(
            "SELECT number, server, answer, person, question, state, at FROM requests "
            "WHERE server = ? AND state = ? ORDER BY number",
            [audience.row, state],
        )
        return tuple(RequestRow(number, Audience(server or None), *rest) for number, server, *rest in rows)
