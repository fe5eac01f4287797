"""Characters in one form, in a time that grows with the length of a text and no faster."""

from __future__ import annotations

import unicodedata

from knowledge.text.visibility import is_blank

MOST_MARKS = 30
"""So many marks in a row (accents and the like) no writing has: the bound of the Stream-Safe Text Format (UAX 15).

Marks are put in order by comparing each with those before it, so that a long row takes the square of its length."""

_LONGEST_DECOMPOSED = 18


def composed(text: str) -> str:
    """Return the text in its composed form (NFC); of more than MOST_MARKS marks in a row the first are kept."""
    return text if text.isascii() else unicodedata.normalize("NFC", without_long_rows(text))


def clean_text(text: str) -> str:
    """Return the text with white space folded to single spaces and characters in their composed form.

    A text of invisible characters alone is empty.
    """
    if is_clean(text):
        return text
    folded = " ".join(text.split())
    return "" if is_blank(folded) else composed(folded)


def is_clean(text: str) -> bool:
    """Say whether a text is one of those, most of all, that cleaning leaves alone, and all of it can be shown."""
    return text.isascii() and text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]


def shorten(text: str, most: int) -> str:
    """Return the text cut to at most so many characters, at a word's end where there is one, with an ellipsis."""
    folded = " ".join(text.split())
    if len(folded) <= most:
        return folded
    cut = folded[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:") + "…"


def has_long_row(text: str) -> bool:
    """Say whether more than MOST_MARKS marks stand in a row."""
    return len(without_long_rows(text)) < len(text)


def without_long_rows(text: str) -> str:
    """Return the text with the first MOST_MARKS marks of every row."""
    # Below the first mark there is nothing to count.
    if not text or max(text) < "\u0300":
        return text
    kept: list[str] = []
    row = 0
    for character in text:
        row = row + 1 if unicodedata.combining(character) else 0
        if row <= MOST_MARKS:
            kept.append(character)
    return text if len(kept) == len(text) else "".join(kept)


def within_folded(text: str, most: int) -> str:
    """Return as much of a text as is at most `most` characters long when each is taken apart (NFKD)."""
    if text.isascii() or len(text) * _LONGEST_DECOMPOSED <= most:
        return text
    length = 0
    for place, character in enumerate(text):
        length += 1 if character < "\x80" else len(unicodedata.normalize("NFKD", character))
        if length > most:
            return text[:place]
    return text
