"""Texts of entries as columns of words, read cheaply: each token is analysed once, not for every text.

The result is the same as by `split_words`, `without_negation` and a look at each word, as questions are read.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from knowledge.question.initials import NUMBER, shape
from knowledge.question.numbers import (
    NumberReading,
    digits_may_go_on,
    is_spelt,
    may_have_numbers,
    read_numbers,
    spelt_may_go_on,
)
from knowledge.question.polarity import PLAIN_NEGATIONS
from knowledge.question.tokens import (
    LANGUAGES,
    Word,
    language_read,
    may_be_foreign,
    plain_text,
    read_token,
    reads_as_spanish,
    tokens_in,
)

# How many tokens, and how many words with their punctuation, are cached: those of about 20,000 entries with long
# bodies.
_MOST_KNOWN = 100_000
# A number that stands for itself, with nothing beside it in its word that it may be read together with.
_NUMBER = r"(?<![\w.,])[1-9](?:[0-9]{0,2}(?:,[0-9]{3}){1,4}|[0-9]{0,14})(?=[,.;:!?)]?\Z|%)"
# The tokens of a word, punctuation and all. A digit of any other number is found as an empty one.
_TOKEN = re.compile(rf"[A-Za-z]+(?:'[A-Za-z]+)*|{_NUMBER}|[0-9]+(?:st|nd|rd|th|s)\b|%|(?=[0-9])", re.ASCII)


class Columns(NamedTuple):
    """The words of a text: each one's folded form, its stem (empty where it says nothing), and all their shapes."""

    texts: Sequence[str]
    stems: Sequence[str]
    shapes: str


# What a token makes of an ASCII text: one that may be in another language, may have a number that is spelt out, or one
# that takes more than its token to read.
_PLAIN, _MAYBE_FOREIGN, _SPELT, _MAYBE_NUMBER = 0, 1, 2, 4
# A token as folded form, stem and shape, all of them empty where it is no word or a plain negation; and what it makes
# of a text.
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
        pieces = read_numbers(token) if token[:1].isdecimal() or is_spelt(token) else ()
        numbers = [_number_row(piece) for piece in pieces if isinstance(piece, NumberReading)]
        row = numbers[0] if numbers else _word_row(token, self._language)
        if is_spelt(token):
            row = (*row[:3], _SPELT | (_MAYBE_FOREIGN if may_be_foreign(token) else _PLAIN))
        self[token] = row
        return row


_TOKENS = {language: _Tokens(language) for language in LANGUAGES}


class _Pieces(dict[str, Sequence[_Row]]):
    """What stood between white space in ASCII texts, as the tokens in it; hardly more than there are tokens.

    To look each up takes a third of the time that looking for tokens in whole texts takes.
    """

    def __missing__(self, word: str) -> Sequence[_Row]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        rows = map(_TOKENS["english"].__getitem__, _TOKEN.findall(word))
        found = self[word] = tuple([row for row in rows if row[0] or row[3] != _PLAIN])
        return found


class _Words(dict[str, tuple[str, str, str]]):
    """The same of what is one plain token or none, in the three columns that are read; of all else nothing is told."""

    def __missing__(self, word: str) -> tuple[str, str, str]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        pieces = _PIECES[word]
        if not pieces:
            columns = "", "", _SILENT
        elif len(pieces) == 1 and pieces[0][3] == _PLAIN:
            columns = pieces[0][:3]
        else:
            columns = "", "", _CLOSER
        self[word] = columns
        return columns


_PIECES = _Pieces()
_WORDS = _Words()
# In place of a shape: nothing is said, or it takes a closer look to tell what.
_SILENT, _CLOSER = "-?"


def read_columns(text: str) -> Columns:
    """Return the words of a text that matter for matching: without plain negations."""
    plain = plain_text(text)
    words = plain.split() if plain.isascii() and text.isascii() else ()
    if not words:
        return _read_closer(text, plain)
    texts, stems, found = zip(*map(_WORDS.__getitem__, words), strict=True)
    shapes = "".join(found)
    if _CLOSER in shapes or (NUMBER in shapes and digits_may_go_on(plain)):
        return _read_closer(text, plain)
    if _SILENT in shapes:
        texts, stems = tuple(filter(None, texts)), tuple(itertools.compress(stems, texts))
        shapes = shapes.replace(_SILENT, "")
    return Columns(texts, stems, shapes)


def _read_closer(text: str, plain: str) -> Columns:
    """Return the same of a text that may be in any language, and have numbers of any kind."""
    rows = list(itertools.chain.from_iterable(map(_PIECES.__getitem__, plain.split()))) if plain.isascii() else [_OTHER]
    doubts = {row[3] for row in rows}
    numbers = _MAYBE_NUMBER in doubts
    if not numbers:
        spelt = any(doubt & _SPELT for doubt in doubts)
        in_digits = any(row[2] == NUMBER for row in rows)
        numbers = (in_digits and digits_may_go_on(plain)) or (spelt and spelt_may_go_on(plain))
    # What cannot be seen may part words for the one that tells Spanish, and be gone from the plain text.
    doubtful = numbers or any(doubt & _MAYBE_FOREIGN for doubt in doubts) or not text.isascii()
    language = language_read(plain, spanish=reads_as_spanish(text)) if doubtful else "english"
    if numbers or language != "english":
        rows = _read_carefully(plain, language)
    rows = [row for row in rows if row[0]]
    texts, stems, shapes, _ = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Columns(texts, stems, "".join(shapes))


def _read_carefully(text: str, language: str) -> list[_Row]:
    rows: list[_Row] = []
    for piece in read_numbers(text) if may_have_numbers(text) else (text,):
        if isinstance(piece, NumberReading):
            rows.append(_number_row(piece))
        else:
            rows += [
                # What could be a number is none where it was not read as one.
                _word_row(token, language) if token[0].isdecimal() or is_spelt(token) else _TOKENS[language][token]
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
