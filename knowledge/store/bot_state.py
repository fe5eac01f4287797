"""Single facts that the bot must remember of itself, such as the digest of the commands that it last announced."""

from __future__ import annotations

import sqlite_utils


class Kept:
    """A small table of keys and values."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def get(self, key: str) -> str | None:
        """Return the value, or None when it was never put."""
        row = self._db.execute("SELECT value FROM kept WHERE key = ?", [key]).fetchone()
        return None if row is None else str(row[0])

    def put(self, key: str, value: str) -> None:
        """Keep the value under the key, in place of the one before. Call it inside a transaction."""
        self._db.table("kept").upsert({"key": key, "value": value}, pk="key")
