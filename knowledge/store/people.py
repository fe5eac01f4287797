"""The people table: the one place where an opaque number meets a Discord id."""

from __future__ import annotations

import sqlite_utils


class PeopleTable:
    """People by opaque number. Other tables know the number alone, so that forgetting somebody is deleting one row."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def number(self, discord: int) -> int | None:
        """Return the number of the person with this Discord id, or None when nothing is kept of them."""
        row = self._db.execute("SELECT number FROM people WHERE discord = ?", [discord]).fetchone()
        return None if row is None else int(row[0])

    def discord(self, number: int) -> int | None:
        """Return the Discord id behind a number, or None when the person was forgotten."""
        row = self._db.execute("SELECT discord FROM people WHERE number = ?", [number]).fetchone()
        return None if row is None else int(row[0])

    def add(self, discord: int) -> int:
        """Give the person a number that was never anybody's, and return it. Call it inside a transaction."""
        cursor = self._db.execute("INSERT INTO people (discord) VALUES (?) RETURNING number", [discord])
        return int(cursor.fetchone()[0])

    def forget(self, discord: int) -> None:
        """Delete what ties the number to the person. Call it inside a transaction."""
        self._db.execute("DELETE FROM people WHERE discord = ?", [discord])
