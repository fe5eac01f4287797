"""The audit table: who changed what, when, from what to what. Rows are added and read, never changed."""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from knowledge.store.audience import Audience

_ROWS = "SELECT number, server, person, at, action, thing, subject, before, after, note FROM audit"


class Thing(enum.StrEnum):
    """The sorts of things that can be changed; the values stand in the database."""

    ENTRY = "entry"
    SHARED_ENTRY = "shared entry"
    OWN_VERSION = "own version"
    SETTING = "setting"
    NAME = "name"
    REQUEST = "request"
    DRAFT = "draft"
    REPORT = "report"
    DISPUTE = "dispute"
    ASKER = "asker"
    ADDITION = "addition"


class Action(enum.StrEnum):
    """What can be done to them; the values stand in the database."""

    PUBLISHED = "published"
    RETIRED = "retired"
    HIDDEN = "hidden"
    SHOWN_AGAIN = "shown again"
    KEPT = "kept"
    SET = "set"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    DRAFT_OPENED = "draft opened"
    DRAFT_SUBMITTED = "draft: submit"
    DRAFT_SENT_BACK = "draft: send back"
    DRAFT_DISCARDED = "draft: discard"
    DRAFT_REOPENED = "draft: reopen"
    DRAFT_PROPOSED = "draft: put into review"
    """A whole entry was put into review at once, as a draft that nobody typed."""
    REQUEST_REOPENED = "put back into the queue"
    REQUEST_DISMISSED = "dismissed"
    REQUEST_DONE = "dealt with"
    REPORT_REOPENED = "report put back into the queue"
    REPORT_ACCEPTED = "report accepted"
    REPORT_DISMISSED = "report dismissed"
    DISPUTE_ANSWERED = "dispute answered"
    DISPUTE_DISMISSED = "dispute dismissed"
    DISPUTE_REOPENED = "dispute reopened"
    ASKER_KEPT_OUT = "kept out of the queue"
    ASKER_LET_IN = "let into the queue again"


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One change: to which `thing`, and which of them (`subject`); what stood there before and after it."""

    number: int
    owner: Audience
    person: int
    at: str
    action: Action
    thing: Thing
    subject: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    sentence: str | None


@dataclass(frozen=True, slots=True)
class NewRow:
    """What differs between rows that are written together."""

    subject: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    sentence: str | None


class AuditTable:
    """The audit by server."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def add(
        self,
        owner: Audience,
        *,
        person: int,
        at: str,
        action: Action,
        thing: Thing,
        subject: str,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        sentence: str | None = None,
    ) -> int:
        """Append a row and return its number. Call it in the transaction of the change itself."""
        cursor = self._db.execute(
            "INSERT INTO audit (server, person, at, action, thing, subject, before, after, note) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
            [owner.row, person, at, action, thing, subject, _written(before), _written(after), sentence],
        )
        return int(cursor.fetchone()[0])

    def add_all(
        self, owner: Audience, *, person: int, at: str, action: Action, thing: Thing, rows: Sequence[NewRow]
    ) -> None:
        """Append a row for each of many things, in one statement. Call it in the transaction of the change itself."""
        plain = [[one.subject, _written(one.before), _written(one.after), one.sentence] for one in rows]
        self._db.execute(
            "INSERT INTO audit (server, person, at, action, thing, subject, before, after, note) "
            "SELECT ?, ?, ?, ?, ?, json_extract(value, '$[0]'), json_extract(value, '$[1]'), "
            "json_extract(value, '$[2]'), json_extract(value, '$[3]') FROM json_each(?)",
            [owner.row, person, at, action, thing, json.dumps(plain)],
        )

    def last(self, owner: Audience, most: int, *, before: int | None = None) -> tuple[AuditRow, ...]:
        """Return the newest rows of this server, those below the number `before` where it is given."""
        return self._read(
            f"{_ROWS} WHERE server = ? AND (? IS NULL OR number < ?) ORDER BY number DESC LIMIT ?",
            owner.row,
            before,
            before,
            most,
        )

    def after(self, owner: Audience, number: int) -> tuple[AuditRow, ...]:
        """Return the rows of this server above a number, the oldest first."""
        return self._read(f"{_ROWS} WHERE server = ? AND number > ? ORDER BY number", owner.row, number)

    def of(self, owner: Audience, thing: Thing, subject: str) -> tuple[AuditRow, ...]:
        """Return what happened to one thing of this server, the oldest first."""
        return self._read(
            f"{_ROWS} WHERE server = ? AND thing = ? AND subject = ? ORDER BY number", owner.row, thing, subject
        )

    def by(self, owner: Audience, person: int, since: str) -> tuple[AuditRow, ...]:
        """Return what one person changed in this server since a moment, the oldest first."""
        return self._read(
            f"{_ROWS} WHERE server = ? AND person = ? AND at >= ? ORDER BY number", owner.row, person, since
        )

    def _read(self, sql: str, *values: object) -> tuple[AuditRow, ...]:
        rows = self._db.execute(sql, list(values)).fetchall()
        return tuple(_audit_row(row) for row in rows)


def _audit_row(row: tuple[Any, ...]) -> AuditRow:
    number, server, person, at, action, thing, subject, before, after, sentence = row
    return AuditRow(
        number,
        Audience(server or None),
        person,
        at,
        Action(action),
        Thing(thing),
        subject,
        json.loads(before),
        json.loads(after),
        sentence,
    )


def _written(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
