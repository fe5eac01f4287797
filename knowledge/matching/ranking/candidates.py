"""Candidates: a cheap score over the whole base, so that the full features are computed for a few entries only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge.matching.index.postings import Posting
from knowledge.matching.index.segment import Base, Layer
from knowledge.matching.index.terms import AnalysedDocument
from knowledge.matching.lexicons.similar_words import SimilarWords
from knowledge.matching.ranking.query import Query

# Common words are scored only for entries that a rarer word has found, once so many postings were touched: the time of
# a question then hardly grows with the base, and recall does not suffer (a bound on postings, not on words).
POSTINGS = 6000
# A little more than idf: rare words find the claim. Chosen on the development questions.
IDF_POWER = 1.2
# A word that is similar to one of the question's finds entries too, for this share of its weight; three for each are
# enough. Chosen on the development questions, as the next one was.
_SIMILAR_ENOUGH, _SIMILAR_WEIGHT, _MOST_SIMILAR = 0.5, 0.6, 3
# What has a smaller share of the best cheap score is hardly ever the one.
_LEAST_SHARE = 0.45
# Looking which entries can still be among the best costs about as much as this many postings.
_WORTH_A_LOOK = 200
# Another look hardly finds a better one before there are so many times as many entries.
_GROWN = 4
# Sums of floats in another order differ in their last digits: what is this near the bound is kept.
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that shares words with the question, by its place in a layer.

    `score` is the idf of those words, weighted by where they stand.
    """

    layer: Layer
    place: int
    score: float

    @property
    def id(self) -> str:
        """The id of the entry."""
        return self.layer.segment.ids[self.place]

    @property
    def document(self) -> AnalysedDocument:
        """The entry in terms; a packed one is taken out."""
        return self.layer.segment.documents[self.place]

    @property
    def vectors(self) -> bytes:
        """The vectors of its claim and phrasings, one after the other."""
        return self.layer.segment.vectors(self.place)

    @property
    def refused_vectors(self) -> bytes:
        """The same of the questions that it must not answer."""
        return self.layer.segment.refused_vectors(self.place)


def candidates(query: Query, base: Base, similar_words: SimilarWords, most: int) -> tuple[Candidate, ...]:
    """Return at most `most` candidates, the best first; equal scores stand in the order of their ids.

    What falls far behind the best is left out.
    """
    found: list[Candidate] = []
    weights = _weights(query, similar_words)
    for layer in base.layers:
        scores = _scores(weights, layer)
        least = sorted(scores.values(), reverse=True)[most - 1] if len(scores) > most else 0.0
        best = sorted([(score, -place) for place, score in scores.items() if score >= least], reverse=True)[:most]
        found += [Candidate(layer, -place, score) for score, place in best]
    ordered = sorted(found, key=lambda one: (-one.score, one.id))[:most]
    return tuple([one for one in ordered if one.score >= _LEAST_SHARE * ordered[0].score])


def candidate_at(query: Query, similar_words: SimilarWords, layer: Layer, place: int) -> Candidate:
    """Return the candidate at a place, however few words it shares, with its cheap score."""
    scores = {place: 0.0}
    for idf, posting in _weighted(_weights(query, similar_words), layer):
        posting.probe(scores, idf)
    return Candidate(layer, place, scores[place])


def _scores(weights: Mapping[str, float], layer: Layer) -> dict[int, float]:
    """Return the scores by place of a layer's documents: of all candidates, and of some that are far behind."""
    weighted = _weighted(weights, layer)
    # What all the terms from each one on can add to a document at most.
    bounds = [0.0]
    for idf, posting in reversed(weighted):
        bounds.append(bounds[-1] + idf * posting.highest)
    bounds.reverse()
    scores: dict[int, float] = {}
    get = scores.get
    touched = 0
    floor = 0.0
    looked_at = 0
    closed = False
    for at, ((idf, posting), bound) in enumerate(zip(weighted, bounds, strict=False)):
        touched += len(posting.places)
        if scores and len(posting.places) > _WORTH_A_LOOK:
            if len(scores) > _GROWN * looked_at:
                looked_at = len(scores)
                floor = max(floor, _floor(scores, layer.hidden, weighted[at:]))
            if bound < floor:
                # Nothing new can come near the best any more, nor what is so far behind: exact, no guess.
                closed = True
                for place in [place for place, score in scores.items() if score + bound < floor]:
                    del scores[place]
        if closed or (touched > POSTINGS and scores):
            posting.probe(scores, idf)
        elif not scores:
            scores.update(zip(posting.places, map(idf.__mul__, posting.weights), strict=True))
        else:
            for place, weight in zip(posting.places, posting.weights, strict=True):
                scores[place] = get(place, 0.0) + idf * weight
    for place in layer.hidden:
        scores.pop(place, None)
    return scores


def _weights(query: Query, similar_words: SimilarWords) -> dict[str, float]:
    """Return by term what it adds to an entry that has it: the query's own terms, and some that are similar to them."""
    own = {one.term: one.idf**IDF_POWER for one in query.terms}
    weights = dict(own)
    frequency = query.base.frequency
    for term, weight in own.items():
        similar = [(share, other) for other, share in similar_words.of(term).items() if share >= _SIMILAR_ENOUGH]
        there = [(share, other) for share, other in similar if other not in own and frequency(other)]
        for share, other in sorted(there, key=_most_similar_first)[:_MOST_SIMILAR]:
            weights[other] = max(weights.get(other, 0.0), weight * share * _SIMILAR_WEIGHT)
    return weights


def _most_similar_first(similar: tuple[float, str]) -> tuple[float, str]:
    return -similar[0], similar[1]


def _weighted(weights: Mapping[str, float], layer: Layer) -> list[tuple[float, Posting]]:
    postings = [(weight, layer.segment.postings.get(term)) for term, weight in weights.items()]
    found = [(weight, posting) for weight, posting in postings if posting is not None]
    return sorted(found, key=lambda one: len(one[1].places))


def _floor(scores: Mapping[int, float], hidden: Collection[int], rest: Sequence[tuple[float, Posting]]) -> float:
    """Return a score below which no document is a candidate, whatever else is found.

    What looks best so far is looked up in the postings that are left: its score says what is too far behind.
    """
    shown = {place: score for place, score in scores.items() if place not in hidden} if hidden else scores
    if not shown:
        return 0.0
    first = max(shown, key=shown.__getitem__)
    best = {first: shown[first]}
    for idf, posting in rest:
        posting.probe(best, idf)
    return _LEAST_SHARE * best[first] * (1 - _SLACK)
