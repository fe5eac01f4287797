"""What the words of one question weigh beside the texts of a base: worked out once for all its candidates."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import compress
from operator import add

from knowledge.matching.index.terms import NAME_MARK, AnalysedDocument, Terms, TextPlaces
from knowledge.matching.lexicons.similar_words import SimilarWords
from knowledge.matching.ranking.query import Query


class QueryWeights:
    """The idf of a query's terms and of the texts beside it, and the words that are similar to them.

    `terms` are its terms, each with its idf; `similar` maps each query term to the words similar to it; `similarity`
    maps each of those words to how similar it is, 0 to 1 (the highest, if to several).
    """

    def __init__(self, query: Query, similar_words: SimilarWords) -> None:
        self._query = query
        self._of_texts = query.base.idfs(query.background)
        self._names = query.base.names(query.background)
        self._masses = query.base.masses(query.background)
        self._known: dict[str, float] = {one.term: one.idf for one in query.terms}
        # Names and words of chat weigh otherwise in the question than in a text.
        own = [(term, idf, self._in_texts(term)) for term, idf in self._known.items()]
        self._own = frozenset([term for term, idf, in_texts in own if idf != in_texts])
        self._more = {term: idf - in_texts for term, idf, in_texts in own if term in self._own}
        self._more_squared = {term: idf**2 - in_texts**2 for term, idf, in_texts in own if term in self._own}
        self._terms = tuple(self._known)
        self._idfs = tuple(self._known.values())
        self._squares = tuple([idf * idf for idf in self._idfs])
        # Initials of names that the question spells out.
        self._initials = [(term, self(term)) for term in sorted(query.analysed.initials.difference(self._known))]
        self.terms = tuple(self._known.items())
        self.similar = {term: similar_words.of(term) for term in self._known}
        self.similarity: dict[str, float] = {}
        for others in self.similar.values():
            for other, share in others.items():
                if share > self.similarity.get(other, 0.0):
                    self.similarity[other] = share

    def _in_texts(self, term: str) -> float:
        # Only what entries have is looked up in the base's own, which keeps it.
        base, background = self._query.base, self._query.background
        if base.frequency(term):
            return self._of_texts[term]
        return background.idf(term.removeprefix(NAME_MARK), 0, base.size)

    def __call__(self, term: str) -> float:
        """Return the idf of a term of the question or of an entry's text."""
        known = self._known.get(term)
        return self._of_texts[term] if known is None else known

    def all_of(self, terms: Collection[str]) -> list[float]:
        """Return the idf of each of these terms, in order."""
        if self._own.isdisjoint(terms):
            return list(map(self._of_texts.__getitem__, terms))
        known, of_texts = self._known, self._of_texts
        return [known[term] if term in known else of_texts[term] for term in terms]

    def names_of(self, terms: Collection[str]) -> list[float]:
        """Return the name-like idf of each of these terms, in order."""
        if self._own.isdisjoint(terms):
            return list(map(self._names.__getitem__, terms))
        return [self(term) * self._names.name_likeness(term) for term in terms]

    def name_likeness(self, term: str) -> float:
        """Return how likely a term is a name, 0 to 1."""
        return self._names.name_likeness(term)

    def cover(self, terms: frozenset[str]) -> float:
        """Return the share of the question's idf that these terms have, 0 to 1."""
        return sum(compress(self._idfs, map(terms.__contains__, self._terms))) / self._query.mass

    def cosines(self, document: AnalysedDocument) -> tuple[list[float], list[float]]:
        """Return the cosines, over idf, of the question with the claim and each phrasing, with each of `not_this`.

        0 to 1; names that both spell out are counted by their words, initials where one of the two writes them.
        """
        masses = self._masses.of(document)
        return (
            self._beside(document.surface_places, masses.surfaces),
            self._beside(document.refused_places, masses.not_this),
        )

    def _beside(self, places: TextPlaces, masses: Sequence[float]) -> list[float]:
        if not masses:
            return []
        whole, count = self._query.square_mass, len(masses)
        shared = [0.0] * count
        for term, square in zip(self._terms, self._squares, strict=True):
            for place in places.terms.get(term, ()):
                shared[place] += square
            if places.initials:
                for place in places.initials.get(term, ()):
                    shared[place] += square
        if self._initials:
            squares = {term: idf * idf for term, idf in self._initials}
            shared = list(map(add, shared, _sums(squares, places, count)))
        if self._more_squared:
            masses = list(map(add, masses, _sums(self._more_squared, places, count)))
        return [
            min(1.0, mass / ((length * whole) ** 0.5 or 1.0)) if mass else 0.0
            for mass, length in zip(shared, masses, strict=True)
        ]

    def claim_mass(self, document: AnalysedDocument) -> float:
        """Return the idf of the claim in all."""
        return self._masses.of(document).claim + self._difference(self._more, document.claim)

    def _difference(self, more: Mapping[str, float], text: Terms) -> float:
        if not more or self._own.isdisjoint(text.term_set):
            return 0.0
        return sum([difference for term, difference in more.items() if term in text.distinct])


def _sums(amounts: Mapping[str, float], places: TextPlaces, count: int) -> list[float]:
    """Return for each of so many texts what the terms that it has add up to."""
    sums = [0.0] * count
    for term, amount in amounts.items():
        for place in places.terms.get(term, ()):
            sums[place] += amount
    return sums
