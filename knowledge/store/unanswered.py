"""The requests table: questions that no entry answers, in groups of those that ask the same."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from knowledge.store.audience import Audience


class RequestState(enum.StrEnum):
    """Whether somebody has dealt with a question; the values stand in the database."""

    OPEN = "open"
    DISMISSED = "dismissed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A question that nobody could answer: in whose queue, who asked (an opaque number), in which answer's row."""

    number: int
    audience: Audience
    answer: int
    person: int
    question: str
    state: RequestState
    at: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Questions that ask the same: the first of them, from how many people, and how many questions in all."""

    number: int
    question: str
    state: RequestState
    people: int
    questions: int
    at: str


class RequestTable:
    """Requests by the server whose moderators see them; others are the operator's (the shared audience)."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def add(
        self, audience: Audience, *, answer: int, person: int, question: str, at: str, group: int | None = None
    ) -> None:
        """Keep a question; once an answer's row, however often it is called. Call it inside a transaction."""
        self._db.execute(
            "INSERT INTO requests (server, answer, person, question, state, at, grp) VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (answer) DO NOTHING",
            [audience.row, answer, person, question, RequestState.OPEN, at, group],
        )

    def has(self, answer: int) -> bool:
        """Say whether the question of this answer's row is kept already."""
        return self._db.execute("SELECT 1 FROM requests WHERE answer = ?", [answer]).fetchone() is not None

    def withdraw(self, answer: int) -> None:
        """Take back the question of an answer's row while it waits, with its group when it was alone in it.

        Call it inside a transaction.
        """
        row = self._db.execute(
            "DELETE FROM requests WHERE answer = ? AND state = ? RETURNING grp", [answer, RequestState.OPEN]
        ).fetchone()
        if row is None or self._db.execute("SELECT 1 FROM requests WHERE grp = ?", [row[0]]).fetchone() is not None:
            return
        self._db.execute("DELETE FROM request_terms WHERE grp = ?", [row[0]])
        self._db.execute("DELETE FROM request_groups WHERE number = ?", [row[0]])

    def in_state(self, audience: Audience, state: RequestState = RequestState.OPEN) -> tuple[RequestRow, ...]:
        """Return this audience's requests in a state, the oldest first."""
        rows = self._db.execute(
            "SELECT number, server, answer, person, question, state, at FROM requests "
            "WHERE server = ? AND state = ? ORDER BY number",
            [audience.row, state],
        )
        return tuple(_request(row) for row in rows)

    def add_group(self, audience: Audience, question: str, terms: Mapping[str, float], at: str) -> int:
        """Begin a group with these words, each with its rarity, and return its number. Call it inside a transaction."""
        cursor = self._db.execute(
            "INSERT INTO request_groups (server, question, mass, state, at) VALUES (?, ?, ?, ?, ?) RETURNING number",
            [audience.row, question, sum(terms.values()), RequestState.OPEN, at],
        )
        number = int(cursor.fetchone()[0])
        self._add_terms(audience, number, terms)
        return number

    def replace_group_text(self, audience: Audience, group: int, question: str, terms: Mapping[str, float]) -> None:
        """Let a group be known by another question and its words. Call it inside a transaction."""
        self._db.execute(
            "UPDATE request_groups SET question = ?, mass = ? WHERE number = ?", [question, sum(terms.values()), group]
        )
        self._db.execute("DELETE FROM request_terms WHERE grp = ?", [group])
        self._add_terms(audience, group, terms)

    def groups_with(
        self, audience: Audience, terms: Sequence[str], most: int
    ) -> tuple[tuple[int, dict[str, float]], ...]:
        """Return the newest open groups of this audience that have one of these words, each with all its words."""
        marks = ", ".join("?" * len(terms))
        found = self._db.execute(
            f"SELECT DISTINCT t.grp FROM request_terms AS t JOIN request_groups AS g ON g.number = t.grp "  # noqa: S608
            f"WHERE t.server = ? AND t.term IN ({marks}) AND g.state = 'open' ORDER BY t.grp DESC LIMIT ?",
            [audience.row, *terms, most],
        ).fetchall()
        return tuple((number, self.terms_of(number)) for (number,) in found)

    def terms_of(self, group: int) -> dict[str, float]:
        """Return the words of a group, each with its rarity."""
        rows = self._db.execute("SELECT term, rarity FROM request_terms WHERE grp = ?", [group])
        return dict(rows.fetchall())

    def groups(
        self, audience: Audience, most: int, skip: int = 0, state: RequestState = RequestState.OPEN
    ) -> tuple[GroupRow, ...]:
        """Return this audience's groups in a state: those from most people first, and of equal ones the older."""
        rows = self._db.execute(
            "SELECT g.number, g.question, g.state, count(DISTINCT r.person), count(*), g.at "
            "FROM request_groups AS g JOIN requests AS r ON r.grp = g.number AND r.server = g.server "
            "WHERE g.server = ? AND g.state = ? GROUP BY g.number ORDER BY 4 DESC, g.number LIMIT ? OFFSET ?",
            [audience.row, state, most, skip],
        )
        return tuple(_group(row) for row in rows)

    def group(self, audience: Audience, number: int) -> GroupRow | None:
        """Return one group of this audience, whatever its state."""
        row = self._db.execute(
            "SELECT g.number, g.question, g.state, count(DISTINCT r.person), count(r.number), g.at "
            "FROM request_groups AS g LEFT JOIN requests AS r ON r.grp = g.number "
            "WHERE g.server = ? AND g.number = ? GROUP BY g.number",
            [audience.row, number],
        ).fetchone()
        return None if row is None else _group(row)

    def count_groups(self, audience: Audience) -> int:
        """Return how many open groups this audience has."""
        row = self._db.execute(
            "SELECT count(*) FROM request_groups WHERE server = ? AND state = 'open'", [audience.row]
        ).fetchone()
        return int(row[0])

    def of_group(self, audience: Audience, group: int) -> tuple[RequestRow, ...]:
        """Return the questions of a group of this audience, the oldest first."""
        rows = self._db.execute(
            "SELECT number, server, answer, person, question, state, at FROM requests "
            "WHERE server = ? AND grp = ? ORDER BY number",
            [audience.row, group],
        )
        return tuple(_request(row) for row in rows)

    def set_group_state(self, group: int, state: RequestState, sentence: str | None) -> None:
        """Note what became of a group and its questions. Call it inside a transaction."""
        self._db.execute("UPDATE request_groups SET state = ?, note = ? WHERE number = ?", [state, sentence, group])
        self._db.execute("UPDATE requests SET state = ? WHERE grp = ?", [state, group])

    def ignore(self, audience: Audience, person: int, *, ignored: bool) -> None:
        """Keep a person's questions out of this queue, or let them in again. Call it inside a transaction."""
        statement = (
            "INSERT OR IGNORE INTO ignored_askers (server, person) VALUES (?, ?)"
            if ignored
            else "DELETE FROM ignored_askers WHERE server = ? AND person = ?"
        )
        self._db.execute(statement, [audience.row, person])

    def ignored(self, audience: Audience) -> tuple[int, ...]:
        """Return the numbers of the people whose questions are kept out of this audience's queue."""
        rows = self._db.execute("SELECT person FROM ignored_askers WHERE server = ? ORDER BY person", [audience.row])
        return tuple(person for (person,) in rows)

    def ignores(self, audience: Audience, person: int) -> bool:
        """Say whether a person's questions are kept out of this audience's queue."""
        row = self._db.execute(
            "SELECT 1 FROM ignored_askers WHERE server = ? AND person = ?", [audience.row, person]
        ).fetchone()
        return row is not None

    def _add_terms(self, audience: Audience, group: int, terms: Mapping[str, float]) -> None:
        self._db.conn.executemany(
            "INSERT INTO request_terms (server, term, grp, rarity) VALUES (?, ?, ?, ?)",
            [(audience.row, term, group, rarity) for term, rarity in terms.items()],
        )


def _request(row: tuple[Any, ...]) -> RequestRow:
    number, server, answer, person, question, state, at = row
    return RequestRow(number, Audience(server or None), answer, person, question, RequestState(state), at)


def _group(row: tuple[Any, ...]) -> GroupRow:
    number, question, state, people, questions, at = row
    return GroupRow(number, question, RequestState(state), people, questions, at)
