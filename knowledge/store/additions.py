"""The additions table: what a server put on top of a shared entry, which goes on following its pack."""

from __future__ import annotations

import json
from dataclasses import dataclass

import sqlite_utils

from knowledge.store.audience import Audience


@dataclass(frozen=True, slots=True)
class Additions:
    """Phrasings and near-misses that a server added to a shared entry, and those of it that it took out."""

    phrasings: tuple[str, ...] = ()
    not_this: tuple[str, ...] = ()
    without_phrasings: tuple[str, ...] = ()
    without_not_this: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.phrasings or self.not_this or self.without_phrasings or self.without_not_this)


class AdditionTable:
    """Additions by server and shared entry."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def of(self, owner: Audience) -> dict[str, Additions]:
        """Return what this server has put on top of shared entries, by entry."""
        rows = self._db.execute("SELECT entry, body FROM additions WHERE server = ?", [owner.row])
        return {entry: _read(body) for entry, body in rows}

    def on(self, owner: Audience, entry: str) -> Additions:
        """Return what this server has put on top of one shared entry."""
        rows = self._db.execute("SELECT body FROM additions WHERE server = ? AND entry = ?", [owner.row, entry])
        return next((_read(body) for (body,) in rows), Additions())

    def put(self, owner: Audience, entry: str, additions: Additions) -> None:
        """Put this in the place of what was on top of an entry. Call it inside a transaction."""
        if additions:
            fields = (additions.phrasings, additions.not_this, additions.without_phrasings, additions.without_not_this)
            self._db.execute(
                "INSERT OR REPLACE INTO additions (server, entry, body) VALUES (?, ?, ?)",
                [owner.row, entry, json.dumps(fields, ensure_ascii=False)],
            )
        else:
            self._db.execute("DELETE FROM additions WHERE server = ? AND entry = ?", [owner.row, entry])

    def owners(self) -> tuple[Audience, ...]:
        """Return the servers that have put something on top of shared entries."""
        rows = self._db.execute("SELECT DISTINCT server FROM additions ORDER BY server")
        return tuple(Audience(server) for (server,) in rows)


def _read(body: str) -> Additions:
    return Additions(*(tuple(texts) for texts in json.loads(body)))
