"""The audit table: who changed what, when, from what to what. Rows are added and read, never changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from knowledge.store.audience import Audience

_ROWS = "SELECT number, server, person, at, action, thing, subject, before, after, note FROM audit"


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One change: `thing` is the sort of thing (entry, setting, name...), `subject` which one; before and after it."""

    number: int
    owner: Audience
    person: int
    at: str
    action: str
    thing: str
    subject: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    note: str | None


@dataclass(frozen=True, slots=True)
class NewRow:
    """What differs between rows that are written together."""

    subject: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    note: str | None


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
        action: str,
        thing: str,
        subject: str,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        note: str | None = None,
    ) -> int:
        """Append a row and return its number. Call it in the transaction of the change itself."""
        cursor = self._db.execute(
            "INSERT INTO audit (server, person, at, action, thing, subject, before, after, note) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
            [owner.row, person, at, action, thing, subject, _written(before), _written(after), note],
        )
        return int(cursor.fetchone()[0])

    def add_all(
        self, owner: Audience, *, person: int, at: str, action: str, thing: str, rows: Sequence[NewRow]
    ) -> None:
        """Append a row for each of many things, in one statement. Call it in the transaction of the change itself."""
        plain = [[one.subject, _written(one.before), _written(one.after), one.note] for one in rows]
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

    def of(self, owner: Audience, thing: str, subject: str) -> tuple[AuditRow, ...]:
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
    number, server, person, at, action, thing, subject, before, after, note = row
    owner = Audience(server or None)
    return AuditRow(number, owner, person, at, action, thing, subject, json.loads(before), json.loads(after), note)


def _written(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
