"""Questions that are older than they are kept: rows without words and names are left, to count by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlite_utils

from knowledge.store.disputes import DisputeState

_DUE = "SELECT number, person FROM answers WHERE at < ? AND (question <> '' OR person <> 0) ORDER BY at LIMIT ?"
_WORDLESS = """
    UPDATE answers SET question = '', person = 0, asked_in = NULL,
        removed_by = CASE WHEN removed_by IS NULL THEN NULL ELSE 0 END,
        channel = CASE server WHEN 0 THEN 0 ELSE channel END, message = CASE server WHEN 0 THEN NULL ELSE message END
    WHERE number = ?
"""
_CLOSED = (DisputeState.ANSWERED, DisputeState.DISMISSED, DisputeState.UNFINISHED, DisputeState.FINISHED)


@dataclass(frozen=True, slots=True)
class ExpiredAnswer:
    """An answer whose question is to go: its number, and those of everybody who asked, picked or reported there."""

    number: int
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShrunkGroup:
    """A group of questions that has lost some: what it is called, and the first that is left, None where none is."""

    server: int
    number: int
    question: str
    first: str | None


class ExpiryTable:
    """What is older than a moment, and taking it away, a slice at a time."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def due_answers(self, before: str, most: int) -> tuple[ExpiredAnswer, ...]:
        """Return answers from before a moment that still have a question or a name, the oldest first."""
        found = []
        for number, person in self._db.execute(_DUE, [before, most]).fetchall():
            others = self._db.execute(
                "SELECT person FROM picks WHERE answer = ? UNION SELECT person FROM reports WHERE answer = ? "
                "UNION SELECT removed_by FROM answers WHERE number = ? AND removed_by IS NOT NULL",
                [number, number, number],
            )
            found.append(ExpiredAnswer(number, tuple({person, *(one for (one,) in others)})))
        return tuple(found)

    def make_wordless(self, numbers: Sequence[int]) -> None:
        """Take question and asker from answers; the rows go on standing for the cards. Call it inside a transaction.

        Direct messages lose channel and message as well: they are one person's.
        """
        self._db.conn.executemany(_WORDLESS, [(number,) for number in numbers])

    def drop_disputes(self, before: str) -> tuple[int, ...]:
        """Delete disputes from before a moment for which nobody waits; return whose. Call it inside a transaction."""
        marks = ", ".join("?" * len(_CLOSED))
        sql = f"DELETE FROM disputes WHERE at < ? AND state IN ({marks}) RETURNING person"  # noqa: S608
        return tuple(person for (person,) in self._db.execute(sql, [before, *_CLOSED]).fetchall())

    def drop_requests(self, before: str, most: int) -> tuple[tuple[int, ...], tuple[ShrunkGroup, ...]]:
        """Delete questions of queues from before a moment, and groups of which none is left.

        Return who asked them, and the groups that have lost some. Call it inside a transaction.
        """
        gone = self._db.execute(
            "DELETE FROM requests WHERE number IN (SELECT number FROM requests WHERE at < ? ORDER BY number LIMIT ?) "
            "RETURNING person, grp",
            [before, most],
        ).fetchall()
        shrunk = [self._shrunk(group) for group in {group for _, group in gone if group is not None}]
        for one in shrunk:
            if one.first is None:
                self._db.execute("DELETE FROM request_terms WHERE grp = ?", [one.number])
                self._db.execute("DELETE FROM request_groups WHERE number = ?", [one.number])
        return tuple(person for person, _ in gone), tuple(shrunk)

    def _shrunk(self, group: int) -> ShrunkGroup:
        server, question, first = self._db.execute(
            "SELECT server, question, (SELECT question FROM requests WHERE grp = g.number ORDER BY number LIMIT 1) "
            "FROM request_groups AS g WHERE number = ?",
            [group],
        ).fetchone()
        return ShrunkGroup(server, group, question, first)
