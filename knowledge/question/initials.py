"""Initials: `DOJ` for the Department of Justice, `AOC` for Alexandria Ocasio-Cortez, as askers write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.question.tokens import Word

_SHORTEST, _LONGEST = 3, 5
_FEWEST = 2
# More capitalised words than this in a row are a headline, not a name.
_HEADLINE = 7
# Between the words of a name; initials may have their letters (DOJ) or not (FDA).
_WITHIN = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "del", "la", "y"})


def initials_in(words: Sequence[Word]) -> frozenset[str]:
    """Return the initials, folded, of every run of capitalised words, three to five letters long."""
    capital = [word.written[:1].isupper() and word.text not in _WITHIN and word.number is None for word in words]
    if sum(capital) < _FEWEST:
        return frozenset()
    found: set[str] = set()
    for start, end in _runs(words, capital):
        if _FEWEST <= sum(capital[start:end]) < _HEADLINE:
            letters = [(word.text[0], large) for word, large in zip(words[start:end], capital[start:end], strict=True)]
            for place, (_, large) in enumerate(letters):
                if large:
                    found.update(_beginning(letters[place:]))
    return frozenset(found)


def _runs(words: Sequence[Word], capital: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where each run of capitalised words starts and ends, with the small words within and after it."""
    start = None
    for place, large in enumerate(capital):
        if start is None:
            start = place if large else None
        elif not large and words[place].text not in _WITHIN:
            yield start, place
            start = None
    if start is not None:
        yield start, len(words)


def _beginning(letters: Sequence[tuple[str, bool]]) -> Iterator[str]:
    every = large_ones = ""
    for letter, large in letters:
        every += letter
        if large:
            large_ones += letter
            for one in (every, large_ones):
                if _SHORTEST <= len(one) <= _LONGEST:
                    yield one
            if len(large_ones) >= _LONGEST:
                return
