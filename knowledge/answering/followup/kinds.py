"""Kinds of questions: a question for a person, a date, a number, a place wants a sentence that has one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.answering.followup.sought import Asks, Sought
from knowledge.answering.followup.words import ALIKE, FAMILY, lemmas, saying

_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_DAY = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DECADE = re.compile(r"\b(?:early|mid|late)?[- ]?(?:19|20)\d0s\b")
_LENGTH = re.compile(
    r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|several|many|few)"
    r"[ -](?:to \d+ )?(?:years?|months?|weeks?|days?|hours?|anos|meses|dias)\b|\bhow long\b|\bfor life\b|\blength\b",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:aged?|years? old|years younger|\d+-year-old)\b", re.IGNORECASE)
_OFTEN = re.compile(r"\b(?:times|often|every|once|twice|a day|a year|per)\b", re.IGNORECASE)
_SUM = re.compile(
    r"[$€£]\s?\d|\b\d[\d,.]*\s(?:million|billion|dollars|tons|percent|%|pesos|euros)|\d%|\bfifth\b|\bhalf\b"
)
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|seventeen|dozens?|hundreds?|thousands?"
    r"|half|nobody|none|both)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w$€£])(?:\d[\d,]*(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|seventeen)"
    r"(?![\w])",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|at|near|from|to|of|on|across|border|off)\s+(?:the\s+)?[A-ZÁÉÍÓÚ][\w']+")
_REASON = re.compile(
    r"\b(?:because|since|so as|so that|to (?:avoid|win|get|obtain|secure)|reason|aim|revenge|motive|why|due to"
    r"|thanks to|for having|explanations?|explains?|after|as people|said that|harshly|not documented|separate)\b",
    re.IGNORECASE,
)
_PLAIN_REASON = re.compile(
    r"\b(?:because|so as|reasons?|aim|revenge|motive|why|explanations?|explains?)\b", re.IGNORECASE
)
_PERSON = re.compile(
    r"\b(?:by|men|man|agents?|officers?|minister|president|gunmen|people|members?|guard|relatives)\b", re.IGNORECASE
)
_WORDS = re.compile(r"[\w'’-]+")
_WHICH = re.compile(r"\b(?:which|what)\b", re.IGNORECASE)
_OF = frozenset({"of", "in", "at", "called", "named", "is", "was"})
# Within so many words after their name somebody says what is quoted of them.
_SOON = 8
_CAPITAL = re.compile(r"(?<=[\w,;:'\"“(] )[A-ZÁÉÍÓÚÑ][\w'’-]+|^[A-ZÁÉÍÓÚÑ][\w'’-]+(?= [A-ZÁÉÍÓÚÑ])")

_PATTERNS = {
    Asks.WHEN: re.compile(f"{_YEAR.pattern}|{_DAY.pattern}|{_DECADE.pattern}"),
    Asks.LONG: _LENGTH,
    Asks.OLD: _AGED,
    Asks.WHERE: _PLACE,
    Asks.WHY: _REASON,
}


def has_kind(sought: Sought, text: str) -> bool:
    """Say whether a sentence has what a question of this kind wants: a person, a date, a number of what is counted."""
    pattern = _PATTERNS.get(sought.asks)
    if pattern is not None:
        return pattern.search(text) is not None
    if sought.asks is Asks.WHO:
        return _CAPITAL.search(text) is not None or _PERSON.search(text) is not None
    if sought.asks is Asks.OFTEN:
        return _OFTEN.search(text) is not None and _FIGURE.search(text) is not None
    if sought.asks is Asks.MUCH:
        return _SUM.search(text) is not None or _NUMBER.search(_without_dates(text)) is not None
    checks = {Asks.MANY: _counts, Asks.WHICH: _names_one, Asks.SAID: _says}
    return sought.asks not in checks or checks[sought.asks](sought, text)


def gives_reason(text: str) -> bool:
    """Say whether a sentence says outright that it gives a reason."""
    return _PLAIN_REASON.search(text) is not None


def matched(term: Mapping[str, float], words: frozenset[str]) -> float:
    """Return how well one of these words stands for a term of the question, 0 to 1."""
    return max((value for word, value in term.items() if word in words), default=0.0)


def _without_dates(text: str) -> str:
    return _DAY.sub(" ", _YEAR.sub(" ", text))


def _counts(sought: Sought, text: str) -> bool:
    """Say whether a number stands near what is counted."""
    plain = _without_dates(text)
    numbers = list(_NUMBER.finditer(plain))
    if not numbers:
        return False
    if sought.counted is None:
        return True
    wanted = sought.terms[sought.counted]
    for number in numbers:
        near = plain[max(0, number.start() - 40) : number.end() + 45]
        if matched(wanted, frozenset(lemmas(near))) >= ALIKE:
            return True
    return False


def _names_one(sought: Sought, text: str) -> bool:
    """Say whether a name or a number stands beside what is to be named: "which bank" is the "Canadian Bank"."""
    if _WHICH.search(text):
        return True
    spans = [one.span() for one in _WORDS.finditer(text)]
    for start, end in spans:
        if matched(sought.terms[0], frozenset(lemmas(text[start:end]))) >= FAMILY:
            before, after = text[:start].split()[-1:], text[end:].split()[:4]
            named_after = len(after) > 1 and after[0] in _OF and any(one[:1].isupper() for one in after[1:])
            if named_after or any(one[:1].isupper() and len(text[:start].split()) > 1 for one in before):
                return True
    return False


def _says(sought: Sought, text: str) -> bool:
    """Say whether who is asked about says something: "what did Reagan say" is not for "to say that Reagan knew"."""
    order = list(lemmas(text))
    places = [place for place, one in enumerate(order) if one in saying()]
    if not sought.terms:
        return bool(places)
    who = sought.terms[0]
    speakers = [place for place, one in enumerate(order) if who.get(one, 0.0) >= FAMILY]
    return any(0 < place - speaker <= _SOON for speaker in speakers for place in places)
