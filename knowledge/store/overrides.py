"""The shared_choices table: which shared entries a server hides, and which revision its own version of one knows."""

from __future__ import annotations

from dataclasses import dataclass

import sqlite_utils

from knowledge.store.audience import Audience


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """What a server chose about a shared entry; `seen` is the shared revision that its own version knows."""

    entry: str
    hidden: bool
    seen: int | None


class ChoiceTable:
    """Servers' choices about shared entries."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def of(self, owner: Audience) -> dict[str, ChoiceRow]:
        """Return the server's choices by entry."""
        rows = self._db.execute("SELECT entry, hidden, seen FROM shared_choices WHERE server = ?", [owner.row])
        return {entry: ChoiceRow(entry, bool(hidden), seen) for entry, hidden, seen in rows}

    def hidden_by(self, owner: Audience) -> frozenset[str]:
        """Return the shared entries that the server hides."""
        rows = self._db.execute("SELECT entry FROM shared_choices WHERE server = ? AND hidden = 1", [owner.row])
        return frozenset(entry for (entry,) in rows)

    def set_hidden(self, owner: Audience, entry: str, *, hidden: bool) -> None:
        """Hide a shared entry from the server's library, or show it again. Call it inside a transaction."""
        self._db.execute(
            "INSERT INTO shared_choices (server, entry, hidden) VALUES (?, ?, ?) "
            "ON CONFLICT (server, entry) DO UPDATE SET hidden = excluded.hidden",
            [owner.row, entry, int(hidden)],
        )

    def set_seen(self, owner: Audience, entry: str, revision: int | None) -> None:
        """Note which revision of the shared entry the server's own version was written against."""
        self._db.execute(
            "INSERT INTO shared_choices (server, entry, seen) VALUES (?, ?, ?) "
            "ON CONFLICT (server, entry) DO UPDATE SET seen = excluded.seen",
            [owner.row, entry, revision],
        )

    def owners(self) -> tuple[Audience, ...]:
        """Return the servers that hide something."""
        rows = self._db.execute("SELECT DISTINCT server FROM shared_choices WHERE hidden = 1 ORDER BY server")
        return tuple(Audience(server) for (server,) in rows)
