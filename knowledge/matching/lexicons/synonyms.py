"""Words alike in meaning: "cops" for "police", "coke" for "cocaine", with how alike (0 to 1).

The table is made by `tests/bench/make_alike.py` from a sentence encoder's vectors of single words.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping

Alike = Mapping[str, float]
_NONE: dict[str, float] = {}
# Below this likeness of their vectors two words have little to do with each other; from the other on they are one.
_LEAST = 0.35
_ENOUGH = 0.75


class Likenesses:
    """The words that are like a word, read from their line of the table when they are first asked for."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._lines = lines
        self._read: dict[str, Alike] = {}

    def of(self, stem: str) -> Alike:
        """Return the stems that are like this one, each with how alike the two are (0 to 1), the likest first."""
        found = self._read.get(stem)
        if found is None:
            line = self._lines.get(stem)
            if line is None:
                return _NONE
            found = self._read[stem] = {other: _share(hundredths) for other, _, hundredths in map(_cut, line.split())}
        return found


@functools.cache
def shipped_likenesses() -> Likenesses:
    """Read the table that comes with the package."""
    text = importlib.resources.files("knowledge.matching.lexicons").joinpath("alike.tsv").read_text(encoding="utf-8")
    return Likenesses(dict(line.split("\t") for line in text.splitlines()))


def _cut(piece: str) -> tuple[str, str, str]:
    return piece.partition(":")


def _share(hundredths: str) -> float:
    return max(0.0, min(1.0, (int(hundredths) / 100 - _LEAST) / (_ENOUGH - _LEAST)))
