"""Choices from what was offered ("Is it one of these?"), as people write them: "yes", "1", "la primera", "none"."""

from __future__ import annotations

import enum
import functools
import re
from typing import Final

from knowledge.answering.followup.phrases import compiled, joined, plain_words, sections_of
from knowledge.language import Language

_PLACES = {"first": 0, "second": 1, "third": 2}
_MOST_WORDS = 8
# "-1" and "1.0" are no places in a list.
_OTHER_NUMBER = re.compile(r"[-−]\d|\d[.,]\d")


class NoneOfThem(enum.Enum):
    """The choice of none of what was offered."""

    NONE_OF_THEM = "none of them"


NONE_OF_THEM: Final = NoneOfThem.NONE_OF_THEM


def choice_in(text: str, offered: int) -> int | NoneOfThem | None:
    """Return which of so many offers a message picks, from 0; `NONE_OF_THEM`; or None when it is no choice.

    "Yes" picks where there is one offer; of several it picks none, and is no choice.
    """
    words = plain_words(text)
    if _OTHER_NUMBER.search(text):
        return None
    if not words or len(words) > _MOST_WORDS:
        return None
    for language in Language:
        for name, pattern in _choices(language):
            if not pattern.fullmatch(joined(words)):
                continue
            if name == "none":
                return NONE_OF_THEM
            place = _PLACES.get(name, offered - 1 if name == "last" or offered == 1 else offered)
            if place < offered:
                return place
    return None


@functools.cache
def _choices(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, compiled(lines)) for name, lines in sections_of(f"choices-{language.value}.txt").items())
