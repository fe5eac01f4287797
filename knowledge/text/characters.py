"""Characters: which belong to a letter, which are only a way of writing it, and which cannot be seen."""

from __future__ import annotations

import re
import unicodedata

# In most of Asia's scripts vowels are signs on a letter, and part of the word as much as the letter is; for Python they
# are no letters. These are the blocks that have such signs; beyond them a mark only selects the form of a character.
_WITH_MARKS = ((0x300, 0x1E00), (0x20D0, 0x2100), (0x3099, 0x309B), (0xA600, 0xAC00), (0x11000, 0x11900))


def _marks() -> str:
    """Return the ranges of the combining marks."""
    category = unicodedata.category
    marks = [chr(at) for low, high in _WITH_MARKS for at in range(low, high) if category(chr(at)) in ("Mn", "Mc")]
    runs: list[list[str]] = []
    for mark in marks:
        if runs and ord(mark) == ord(runs[-1][1]) + 1:
            runs[-1][1] = mark
        else:
            runs.append([mark, mark])
    return "".join(f"{first}-{last}" for first, last in runs)


MARKS = _marks()
"""The combining marks, to stand inside the brackets of a regular expression."""
LETTERS = rf"[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*"
"""The regular expression of a run of letters with the signs on them; linear, as no character fits two parts of it."""

# Accents of Latin, Greek and Cyrillic letters, and the vowel points and pauses of Hebrew and Arabic, which are written
# or left out as one likes. All other marks tell words apart.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u074a"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
# Letters with a plain form in other people's writing that Unicode does not take apart.
_PLAIN_LETTERS = {
    "đ": "d", "ð": "d", "ɖ": "d", "ɗ": "d", "ħ": "h", "ı": "i", "ɨ": "i", "ł": "l", "ƚ": "l", "ŋ": "ng", "ø": "o",
    "ɔ": "o", "œ": "oe", "æ": "ae", "ŧ": "t", "ƭ": "t", "þ": "th", "ƀ": "b", "ɓ": "b", "ɠ": "g", "ǥ": "g", "ƙ": "k",
    "ƥ": "p", "ƴ": "y", "ƶ": "z", "ɍ": "r", "ʉ": "u", "ɛ": "e", "ĸ": "k",
}  # fmt: skip
_FOLDED = str.maketrans(
    {letter: plain for small, plain in _PLAIN_LETTERS.items() for letter in (small, small.upper())}
    | dict.fromkeys("’‘ʼ´`", "'")
)
# What joins or parts letters for the eye alone (joiners, soft hyphens, marks of direction, forms of emoji) is no part
# of a word; a space without width is a space.
_UNSEEN = str.maketrans(
    dict.fromkeys("\u00ad\u034f\u061c\u200c\u200d\u200e\u200f\u2060\ufeff") | {"\u200b": " "}
    | {chr(at): None for at in range(0xFE00, 0xFE10)}
)  # fmt: skip


def without_unseen(text: str) -> str:
    """Return the text without characters that cannot be seen."""
    return text if text.isascii() else text.translate(_UNSEEN)


def fold(text: str) -> str:
    """Return the text in lower case, without accents, in plain letters, with plain apostrophes.

    Vowel signs of scripts that have them stay: they tell words apart.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.translate(_FOLDED))).casefold()
    # Syllables that were taken apart into letters and signs are put together again.
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)
