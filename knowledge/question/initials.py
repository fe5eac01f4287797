"""Initials: `DOJ` for the Department of Justice, `AOC` for Alexandria Ocasio-Cortez, as askers write them."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.question.words import Word

_SHORTEST, _LONGEST = 3, 5
_FEWEST = 2
# More capitalised words than this in a row are a headline, not a name.
_HEADLINE = 7
# Between the words of a name; initials may have their letters (DOJ) or not (FDA).
_WITHIN = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "del", "la", "y"})


def initials_in(words: Sequence[Word]) -> frozenset[str]:
    """Return the initials, folded, of every run of capitalised words, three to five letters long."""
    if sum(map(_is_capital, words)) < _FEWEST:
        return frozenset()
    found: set[str] = set()
    for run in _runs(words):
        if sum(map(_is_capital, run)) < _HEADLINE:
            for place, word in enumerate(run):
                if _is_capital(word):
                    found |= _beginning(run[place:])
    return frozenset(found)


def _runs(words: Sequence[Word]) -> list[list[Word]]:
    runs: list[list[Word]] = [[]]
    for word in words:
        if _is_capital(word) or (runs[-1] and word.text in _WITHIN):
            runs[-1].append(word)
        else:
            runs.append([])
    return runs


def _beginning(run: Sequence[Word]) -> set[str]:
    found: set[str] = set()
    all_letters = capitals = ""
    for word in run:
        all_letters += word.text[0]
        if _is_capital(word):
            capitals += word.text[0]
            found |= {one for one in (all_letters, capitals) if _SHORTEST <= len(one) <= _LONGEST}
        if len(capitals) >= _LONGEST:
            break
    return found


def _is_capital(word: Word) -> bool:
    return word.written[:1].isupper() and word.text not in _WITHIN and word.number is None
