"""Numbers as people write them: `12,000`, `12k`, `10-12,000`, `1.5 million`, `twelve thousand`, `doce mil`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = {
    word: value
    for value, words in enumerate(
        (
            "zero|one|two dos|three tres|four cuatro|five cinco|six seis|seven siete|eight ocho|nine nueve|ten diez|"
            "eleven once|twelve doce|thirteen trece|fourteen catorce|fifteen quince|sixteen|seventeen|"
            "eighteen dieciocho|nineteen"
        ).split("|")
    )
    for word in words.split()
}
_TENS = {
    word: 10 * value
    for value, words in enumerate(
        (
            "twenty veinte|thirty treinta|forty cuarenta|fifty cincuenta|sixty sesenta|seventy setenta|"
            "eighty ochenta|ninety noventa"
        ).split("|"),
        2,
    )
    for word in words.split()
}
_SCALES = {
    "hundred": 100, "thousand": 1000, "mil": 1000, "million": 1_000_000, "millions": 1_000_000, "millones": 1_000_000,
    "billion": 1_000_000_000,
}  # fmt: skip
_SUFFIXES = {"k": 1000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
# "once" is Spanish for eleven and English for a time that was; "one" is mostly a pronoun.
_AMBIGUOUS = frozenset({"one", "once"})
# A spelt number up to twelve is mostly said in passing ("two gangs"); larger ones, and digits, are meant.
_MEANT_FROM = 13

# A longer run of digits is an id or a key press, no figure; it stays a word.
_MOST_DIGITS = 15

_DIGITS = r"(?>\d{1,3}(?:[,.]\d{3})+(?!\d)|\d+(?:\.\d+)?)"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<low>\d{{1,3}})\s?(?:-|–|to|a)\s?(?P<high>\d{{1,3}}(?:,\d{{3}})+)(?!\w)"
    rf"|(?<![\d.,])(?P<digits>{_DIGITS})(?!(?:st|nd|rd|th|s)\b)"
    rf"(?:\s?(?P<suffix>k|mn|bn)(?!\w)|(?P<million>m)(?!\w)|\s(?P<scale>hundred|thousand|mil|millions?|millones|billion)\b)?"
    rf"|(?P<spelt>\b(?:{'|'.join([*_UNITS, *_TENS, 'hundred', 'thousand'])})"
    rf"(?:[\s-](?:and\s|y\s)?(?:{'|'.join([*_UNITS, *_TENS, *_SCALES])}))*\b)",
    re.IGNORECASE,
)


_SPELT = frozenset([*_UNITS, *_TENS, "hundred", "thousand"])
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_ASCII_LETTERS = re.compile(r"[a-z]+")
_DIGIT_RUN = re.compile(r"\d+")
_GROUPED = re.compile(r"[,.]\d{3}")
_GROUP_MARK = re.compile(r"[,.](?=\d{3}(?:\D|$))")
_DIGITS_OR_WORD = re.compile(r"\d+|[^\W\d_]+")
# Letters that match plain ones where case is ignored, though their lower case is another.
_LOOKALIKE = re.compile("[ſıİK]")


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number in a text: `text` is its plain form in digits, `exact` says whether it is meant as a figure."""

    text: str
    written: str
    value: float
    exact: bool


@functools.lru_cache(maxsize=8)
def lower_words(text: str) -> tuple[str, ...]:
    """Return the runs of letters in a text, in lower case; for the text at hand they are asked for several times."""
    return tuple((_ASCII_LETTERS if text.isascii() else _LETTERS).findall(text.lower()))


def may_have_numbers(text: str) -> bool:
    """Say whether a text could have a number, much faster than it is read: never False when it has one."""
    if _DIGIT.search(text) or not _SPELT.isdisjoint(lower_words(text)):
        return True
    return not text.isascii() and _LOOKALIKE.search(text) is not None


def read_numbers(text: str) -> Iterator[str | NumberReading]:
    """Yield the text in order as stretches without numbers and the numbers between them.

    A range such as `10-12,000` gives both ends, `10000` and `12000`.
    """
    end = 0
    for match in _matches(text):
        readings = list(_readings(match))
        if not readings:
            continue
        yield text[end : match.start()]
        yield from readings
        end = match.end()
    yield text[end:]


def _matches(text: str) -> Iterator[re.Match[str]]:
    # The same as _NUMBER.finditer, which tries all its ways at every character of a text.
    if not text.isascii() and _LOOKALIKE.search(text):
        yield from _NUMBER.finditer(text)
        return
    end = 0
    spelt = not _SPELT.isdisjoint(lower_words(text))
    for start in (_DIGITS_OR_WORD if spelt else _DIGIT_RUN).finditer(text):
        if start.start() < end or not (start.group().isdigit() or start.group().lower() in _SPELT):
            continue
        match = _NUMBER.match(text, start.start())
        if match:
            yield match
            end = match.end()


def _readings(match: re.Match[str]) -> Iterator[NumberReading]:
    written = match.group()
    if match["low"]:
        high = float(match["high"].replace(",", ""))
        yield _reading(float(match["low"]) * 1000, match["low"], exact=True)
        yield _reading(high, match["high"], exact=True)
    elif match["digits"]:
        digits = match["digits"]
        plain = _GROUP_MARK.sub("", digits) if not digits.isdigit() and _GROUPED.search(digits) else digits
        suffix = match["suffix"] or match["million"] or ""
        scale = _SUFFIXES.get(suffix.lower(), 1) * _SCALES.get((match["scale"] or "").lower(), 1)
        if len(plain) <= _MOST_DIGITS:
            yield _reading(float(plain) * scale, written, exact=True)
    elif written.lower() not in _AMBIGUOUS:
        value = _spelt(written)
        yield _reading(value, written, exact=value >= _MEANT_FROM)


def _spelt(written: str) -> float:
    total = current = 0.0
    for word in re.split(r"[\s-]+", written.lower()):
        if word in _SCALES:
            scale = _SCALES[word]
            current = max(current, 1) * scale
            if scale > 100:
                total, current = total + current, 0.0
        else:
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total + current


def _reading(value: float, written: str, *, exact: bool) -> NumberReading:
    text = str(int(value)) if value == int(value) else str(value)
    return NumberReading(text, written, value, exact)
