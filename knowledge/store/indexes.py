"""The packed index of an owner's published entries: derived, written in slices, and there as a whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import sqlite_utils

from knowledge.store.audience import Audience

# Written in one go, so that an edit waits for no more than this.
_SLICE = 2 << 20


@dataclass(frozen=True, slots=True)
class PackedIndex:
    """The bytes of an index and the fingerprint of what they were made with; `body` is None when they are damaged."""

    fingerprint: str
    body: bytes | None


class IndexTable:
    """Packed indexes by owner. Nothing in them is true by itself: whoever reads one compares it with the revisions."""

    def __init__(self, db: sqlite_utils.Database, transaction: Callable[[], AbstractContextManager[None]]) -> None:
        self._db = db
        self._transaction = transaction

    def get(self, owner: Audience) -> PackedIndex | None:
        """Return the index that was kept last, if any. Call it inside a transaction, or it may change meanwhile."""
        head = self._db.execute(
            "SELECT made, fingerprint, digest FROM indexes WHERE server = ?", [owner.row]
        ).fetchone()
        if head is None:
            return None
        made, fingerprint, digest = head
        slices = self._db.execute(
            "SELECT body FROM index_slices WHERE server = ? AND made = ? ORDER BY number", [owner.row, made]
        )
        body = b"".join(piece for (piece,) in slices)
        return PackedIndex(fingerprint, body if hashlib.sha256(body).digest() == digest else None)

    def put(self, owner: Audience, fingerprint: str, body: bytes) -> None:
        """Keep an index in place of the one before; until all of it is written, the one before stands.

        Nobody else's writing waits for more than a slice of it. Raises StoreError when it cannot be written.
        """
        for _ in self.putting(owner, fingerprint, body):
            pass

    def putting(self, owner: Audience, fingerprint: str, body: bytes, size: int = _SLICE) -> Iterator[None]:
        """Do the same step by step: after each step, what was done so far is on the disk."""
        slices = [body[start : start + size] for start in range(0, len(body), size)]
        made = 0
        for number, piece in enumerate(slices):
            with self._transaction():
                if not number:
                    made = self._next(owner)
                self._db.execute(
                    "INSERT INTO index_slices (server, made, number, body) VALUES (?, ?, ?, ?)",
                    [owner.row, made, number, piece],
                )
            yield
        head = (owner.row, made, fingerprint, hashlib.sha256(body).digest())
        with self._transaction():
            # Another process may have made a later one meanwhile, and swept these slices away.
            self._db.execute(
                "INSERT OR REPLACE INTO indexes (server, made, fingerprint, digest) SELECT ?, ?, ?, ? "
                "WHERE (SELECT count(*) FROM index_slices WHERE server = ? AND made = ?) = ? "
                "AND NOT EXISTS (SELECT 1 FROM indexes WHERE server = ? AND made > ?)",
                [*head, owner.row, made, len(slices), owner.row, made],
            )
        yield
        while self._sweep(owner):
            yield

    def drop(self, owner: Audience) -> None:
        """Forget the index of an owner; it is made anew when it is needed. Call it inside a transaction."""
        self._db.execute("DELETE FROM indexes WHERE server = ?", [owner.row])
        self._db.execute("DELETE FROM index_slices WHERE server = ?", [owner.row])

    def drop_all(self) -> None:
        """Forget all indexes. Call it inside a transaction."""
        self._db.execute("DELETE FROM indexes")
        self._db.execute("DELETE FROM index_slices")

    def _next(self, owner: Audience) -> int:
        row = self._db.execute(
            "SELECT 1 + max(coalesce((SELECT max(made) FROM index_slices WHERE server = ?), 0), "
            "coalesce((SELECT made FROM indexes WHERE server = ?), 0))",
            [owner.row, owner.row],
        ).fetchone()
        return int(row[0])

    def _sweep(self, owner: Audience) -> bool:
        """Delete one slice of an earlier index, or of one that was never finished; say whether there was one."""
        with self._transaction():
            return (
                self._db.execute(
                    "DELETE FROM index_slices WHERE rowid = (SELECT s.rowid FROM index_slices AS s "
                    "JOIN indexes AS i ON i.server = s.server AND s.made < i.made WHERE s.server = ? LIMIT 1)",
                    [owner.row],
                ).rowcount
                > 0
            )
