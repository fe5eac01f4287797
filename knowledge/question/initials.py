"""Initials: `DOJ` for the Department of Justice, `AOC` for Alexandria Ocasio-Cortez, as askers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.question.words import Word

_SHORTEST, _LONGEST = 3, 5
# More capitalised words than this in a row are a headline, not a name.
_HEADLINE = 7
# Between the words of a name; initials may have their letters (DOJ) or not (FDA).
_WITHIN = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "del", "la", "y"})


_NONE: frozenset[str] = frozenset()
# How words stand in a text, a letter for each: a capitalised one, one that may stand within a name, another, a number.
CAPITALISED, WITHIN, OTHER, NUMBER = "CWon"
# From the first capitalised word of a run to its last. Two words give too few letters.
_RUN = re.compile("C[CW]+C")


def shape(word: Word) -> str:
    """Return how a word stands in its text, as one letter."""
    if word.number is not None:
        return NUMBER
    if word.text in _WITHIN:
        return WITHIN
    return CAPITALISED if word.written[:1].isupper() else OTHER


def initials_in(texts: Sequence[str], shapes: str) -> frozenset[str]:
    """Return the initials, folded, of every run of capitalised words, three to five letters long.

    `texts` are the folded words, `shapes` the shape of each.
    """
    found: set[str] = set()
    for run in _RUN.finditer(shapes):
        start, end = run.span()
        if shapes.count(CAPITALISED, start, end) < _HEADLINE:
            letters = [text[0] for text in texts[start:end]]
            for place in range(end - start):
                if shapes[start + place] == CAPITALISED:
                    found.update(_beginning(letters[place:], shapes[start + place : end]))
    return frozenset(found) if found else _NONE


def _beginning(letters: Sequence[str], shapes: str) -> Iterator[str]:
    every = large_ones = ""
    for letter, form in zip(letters, shapes, strict=True):
        every += letter
        if form == CAPITALISED:
            large_ones += letter
            for one in (every, large_ones):
                if _SHORTEST <= len(one) <= _LONGEST:
                    yield one
            if len(large_ones) >= _LONGEST:
                return
