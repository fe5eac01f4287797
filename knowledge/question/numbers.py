"""Numbers as people write them: `12,000`, `12k`, `10-12,000`, `1.5 million`, `3,5 %`, `twelve thousand`, `doce mil`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.text.characters import LETTERS

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
    "billion": 1_000_000_000, "mil millones": 1_000_000_000,
}  # fmt: skip
_SUFFIXES = {"k": 1000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
_EACH_SCALE = {**_SUFFIXES, **_SCALES}
# "once" is Spanish for eleven and English for a time that was; "one" is mostly a pronoun, "zero" mostly none at all.
_AMBIGUOUS = frozenset({"zero", "one", "once"})
# A spelt number up to twelve is mostly said in passing ("two gangs"); larger ones, and digits, are meant.
_MEANT_FROM = 13

# A longer run of digits is an id or a key press, no figure; it stays a word.
_MOST_DIGITS = 15

_SCALE = r"hundred|thousand|mil\smillones|mil|millions?|millones|billion"
# A comma before one or two digits parts a fraction, as in Spanish, where a percent sign or a scale follows.
_FRACTION = r"\d{1,3},\d{1,2}(?=\s?%|\s(?:por\sciento|mil|millones)\b)"
_DIGITS = rf"(?>\d{{1,3}}(?:[,.]\d{{3}})+(?!\d)|{_FRACTION}|\d+(?:\.\d+)?)"
_END = r"\d{1,3}(?:[,.]\d{1,2})?"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<low>\d{{1,3}})\s?(?:-|–|to|a)\s?(?P<high>\d{{1,3}}(?:,\d{{3}})+)(?!\w)"
    rf"|(?<![\w.,])(?:(?P<between>(?<=between\s))|)(?P<lower>{_END})\s?(?:-|–|to|a|y|or|(?(between)and|(?!)))\s?"
    rf"(?P<higher>{_END})\s?(?P<both>k|mn|bn|thousand|mil\smillones|mil|millions?|millones|billion)(?!\w)"
    rf"|(?<![\d.,])(?P<digits>{_DIGITS})(?!(?:st|nd|rd|th|s)\b)"
    rf"(?:\s?(?P<suffix>k|mn|bn)(?!\w)|(?P<million>m)(?!\w)|\s(?P<scale>{_SCALE})\b)?"
    rf"|(?P<spelt>\b(?:{'|'.join([*_UNITS, *_TENS, 'hundred', 'thousand'])})"
    rf"(?:[\s-](?:and\s|y\s)?(?:{'|'.join([*_UNITS, *_TENS, *_SCALES])}))*\b)",
    re.IGNORECASE,
)


# "07", "'04": a year; which century is for the entry to say.
_SHORT_YEAR = re.compile(r"0\d")
_PLAIN = {**_UNITS, **_TENS}
_JOINING = frozenset({"y", "and"})
_SPELT = frozenset([*_UNITS, *_TENS, "hundred", "thousand"])
# A number in digits that may be read together with what follows it.
_GOES_ON = re.compile(
    r"[0-9]\s(?:(?:-|to|a)\s?[0-9]|(?:k|mn|bn|hundred|thousand|mil|millions?|millones|billion)\b)", re.IGNORECASE
)
_GOING_ON = frozenset([*_SPELT, *_SCALES])
_DIGIT = re.compile(r"\d")
# "2½ million": the sign belongs to the digits before it.
_PART = re.compile(r"(?<![\d.,])(\d{1,3})\s?([½¼¾])")
_PARTS = {"½": ".5", "¼": ".25", "¾": ".75"}
_LETTERS = re.compile(LETTERS)
_ASCII_LETTERS = re.compile(r"[a-z]+")
_DIGIT_RUN = re.compile(r"\d+")
_GROUPED = re.compile(r"[,.]\d{3}")
_GROUP_MARK = re.compile(r"[,.](?=\d{3}(?:\D|$))")
_DIGITS_OR_WORD = re.compile(rf"\d+|{LETTERS}")
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


def is_spelt(word: str) -> bool:
    """Say whether a word is a number that is spelt out."""
    return word.lower() in _SPELT


def digits_may_go_on(text: str) -> bool:
    """Say whether a number in the digits of an ASCII text may be read with words after it: never False when one is."""
    return _GOES_ON.search(text) is not None


def spelt_may_go_on(text: str) -> bool:
    """Say the same of a number that is spelt out, or whether one stands beside a low line and is none."""
    words = lower_words(text)
    after = zip(words, words[1:], (*words[2:], ""), strict=False)
    return "_" in text or any(
        word in _SPELT and (second in _GOING_ON or (second in _JOINING and third in _GOING_ON))
        for word, second, third in after
    )


def with_decimal_parts(text: str) -> str:
    """Return the text with a half or a quarter after digits as their decimals: `2½ million` is `2.5 million`."""
    return _PART.sub(lambda part: part[1] + _PARTS[part[2]], text)


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
    elif match["lower"]:
        for end in (match["lower"], match["higher"]):
            yield _reading(_times(end, _EACH_SCALE.get(_evened(match["both"]), 1)), end, exact=True)
    elif match["digits"]:
        digits = match["digits"]
        plain = _GROUP_MARK.sub("", digits) if not digits.isdigit() and _GROUPED.search(digits) else digits
        suffix = match["suffix"] or match["million"] or ""
        scale = _SUFFIXES.get(suffix.lower(), 1) * _SCALES.get(_evened(match["scale"] or ""), 1)
        if _SHORT_YEAR.fullmatch(digits) and scale == 1:
            yield NumberReading(digits, written, float(digits), exact=True)
        elif len(plain) <= _MOST_DIGITS:
            value = _times(plain, scale)
            yield _reading(value, written, exact=value > 1 and not (value == 100 and _percent_after(match)))
    elif written.lower() not in _AMBIGUOUS:
        for value in _range(written):
            yield _reading(value, written, exact=value >= _MEANT_FROM)


def _evened(scale: str) -> str:
    return " ".join(scale.lower().split())


def _times(digits: str, scale: int) -> float:
    # A decimal of the digits as they stand: 8.2 times a million is 8,199,999.999... in binary.
    return float(Decimal(digits.replace(",", ".")) * scale)


def _percent_after(match: re.Match[str]) -> bool:
    return match.string[match.end() :].lstrip().startswith("%")


def _range(written: str) -> list[float]:
    # "entre diez y doce mil", "ten or twelve thousand": two numbers, and the scale of the second is that of both.
    words = written.lower().split()
    if len(words) == 2 and words[0] == "twenty" and _UNITS.get(words[1], 0) >= 10:
        return [2000.0 + _UNITS[words[1]]]
    for place in range(1, len(words)):
        before, after = _PLAIN.get(words[place - 1], 0), _PLAIN.get(words[place], 0)
        if (before >= 10 and after >= 10) or (0 < before < 10 and after and place == 1):
            low, high = _spelt(" ".join(words[:place])), _spelt(" ".join(words[place:]))
            scale = next((_SCALES[word] for word in words[place:] if word in _SCALES), 1)
            return [low * scale if low < 1000 else low, high]
        following = _PLAIN.get(words[place + 1], 0) if place + 1 < len(words) else 0
        # "two and three million": units are not added up, as tens and units are.
        units = place == 1 and 0 < before < 10
        if words[place] in _JOINING and following and (units or (before >= 10 and following >= 10)):
            return _range(" ".join([*words[:place], *words[place + 1 :]]))
    return [_spelt(written)]


def _spelt(written: str) -> float:
    total = current = 0.0
    for word in re.split(r"[\s-]+", written.lower()):
        if word in _SCALES:
            scale = _SCALES[word]
            if total and not current and scale > 1000:
                # "dos mil millones", "two thousand million"
                total *= scale
                continue
            current = max(current, 1) * scale
            if scale > 100:
                total, current = total + current, 0.0
        else:
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total + current


def _reading(value: float, written: str, *, exact: bool) -> NumberReading:
    text = str(int(value)) if value == int(value) else str(value)
    return NumberReading(text, written, value, exact)
