"""The words of a base, looked up with one or two wrong letters."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

SHORTEST = 4
LONG = 8
# The last letter of Unicode's blocks for Latin (folded), Greek and Cyrillic.
LAST_OF_ALPHABETS = "\u052f"
LONGEST = 40
"""Nobody mistypes a longer word; it is made of letters in a row, and trying it takes the square of its length."""


class Spelling(ABC):
    """The words of a base, looked up when one or two letters are missing, added, wrong or swapped.

    `words` are its words. Subclasses look them up by what is left when one letter is removed.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)

    @abstractmethod
    def longer(self, shorter: str) -> Sequence[str]:
        """Return the words of which this is left when one letter is removed."""

    def near(self, word: str) -> Sequence[tuple[int, str]]:
        """Return the known words nearest to an unknown one, each with its edits: one, or two from eight letters on."""
        if not is_found(word):
            return ()
        shortened = shortened_forms(word)
        near = {known for shorter in (word, *shortened) for known in self.longer(shorter)}
        near.update(shorter for shorter in shortened if shorter in self.words and len(shorter) >= SHORTEST)
        most = 2 if len(word) >= LONG else 1
        found = [(OSA.distance(word, known), known) for known in near]
        least = min([edits for edits, _ in found], default=most + 1)
        return sorted([one for one in found if one[0] == least]) if least <= most else ()


class BuiltSpelling(Spelling):
    """The spelling of words that were just read, in a dictionary that is built at the first misspelt word."""

    @functools.cached_property
    def _longer(self) -> dict[str, list[str]]:
        longer: dict[str, list[str]] = {}
        for word in self.words:
            if is_found(word):
                for shorter in shortened_forms(word):
                    if shorter in longer:
                        longer[shorter].append(word)
                    else:
                        longer[shorter] = [word]
        return longer

    def longer(self, shorter: str) -> Sequence[str]:
        """Return the words of which this is left when one letter is removed."""
        return self._longer.get(shorter, ())


def is_found(word: str) -> bool:
    """Say whether a word is looked up by similar spellings: it has enough letters, not too many, all of an alphabet.

    In many scripts of Asia and Africa one letter is a syllable or half a word: another letter makes another word.
    """
    of_alphabet = word.isascii() or max(word, default="") <= LAST_OF_ALPHABETS
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and of_alphabet


def shortened_forms(word: str) -> set[str]:
    """Return what is left of a word when one letter is removed, for each of its letters."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))}
