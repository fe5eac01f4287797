"""A question beside one candidate: what they share and what each has alone, worked out once for all features."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import mul

from knowledge.matching.index.terms import NAME_MARK, START, AnalysedDocument, Terms
from knowledge.matching.lexicons.word_vectors import VectorCosines
from knowledge.matching.ranking.query import Query, QueryTerm
from knowledge.matching.ranking.query_weights import QueryWeights

_SHORT_YEAR = 2
# A word of the same family says nearly the same.
_FAMILY = 0.8


class Pair:
    """A question and a candidate: what the features read, worked out once."""

    def __init__(
        self,
        query: Query,
        document: AnalysedDocument,
        score: float,
        weights: QueryWeights,
        vectors: VectorCosines,
    ) -> None:
        self.query = query
        self.document = document
        self.score = score
        self.weights = weights
        self.terms = query.analysed.term_set

        # The terms of the query that the entry has, those that it lacks, and those of the lacking that have not even
        # a word of their family there (`crime`, `criminal`).
        everything, starts = document.everything, document.starts
        self.hit = tuple([one for one in query.terms if one.term in everything])
        self.missed = tuple([one for one in query.terms if one.term not in everything])
        self.strange = tuple([one for one in self.missed if one.term[:START] not in starts])
        self.missed_names = tuple([one for one in self.missed if one.term[0] == NAME_MARK])
        numbers = [one for one in self.missed if one.number]
        self.missed_numbers = tuple([one for one in numbers if not self._of_years(one.term)])
        self.hit_idf = sum([one.idf for one in self.hit])
        self.missed_idf = sum([one.idf for one in self.missed])

        # The cosines with claim and phrasings in order, and with the questions that the entry must not answer; `best`
        # is the nearest of claim and phrasings.
        self.near, self.refused_cosines = weights.cosines(document)
        self.best_cosine = max(self.near)
        self.best = document.surfaces[self.near.index(self.best_cosine)]
        self.cosines = tuple(sorted(self.near, reverse=True))
        self.shared_grams = len(query.grams & self.best.grams)
        # The same of the word vectors of the texts, the nearest first.
        self.vector_cosines = sorted(vectors.surfaces, reverse=True)
        self.refused_vector_cosines = [near for near in vectors.not_this if near]

        # How much of the query's idf the claim has; the claim's idf in all, and what of it the query has.
        self.claim_cover = weights.cover(document.claim.term_set)
        self.claim_mass = weights.claim_mass(document) or 1.0
        self.claim_shared = self._shared(document.claim)

        # The nearest question that the entry must not answer, by cosine, and by cosine times `apart_share`.
        refusals = [(near, apart) for near, apart in zip(self.refused_cosines, document.apart, strict=True) if near]
        self.nearest_refused = max([near for near, _ in refusals], default=0.0)
        self.nearest_refused_apart = self._nearest_refused_apart(refusals)

        # For each of the missed: how similar a word of the entry is; its idf, its name-like idf, and both as far as no
        # word of the entry is similar.
        self.entry_similarity = [self.similarity_in(one.term, everything) for one in self.missed]
        missed = zip(self.missed, self.entry_similarity, strict=True)
        rests = [1 - max(similarity, _FAMILY if self.kin(one) else 0.0) for one, similarity in missed]
        self.strangeness = [one.idf * rest for one, rest in zip(self.missed, rests, strict=True)]
        self.missed_named = [one.idf * one.name_likeness for one in self.missed]
        self.strange_named = [named * rest for named, rest in zip(self.missed_named, rests, strict=True)]
        # The same of claim and phrasings alone, without the body.
        self.surface_missed, self.surface_similarity, self.unasked = self._unasked()

        # The worst name of the query that the entry lacks; the worst of the nearest text that the query lacks.
        self.worst_strange_name = self._worst_strange_name()
        self.lacked_name = self._lacked_name()

    def _unasked(self) -> tuple[Sequence[QueryTerm], Sequence[float], Sequence[float]]:
        phrased = self.document.surface_terms
        if len(phrased) == len(self.document.everything):
            return self.missed, self.entry_similarity, self.strangeness
        begun = self.document.surface_starts
        missed = [one for one in self.query.terms if one.term not in phrased]
        similarity = [self.similarity_in(one.term, phrased) for one in missed]
        rests = [
            one.idf * (1 - max(share, _FAMILY if one.term[:START] in begun else 0.0))
            for one, share in zip(missed, similarity, strict=True)
        ]
        return missed, similarity, rests

    def _shared(self, text: Terms) -> float:
        """Return the idf of a text's terms that the question has."""
        shared = [term for term in text.distinct if term in self.terms]
        return sum(self.weights.all_of(shared))

    def similarity_in(self, term: str, terms: frozenset[str]) -> float:
        """Return the similarity of the term of `terms` that is most similar to this one of the query, 0 to 1."""
        similar = self.weights.similar[term]
        if terms.isdisjoint(similar):
            return 0.0
        return next(share for other, share in similar.items() if other in terms)

    def _worst_strange_name(self) -> float:
        # Without first names and titles before a name that both have.
        given = {one for one, after in self.query.named_neighbours if after in self.document.everything}
        if not given:
            return max(self.strange_named, default=0.0)
        named = zip(self.missed, self.strange_named, strict=True)
        return max([rest for one, rest in named if one.term not in given], default=0.0)

    def _lacked_name(self) -> float:
        terms, similarity = self.terms, self.weights.similarity
        lacking = [term for term in self.best.distinct if term not in terms]
        names = zip(lacking, self.weights.names_of(lacking), strict=True)
        return max([name * (1 - similarity.get(term, 0.0)) for term, name in names], default=0.0)

    def _nearest_refused_apart(self, refusals: list[tuple[float, tuple[str, ...]]]) -> float:
        # The nearest first: what is no nearer than the most so far cannot be more.
        most = 0.0
        for near, apart in sorted(refusals, reverse=True):
            if near <= most:
                break
            most = max(most, near * self.apart_share(apart))
        return most

    def apart_shares(self) -> list[float]:
        """Return for each question that the entry must not answer how much of what sets it apart is asked: 0 to 1.

        "Did he propose legalising guns?" refuses no question that speaks of no guns; 1 where nothing sets it apart.
        """
        return [self.apart_share(apart) for apart in self.document.apart]

    def apart_share(self, apart: Sequence[str]) -> float:
        """Return how much is asked of what sets a question apart that the entry must not answer: 0 to 1."""
        if not apart:
            return 1.0
        idfs = self.weights.all_of(apart)
        similarity, terms = self.weights.similarity, self.terms
        shares = [1.0 if term in terms else similarity.get(term, 0.0) for term in apart]
        share: float = sum(map(mul, idfs, shares)) / (sum(idfs) or 1.0)
        return share

    def kin(self, term: QueryTerm) -> bool:
        """Say whether the entry has a word of the same family as this one (`crime`, `criminal`)."""
        return len(term.term) >= START and term.term[:START] in self.document.starts

    def _of_years(self, number: str) -> bool:
        # "07" and "the 80s" are of the entry's years.
        if len(number) != _SHORT_YEAR or not number.isdigit():
            return False
        years = ["19" + number, "20" + number]
        if number.endswith("0"):
            years += [f"19{number[0]}{last}" for last in range(10)]
        return not self.document.everything.isdisjoint(years)


Feature = Callable[[Pair], float]
