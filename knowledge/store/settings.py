"""The settings table: what a server's moderators set, as keys and values."""

from __future__ import annotations

import sqlite_utils

from knowledge.store.audience import Audience


class SettingTable:
    """Settings by server; what they mean is for those to say who read them."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def get(self, owner: Audience, key: str) -> str | None:
        """Return a server's value for the key, or None when it never set one."""
        row = self._db.execute("SELECT value FROM settings WHERE server = ? AND key = ?", [owner.row, key]).fetchone()
        return None if row is None else str(row[0])

    def all(self, owner: Audience) -> dict[str, str]:
        """Return everything that a server has set, by key."""
        rows = self._db.execute("SELECT key, value FROM settings WHERE server = ? ORDER BY key", [owner.row])
        return {str(key): str(value) for key, value in rows}

    def put(self, owner: Audience, key: str, value: str) -> None:
        """Set the server's value for the key. Call it inside a transaction."""
        row = {"server": owner.row, "key": key, "value": value}
        self._db.table("settings").upsert(row, pk=("server", "key"))

    def remove(self, owner: Audience, key: str) -> None:
        """Go back to the default. Call it inside a transaction."""
        self._db.execute("DELETE FROM settings WHERE server = ? AND key = ?", [owner.row, key])

    def owners(self, key: str) -> tuple[Audience, ...]:
        """Return the servers that have set this key."""
        rows = self._db.execute("SELECT server FROM settings WHERE key = ? AND server != 0 ORDER BY server", [key])
        return tuple(Audience(server) for (server,) in rows)
