"""Texts of entries as columns of words, read cheaply: what a token says is worked out once, not for every text.

It comes to the same as `split_words`, `without_negation` and a look at each word, which questions are read by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from knowledge.question.initials import NUMBER, shape
from knowledge.question.numbers import NumberReading, may_have_numbers, read_numbers
from knowledge.question.polarity import PLAIN_NEGATIONS
from knowledge.question.words import (
    LANGUAGES,
    Word,
    language_read,
    may_be_foreign,
    plain_text,
    read_token,
    reads_as_spanish,
    tokens_in,
)

# Tokens are known until there are so many of them: those of about 20,000 entries with long bodies.
_MOST_KNOWN = 100_000
# A number that stands for itself, with nothing before or after it that it may be read together with.
_NUMBER = (
    r"(?<![\w.,])[1-9](?:[0-9]{0,2}(?:,[0-9]{3}){1,4}|[0-9]{0,14})(?=[,.;:!?)]?(?:\s|\Z)|%)"
    r"(?!\s(?:(?i:-|to|a)\s?[0-9]|(?i:k|mn|bn|hundred|thousand|mil|millions?|millones|billion)\b))"
)
# A digit of any other is found as an empty token.
_TOKEN = re.compile(rf"[A-Za-z]+(?:'[A-Za-z]+)*|{_NUMBER}|[0-9]+(?:st|nd|rd|th|s)\b|%|(?=[0-9])", re.ASCII)


class Columns(NamedTuple):
    """The words of a text: each one's folded form, its stem (empty where it says nothing), and all their shapes."""

    texts: Sequence[str]
    stems: Sequence[str]
    shapes: str


# Whether a text with a token may be in another language, or may have numbers that are not plain.
_PLAIN, _MAYBE_FOREIGN, _MAYBE_NUMBER = range(3)
# A token as folded form, stem and shape, all of them empty where it is no word or a plain negation; and what it makes
# of an ASCII text.
_Row = tuple[str, str, str, int]
_OTHER: _Row = ("", "", "", _MAYBE_NUMBER)


class _Tokens(dict[str, _Row]):
    """The tokens that were met in one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, token: str) -> _Row:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        pieces = read_numbers(token) if token[:1].isdecimal() else ()
        numbers = [_number_row(piece) for piece in pieces if isinstance(piece, NumberReading)]
        row = self[token] = numbers[0] if numbers else _word_row(token, self._language)
        return row


_TOKENS = {language: _Tokens(language) for language in LANGUAGES}


def read_columns(text: str) -> Columns:
    """Return the words of a text that matter for matching: without plain negations."""
    plain = plain_text(text)
    rows = list(map(_TOKENS["english"].__getitem__, _TOKEN.findall(plain))) if plain.isascii() else [_OTHER]
    texts, stems, shapes, doubts = _transposed(rows)
    doubt = max(doubts) if any(doubts) else _PLAIN
    # What cannot be seen may part words for the one that tells Spanish, and be gone from the plain text.
    doubtful = doubt != _PLAIN or not text.isascii()
    language = language_read(plain, spanish=reads_as_spanish(text)) if doubtful else "english"
    if language != "english" or doubt == _MAYBE_NUMBER:
        rows = _read_carefully(plain, language)
        texts, stems, shapes, _ = _transposed(rows)
    if "" in texts:
        texts, stems, shapes, _ = _transposed([row for row in rows if row[0]])
    return Columns(texts, stems, "".join(shapes))


def _transposed(rows: Sequence[_Row]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    texts, stems, shapes, doubts = zip(*rows, strict=True) if rows else ((), (), (), ())
    return texts, stems, shapes, doubts


def _read_carefully(text: str, language: str) -> list[_Row]:
    rows: list[_Row] = []
    for piece in read_numbers(text) if may_have_numbers(text) else (text,):
        if isinstance(piece, NumberReading):
            rows.append(_number_row(piece))
        else:
            rows += [
                _word_row(token, language) if token[0].isdecimal() else _TOKENS[language][token]
                for token in tokens_in(piece)
            ]
    return rows


def _word_row(token: str, language: str) -> _Row:
    word = read_token(token, language) if token else None
    doubt = _MAYBE_FOREIGN if may_be_foreign(token) else _PLAIN
    if not token or (may_have_numbers(token) and not token[0].isdecimal()):
        doubt = _MAYBE_NUMBER
    if word is None or word.text in PLAIN_NEGATIONS:
        return "", "", "", doubt
    # One string for what is the same: most words are their own stems.
    text = token if word.text == token else word.text
    own = text if word.stem == text else word.stem
    return text, "" if word.stops else own, shape(word), doubt


def _number_row(number: NumberReading) -> _Row:
    return number.text, number.text, NUMBER, _PLAIN


def columns_of(words: Sequence[Word]) -> Columns:
    """Return words that were read one by one as columns."""
    return Columns(
        [word.text for word in words],
        ["" if word.stops else word.stem for word in words],
        "".join(map(shape, words)),
    )
