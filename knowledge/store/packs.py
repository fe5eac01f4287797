"""The packs table: which packs are loaded, and in which state."""

from __future__ import annotations

import json
from dataclasses import dataclass

import sqlite_utils


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack as it was last loaded; `topics` are pairs of id and description."""

    id: str
    title: str
    description: str
    topics: tuple[tuple[str, str], ...]
    digest: str


class PackTable:
    """The shared packs. They belong to no server, so reading them asks for none."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def all(self) -> tuple[LoadedPack, ...]:
        """Return the loaded packs, by id."""
        rows = self._db.execute("SELECT id, title, description, topics, digest FROM packs ORDER BY id")
        return tuple(
            LoadedPack(pack, title, description, tuple((topic, text) for topic, text in json.loads(topics)), digest)
            for pack, title, description, topics, digest in rows
        )

    def put(self, pack: LoadedPack, at: str) -> None:
        """Note that the pack was loaded in this state. Call it inside a transaction."""
        row = {
            "id": pack.id,
            "title": pack.title,
            "description": pack.description,
            "topics": json.dumps(pack.topics),
            "digest": pack.digest,
            "loaded_at": at,
        }
        self._db.table("packs").upsert(row, pk="id")

    def remove(self, pack: str) -> None:
        """Forget a pack that no longer comes with the bot. Call it inside a transaction."""
        self._db.execute("DELETE FROM packs WHERE id = ?", [pack])
