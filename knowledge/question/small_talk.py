"""Small talk: messages that ask about no claim ("thanks", "who made you", "good morning everyone", ":D")."""

from __future__ import annotations

import enum
import functools
import importlib.resources
import re
from collections.abc import Mapping

from knowledge.text.characters import fold


class SmallTalk(enum.Enum):
    """What a message is that asks about no claim. Of a message of several kinds the first named here counts."""

    HELP = "help"
    ABOUT = "about"
    """Who or what the bot is."""
    STOP = "stop"
    INSULT = "insult"
    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    REMARK = "remark"
    """A sign of life that asks nothing: "lol", "huh", an emoji."""


_FILE = "small_talk.tsv"
_BESIDE = "beside"
# Whoever writes more than this says something, and what is made of so few words is read at once.
MOST_WORDS = 16
_MOST_CHARACTERS = 200
_EMOTICON = re.compile(
    r"(?:(?<=\s)|^)(?:[:;=8xX]['^o-]?[)(\]\[dDpPoO3*/\\|]{1,3}|<3|\^\^|[oO]_[oO]|¯\\_\(ツ\)_/¯)(?=\s|$)"
)
_APOSTROPHES = re.compile(r"['’`´]")
_WORD = re.compile(r"\w+")
# "haaaa", "loool", "thaaanks", "jajajajaja": a letter or syllable as often as somebody feels like.
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_LAUGHTER = re.compile(r"(?:a?(?:[hj][aei]){3,}h?|l+o+l+(?:o+l+)*|x+d+)")


def small_talk_of(text: str) -> SmallTalk | None:
    """Return what kind of small talk a cleaned message is, or None when it says anything else.

    A message without a letter or digit (emoji alone) is a remark.
    """
    if len(text) > _MOST_CHARACTERS:
        return None
    words = [_plain(word) for word in _WORD.findall(_APOSTROPHES.sub("", fold(_EMOTICON.sub(" ", text))))]
    if len(words) > MOST_WORDS:
        return None
    kinds = _kinds_in(tuple(words))
    if kinds is None:
        return None
    return next((kind for kind in SmallTalk if kind in kinds), SmallTalk.REMARK)


def _plain(word: str) -> str:
    return "haha" if _LAUGHTER.fullmatch(word) else _DRAWN_OUT.sub(r"\1", word)


def _kinds_in(words: tuple[str, ...]) -> frozenset[SmallTalk] | None:
    """Return the kinds of the phrases that the words are made of, the fewest phrases that do; None when none do."""
    phrases, longest = _phrases()
    best: list[tuple[int, frozenset[SmallTalk]] | None] = [(0, frozenset())]
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(max(0, end - longest), end):
            before, phrase = best[start], " ".join(words[start:end])
            if before is not None and phrase in phrases:
                ways.append((before[0] + 1, before[1] | phrases[phrase]))
        best.append(min(ways, key=lambda way: way[0], default=None))
    last = best[-1]
    return None if last is None else last[1]


@functools.cache
def _phrases() -> tuple[Mapping[str, frozenset[SmallTalk]], int]:
    """Return the kind of each phrase (none for what may stand beside them), and how many words the longest has."""
    text = importlib.resources.files("knowledge.question").joinpath(_FILE).read_text(encoding="utf-8")
    found: dict[str, frozenset[SmallTalk]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        kind, *phrases = line.split("\t")
        kinds = frozenset() if kind == _BESIDE else frozenset({SmallTalk(kind)})
        for phrase in phrases:
            found.setdefault(" ".join(map(_plain, phrase.split())), kinds)
    return found, max(len(phrase.split()) for phrase in found)
