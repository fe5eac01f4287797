"""The people table: the one place where an opaque number meets a Discord id."""

from __future__ import annotations

import hashlib

import sqlite_utils

NOBODY = 0
"""The number of no person: it stands where somebody was forgotten."""
KEY_BYTES = 32
_KEY = "key of the blocks that stay"


class PeopleTable:
    """People by opaque number. Other tables know the number alone (`PersonalTable` has what they keep of one)."""

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
        """Give the person a number that was never anybody's, and return it. Call it inside a transaction.

        Whoever was forgotten while a server kept them out of its queue gets the number by which it still does.
        """
        blocked = self._blocked(discord)
        if blocked is not None:
            self._db.execute("INSERT INTO people (number, discord) VALUES (?, ?)", [blocked, discord])
            self._db.execute("DELETE FROM blocked_people WHERE number = ?", [blocked])
            return blocked
        cursor = self._db.execute("INSERT INTO people (discord) VALUES (?) RETURNING number", [discord])
        return int(cursor.fetchone()[0])

    def nobody(self) -> int:
        """Return a number that was never anybody's and never will be. Call it inside a transaction."""
        # No Discord id is below zero. The row goes at once, and its number is not given again.
        cursor = self._db.execute("INSERT INTO people (discord) VALUES (-1) RETURNING number")
        number = int(cursor.fetchone()[0])
        self._db.execute("DELETE FROM people WHERE number = ?", [number])
        return number

    def forget(self, discord: int) -> None:
        """Delete what ties the number to the person. Call it inside a transaction."""
        self._db.execute("DELETE FROM people WHERE discord = ?", [discord])

    def keep_block(self, discord: int, number: int, new_key: bytes) -> None:
        """Let the blocks of this number meet the person when they come back. Call it inside a transaction.

        Of the person a digest is kept, under a key: `new_key`, of KEY_BYTES bytes, when there is none yet.
        """
        if self._key() is None:
            self._db.execute("INSERT INTO kept (key, value) VALUES (?, ?)", [_KEY, new_key.hex()])
        self._db.execute("INSERT INTO blocked_people (digest, number) VALUES (?, ?)", [self._digest(discord), number])

    def drop_lifted_blocks(self) -> None:
        """Delete the digests of those whom no server keeps out any more. Call it inside a transaction."""
        self._db.execute("DELETE FROM blocked_people WHERE number NOT IN (SELECT person FROM ignored_askers)")

    def _blocked(self, discord: int) -> int | None:
        digest = self._digest(discord)
        row = self._db.execute("SELECT number FROM blocked_people WHERE digest = ?", [digest]).fetchone()
        return None if row is None else int(row[0])

    def _digest(self, discord: int) -> bytes | None:
        key = self._key()
        return None if key is None else hashlib.blake2b(str(discord).encode(), key=key).digest()

    def _key(self) -> bytes | None:
        row = self._db.execute("SELECT value FROM kept WHERE key = ?", [_KEY]).fetchone()
        return None if row is None else bytes.fromhex(row[0])
