"""The background table: how rare a word is in claims at large, and how much it looks like a name.

Rarity must not come from a small base itself: in a base of a dozen claims every word is rare. The table is made by
`tests/bench/make_background.py`; the base's own counts are blended in by `idf`.
"""

from __future__ import annotations

import functools
import importlib.resources
import math
from collections.abc import Mapping
from dataclasses import dataclass

# A word that is not in the table and in no list of plain English is likely a name, though it may be a misspelling.
_UNKNOWN_IS_NAME = 0.8
_ENOUGH_TO_TELL = 3


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """Counts over many claims: `frequency` by stem in how many of `total`, `capitals` by stem in hundredths."""

    total: int
    frequency: Mapping[str, int]
    capitals: Mapping[str, int]
    plain: frozenset[str]

    def idf(self, stem: str, in_base: int = 0, base: int = 0) -> float:
        """Return how much it says that a text has this stem: its idf over background and base (about 0 to 10)."""
        known = self.frequency.get(stem, 0) + in_base
        return math.log((self.total + base + 1) / (known + 0.5))

    def knows(self, stem: str) -> bool:
        """Say whether the stem is a word of the background, so that it needs no repair."""
        return stem in self.frequency or stem in self.plain

    def name_likeness(self, stem: str) -> float:
        """Return how likely a stem is a name, 0 to 1: mostly capitalised within sentences, or no plain English."""
        seen = self.frequency.get(stem, 0)
        if seen >= _ENOUGH_TO_TELL:
            return self.capitals.get(stem, 0) / 100
        if stem in self.plain:
            return min(self.capitals.get(stem, 0) / 100, 0.5) if seen else 0.0
        return _UNKNOWN_IS_NAME


@functools.cache
def shipped_background() -> Background:
    """Read the table that comes with the package."""
    table = importlib.resources.files("knowledge.matching.lexicons").joinpath("background.tsv")
    lines = table.read_text(encoding="utf-8").splitlines()
    frequency: dict[str, int] = {}
    capitals: dict[str, int] = {}
    plain: list[str] = []
    for line in lines[1:]:
        stem, seen, share, listed = line.split("\t")
        if seen:
            frequency[stem] = int(seen)
        if share:
            capitals[stem] = int(share)
        if listed:
            plain.append(stem)
    return Background(int(lines[0].split("\t")[0]), frequency, capitals, frozenset(plain))
