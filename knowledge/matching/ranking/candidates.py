"""Candidates: a cheap score over the whole base, so that the full features are computed for a few entries only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge.matching.index.postings import Posting
from knowledge.matching.index.segment import Base, Layer
from knowledge.matching.index.terms import AnalysedDocument
from knowledge.matching.lexicons.synonyms import Likenesses
from knowledge.matching.ranking.query import Asked

# Common words are scored only for entries that a rarer word has found, once so many postings were touched: the time of
# a question then hardly grows with the base, and recall does not suffer (a bound on postings, not on words).
POSTINGS = 6000
# A little more than idf: rare words find the claim. Chosen on the development questions.
RARITY_POWER = 1.2
# A word that is like one of the question's finds entries too, for this share of its weight; three for each are enough.
# Chosen on the development questions, as the next one was.
_LIKE_ENOUGH, _LIKE_WEIGHT, _MOST_LIKE = 0.5, 0.6, 3
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

    `score` is the rarity of those words, weighted by where they stand.
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
    def gists(self) -> bytes:
        """The gists of its claim and phrasings, one after the other."""
        return self.layer.segment.gists(self.place)

    @property
    def refused_gists(self) -> bytes:
        """The same of the questions that it must not answer."""
        return self.layer.segment.refused_gists(self.place)


def candidates(asked: Asked, base: Base, likenesses: Likenesses, most: int) -> tuple[Candidate, ...]:
    """Return at most `most` candidates, the best first; equal scores stand in the order of their ids.

    What falls far behind the best is left out.
    """
    found: list[Candidate] = []
    weights = _weights(asked, likenesses)
    for layer in base.layers:
        scores = _scores(weights, layer)
        least = sorted(scores.values(), reverse=True)[most - 1] if len(scores) > most else 0.0
        best = sorted([(score, -place) for place, score in scores.items() if score >= least], reverse=True)[:most]
        found += [Candidate(layer, -place, score) for score, place in best]
    ordered = sorted(found, key=lambda one: (-one.score, one.id))[:most]
    return tuple([one for one in ordered if one.score >= _LEAST_SHARE * ordered[0].score])


def named(asked: Asked, likenesses: Likenesses, layer: Layer, place: int) -> Candidate:
    """Return the candidate at a place, however few words it shares, with its cheap score."""
    scores = {place: 0.0}
    for rarity, posting in _weighted(_weights(asked, likenesses), layer):
        posting.probe(scores, rarity)
    return Candidate(layer, place, scores[place])


def _scores(weights: Mapping[str, float], layer: Layer) -> dict[int, float]:
    """Return the scores by place of a layer's documents: of all candidates, and of some that are far behind."""
    weighted = _weighted(weights, layer)
    # What all the terms from each one on can add to a document at most.
    bounds = [0.0]
    for rarity, posting in reversed(weighted):
        bounds.append(bounds[-1] + rarity * posting.highest)
    bounds.reverse()
    scores: dict[int, float] = {}
    get = scores.get
    touched = 0
    floor = 0.0
    looked_at = 0
    closed = False
    for at, ((rarity, posting), bound) in enumerate(zip(weighted, bounds, strict=False)):
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
            posting.probe(scores, rarity)
        elif not scores:
            scores.update(zip(posting.places, map(rarity.__mul__, posting.weights), strict=True))
        else:
            for place, weight in zip(posting.places, posting.weights, strict=True):
                scores[place] = get(place, 0.0) + rarity * weight
    for place in layer.hidden:
        scores.pop(place, None)
    return scores


def _weights(asked: Asked, likenesses: Likenesses) -> dict[str, float]:
    """Return by term what it adds to an entry that has it: the question's own terms, and some that are like them."""
    own = {unit.term: unit.rarity**RARITY_POWER for unit in asked.units}
    weights = dict(own)
    frequency = asked.base.frequency
    for term, weight in own.items():
        alike = [(share, other) for other, share in likenesses.of(term).items() if share >= _LIKE_ENOUGH]
        there = [(share, other) for share, other in alike if other not in own and frequency(other)]
        for share, other in sorted(there, key=_likest_first)[:_MOST_LIKE]:
            weights[other] = max(weights.get(other, 0.0), weight * share * _LIKE_WEIGHT)
    return weights


def _likest_first(alike: tuple[float, str]) -> tuple[float, str]:
    return -alike[0], alike[1]


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
    for rarity, posting in rest:
        posting.probe(best, rarity)
    return _LEAST_SHARE * best[first] * (1 - _SLACK)
