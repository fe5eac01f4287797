"""For whom something is read or written: one server, or the shared library alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audience:
    """One server by its Discord id, or, with None, the shared library alone (direct messages, the command line)."""

    server: int | None

    @property
    def row(self) -> int:
        """The value of the `server` column: the server's id, and 0 for what is shared (no Discord id is 0)."""
        return self.server or 0


SHARED = Audience(None)
