"""Relations between what a claim names, and which of them are opposed: "at war with" is not "allied with"."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.question.characters import fold
from knowledge.question.words import stem


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """One side of a line of the lexicon, by its place."""

    line: int
    side: int

    def opposes(self, other: Relation) -> bool:
        """Say whether the two are opposed."""
        return self.line == other.line and self.side != other.side


def relations_in(stems: Iterable[str]) -> frozenset[Relation]:
    """Return the relations that these stems speak of."""
    lexicon = _lexicon()
    return frozenset(relation for one in stems for relation in lexicon.get(one, ()))


@functools.cache
def _lexicon() -> dict[str, tuple[Relation, ...]]:
    table = importlib.resources.files("knowledge.matching.lexicons").joinpath("relations.txt")
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found: dict[str, dict[Relation, None]] = {}
    for number, line in enumerate(lines):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                found.setdefault(stem(fold(word)), {})[Relation(number, side)] = None
    return {word: tuple(relations) for word, relations in found.items()}
