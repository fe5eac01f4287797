"""Reading a content question: what kind of sentence it wants, and what that must be about."""

from __future__ import annotations

import enum
import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.answering.followup.words import FAMILY, SMALL, lines_of, saying, standing_for
from knowledge.language import Language
from knowledge.matching.lexicons.background import Background, shipped_background
from knowledge.matching.lexicons.paraphrases import lemma
from knowledge.question.cleaning import clean
from knowledge.question.tokens import Word, reads_as_spanish, split_words

_MOST_WORDS = 30
# What opens a question stands within so many words from its beginning, and has so many words.
_MOST_BEFORE, _LONGEST_OPENING = 3, 5
# How much rarity in claims at large (an idf of 0 to 10) counts beside that within the entry, and up to where.
_AT_LARGE, _RARE = 0.15, 8.0
# A word that is a name so often is taken for one.
_NAME_LIKE = 0.75
_COUNTRIES = frozenset({"us", "un"})
# Verbs that hardly tell one sentence from another: "what did Walsh find" is about Walsh.
_GENERAL = frozenset(
    "say think tell find claim state call believ want mean talk see know get give take mention".split()
)
_GENERAL_WEIGHT = 0.35


class Asks(enum.Enum):
    """How a content question opens, by what it wants; PLAIN is yes or no and whatever else has no such opening."""

    PLAIN = ""
    LONG = "long"
    OLD = "old"
    MANY = "many"
    MUCH = "much"
    OFTEN = "often"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    WHY = "why"
    SAY = "say"
    SAID = "said"
    WHICH = "which"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question asks for.

    `terms` are what it says: for each the words that may stand for it, each with how well (0 to 1); `weights` how much
    each says; `named` which of them are names; `counted` the place of the one that is counted.
    """

    asks: Asks
    terms: tuple[Mapping[str, float], ...]
    weights: tuple[float, ...]
    named: tuple[bool, ...]
    counted: int | None = None


def sought_by(question: str, sentences: Sequence[frozenset[str]], claim: frozenset[str]) -> Sought | None:
    """Read a question about an entry of which these are the terms, sentence by sentence, and those of its claim.

    None when it says nothing, or speaks of a name that the entry does not have.
    """
    text = clean(question).text
    spanish = reads_as_spanish(text) or "¿" in question
    words = split_words(text, spanish=spanish)[:_MOST_WORDS]
    asks, rest = _opened([word.text for word in words])
    asks, words = _what_is_said(asks, words[rest:])
    telling = [word for word in words if _tells(word)]
    if not telling and asks in (Asks.PLAIN, Asks.ABOUT, Asks.WHICH):
        return None
    vocabulary = claim.union(*sentences)
    background = shipped_background()
    terms, weights, named = [], [], []
    for word in telling:
        term = standing_for(word, vocabulary, spanish=spanish)
        known = any(value >= FAMILY for one, value in term.items() if one in vocabulary)
        capital = word.written[:1].isupper() and word is not words[0]
        is_name = capital or (not spanish and _is_name(word, background))
        if is_name and not known:
            return None
        terms.append(term)
        weights.append(_weight(word, term, background, sentences))
        named.append(is_name)
    counted = 0 if asks is Asks.MANY and terms else None
    return Sought(asks, tuple(terms), tuple(weights), tuple(named), counted)


def _what_is_said(asks: Asks, words: tuple[Word, ...]) -> tuple[Asks, tuple[Word, ...]]:
    """Tell "what did Walsh say", which is about who says it, from "what did they find", which is about the finding."""
    if asks is not Asks.SAY:
        return asks, words
    said = [place for place, word in enumerate(words) if lemma(word.stem) in saying()]
    others = tuple(word for place, word in enumerate(words) if place not in said[:1])
    return (Asks.SAID, others) if said and any(map(_tells, others)) else (Asks.PLAIN, words)


def _tells(word: Word) -> bool:
    # "US" and "UN" in capitals are none of the small words.
    if word.text in SMALL:
        return word.written.isupper() and word.text in _COUNTRIES
    return len(word.text) > 1 or word.number is not None


def _weight(
    word: Word, term: Mapping[str, float], background: Background, sentences: Sequence[frozenset[str]]
) -> float:
    """Return how much a word says: how few of the entry's sentences have it, and how rare it is in claims at large."""
    having = sum(1 for one in sentences if any(value >= FAMILY and other in one for other, value in term.items()))
    within = math.log((len(sentences) + 1) / (having + 0.5))
    weight = max(0.5, within) + _AT_LARGE * min(_RARE, background.rarity(word.stem))
    return weight * _GENERAL_WEIGHT if lemma(word.stem) in _GENERAL else weight


def _is_name(word: Word, background: Background) -> bool:
    return (word.number is not None and word.digits) or background.name_likeness(word.stem) >= _NAME_LIKE


def _opened(words: Sequence[str]) -> tuple[Asks, int]:
    """Return what kind of question the words open, and how many words that takes."""
    openings = _openings()
    for skip in range(min(_MOST_BEFORE, len(words))):
        for length in range(min(_LONGEST_OPENING, len(words) - skip), 0, -1):
            asks = openings.get(" ".join(words[skip : skip + length]))
            rest = words[skip + length :]
            # "And ..." opens "and the tapes?", not a whole sentence.
            if asks is None or (asks is Asks.ABOUT and len(rest) > _LONGEST_OPENING):
                continue
            inner, more = _opened(rest) if asks is Asks.ABOUT else (Asks.PLAIN, 0)
            return (asks, skip + length) if inner is Asks.PLAIN else (inner, skip + length + more)
        if words[skip] not in SMALL:
            break
    return Asks.PLAIN, 0


@functools.cache
def _openings() -> Mapping[str, Asks]:
    found: dict[str, Asks] = {}
    for language in Language:
        for line in lines_of(f"questions-{language.value}.txt"):
            kind, _, words = line.partition(":")
            found.update((one.strip(), Asks(kind)) for one in words.split(","))
    return found
