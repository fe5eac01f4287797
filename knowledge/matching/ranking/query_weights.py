"""What the words of one question weigh beside the texts of a base: worked out once for all its candidates."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import compress
from operator import add

from knowledge.matching.index.terms import NAME_MARK, AnalysedDocument, Terms, TextPlaces
from knowledge.matching.lexicons.synonyms import Likenesses
from knowledge.matching.ranking.query import Asked


class Weigher:
    """The rarities of a question's terms and of texts beside it, and what its words are like.

    `units` are its terms with their rarities; `alike` says for each of them what it is like, `likes` for each word that
    is like one of them how alike the two are.
    """

    def __init__(self, asked: Asked, likenesses: Likenesses) -> None:
        self._asked = asked
        self._of_texts = asked.base.rarities(asked.background)
        self._names = asked.base.names(asked.background)
        self._masses = asked.base.masses(asked.background)
        self._known: dict[str, float] = {unit.term: unit.rarity for unit in asked.units}
        # Names and words of chat weigh otherwise in the question than in a text.
        own = [(term, rarity, self._in_texts(term)) for term, rarity in self._known.items()]
        self._own = frozenset([term for term, rarity, in_texts in own if rarity != in_texts])
        self._more = {term: rarity - in_texts for term, rarity, in_texts in own if term in self._own}
        self._more_squared = {term: rarity**2 - in_texts**2 for term, rarity, in_texts in own if term in self._own}
        self._terms = tuple(self._known)
        self._rarities = tuple(self._known.values())
        self._squares = tuple([rarity * rarity for rarity in self._rarities])
        # Initials of names that the question spells out.
        self._initials = [(term, self(term)) for term in sorted(asked.terms.initials.difference(self._known))]
        self.units = tuple(self._known.items())
        self.alike = {term: likenesses.of(term) for term in self._known}
        self.likes: dict[str, float] = {}
        for others in self.alike.values():
            for other, share in others.items():
                if share > self.likes.get(other, 0.0):
                    self.likes[other] = share

    def _in_texts(self, term: str) -> float:
        # Only what entries have is looked up in the base's own, which keeps it.
        base, background = self._asked.base, self._asked.background
        if base.frequency(term):
            return self._of_texts[term]
        return background.rarity(term.removeprefix(NAME_MARK), 0, base.size)

    def __call__(self, term: str) -> float:
        """Return the rarity of a term of the question or of an entry's text."""
        known = self._known.get(term)
        return self._of_texts[term] if known is None else known

    def all_of(self, terms: Collection[str]) -> list[float]:
        """Return the rarity of each of these terms, in order."""
        if self._own.isdisjoint(terms):
            return list(map(self._of_texts.__getitem__, terms))
        known, of_texts = self._known, self._of_texts
        return [known[term] if term in known else of_texts[term] for term in terms]

    def names_of(self, terms: Collection[str]) -> list[float]:
        """Return the name-like rarity of each of these terms, in order."""
        if self._own.isdisjoint(terms):
            return list(map(self._names.__getitem__, terms))
        return [self(term) * self._names.likeness(term) for term in terms]

    def likeness(self, term: str) -> float:
        """Return how likely a term is a name, 0 to 1."""
        return self._names.likeness(term)

    def cover(self, terms: frozenset[str]) -> float:
        """Return the share of the question's rarity that these terms have, 0 to 1."""
        return sum(compress(self._rarities, map(terms.__contains__, self._terms))) / self._asked.mass

    def cosines(self, document: AnalysedDocument) -> tuple[list[float], list[float]]:
        """Return the cosines, over rarities, of the question with the claim and each phrasing, with each of `not_this`.

        0 to 1; names that both spell out are counted by their words, initials where one of the two writes them.
        """
        masses = self._masses.of(document)
        return (
            self._beside(document.asked_places, masses.asked),
            self._beside(document.refused_places, masses.not_this),
        )

    def _beside(self, places: TextPlaces, masses: Sequence[float]) -> list[float]:
        if not masses:
            return []
        whole, count = self._asked.square_mass, len(masses)
        shared = [0.0] * count
        for term, square in zip(self._terms, self._squares, strict=True):
            for place in places.terms.get(term, ()):
                shared[place] += square
            if places.initials:
                for place in places.initials.get(term, ()):
                    shared[place] += square
        if self._initials:
            squares = {term: rarity * rarity for term, rarity in self._initials}
            shared = list(map(add, shared, _sums(squares, places, count)))
        if self._more_squared:
            masses = list(map(add, masses, _sums(self._more_squared, places, count)))
        return [
            min(1.0, mass / ((length * whole) ** 0.5 or 1.0)) if mass else 0.0
            for mass, length in zip(shared, masses, strict=True)
        ]

    def claim_mass(self, document: AnalysedDocument) -> float:
        """Return the rarity of the claim in all."""
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
