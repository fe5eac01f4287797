"""The link_checks table: how the links of a server's entries fared when they were last tried."""

from __future__ import annotations

from dataclasses import dataclass

import sqlite_utils

from knowledge.store.audience import Audience


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link: how many times running it failed, with what, and when it was last tried."""

    link: str
    failures: int
    problem: str | None
    at: str


class LinkTable:
    """Links by server."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def of(self, owner: Audience) -> dict[str, LinkRow]:
        """Return the server's links that were ever tried, by address."""
        rows = self._db.execute("SELECT link, failures, problem, at FROM link_checks WHERE server = ?", [owner.row])
        return {row[0]: LinkRow(*row) for row in rows}

    def get(self, owner: Audience, link: str) -> LinkRow | None:
        """Return how one link fared when it was last tried, None when it never was."""
        row = self._db.execute(
            "SELECT link, failures, problem, at FROM link_checks WHERE server = ? AND link = ?", [owner.row, link]
        ).fetchone()
        return None if row is None else LinkRow(*row)

    def put(self, owner: Audience, row: LinkRow) -> None:
        """Note how a link fared. Call it inside a transaction."""
        self._db.execute(
            "INSERT OR REPLACE INTO link_checks (server, link, failures, problem, at) VALUES (?, ?, ?, ?, ?)",
            [owner.row, row.link, row.failures, row.problem, row.at],
        )
