"""Spelling correction: a word that neither the base nor the background knows is read as the known word next to it."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping, Sequence

from knowledge.matching.index.segment import Base
from knowledge.matching.index.spellings import LONGEST, SHORTEST, BuiltSpelling, Spelling
from knowledge.matching.lexicons.background import Background
from knowledge.question.tokens import CHAT_WORDS, MISTYPED, SHORTENED, STOP_WORDS, Word, stem


def repaired(words: Sequence[Word], base: Base, background: Background) -> tuple[Word, ...]:
    """Return the words with unknown ones repaired: respelt, split in two known words, or joined with the next one."""
    out: list[Word] = []
    place = 0
    while place < len(words):
        word = words[place]
        if word.text in SHORTENED and not base.frequency(word.stem):
            out.append(_respelt(word, SHORTENED[word.text]))
        elif word.number is not None or len(word.text) > LONGEST or word.stops or _known(word, base, background):
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
    """Return what an unknown word is most likely a misspelling of: the nearest, of equally near ones the commonest.

    The words of the base go before common English ones. The first letter is seldom mistyped, and a word with another
    one is mostly another word (`litecoins`, `bitcoins`).
    """
    near = [(edits, 0, -base.frequency(stem(known)), known) for edits, known in base.near_spellings(word.text)]
    if word.written.islower():
        near += [(edits, 1, 0, known) for edits, known in _small_words().near(word.text)]
        near += [(edits, 2, _common_words()[known], known) for edits, known in _common_spelling().near(word.text)]
    if len(word.text) == SHORTEST - 1 and word.text.isalpha():
        # So short a word is found only where a letter was left out ("hav", "blu").
        near += [(1, 0, -base.frequency(stem(known)), known) for known in base.with_one_letter_more(word.text)]
        near += [(1, 2, _common_words()[known], known) for known in _common_spelling().longer(word.text)]
    found = [one for one in near if one[-1][0] == word.text[0] or (one[0] == 1 and _exchanged(word.text, one[-1]))]
    return min(found)[-1] if found else None


def _exchanged(one: str, other: str) -> bool:
    return one[:2] == other[1::-1]


@functools.cache
def _small_words() -> Spelling:
    return BuiltSpelling(STOP_WORDS | CHAT_WORDS)


@functools.cache
def _common_words() -> Mapping[str, int]:
    """Return the common English words with their ranks; `tests/bench/make_common_words.py` makes the table."""
    table = importlib.resources.files("knowledge.matching.lexicons").joinpath("common_words.txt")
    return {word: rank for rank, word in enumerate(table.read_text(encoding="utf-8").split())}


@functools.cache
def _common_spelling() -> Spelling:
    return BuiltSpelling(_common_words())


def _split(word: Word, base: Base) -> tuple[Word, ...]:
    for cut in range(SHORTEST, len(word.text) - SHORTEST + 1):
        first, second = word.text[:cut], word.text[cut:]
        if base.spells(first) and base.spells(second):
            return _respelt(word, first), _respelt(word, second)
    return (word,)


def _respelt(word: Word, text: str) -> Word:
    return Word(text, stem(text), word.written)
