"""Typo repair: a word that neither the base nor the background knows is read as the known word next to it."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from knowledge.matching.background import Background
from knowledge.question.words import CHAT_WORDS, MISTYPED, SHORTENED, STOP_WORDS, Word, stem

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

    def near(self, word: str) -> Sequence[tuple[int, str]]:
        """Return the known words nearest to an unknown one, each with its edits: one, or two from eight letters on."""
        if not is_found(word):
            return ()
        shortened = shortened_forms(word)
        near = {known for shorter in (word, *shortened) for known in self.longer(shorter)}
        near.update(shorter for shorter in shortened if shorter in self.words and len(shorter) >= _SHORTEST)
        most = 2 if len(word) >= _LONG else 1
        found = [(OSA.distance(word, known), known) for known in near]
        least = min([edits for edits, _ in found], default=most + 1)
        return sorted([one for one in found if one[0] == least]) if least <= most else ()


class BuiltSpelling(Spelling):
    """The spelling of words that were just read, in a dictionary that is made when a misspelt word is first asked."""

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
        if word.text in SHORTENED and not base.frequency(word.stem):
            out.append(_respelt(word, SHORTENED[word.text]))
        elif word.number is not None or word.stops or _known(word, base, background):
            out.append(word)
        elif word.text in MISTYPED:
            pass
        elif place + 1 < len(words) and base.spells(word.text + words[place + 1].text):
            out.append(_respelt(word, word.text + words[place + 1].text))
            place += 1
        elif (near := _nearest(word, base)) is not None:
            out.append(_respelt(word, near))
        else:
            out.extend(_split(word, base))
        place += 1
    return tuple(out)


def _known(word: Word, base: Base, background: Background) -> bool:
    return word.chats or base.spells(word.text) or base.frequency(word.stem) > 0 or background.knows(word.stem)


def _nearest(word: Word, base: Base) -> str | None:
    """Return what an unknown word is most likely a misspelling of: the nearest, of equally near ones the commonest."""
    found = base.near_spellings(word.text)
    if word.written.islower():
        small = [(edits, known) for edits, known in _small_words().near(word.text) if known[0] == word.text[0]]
        if small and small[0][0] < min([edits for edits, _ in found], default=_LONG):
            found = small
    ranked = [(edits, known[0] != word.text[0], -base.frequency(stem(known)), known) for edits, known in found]
    return min(ranked)[-1] if ranked else None


@functools.cache
def _small_words() -> Spelling:
    return BuiltSpelling(STOP_WORDS | CHAT_WORDS)


def _split(word: Word, base: Base) -> tuple[Word, ...]:
    for cut in range(_SHORTEST, len(word.text) - _SHORTEST + 1):
        first, second = word.text[:cut], word.text[cut:]
        if base.spells(first) and base.spells(second):
            return _respelt(word, first), _respelt(word, second)
    return (word,)


def _respelt(word: Word, text: str) -> Word:
    return Word(text, stem(text), word.written)
