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
from knowledge.matching.ranking.spelling_correction import correct_spelling
from knowledge.matching.ranking.translation import in_english
from knowledge.question.reading import Passage
from knowledge.question.tokens import split_words

# How much of its idf a word of chat keeps; a quarter, so that "is the tape fake" still finds the tape.
CHAT_WEIGHT = 0.25
# From this likeness on a word is taken for a name.
NAMED = 0.5


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One word or name of the question.

    `term` is what the index knows it by, `idf` its inverse document frequency over background and base (about 0 to 10),
    `name_likeness` how likely it is a name (0 to 1), `number` whether it is a number that is meant exactly, `chat`
    whether it says how somebody asks rather than what about.
    """

    term: str
    idf: float
    name_likeness: float
    number: bool = False
    chat: bool = False


@dataclass(frozen=True)
class Query:
    """A passage ready to be matched against a base.

    `analysed` is its text, `terms` are its words and names in order without repeats, `mass` is their idf in all,
    `square_mass` the same of squares; `translated` says that words stand there in English which were asked in Spanish.
    """

    passage: Passage
    base: Base
    background: Background
    analysed: Terms
    wording: Wording
    terms: tuple[QueryTerm, ...]
    mass: float
    square_mass: float
    translated: bool = False

    @functools.cached_property
    def rarest(self) -> tuple[QueryTerm, ...]:
        """Its terms, the rarest first."""
        return tuple(sorted(self.terms, key=lambda one: (-one.idf, one.term)))

    @functools.cached_property
    def named(self) -> tuple[tuple[str, float], ...]:
        """The terms that may be names, each with its name-like idf."""
        return tuple([(one.term, one.idf * one.name_likeness) for one in self.terms if one.name_likeness])

    @functools.cached_property
    def numbered(self) -> bool:
        """Whether a number is among its terms."""
        return any(one.number for one in self.terms)

    @functools.cached_property
    def chatty(self) -> bool:
        """Whether a word of chat is among its terms."""
        return any(one.chat for one in self.terms)

    @functools.cached_property
    def name_mass(self) -> float:
        """The name-like idf in all."""
        return sum([idf for _, idf in self.named])

    @functools.cached_property
    def named_neighbours(self) -> tuple[tuple[str, str], ...]:
        """The terms of each two words in a row that are both like names: a first name, a title, and what follows."""
        return tuple(
            (one.term, after.term)
            for one, after in itertools.pairwise(self.terms)
            if one.name_likeness >= NAMED <= after.name_likeness
        )

    @functools.cached_property
    def aligner(self) -> Aligner:
        """The question as it is aligned with wordings of entries."""
        return Aligner(self.wording, shipped_synonyms().of)

    @functools.cached_property
    def grams(self) -> frozenset[str]:
        """The runs of four characters."""
        return grams_of(self.analysed.whole)

    @functools.cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """The pairs of neighbouring terms."""
        return frozenset(itertools.pairwise(self.analysed.terms))


def query_for(passage: Passage, base: Base, background: Background) -> Query:
    """Weigh the words of a passage against a base; unknown words are repaired first where a known one is near."""
    words = correct_spelling(passage.words, base, background)
    translated = passage.spanish and (english := in_english(words, base)) != words
    if translated:
        words = english
    found = passage.names if words == passage.words else base.gazetteer.find(words)
    analysed = analyse_words(words, found)
    exact = {word.text for word in words if word.digits}
    name_likeness = {word.stem: background.name_likeness(word.stem) for word in words}
    chat = {word.stem for word in words if word.chats}
    terms = tuple(
        QueryTerm(
            term,
            _idf(term, base, background) * (CHAT_WEIGHT if term in chat else 1.0),
            _name_likeness(term, name_likeness, chat),
            term in exact,
            term in chat,
        )
        for term in dict.fromkeys(analysed.terms)
    )
    mass = sum(one.idf for one in terms) or 1.0
    square_mass = sum(one.idf**2 for one in terms) or 1.0
    return Query(passage, base, background, analysed, wording(words, found), terms, mass, square_mass, translated)


def _name_likeness(term: str, name_likeness: Mapping[str, float], chat: Set[str]) -> float:
    if term.startswith(NAME_MARK):
        return 1.0
    return 0.0 if term in chat else name_likeness.get(term, 0.0)


def _idf(term: str, base: Base, background: Background) -> float:
    if not term.startswith(NAME_MARK):
        return background.idf(term, base.frequency(term), base.size)
    inner = [word.stem for word in split_words(term.removeprefix(NAME_MARK))]
    return max((background.idf(stem, base.frequency(stem), base.size) for stem in inner), default=0.0)
