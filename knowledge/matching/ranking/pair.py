"""A question beside one candidate: what they share and what each has alone, worked out once for all features."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import mul

from knowledge.matching.index.terms import NAME_MARK, START, AnalysedDocument, Terms
from knowledge.matching.lexicons.word_vectors import GistCosines
from knowledge.matching.ranking.query import Asked, Unit
from knowledge.matching.ranking.query_weights import Weigher

_SHORT_YEAR = 2
# A word of the same family says nearly the same.
_FAMILY = 0.8


class Pair:
    """A question and a candidate. The nearest of the claim and the phrasings is `best`.

    `near` are the cosines with claim and phrasings, in order; `hit` are the question's units that the entry has,
    `missed` those that it lacks, and `strange` those of the missed that have not even a word of their family there
    (`crime`, `criminal`). `nearest_refused` is the cosine with the nearest question that the entry must not answer,
    `told_refused` the same as far as what sets that question apart is asked; `strangeness` and `unasked` how rare each
    word is, as far as it has no like, that the entry lacks and that claim and phrasings lack; `missed_named` and
    `strange_named` how rare and name-like each of the missed is, whole and as far as it has no like. `gist_cosines` say
    how near its gist is to those of claim and phrasings, the nearest first, `refused_gists` the same of the questions
    that the entry must not answer.
    """

    def __init__(
        self, asked: Asked, document: AnalysedDocument, score: float, weigher: Weigher, gists: GistCosines
    ) -> None:
        self.asked = asked
        self.document = document
        self.score = score
        self.weigher = weigher
        self.terms = asked.terms.term_set
        everything = document.everything
        units = asked.units
        self.hit = tuple([unit for unit in units if unit.term in everything])
        self.missed = tuple([unit for unit in units if unit.term not in everything])
        starts = document.starts
        self.strange = tuple([unit for unit in self.missed if unit.term[:START] not in starts])
        self.missed_names = tuple([unit for unit in self.missed if unit.term[0] == NAME_MARK])
        numbers = [unit for unit in self.missed if unit.number]
        self.missed_numbers = tuple([unit for unit in numbers if not self._of_years(unit.term)])
        self.hit_rarity = sum([unit.rarity for unit in self.hit])
        self.missed_rarity = sum([unit.rarity for unit in self.missed])
        self.near, self.refused_cosines = weigher.cosines(document)
        self.best_cosine = max(self.near)
        self.best = document.asked[self.near.index(self.best_cosine)]
        self.gist_cosines = sorted(gists.asked, reverse=True)
        self.shared_grams = len(asked.grams & self.best.grams)
        self.cosines = tuple(sorted(self.near, reverse=True))
        self.claim_cover = weigher.cover(document.claim.term_set)
        self.claim_mass = weigher.claim_mass(document) or 1.0
        self.claim_shared = self._shared(document.claim)
        refusals = [(near, apart) for near, apart in zip(self.refused_cosines, document.apart, strict=True) if near]
        self.nearest_refused = max([near for near, _ in refusals], default=0.0)
        self.told_refused = self._told_refused(refusals)
        self.refused_gists = [near for near in gists.not_this if near]
        # For each of the missed: how alike a word of the entry is, how rare it is and how like a name as far as it has
        # no like there.
        self.entry_alike = [self.alike_in(unit.term, everything) for unit in self.missed]
        missed_alike = zip(self.missed, self.entry_alike, strict=True)
        rests = [1 - max(alike, _FAMILY if self.kin(unit) else 0.0) for unit, alike in missed_alike]
        self.strangeness = [unit.rarity * rest for unit, rest in zip(self.missed, rests, strict=True)]
        self.missed_named = [unit.rarity * unit.likeness for unit in self.missed]
        self.strange_named = [named * rest for named, rest in zip(self.missed_named, rests, strict=True)]
        self.asked_missed, self.asked_alike, self.unasked = self._unasked()
        self.worst_strange_name = self._worst_strange_name()
        # How rare and name-like the worst word of the nearest text is that the question has no like of.
        self.lacked_name = self._lacked_name()

    def _unasked(self) -> tuple[Sequence[Unit], Sequence[float], Sequence[float]]:
        phrased = self.document.asked_terms
        if len(phrased) == len(self.document.everything):
            return self.missed, self.entry_alike, self.strangeness
        begun = self.document.asked_starts
        missed = [unit for unit in self.asked.units if unit.term not in phrased]
        alike = [self.alike_in(unit.term, phrased) for unit in missed]
        rests = [
            unit.rarity * (1 - max(share, _FAMILY if unit.term[:START] in begun else 0.0))
            for unit, share in zip(missed, alike, strict=True)
        ]
        return missed, alike, rests

    def _shared(self, text: Terms) -> float:
        """Return the rarity of a text's terms that the question has."""
        shared = [term for term in text.distinct if term in self.terms]
        return sum(self.weigher.all_of(shared))

    def alike_in(self, term: str, terms: frozenset[str]) -> float:
        """Return how alike the term of `terms` is that is likest to this one of the question, 0 to 1."""
        likes = self.weigher.alike[term]
        if terms.isdisjoint(likes):
            return 0.0
        return next(share for other, share in likes.items() if other in terms)

    def _worst_strange_name(self) -> float:
        # Without first names and titles before a name that both have.
        given = {one for one, after in self.asked.named_neighbours if after in self.document.everything}
        if not given:
            return max(self.strange_named, default=0.0)
        named = zip(self.missed, self.strange_named, strict=True)
        return max([rest for unit, rest in named if unit.term not in given], default=0.0)

    def _lacked_name(self) -> float:
        terms, likes = self.terms, self.weigher.likes
        lacking = [term for term in self.best.distinct if term not in terms]
        names = zip(lacking, self.weigher.names_of(lacking), strict=True)
        return max([name * (1 - likes[term]) if term in likes else name for term, name in names], default=0.0)

    def _told_refused(self, refusals: list[tuple[float, tuple[str, ...]]]) -> float:
        # The nearest first: what is no nearer than the most that was told cannot be told more.
        most = 0.0
        for near, apart in sorted(refusals, reverse=True):
            if near <= most:
                break
            most = max(most, near * self.told(apart))
        return most

    def told_refusals(self) -> list[float]:
        """Return for each question that the entry must not answer how much of what sets it apart is asked: 0 to 1.

        "Did he propose legalising guns?" refuses no question that speaks of no guns; 1 where nothing sets it apart.
        """
        return [self.told(apart) for apart in self.document.apart]

    def told(self, apart: Sequence[str]) -> float:
        """Return how much is asked of what sets a question apart that the entry must not answer: 0 to 1."""
        if not apart:
            return 1.0
        rarities = self.weigher.all_of(apart)
        likes, terms = self.weigher.likes, self.terms
        shares = [1.0 if term in terms else likes.get(term, 0.0) for term in apart]
        told: float = sum(map(mul, rarities, shares)) / (sum(rarities) or 1.0)
        return told

    def kin(self, unit: Unit) -> bool:
        """Say whether the entry has a word of the same family as this one (`crime`, `criminal`)."""
        return len(unit.term) >= START and unit.term[:START] in self.document.starts

    def _of_years(self, number: str) -> bool:
        # "07" and "the 80s" are of the entry's years.
        if len(number) != _SHORT_YEAR or not number.isdigit():
            return False
        years = ["19" + number, "20" + number]
        if number.endswith("0"):
            years += [f"19{number[0]}{last}" for last in range(10)]
        return not self.document.everything.isdisjoint(years)


Feature = Callable[[Pair], float]
