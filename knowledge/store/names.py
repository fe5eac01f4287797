"""The names table: the packs' gazetteers (shared) and each server's own names."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlite_utils

from knowledge.names import Name
from knowledge.store.audience import SHARED, Audience


class NameTable:
    """Names by owner: the shared ones with the pack they came from, and a server's own."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def owned_by(self, owner: Audience) -> tuple[Name, ...]:
        """Return the names that belong to this owner alone (for a server: without the shared ones), in order.

        A name that two packs have keeps every way of writing it.
        """
        rows = self._db.execute(
            "SELECT name, kind, also FROM names WHERE server = ? ORDER BY name, origin", [owner.row]
        )
        merged: dict[str, Name] = {}
        for name, kind, also in rows:
            before = merged.get(name, Name(name, kind))
            merged[name] = Name(name, before.kind, tuple(dict.fromkeys((*before.also, *json.loads(also)))))
        return tuple(merged.values())

    def replace_pack(self, pack: str, names: Iterable[Name]) -> None:
        """Put these names in place of those that the pack had. Call it inside a transaction."""
        self._db.execute("DELETE FROM names WHERE server = ? AND origin = ?", [SHARED.row, pack])
        self._db.table("names").insert_all(
            {"server": SHARED.row, "origin": pack, "name": name.name, "kind": name.kind, "also": json.dumps(name.also)}
            for name in names
        )
