"""The names table: the packs' gazetteers (shared) and each server's own names."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlite_utils

from knowledge.question.gazetteer import Name
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

    def put(self, owner: Audience, name: Name) -> None:
        """Put a server's own name in place of the one with the same canonical form. Call it inside a transaction."""
        row = {"server": owner.row, "origin": "", "name": name.name, "kind": name.kind, "also": json.dumps(name.also)}
        self._db.table("names").upsert(row, pk=("server", "origin", "name"))

    def remove(self, owner: Audience, name: str) -> None:
        """Take a server's own name out. Call it inside a transaction."""
        self._db.execute("DELETE FROM names WHERE server = ? AND origin = '' AND name = ?", [owner.row, name])

    def owners(self) -> tuple[Audience, ...]:
        """Return the servers that have names of their own."""
        rows = self._db.execute("SELECT DISTINCT server FROM names WHERE server != 0 ORDER BY server")
        return tuple(Audience(server) for (server,) in rows)

    def replace_pack(self, pack: str, names: Iterable[Name]) -> None:
        """Put these names in place of those that the pack had. Call it inside a transaction."""
        self._db.execute("DELETE FROM names WHERE server = ? AND origin = ?", [SHARED.row, pack])
        self._db.table("names").insert_all(
            {"server": SHARED.row, "origin": pack, "name": name.name, "kind": name.kind, "also": json.dumps(name.also)}
            for name in names
        )
