"""Entries as askers are shown them; one that was checked when it was written is read when somebody looks at it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.entries.entry import Entry
from knowledge.entries.validation import stored_entry
from knowledge.entries.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Facets:
    """What entries are browsed by."""

    verdict: Verdict
    topics: tuple[str, ...]
    names: tuple[str, ...]


class UnreadEntry:
    """A published entry as the database has it, with its id and claim at hand. It is equal to the entry that it is."""

    __slots__ = ("_body", "_entry", "_facets", "claim", "id")

    def __init__(self, entry: str, claim: str, body: bytes) -> None:
        self.id = entry
        self.claim = claim
        self._body = body
        self._entry: Entry | None = None
        self._facets: Facets | None = None

    def read(self) -> Entry:
        """Return the whole entry; it is read once."""
        # In this order, since another thread may be reading it, too.
        body = self._body
        entry = self._entry
        if entry is None:
            entry = self._entry = stored_entry(json.loads(body))
            self._body = b""
        return entry

    def facets(self) -> Facets:
        """Return what it is browsed by, without making the whole entry: of some ten thousand that is seconds."""
        body = self._body
        if self._facets is None:
            plain = json.loads(body) if body else None
            self._facets = _facets_of(self.read()) if plain is None else _facets_in(plain)
        return self._facets

    def stands_in(self, body: bytes) -> bool:
        """Say whether the database has this very entry in these bytes."""
        kept = self._body
        return kept == body if kept else self.read() == stored_entry(json.loads(body))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, UnreadEntry):
            return self.read() == other.read()
        return self.read() == other if isinstance(other, Entry) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.read())

    def __repr__(self) -> str:
        return f"UnreadEntry({self.id!r})"


def _facets_of(entry: Entry) -> Facets:
    return Facets(entry.verdict, entry.topics, entry.names)


def _facets_in(plain: Mapping[str, Any]) -> Facets:
    # The same few topics and names stand in thousands of entries.
    topics, names = (tuple(map(sys.intern, plain.get(key, ()))) for key in ("topics", "names"))
    return Facets(Verdict(plain["verdict"]), topics, names)


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """An entry as askers are shown it, and who stands behind it (a pack's title and id, or None for the server)."""

    held: Entry | UnreadEntry
    revision: int
    pack: str | None
    pack_id: str | None = field(default=None, compare=False)

    @property
    def entry(self) -> Entry:
        """The whole entry."""
        held = self.held
        return held.read() if isinstance(held, UnreadEntry) else held

    def stands_in(self, body: bytes) -> bool:
        """Say whether the database has this very entry in these bytes."""
        held = self.held
        return held.stands_in(body) if isinstance(held, UnreadEntry) else held == stored_entry(json.loads(body))

    @property
    def facets(self) -> Facets:
        """What it is browsed by, without reading it."""
        held = self.held
        return held.facets() if isinstance(held, UnreadEntry) else _facets_of(held)

    @property
    def id(self) -> str:
        """The entry's id, without reading it."""
        return self.held.id

    @property
    def claim(self) -> str:
        """The entry's claim, without reading it."""
        return self.held.claim
