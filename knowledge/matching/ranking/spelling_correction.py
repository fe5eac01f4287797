"""Spelling correction: a word that neither the base nor the background knows is read as the known word next to it."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from knowledge.matching.index.segment import Base
from knowledge.matching.index.spellings import LONG, LONGEST, SHORTEST, BuiltSpelling, Spelling
from knowledge.matching.lexicons.background import Background
from knowledge.question.words import CHAT_WORDS, MISTYPED, SHORTENED, STOP_WORDS, Word, stem


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
    """Return what an unknown word is most likely a misspelling of: the nearest, of equally near ones the commonest."""
    found = base.near_spellings(word.text)
    if word.written.islower():
        small = [(edits, known) for edits, known in _small_words().near(word.text) if known[0] == word.text[0]]
        if small and small[0][0] < min([edits for edits, _ in found], default=LONG):
            found = small
    ranked = [(edits, known[0] != word.text[0], -base.frequency(stem(known)), known) for edits, known in found]
    return min(ranked)[-1] if ranked else None


@functools.cache
def _small_words() -> Spelling:
    return BuiltSpelling(STOP_WORDS | CHAT_WORDS)


def _split(word: Word, base: Base) -> tuple[Word, ...]:
    for cut in range(SHORTEST, len(word.text) - SHORTEST + 1):
        first, second = word.text[:cut], word.text[cut:]
        if base.spells(first) and base.spells(second):
            return _respelt(word, first), _respelt(word, second)
    return (word,)


def _respelt(word: Word, text: str) -> Word:
    return Word(text, stem(text), word.written)
