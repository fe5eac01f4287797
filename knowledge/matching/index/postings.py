"""Postings: the documents of a segment that have a term, and the term's weight in each."""

from __future__ import annotations

import array
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from operator import mul

# The level at which a word stands in an entry, and its weight there. Rank by the whole entry: people ask in the words
# of its body as often as in those of its claim, but a word of the claim says more.
# In single precision, as the features were fitted on them.
BODY, NAME, PHRASING, CLAIM, PHRASED_CLAIM = range(5)
_LEVELS = 8
# A binary search for a place takes as long as passing over this many.
_SEARCHED = 4
WEIGHTS = array.array("f", (0.45, 0.6, 0.8, 1.0, 1.6))


class Posting:
    """The documents that have one term: their places in order, and the term's level in each.

    `weights` are the term's weights in them, by the level and the shortness of the document; `highest` is the largest.
    """

    __slots__ = ("_highest", "_shortnesses", "_weights", "levels", "places")

    def __init__(self, places: array.array[int], levels: bytearray, shortnesses: array.array[float]) -> None:
        self.places = places
        self.levels = levels
        self._shortnesses = shortnesses
        self._weights: array.array[float] | None = None
        self._highest = 0.0

    @property
    def weights(self) -> array.array[float]:
        """The term's weight in each document; computed on first use."""
        weights = self._weights
        if weights is None:
            levels, shortnesses = map(WEIGHTS.__getitem__, self.levels), map(self._shortnesses.__getitem__, self.places)
            weights = array.array("d", map(mul, levels, shortnesses))
            self._highest = max(weights)
            self._weights = weights
        return weights

    @property
    def highest(self) -> float:
        """The term's highest weight in any document."""
        return self._highest if self._weights is not None else max(self.weights)

    def probe(self, scores: dict[int, float], idf: float) -> None:
        """Add the term, with this idf, to the documents that already have a score."""
        places, weights = self.places, self.weights
        count = len(places)
        if count < _SEARCHED * len(scores):
            for place, weight in zip(places, weights, strict=True):
                if place in scores:
                    scores[place] += idf * weight
            return
        for place in scores:
            at = bisect_left(places, place)
            if at < count and places[at] == place:
                scores[place] += idf * weights[at]


class Postings(ABC):
    """The postings of a segment, by term; `shortnesses` are how short each document's claim is."""

    def __init__(self, shortnesses: array.array[float]) -> None:
        self.shortnesses = shortnesses
        self._made: dict[str, Posting] = {}

    def get(self, term: str) -> Posting | None:
        """Return the posting of a term, or None when no document has it."""
        posting = self._made.get(term)
        if posting is None:
            added = self.added(term)
            if not added:
                return None
            places = array.array("I", [one // _LEVELS for one in added])
            levels = bytearray([one % _LEVELS for one in added])
            posting = self._made[term] = Posting(places, levels, self.shortnesses)
        return posting

    @abstractmethod
    def added(self, term: str) -> Sequence[int]:
        """Return the places of the documents that have a term, each with its level as one number."""

    @abstractmethod
    def count(self, term: str) -> int:
        """Return how many documents have a term."""

    @abstractmethod
    def terms(self) -> Iterable[str]:
        """Return all terms."""


class BuiltPostings(Postings):
    """Postings that are built by adding documents one after the other, all of them before the first query."""

    def __init__(self) -> None:
        super().__init__(array.array("f"))
        self._added: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, place: int, terms: Iterable[str], levels: Mapping[str, int]) -> None:
        """Add the document at the next place: its terms, at their level in `levels` or else at that of the body."""
        body = place * _LEVELS + BODY
        added = self._added
        # All of these share one int object, which saves memory.
        for some in map(added.__getitem__, terms):
            some.append(body)
        for term, level in levels.items():
            added[term][-1] = place * _LEVELS + level

    def added(self, term: str) -> Sequence[int]:
        """Return the places of the documents that have a term, each with its level as one number."""
        return self._added.get(term, ())

    def count(self, term: str) -> int:
        """Return how many documents have a term."""
        return len(self.added(term))

    def terms(self) -> Iterable[str]:
        """Return all terms."""
        return self._added.keys()


class PackedPostings(Postings):
    """Packed postings, one after the other; each is unpacked when its term is first looked up.

    `counts` are how many documents have each of `terms`, in that order; some may have none.
    """

    def __init__(
        self, terms: Iterable[str], counts: array.array[int], run: memoryview, shortnesses: array.array[float]
    ) -> None:
        super().__init__(shortnesses)
        self._number = {term: number for number, term in enumerate(terms)}
        self._starts = array.array("Q", (0, *accumulate(counts)))
        self._run = run.cast("I")

    def added(self, term: str) -> Sequence[int]:
        """Return the places of the documents that have a term, each with its level as one number."""
        number = self._number.get(term)
        return () if number is None else self._run[self._starts[number] : self._starts[number + 1]].tolist()

    def count(self, term: str) -> int:
        """Return how many documents have a term."""
        number = self._number.get(term)
        return 0 if number is None else self._starts[number + 1] - self._starts[number]

    def terms(self) -> Iterable[str]:
        """Return all terms."""
        return [term for term in self._number if self.count(term)]
