"""Typo repair: a word that neither the base nor the background knows is read as the known word next to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from knowledge.matching.background import Background
from knowledge.question.words import Word, stem

if TYPE_CHECKING:
    from knowledge.matching.index import Base

_SHORTEST = 4
_LONG = 8


class Spelling(ABC):
    """The words of a base, found again when one or two letters are missing, added, wrong or swapped.

    `words` are its words. How they are found by what is left when a letter is taken out is left to those below.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)

    @abstractmethod
    def longer(self, shorter: str) -> Sequence[str]:
        """Return the words that this is, with one letter taken out."""

    def nearest(self, word: str) -> str | None:
        """Return the known word nearest to an unknown one: one edit away, or two in a word of eight letters or more."""
        if len(word) < _SHORTEST or not word.isalpha():
            return None
        shortened = shortened_forms(word)
        near = {known for shorter in (word, *shortened) for known in self.longer(shorter)}
        near.update(shorter for shorter in shortened if shorter in self.words and len(shorter) >= _SHORTEST)
        most = 2 if len(word) >= _LONG else 1
        best = sorted((OSA.distance(word, known), known[0] != word[0], known) for known in near)
        return best[0][2] if best and best[0][0] <= most else None


class BuiltSpelling(Spelling):
    """The spelling of words that were just read, in a dictionary."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__(words)
        self._longer: dict[str, list[str]] = {}
        longer = self._longer
        for word in self.words:
            if is_found(word):
                for shorter in shortened_forms(word):
                    if shorter in longer:
                        longer[shorter].append(word)
                    else:
                        longer[shorter] = [word]

    def longer(self, shorter: str) -> Sequence[str]:
        """Return the words that this is, with one letter taken out."""
        return self._longer.get(shorter, ())


def is_found(word: str) -> bool:
    """Say whether a word is found by what it is near: it has letters only, and enough of them."""
    return len(word) >= _SHORTEST and word.isalpha()


def shortened_forms(word: str) -> set[str]:
    """Return what is left of a word when one letter is taken out, for each of them."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


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
