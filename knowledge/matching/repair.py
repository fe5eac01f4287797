"""Typo repair: a word that neither the base nor the background knows is read as the known word next to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from knowledge.matching.background import Background
from knowledge.question.words import Word, stem

if TYPE_CHECKING:
    from knowledge.matching.index import Base

_SHORTEST = 4
_LONG = 8


class Spelling:
    """The words of a base, found again when one or two letters are missing, added, wrong or swapped."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._without_one: dict[str, list[str]] = {}
        without_one = self._without_one
        for word in self.words:
            if len(word) >= _SHORTEST and word.isalpha():
                for shorter in _shortened(word):
                    if shorter in without_one:
                        without_one[shorter].append(word)
                    else:
                        without_one[shorter] = [word]

    def nearest(self, word: str) -> str | None:
        """Return the known word nearest to an unknown one: one edit away, or two in a word of eight letters or more."""
        if len(word) < _SHORTEST or not word.isalpha():
            return None
        shortened = _shortened(word)
        near = {known for shorter in (word, *shortened) for known in self._without_one.get(shorter, ())}
        near.update(shorter for shorter in shortened if shorter in self.words and len(shorter) >= _SHORTEST)
        most = 2 if len(word) >= _LONG else 1
        best = sorted((OSA.distance(word, known), known[0] != word[0], known) for known in near)
        return best[0][2] if best and best[0][0] <= most else None


def repaired(words: Sequence[Word], base: Base, background: Background) -> tuple[Word, ...]:
    """Return the words with unknown ones repaired: respelt, split in two known words, or joined with the next one."""
    out: list[Word] = []
    place = 0
    while place < len(words):
        word = words[place]
        if word.number is not None or word.stops or _known(word, base, background):
            out.append(word)
        elif place + 1 < len(words) and base.spells(word.text + words[place + 1].text):
            out.append(_respelt(word, word.text + words[place + 1].text))
            place += 1
        elif (near := base.nearest_spelling(word.text)) is not None:
            out.append(_respelt(word, near))
        else:
            out.extend(_split(word, base))
        place += 1
    return tuple(out)


def _known(word: Word, base: Base, background: Background) -> bool:
    return base.spells(word.text) or base.frequency(word.stem) > 0 or background.knows(word.stem)


def _split(word: Word, base: Base) -> tuple[Word, ...]:
    for cut in range(_SHORTEST, len(word.text) - _SHORTEST + 1):
        first, second = word.text[:cut], word.text[cut:]
        if base.spells(first) and base.spells(second):
            return _respelt(word, first), _respelt(word, second)
    return (word,)


def _respelt(word: Word, text: str) -> Word:
    return Word(text, stem(text), word.written)


def _shortened(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}
