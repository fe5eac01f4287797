"""The drafts table, and the table of every form that was ever sent in for one."""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from knowledge.store.audience import Audience
from knowledge.store.revisions import ChangeKind


class DraftState(enum.StrEnum):
    """What a draft is; the values stand in the database and in its partial index of open drafts."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class EditFate(enum.StrEnum):
    """What became of a form that was sent in, or what was done with a piece by a button; stands in the database."""

    APPLIED = "applied"
    REFUSED = "refused"
    CONFLICT = "conflict"
    TOO_LATE = "too late"
    MOVED_UP = "moved by -1"
    MOVED_DOWN = "moved by 1"
    REMOVED = "removed"
    SUGGESTED = "suggested"
    NOT_ALLOWED = "not allowed"

    @property
    def changed(self) -> bool:
        """Whether the draft is another since."""
        return self not in _KEPT_ONLY


_KEPT_ONLY = frozenset(
    (EditFate.REFUSED, EditFate.CONFLICT, EditFate.TOO_LATE, EditFate.SUGGESTED, EditFate.NOT_ALLOWED)
)
_DRAFTS = "SELECT number, server, entry, base, body, state, version, kind, note, person, at FROM drafts"
_DISCARDED = f"""
    {_DRAFTS} WHERE number IN (
        SELECT max(number) FROM drafts WHERE server = ? AND state = 'discarded' AND entry NOT IN (
            SELECT entry FROM drafts WHERE server = ? AND state IN ('draft', 'in review')
        ) GROUP BY entry
    ) ORDER BY number DESC
"""  # noqa: S608 - of constants
_EDITS = """
    SELECT number, draft, part, piece, version, typed, fate, person, at FROM draft_edits
    WHERE draft IN (SELECT number FROM drafts WHERE server = ?)
"""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as it is now.

    `base` is the owner's revision that it began from (0 for none), `body` what was typed, by part and piece; `version`
    counts its changes; `kind` and `sentence` say what sort of change it will be once somebody has said so.
    """

    number: int
    owner: Audience
    entry: str
    base: int
    body: Mapping[str, Any]
    state: DraftState
    version: int
    kind: ChangeKind | None
    sentence: str | None
    person: int
    at: str


@dataclass(frozen=True, slots=True)
class EditRow:
    """One form that was sent in: for which part and piece, begun from which version, what was typed, and its fate."""

    number: int
    draft: int
    part: str
    piece: int
    version: int
    typed: Mapping[str, Any]
    fate: EditFate
    person: int
    at: str


class DraftTable:
    """Drafts by owner; another owner's are not found."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def add(self, owner: Audience, entry: str, *, base: int, body: Mapping[str, Any], person: int, at: str) -> int:
        """Open a draft and return its number. Call it inside a transaction."""
        cursor = self._db.execute(
            "INSERT INTO drafts (server, entry, base, body, state, version, person, at) "
            "VALUES (?, ?, ?, ?, ?, 1, ?, ?) RETURNING number",
            [owner.row, entry, base, _written(body), DraftState.DRAFT, person, at],
        )
        return int(cursor.fetchone()[0])

    def get(self, owner: Audience, number: int) -> DraftRow | None:
        """Return a draft of this owner by its number, whatever its state."""
        found = self._read(f"{_DRAFTS} WHERE number = ? AND server = ?", number, owner.row)
        return found[0] if found else None

    def open_for(self, owner: Audience, entry: str) -> DraftRow | None:
        """Return the owner's draft of an entry that is still worked on."""
        found = self._read(
            f"{_DRAFTS} WHERE server = ? AND entry = ? AND state IN ('draft', 'in review')", owner.row, entry
        )
        return found[0] if found else None

    def all_open(self, owner: Audience) -> tuple[DraftRow, ...]:
        """Return the owner's drafts that are still worked on, the newest first."""
        return self._read(
            f"{_DRAFTS} WHERE server = ? AND state IN ('draft', 'in review') ORDER BY number DESC", owner.row
        )

    def discarded(self, owner: Audience) -> tuple[DraftRow, ...]:
        """Return the owner's newest discarded draft of each entry of which no draft is open, the newest first."""
        return self._read(_DISCARDED, owner.row, owner.row)

    def published_of(self, owner: Audience, entry: str) -> tuple[DraftRow, ...]:
        """Return the owner's drafts of an entry that were published, the oldest first."""
        return self._read(
            f"{_DRAFTS} WHERE server = ? AND entry = ? AND state = 'published' ORDER BY number", owner.row, entry
        )

    def owners_of(self, entry: str) -> tuple[Audience, ...]:
        """Return whoever has a draft of an entry with this id."""
        rows = self._db.execute("SELECT DISTINCT server FROM drafts WHERE entry = ? ORDER BY server", [entry])
        return tuple(Audience(server or None) for (server,) in rows)

    def put(self, draft: DraftRow) -> DraftRow:
        """Put this in place of what the draft of its number was, and return it. Call it inside a transaction.

        Its owner, entry, opener and moment stay as they were.
        """
        self._db.execute(
            "UPDATE drafts SET body = ?, state = ?, version = ?, base = ?, kind = ?, note = ? WHERE number = ?",
            [_written(draft.body), draft.state, draft.version, draft.base, draft.kind, draft.sentence, draft.number],
        )
        return self._read(f"{_DRAFTS} WHERE number = ?", draft.number)[0]

    def add_edit(
        self,
        draft: int,
        *,
        part: str,
        piece: int,
        version: int,
        typed: Mapping[str, Any],
        fate: EditFate,
        person: int,
        at: str,
    ) -> int:
        """Keep a form as it was sent in and return its number. Call it inside a transaction."""
        cursor = self._db.execute(
            "INSERT INTO draft_edits (draft, part, piece, version, typed, fate, person, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
            [draft, part, piece, version, _written(typed), fate, person, at],
        )
        return int(cursor.fetchone()[0])

    def edit(self, owner: Audience, number: int) -> EditRow | None:
        """Return one form that was sent in for a draft of this owner."""
        rows = self._db.execute(f"{_EDITS} AND number = ?", [owner.row, number])
        return next((_edit(row) for row in rows), None)

    def edits(self, owner: Audience, draft: int) -> tuple[EditRow, ...]:
        """Return every form that was sent in for a draft of this owner, the oldest first."""
        rows = self._db.execute(f"{_EDITS} AND draft = ? ORDER BY number", [owner.row, draft])
        return tuple(_edit(row) for row in rows)

    def _read(self, sql: str, *values: object) -> tuple[DraftRow, ...]:
        return tuple(_draft(row) for row in self._db.execute(sql, list(values)).fetchall())


def _draft(row: tuple[Any, ...]) -> DraftRow:
    number, server, entry, base, body, state, version, kind, *rest = row
    owner, its = Audience(server or None), None if kind is None else ChangeKind(kind)
    return DraftRow(number, owner, entry, base, json.loads(body), DraftState(state), version, its, *rest)


def _edit(row: tuple[Any, ...]) -> EditRow:
    number, draft, part, piece, version, typed, fate, *rest = row
    return EditRow(number, draft, part, piece, version, json.loads(typed), EditFate(fate), *rest)


def _written(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
