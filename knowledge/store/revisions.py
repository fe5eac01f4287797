"""The revisions table, which is the truth, and the entries table, which is derived from it."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from knowledge.errors import DamagedError
from knowledge.store.audience import Audience


class RevisionState(enum.StrEnum):
    """What askers are shown of an entry after a revision; the values stand in the database.

    A DRAFT changes nothing of it: the last revision that is none decides.
    """

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class ChangeKind(enum.StrEnum):
    """What sort of change a revision is; the values stand in the database."""

    NEW = "new"
    MINOR = "minor"
    UPDATE = "update"
    CORRECTION = "correction"
    RETIREMENT = "retired"
    RESTORATION = "restored"


_REVISIONS = "SELECT id, server, entry, number, state, body, origin, author, at, kind, note FROM revisions"
_BY_ENTRY = """
    SELECT r.id, r.server, r.entry, r.number, r.state, r.body, r.origin, r.author, r.at, r.kind, r.note
    FROM entries AS e JOIN revisions AS r
"""
# What an entry is now follows from its revisions alone: the last one tells the state; what askers see is the last
# published one, unless the entry was retired after it.
_DERIVED = """
    INSERT OR REPLACE INTO entries (server, entry, state, latest, published, origin)
    SELECT latest.server, latest.entry, latest.state, latest.id, shown.id, latest.origin
    FROM revisions AS latest
    LEFT JOIN revisions AS shown ON shown.id = (
        SELECT id FROM revisions AS r
        WHERE r.server = latest.server AND r.entry = latest.entry AND r.state IN ('published', 'retired')
        ORDER BY r.number DESC LIMIT 1
    ) AND shown.state = 'published'
    WHERE latest.number = (
        SELECT max(number) FROM revisions AS r WHERE r.server = latest.server AND r.entry = latest.entry
    )
"""


_LINKS = """
    SELECT e.entry, json_extract(source.value, '$.url') AS link, json_extract(source.value, '$.archived_url')
    FROM entries AS e JOIN revisions AS r ON r.id = e.published, json_each(r.body, '$.sources') AS source
    WHERE e.server = ? AND link IS NOT NULL AND link != '' ORDER BY e.entry, source.key
"""
_OF_MANY = "AND latest.server = ? AND latest.entry IN (SELECT value FROM json_each(?))"
_ADD_ALL = """
    INSERT INTO revisions (server, state, author, at, entry, number, body, kind, note)
    SELECT ?, ?, ?, ?, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
        json_extract(value, '$[3]'), json_extract(value, '$[4]')
    FROM json_each(?)
"""


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A revision that is to be written: `number` is the one after the entry's last, `body` as `body_of` returns it."""

    entry: str
    number: int
    body: str
    kind: ChangeKind
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """An immutable, numbered state of an entry.

    `body` holds the whole entry as plain values; `origin` is the pack it came with, `author` the opaque number of the
    person who made it (None for a pack), `at` the moment in UTC, `kind` what sort of change it is, `sentence` why.
    """

    id: int
    owner: Audience
    entry: str
    number: int
    state: RevisionState
    body: Mapping[str, Any]
    origin: str | None
    author: int | None
    at: str
    kind: ChangeKind
    sentence: str | None


@dataclass(frozen=True, slots=True)
class PublishedBody:
    """What askers are shown of an entry, as it stands in the database: `body` is JSON in bytes."""

    entry: str
    number: int
    origin: str | None
    body: bytes


class RevisionTable:
    """Revisions by owner. Every reading function says for whom; what one owner wrote, another never sees."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def add(
        self,
        owner: Audience,
        entry: str,
        body: Mapping[str, Any],
        *,
        state: RevisionState,
        kind: ChangeKind,
        at: str,
        origin: str | None = None,
        author: int | None = None,
        sentence: str | None = None,
    ) -> int:
        """Append a revision and return its number in the entry, from 1. Call it inside a transaction."""
        number = self._next_number(owner, entry)
        written = body_of(body)
        # Not by sqlite-utils' insert, which takes longer than all else that publishing an entry does.
        self._db.execute(
            "INSERT INTO revisions (server, entry, number, state, body, origin, author, at, kind, note) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [owner.row, entry, number, state, written, origin, author, at, kind, sentence],
        )
        self._db.execute(f"{_DERIVED} AND latest.server = ? AND latest.entry = ?", [owner.row, entry])
        return number

    def add_all(
        self, owner: Audience, new: Sequence[NewRevision], *, state: RevisionState, at: str, author: int
    ) -> None:
        """Append a revision to each of many entries of one owner. Call it inside a transaction.

        In two statements, however many they are: for each one, the thread waits until it may go on.
        """
        rows = [[one.entry, one.number, one.body, one.kind, one.sentence] for one in new]
        self._db.execute(_ADD_ALL, [owner.row, state, author, at, json.dumps(rows)])
        self._db.execute(
            f"{_DERIVED} {_OF_MANY}",
            [owner.row, json.dumps([one.entry for one in new])],
        )

    def published(self, owner: Audience) -> tuple[Revision, ...]:
        """Return the revisions of this owner alone that askers are shown, by entry."""
        return self._read(f"{_BY_ENTRY} ON r.id = e.published WHERE e.server = ? ORDER BY e.entry", owner.row)

    def published_bodies(self, owner: Audience) -> tuple[PublishedBody, ...]:
        """Return the same, in the same order, unread."""
        rows = self._db.execute(
            "SELECT e.entry, r.number, r.origin, CAST(r.body AS BLOB) FROM entries AS e "
            "JOIN revisions AS r ON r.id = e.published WHERE e.server = ? ORDER BY e.entry",
            [owner.row],
        )
        return tuple(PublishedBody(*row) for row in rows)

    def published_links(self, owner: Audience) -> tuple[tuple[str, str, str | None], ...]:
        """Return the entry, the address and the archived address of each source of what this owner's askers are shown.

        By entry, in the order of its sources. The database takes them out: of a thousand entries that is a moment, and
        everybody else goes on meanwhile.
        """
        rows = self._db.execute(_LINKS, [owner.row])
        return tuple((entry, link, archived) for entry, link, archived in rows)

    def latest(self, owner: Audience, entry: str) -> Revision | None:
        """Return the last revision of an entry of this owner, whatever its state."""
        found = self._read(f"{_BY_ENTRY} ON r.id = e.latest WHERE e.server = ? AND e.entry = ?", owner.row, entry)
        return found[0] if found else None

    def get(self, owner: Audience, entry: str, number: int) -> Revision | None:
        """Return one revision of an entry of this owner."""
        found = self._read(f"{_REVISIONS} WHERE server = ? AND entry = ? AND number = ?", owner.row, entry, number)
        return found[0] if found else None

    def history(self, owner: Audience, entry: str) -> tuple[Revision, ...]:
        """Return all revisions of an entry of this owner, the oldest first."""
        return self._read(f"{_REVISIONS} WHERE server = ? AND entry = ? ORDER BY number", owner.row, entry)

    def of_pack(self, pack: str) -> dict[str, Revision]:
        """Return the last revision of each shared entry that came with a pack, by entry id."""
        found = self._read(f"{_BY_ENTRY} ON r.id = e.latest WHERE e.server = 0 AND e.origin = ?", pack)
        return {revision.entry: revision for revision in found}

    def states(self, owner: Audience) -> dict[str, tuple[RevisionState, int]]:
        """Return for each entry of this owner its state and the number of its last revision."""
        rows = self._db.execute(
            "SELECT e.entry, e.state, r.number FROM entries AS e JOIN revisions AS r ON r.id = e.latest "
            "WHERE e.server = ? ORDER BY e.entry",
            [owner.row],
        )
        return {entry: (RevisionState(state), number) for entry, state, number in rows}

    def claims(self, owner: Audience, entries: Iterable[str]) -> dict[str, str]:
        """Return the claims of these entries of this owner, by id, as their last revisions have them."""
        rows = self._db.execute(
            "SELECT e.entry, json_extract(r.body, '$.claim') FROM entries AS e JOIN revisions AS r ON r.id = e.latest "
            "WHERE e.server = ? AND e.entry IN (SELECT value FROM json_each(?))",
            [owner.row, json.dumps(sorted(entries))],
        )
        return {entry: str(claim) for entry, claim in rows}

    def published_numbers(self) -> dict[Audience, dict[str, int | None]]:
        """Return by owner the number of the revision that askers are shown of each entry, None where they are not."""
        found: dict[Audience, dict[str, int | None]] = {}
        rows = self._db.execute(
            "SELECT e.server, e.entry, r.number FROM entries AS e LEFT JOIN revisions AS r ON r.id = e.published"
        )
        for server, entry, number in rows:
            found.setdefault(Audience(server or None), {})[entry] = number
        return found

    def underived(self) -> int:
        """Return for how many entries the entries table does not say what follows from the revisions."""
        columns = "server, entry, state, latest, published, origin"
        follows = _DERIVED.replace(f"INSERT OR REPLACE INTO entries ({columns})", "")
        row = self._db.execute(
            f"WITH follows ({columns}) AS ({follows}), "  # noqa: S608 - texts of this module
            f"wrong AS (SELECT * FROM (SELECT {columns} FROM entries EXCEPT SELECT * FROM follows) "
            f"UNION SELECT * FROM (SELECT * FROM follows EXCEPT SELECT {columns} FROM entries)) "
            "SELECT count(*) FROM (SELECT DISTINCT server, entry FROM wrong)"
        ).fetchone()
        return int(row[0])

    def shown(self, owner: Audience, entry: str) -> Revision | None:
        """Return the revision of an entry of this owner that askers are shown."""
        found = self._read(f"{_BY_ENTRY} ON r.id = e.published WHERE e.server = ? AND e.entry = ?", owner.row, entry)
        return found[0] if found else None

    def owners(self) -> tuple[Audience, ...]:
        """Return the servers that have entries of their own."""
        rows = self._db.execute("SELECT DISTINCT server FROM entries WHERE server != 0 ORDER BY server")
        return tuple(Audience(server) for (server,) in rows)

    def owners_of(self, entry: str) -> tuple[Audience, ...]:
        """Return whoever has an entry with this id; the shared library is among them."""
        rows = self._db.execute("SELECT server FROM entries WHERE entry = ? ORDER BY server", [entry])
        return tuple(Audience(server or None) for (server,) in rows)

    def rebuild(self) -> None:
        """Derive the entries table anew from the revisions. Call it inside a transaction."""
        self._db.execute("DELETE FROM entries")
        self._db.execute(_DERIVED)

    def _next_number(self, owner: Audience, entry: str) -> int:
        row = self._db.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM revisions WHERE server = ? AND entry = ?", [owner.row, entry]
        ).fetchone()
        return int(row[0])

    def _read(self, sql: str, *values: object) -> tuple[Revision, ...]:
        return tuple(_revision(row) for row in self._db.execute(sql, list(values)).fetchall())


def body_of(plain: Mapping[str, Any]) -> str:
    """Return an entry's plain values as the database keeps them."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _revision(row: tuple[Any, ...]) -> Revision:
    number, server, entry, *rest = row
    in_entry, state, body, origin, author, at, kind, sentence = rest
    return Revision(
        number,
        Audience(server or None),
        entry,
        in_entry,
        RevisionState(state),
        read_body(body, entry, in_entry),
        origin,
        author,
        at,
        ChangeKind(kind),
        sentence,
    )


def read_body(body: str | bytes, entry: str, number: int) -> dict[str, Any]:
    """Read the whole entry that a revision holds. Raises DamagedError."""
    try:
        return dict(json.loads(body))
    except (ValueError, TypeError) as error:
        raise DamagedError(
            f"The database is damaged: revision {number} of the entry {entry} cannot be read. End the bot and put a "
            "backup in its place with `restore`."
        ) from error
