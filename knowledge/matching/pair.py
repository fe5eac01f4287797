"""A question beside one candidate: what they share and what each has alone, worked out once for all features."""

from __future__ import annotations

import functools
from collections.abc import Callable

from knowledge.matching.analysis import NAME_MARK, START, AnalysedDocument, Terms
from knowledge.matching.asked import Asked, Unit
from knowledge.matching.associations import Associations
from knowledge.matching.relations import Relation, relations_in
from knowledge.question.details import details_asked

_ASSOCIATED = 1.5


class Weigher:
    """Rarity of terms in one base, worked out once a term, and the associations between words."""

    def __init__(self, asked: Asked, associations: Associations) -> None:
        self._base, self._background = asked.base, asked.background
        self._known: dict[str, float] = {unit.term: unit.rarity for unit in asked.units}
        self.associated = {unit.term: associations.get(unit.term, {}) for unit in asked.units}

    def __call__(self, term: str) -> float:
        """Return the rarity of a term."""
        rarity = self._known.get(term)
        if rarity is None:
            rarity = self._known[term] = self._background.rarity(
                term.removeprefix(NAME_MARK), self._base.frequency(term), self._base.size
            )
        return rarity


class Pair:
    """A question and a candidate. The nearest of the claim and the phrasings is `best`."""

    def __init__(self, asked: Asked, document: AnalysedDocument, score: float, weigher: Weigher) -> None:
        self.asked = asked
        self.document = document
        self.score = score
        self.weigher = weigher
        self.terms = asked.terms.term_set
        self.hit = tuple(unit for unit in asked.units if unit.term in document.everything)
        self.missed = tuple(unit for unit in asked.units if unit.term not in document.everything)
        near = [self.cosine(text) for text in document.asked]
        self.best_cosine = max(near)
        self.best = document.asked[near.index(self.best_cosine)]
        self.cosines = tuple(sorted(near, reverse=True))

    def cosine(self, text: Terms) -> float:
        """Return the cosine of the question and a text over rarities, 0 to 1."""
        own = text.term_set
        shared = own & self.terms
        if not shared:
            return 0.0
        weigh = self.weigher
        length = sum(weigh(term) ** 2 for term in own) * self.asked.square_mass
        return sum(weigh(term) ** 2 for term in shared) / (length**0.5 or 1.0)

    def cover(self, terms: frozenset[str]) -> float:
        """Return the share of the question's rarity that these terms have."""
        return sum(unit.rarity for unit in self.asked.units if unit.term in terms) / self.asked.mass

    def associated_cover(self, terms: frozenset[str]) -> float:
        """Return the same, where a word that goes with one of these terms counts as far as it does."""
        found = 0.0
        for unit in self.asked.units:
            if unit.term in terms:
                found += unit.rarity
            else:
                shares = [share for other, share in self.weigher.associated[unit.term].items() if other in terms]
                found += unit.rarity * min(1.0, _ASSOCIATED * max(shares, default=0.0))
        return found / self.asked.mass

    def lacked(self, text: Terms) -> float:
        """Return the share of a text's rarity that the question lacks."""
        whole = sum(self.weigher(term) for term in text.term_set)
        return sum(self.weigher(term) for term in text.term_set - self.terms) / (whole or 1.0)

    @functools.cached_property
    def rarest(self) -> tuple[Unit, ...]:
        """The question's units, the rarest first."""
        return tuple(sorted(self.asked.units, key=lambda unit: (-unit.rarity, unit.term)))

    @functools.cached_property
    def part_covers(self) -> tuple[float, ...]:
        """The share of the question's rarity that each part of the body has."""
        return tuple(self.cover(part.term_set) for part in self.document.parts)

    @functools.cached_property
    def opposed(self) -> tuple[Relation, Relation] | None:
        """The question's relation and the claim's, where they are opposed and no phrasing has the question's."""
        own = relations_in(self.asked.terms.stems)
        theirs = relations_in(self.document.claim.stems)
        phrased = {relation for text in self.document.asked for relation in relations_in(text.stems)}
        for mine in own:
            for other in theirs:
                if mine.opposes(other) and mine not in phrased and other not in own:
                    return mine, other
        return None

    @functools.cached_property
    def details(self) -> frozenset[str]:
        """The details that the question asks for and no phrasing of the entry does."""
        asked = details_asked(self.asked.terms.whole.split())
        if not asked:
            return asked
        return asked.difference(*(details_asked(text.whole.split()) for text in self.document.asked))

    def kin(self, unit: Unit) -> bool:
        """Say whether the entry has a word of the same family as this one (`crime`, `criminal`)."""
        return len(unit.term) >= START and unit.term[:START] in self.document.starts

    @property
    def missed_names(self) -> tuple[Unit, ...]:
        """The gazetteer's names in the question that the entry has not."""
        return tuple(unit for unit in self.missed if unit.term.startswith(NAME_MARK))

    @property
    def missed_numbers(self) -> tuple[Unit, ...]:
        """The exact numbers in the question that the entry has not."""
        return tuple(unit for unit in self.missed if unit.number)


Feature = Callable[[Pair], float]
