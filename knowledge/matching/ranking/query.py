"""A passage as the matcher asks it: words and whole names, with how rare and how name-like each is in this base."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping, Set
from dataclasses import dataclass

from knowledge.matching.alignment.aligning import Aligner
from knowledge.matching.alignment.wording import Wording, wording
from knowledge.matching.index.segment import Base
from knowledge.matching.index.terms import NAME_MARK, Terms, analyse_words, grams_of
from knowledge.matching.lexicons.background import Background
from knowledge.matching.lexicons.paraphrases import shipped_synonyms
from knowledge.matching.ranking.spelling_correction import repaired
from knowledge.matching.ranking.translation import in_english
from knowledge.question.reading import Passage
from knowledge.question.tokens import split_words

# How much of its rarity a word of chat keeps; a quarter, so that "is the tape fake" still finds the tape.
CHAT_WEIGHT = 0.25
# From this likeness on a word is taken for a name.
NAMED = 0.5


@dataclass(frozen=True, slots=True)
class Unit:
    """One word or name of the question.

    `term` is what the index knows it by, `rarity` its idf over background and base (about 0 to 10), `likeness` how
    likely it is a name (0 to 1), `number` whether it is a number that is meant exactly, `chat` whether it says how
    somebody asks rather than what about.
    """

    term: str
    rarity: float
    likeness: float
    number: bool = False
    chat: bool = False


@dataclass(frozen=True)
class Asked:
    """A passage ready to be matched against a base.

    `units` are its terms in order without repeats, `mass` is their rarity in all, `square_mass` the same of squares;
    `translated` says that words stand there in English which were asked in Spanish.
    """

    passage: Passage
    base: Base
    background: Background
    terms: Terms
    wording: Wording
    units: tuple[Unit, ...]
    mass: float
    square_mass: float
    translated: bool = False

    @functools.cached_property
    def rarest(self) -> tuple[Unit, ...]:
        """The units, the rarest first."""
        return tuple(sorted(self.units, key=lambda unit: (-unit.rarity, unit.term)))

    @functools.cached_property
    def named(self) -> tuple[tuple[str, float], ...]:
        """The terms that may be names, each with its name-like rarity."""
        return tuple([(unit.term, unit.rarity * unit.likeness) for unit in self.units if unit.likeness])

    @functools.cached_property
    def numbered(self) -> bool:
        """Whether a number is among the units."""
        return any(unit.number for unit in self.units)

    @functools.cached_property
    def chatty(self) -> bool:
        """Whether a word of chat is among the units."""
        return any(unit.chat for unit in self.units)

    @functools.cached_property
    def name_mass(self) -> float:
        """The name-like rarity in all."""
        return sum([rarity for _, rarity in self.named])

    @functools.cached_property
    def named_neighbours(self) -> tuple[tuple[str, str], ...]:
        """The terms of each two words in a row that are both like names: a first name, a title, and what follows."""
        return tuple(
            (one.term, after.term)
            for one, after in itertools.pairwise(self.units)
            if one.likeness >= NAMED <= after.likeness
        )

    @functools.cached_property
    def aligner(self) -> Aligner:
        """The question as it is aligned with wordings of entries."""
        return Aligner(self.wording, shipped_synonyms().of)

    @functools.cached_property
    def grams(self) -> frozenset[str]:
        """The runs of four characters."""
        return grams_of(self.terms.whole)

    @functools.cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """The pairs of neighbouring terms."""
        return frozenset(itertools.pairwise(self.terms.terms))


def asked(passage: Passage, base: Base, background: Background) -> Asked:
    """Weigh the words of a passage against a base; unknown words are repaired first where a known one is near."""
    words = repaired(passage.words, base, background)
    translated = passage.spanish and (english := in_english(words, base)) != words
    if translated:
        words = english
    found = passage.names if words == passage.words else base.gazetteer.find(words)
    terms = analyse_words(words, found)
    exact = {word.text for word in words if word.digits}
    likenesses = {word.stem: background.name_likeness(word.stem) for word in words}
    chat = {word.stem for word in words if word.chats}
    units = tuple(
        Unit(
            term,
            _rarity(term, base, background) * (CHAT_WEIGHT if term in chat else 1.0),
            _likeness(term, likenesses, chat),
            term in exact,
            term in chat,
        )
        for term in dict.fromkeys(terms.terms)
    )
    mass = sum(unit.rarity for unit in units) or 1.0
    square_mass = sum(unit.rarity**2 for unit in units) or 1.0
    return Asked(passage, base, background, terms, wording(words, found), units, mass, square_mass, translated)


def _likeness(term: str, likenesses: Mapping[str, float], chat: Set[str]) -> float:
    if term.startswith(NAME_MARK):
        return 1.0
    return 0.0 if term in chat else likenesses.get(term, 0.0)


def _rarity(term: str, base: Base, background: Background) -> float:
    if not term.startswith(NAME_MARK):
        return background.rarity(term, base.frequency(term), base.size)
    inner = [word.stem for word in split_words(term.removeprefix(NAME_MARK))]
    return max((background.rarity(stem, base.frequency(stem), base.size) for stem in inner), default=0.0)
