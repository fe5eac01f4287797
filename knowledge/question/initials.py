"""Initials: `DOJ` for the Department of Justice, `AOC` for Alexandria Ocasio-Cortez, as askers write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.question.tokens import Word

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
        large = [place for place in range(start, end) if shapes[place] == CAPITALISED]
        if len(large) >= _HEADLINE:
            continue
        letters = "".join([text[0] for text in texts[start:end]])
        capitals = "".join([letters[place - start] for place in large])
        for at, first in enumerate(large):
            # Two words give too few letters, with those between them or without.
            for last in range(at + 1, min(at + _LONGEST, len(large))):
                every = letters[first - start : large[last] - start + 1]
                if _SHORTEST <= len(every) <= _LONGEST:
                    found.add(every)
                if last - at + 1 >= _SHORTEST:
                    found.add(capitals[at : last + 1])
    return frozenset(found) if found else _NONE
