"""Words that are opposed to each other ("sold", "bought"), so that no table of likeness links them."""

from __future__ import annotations

import functools
from pathlib import Path

from knowledge.question.tokens import stem
from knowledge.text.characters import fold

FILE = Path(__file__).with_name("opposed_relations.txt")


def are_opposed(one: str, other: str) -> bool:
    """Say whether two stems stand on different sides of a line of the list."""
    sides = _sides()
    return any(
        line == their_line and side != theirs
        for line, side in sides.get(one, ())
        for their_line, theirs in sides.get(other, ())
    )


@functools.cache
def _sides() -> dict[str, list[tuple[int, int]]]:
    """Return by stem its lines, each with the side of it."""
    found: dict[str, list[tuple[int, int]]] = {}
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                found.setdefault(stem(fold(word)), []).append((number, side))
    return found
