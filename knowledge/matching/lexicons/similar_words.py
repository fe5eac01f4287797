"""Words that are used alike: "cops" for "police", "coke" for "cocaine", each with its similarity (0 to 1).

Unlike synonyms (see `paraphrases`) they may mean another thing: "Jupiter" is similar to "Saturn".

The table is made by `tests/bench/make_similar_words.py` from a sentence encoder's vectors of single words.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping

_NONE: dict[str, float] = {}
# Below this cosine of their vectors two words have little to do with each other; from the other on they are one.
_LEAST = 0.35
_ENOUGH = 0.75


class SimilarWords:
    """The words that are similar to a word, read from their line of the table when they are first looked up."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._lines = lines
        self._read: dict[str, Mapping[str, float]] = {}

    def of(self, stem: str) -> Mapping[str, float]:
        """Return the stems that are similar to this one, each with its similarity (0 to 1), the most similar first."""
        found = self._read.get(stem)
        if found is None:
            line = self._lines.get(stem)
            if line is None:
                return _NONE
            found = self._read[stem] = {other: _share(hundredths) for other, _, hundredths in map(_cut, line.split())}
        return found


@functools.cache
def shipped_similar_words() -> SimilarWords:
    """Read the table that comes with the package."""
    table = importlib.resources.files("knowledge.matching.lexicons").joinpath("similar_words.tsv")
    return SimilarWords(dict(line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()))


def _cut(piece: str) -> tuple[str, str, str]:
    return piece.partition(":")


def _share(hundredths: str) -> float:
    return max(0.0, min(1.0, (int(hundredths) / 100 - _LEAST) / (_ENOUGH - _LEAST)))
