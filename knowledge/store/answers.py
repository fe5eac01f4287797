"""The answers table (the ledger), the reports on answers, and what people picked of the entries that were offered."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from knowledge.store.audience import Audience

_COLUMNS = (
    "number, server, channel, message, person, how, private, question, outcome, owner, entry, revision, confidence, "
    "offered, at, replaced_by, hinted"
)


class AnswerFate(enum.StrEnum):
    """What became of a question; the values stand in the database, in the column `outcome`."""

    ANSWERED = "answered"
    ASK_WHICH = "ask_which"
    NO_ENTRY = "no_entry"
    PART = "part"
    """A further question was answered with a part of the entry that stood there."""
    POINTED = "pointed"
    """The card stood in the channel already: one line led there."""
    LISTED = "listed"
    """A message with several claims was answered with a list to pick from."""
    UNSENT = "unsent"
    """Discord did not take the answer."""


class ReportState(enum.StrEnum):
    """Whether somebody has dealt with the reports on an answer; the values stand in the database."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer that was given: to whom (an opaque number), where, to which question, and which revision it showed.

    `owner` is whose entry it was: the server's own, or the shared library's. `offered` are the other candidates' ids.
    `replaced_by` is the number of the answer that stands in the message now; `hinted` says that the line on replies
    that arrive empty was given.
    """

    number: int
    audience: Audience
    channel: int
    message: int | None
    person: int
    how: str
    private: bool
    question: str
    fate: AnswerFate
    owner: Audience
    entry: str | None
    revision: int | None
    confidence: float
    offered: tuple[str, ...]
    at: str
    replaced_by: int | None
    hinted: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Somebody's word that an answer was not to their question; `meant` is the entry that they picked instead."""

    answer: int
    person: int
    meant: str | None
    at: str


@dataclass(frozen=True, slots=True)
class PickRow:
    """What a person (an opaque number) picked of the entries that an answer offered; `picked` None: none of them."""

    answer: int
    person: int
    picked: str | None
    at: str


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """That an answer's message was removed: by whom (an opaque number), and when."""

    answer: int
    person: int
    at: str


# So far back cards that may still stand above in a channel are looked for; by number, which needs no index.
_NEWEST = 5000


class AnswerTable:
    """Answers by number. A row is read for the audience that it was written for; another's it does not find."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def add(
        self,
        audience: Audience,
        *,
        channel: int,
        person: int,
        how: str,
        private: bool,
        question: str,
        fate: AnswerFate,
        owner: Audience,
        entry: str | None,
        revision: int | None,
        confidence: float,
        offered: tuple[str, ...],
        at: str,
        number: int | None = None,
        asked_in: int | None = None,
    ) -> int:
        """Add a row and return its number, the next one when it is None. Call it inside a transaction."""
        values = [
            number,
            audience.row,
            channel,
            person,
            how,
            int(private),
            question,
            fate,
            owner.row,
            entry,
            revision,
        ]
        cursor = self._db.execute(
            "INSERT INTO answers (number, server, channel, person, how, private, question, outcome, owner, entry, "
            "revision, confidence, offered, at, asked_in) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "RETURNING number",
            [*values, confidence, json.dumps(offered), at, asked_in],
        )
        return int(cursor.fetchone()[0])

    def get(self, audience: Audience, number: int) -> AnswerRow | None:
        """Return an answer that was given to this audience, by its number."""
        found = self._read("number = ? AND server = ?", number, audience.row)
        return found[0] if found else None

    def in_message(self, audience: Audience, message: int) -> AnswerRow | None:
        """Return the answer that stands in a message now."""
        found = self._read(
            "message = ? AND server = ? AND replaced_by IS NULL ORDER BY number DESC", message, audience.row
        )
        return found[0] if found else None

    def stands_for(self, asked_in: int) -> bool:
        """Say whether an answer to what was asked in a message stands in one."""
        sql = "SELECT 1 FROM answers WHERE asked_in = ? AND message IS NOT NULL LIMIT 1"
        return self._db.execute(sql, [asked_in]).fetchone() is not None

    def latest(
        self, audience: Audience, channel: int, person: int, since: str, but: int | None = None
    ) -> AnswerRow | None:
        """Return the newest answer to a person in a channel since a moment that is neither replaced nor removed.

        None when there is none. With `but` it is not one to what was asked in that message.
        """
        found = self._read(
            "server = ? AND channel = ? AND person = ? AND at >= ? AND replaced_by IS NULL AND removed_at IS NULL "
            "AND asked_in IS NOT ? ORDER BY number DESC LIMIT 1",
            audience.row,
            channel,
            person,
            since,
            -1 if but is None else but,
        )
        return found[0] if found else None

    def standing(self, since: str) -> tuple[AnswerRow, ...]:
        """Return the newest cards that were shown in servers' channels since a moment and stand there, oldest first."""
        return self._read(
            "(number < 0 OR number > (SELECT coalesce(max(number), 0) - ? FROM answers)) AND at >= ? AND server <> 0 "
            "AND outcome = ? AND private = 0 AND message IS NOT NULL AND replaced_by IS NULL AND removed_at IS NULL "
            "ORDER BY at, number",
            _NEWEST,
            since,
            AnswerFate.ANSWERED,
        )

    def set_removed(self, number: int, person: int, at: str) -> None:
        """Note who had an answer's message removed; the first word on it stands. Call it inside a transaction."""
        self._db.execute(
            "UPDATE answers SET removed_by = ?, removed_at = ? WHERE number = ? AND removed_at IS NULL",
            [person, at, number],
        )

    def removed(self, audience: Audience, number: int) -> RemovedRow | None:
        """Return by whom and when the message of an answer to this audience was removed; None when it was not."""
        row = self._db.execute(
            "SELECT number, removed_by, removed_at FROM answers "
            "WHERE number = ? AND server = ? AND removed_at IS NOT NULL",
            [number, audience.row],
        ).fetchone()
        return None if row is None else RemovedRow(*row)

    def set_message(self, number: int, channel: int, message: int) -> None:
        """Note in which message the answer stands; not of an asker who was forgotten. Call it inside a transaction."""
        self._db.execute(
            "UPDATE answers SET channel = ?, message = ? WHERE number = ? AND person <> 0", [channel, message, number]
        )

    def set_fate(self, number: int, fate: AnswerFate) -> None:
        """Put another fate of an answer that stands in no message. Call it inside a transaction."""
        self._db.execute("UPDATE answers SET outcome = ? WHERE number = ? AND message IS NULL", [fate, number])

    def set_replaced(self, number: int, by: int) -> None:
        """Note that another answer stands in the message now. Call it inside a transaction."""
        self._db.execute("UPDATE answers SET replaced_by = ? WHERE number = ?", [by, number])

    def set_hinted(self, number: int) -> bool:
        """Note that the hint was given; return whether it had not been given before. Call it inside a transaction."""
        cursor = self._db.execute("UPDATE answers SET hinted = 1 WHERE number = ? AND hinted = 0", [number])
        return bool(cursor.rowcount)

    def report(self, number: int, person: int, meant: str | None, at: str) -> None:
        """Note that the answer was not to the person's question. Call it inside a transaction."""
        self._db.execute(
            "INSERT INTO reports (answer, person, meant, at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (answer, person) DO UPDATE SET meant = coalesce(excluded.meant, meant)",
            [number, person, meant, at],
        )

    def pick(self, number: int, person: int, picked: str | None, at: str) -> None:
        """Note what a person picked of an answer's offers; their last word counts. Call it inside a transaction."""
        self._db.execute(
            "INSERT INTO picks (answer, person, picked, at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (answer, person) DO UPDATE SET picked = excluded.picked, at = excluded.at",
            [number, person, picked, at],
        )

    def picks(self, audience: Audience) -> tuple[PickRow, ...]:
        """Return what was picked of the offers of answers that were given to this audience, the oldest first."""
        rows = self._db.execute(
            "SELECT p.answer, p.person, p.picked, p.at FROM picks AS p JOIN answers AS a ON a.number = p.answer "
            "WHERE a.server = ? ORDER BY p.at, p.answer, p.person",
            [audience.row],
        )
        return tuple(PickRow(*row) for row in rows)

    def open_reports(self, audience: Audience) -> tuple[ReportRow, ...]:
        """Return the reports on this audience's answers that nobody has dealt with, the oldest first."""
        rows = self._db.execute(
            "SELECT r.answer, r.person, r.meant, r.at FROM reports AS r JOIN answers AS a ON a.number = r.answer "
            "WHERE a.server = ? AND r.state = 'open' ORDER BY r.at, r.answer",
            [audience.row],
        )
        return tuple(ReportRow(*row) for row in rows)

    def report_state(self, audience: Audience, answer: int) -> ReportState | None:
        """Return OPEN while one of the reports on an answer of this audience is, None when there is none."""
        row = self._db.execute(
            "SELECT r.state FROM reports AS r JOIN answers AS a ON a.number = r.answer "
            "WHERE r.answer = ? AND a.server = ? ORDER BY r.state = ? DESC, r.at DESC",
            [answer, audience.row, ReportState.OPEN],
        ).fetchone()
        return None if row is None else ReportState(row[0])

    def set_report_state(self, answer: int, state: ReportState) -> None:
        """Note what became of the reports on an answer. Call it inside a transaction."""
        self._db.execute("UPDATE reports SET state = ? WHERE answer = ?", [state, answer])

    def _read(self, where: str, *values: object) -> tuple[AnswerRow, ...]:
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM answers WHERE {where}", list(values)).fetchall()  # noqa: S608
        return tuple(_answer(row) for row in rows)


def _answer(row: tuple[Any, ...]) -> AnswerRow:
    number, server, channel, message, person, how, private, question, fate, owner, entry, revision, *rest = row
    confidence, offered, at, replaced_by, hinted = rest
    return AnswerRow(
        number,
        Audience(server or None),
        channel,
        message,
        person,
        how,
        bool(private),
        question,
        AnswerFate(fate),
        Audience(owner or None),
        entry,
        revision,
        confidence,
        tuple(json.loads(offered)),
        at,
        replaced_by,
        bool(hinted),
    )
