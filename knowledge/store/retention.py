"""Removing for good: one entry by its operators, or everything of a server that the bot has left. The markers stay."""

from __future__ import annotations

from dataclasses import dataclass

import sqlite_utils

from knowledge.store.audience import Audience

# In an order in which nothing refers to what is already gone. Each statement has one place for the server.
_OF_A_SERVER = (
    "DELETE FROM entries WHERE server = ?",
    "DELETE FROM revisions WHERE server = ?",
    "DELETE FROM draft_edits WHERE draft IN (SELECT number FROM drafts WHERE server = ?)",
    "DELETE FROM drafts WHERE server = ?",
    "DELETE FROM audit WHERE server = ?",
    "DELETE FROM names WHERE server = ?",
    "DELETE FROM settings WHERE server = ?",
    "DELETE FROM shared_choices WHERE server = ?",
    "DELETE FROM additions WHERE server = ?",
    "DELETE FROM requests WHERE server = ?",
    "DELETE FROM request_terms WHERE server = ?",
    "DELETE FROM request_groups WHERE server = ?",
    "DELETE FROM ignored_askers WHERE server = ?",
    "DELETE FROM disputes WHERE server = ?",
    "DELETE FROM reports WHERE answer IN (SELECT number FROM answers WHERE server = ?)",
    "DELETE FROM picks WHERE answer IN (SELECT number FROM answers WHERE server = ?)",
    "UPDATE answers SET replaced_by = NULL WHERE server = ?",
    "DELETE FROM answers WHERE server = ?",
    "DELETE FROM imports WHERE server = ?",
    "DELETE FROM link_checks WHERE server = ?",
    "DELETE FROM takedowns WHERE server = ?",
    "DELETE FROM indexes WHERE server = ?",
    "DELETE FROM index_slices WHERE server = ?",
)


@dataclass(frozen=True, slots=True)
class TakedownRow:
    """The marker of an entry that was taken down: nothing of its text."""

    owner: Audience
    entry: str
    reason: str
    at: str


class RemovalTable:
    """Markers of takedowns and departures, and the deletions that they allow."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def take_down(self, owner: Audience, entry: str, reason: str, at: str) -> None:
        """Delete an entry with all its revisions and drafts, and leave the marker. Call it inside a transaction."""
        values = [owner.row, entry]
        self._db.execute(
            "INSERT OR REPLACE INTO takedowns (server, entry, reason, at) VALUES (?, ?, ?, ?)", [*values, reason, at]
        )
        self._db.execute("DELETE FROM entries WHERE server = ? AND entry = ?", values)
        # The packed index holds the text as well.
        self._db.execute("DELETE FROM indexes WHERE server = ?", [owner.row])
        self._db.execute("DELETE FROM index_slices WHERE server = ?", [owner.row])
        self._db.execute("DELETE FROM revisions WHERE server = ? AND entry = ?", values)
        self._db.execute(
            "DELETE FROM draft_edits WHERE draft IN (SELECT number FROM drafts WHERE server = ? AND entry = ?)", values
        )
        self._db.execute("DELETE FROM drafts WHERE server = ? AND entry = ?", values)
        self._db.execute("DELETE FROM additions WHERE (server = ? OR ? = 0) AND entry = ?", [owner.row, *values])
        # A file that was handed in may hold the text as well.
        self._db.execute("UPDATE imports SET text = '', state = 'done' WHERE server = ?", [owner.row])

    def taken_down(self, owner: Audience) -> dict[str, TakedownRow]:
        """Return the markers of this owner, by entry."""
        rows = self._db.execute("SELECT entry, reason, at FROM takedowns WHERE server = ?", [owner.row])
        return {entry: TakedownRow(owner, entry, reason, at) for entry, reason, at in rows}

    def marker(self, audience: Audience, entry: str) -> TakedownRow | None:
        """Return the marker of an entry that this audience can have no more: its own, or the shared one."""
        rows = self._db.execute(
            "SELECT server, reason, at FROM takedowns WHERE server IN (?, 0) AND entry = ? ORDER BY server = 0",
            [audience.row, entry],
        )
        return next((TakedownRow(Audience(server or None), entry, reason, at) for server, reason, at in rows), None)

    def left(self, owner: Audience, at: str) -> None:
        """Note that the bot was removed from a server; the first note counts. Call it inside a transaction."""
        self._db.execute("INSERT OR IGNORE INTO erasures (server, left_at) VALUES (?, ?)", [owner.row, at])

    def returned(self, owner: Audience) -> None:
        """Note that the bot is in the server again. Call it inside a transaction."""
        self._db.execute("DELETE FROM erasures WHERE server = ?", [owner.row])

    def servers(self) -> tuple[Audience, ...]:
        """Return the servers of which something is kept."""
        rows = self._db.execute(
            "SELECT server FROM entries UNION SELECT server FROM answers UNION SELECT server FROM settings "
            "UNION SELECT server FROM drafts UNION SELECT server FROM names UNION SELECT server FROM audit"
        )
        return tuple(Audience(server) for (server,) in rows if server)

    def departed(self) -> dict[Audience, str]:
        """Return the servers that the bot was removed from, with the moment."""
        rows = self._db.execute("SELECT server, left_at FROM erasures ORDER BY server")
        return {Audience(server): left_at for server, left_at in rows}

    def erase(self, owner: Audience) -> None:
        """Delete everything that is kept of a server which the bot has left. Call it inside a transaction."""
        self._db.execute("UPDATE erasures SET underway = 1 WHERE server = ?", [owner.row])
        for statement in _OF_A_SERVER:
            self._db.execute(statement, [owner.row])
        self._db.execute("DELETE FROM erasures WHERE server = ?", [owner.row])
