"""Candidates: a cheap score over the whole base, so that the full features are computed for a few entries only."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest

from knowledge.matching.analysis import AnalysedDocument
from knowledge.matching.asked import Asked
from knowledge.matching.index import Base, Layer

# Common words are scored only for entries that a rarer word has found, once so many postings were touched: the time of
# a question then hardly grows with the base, and recall does not suffer (a bound on postings, not on words).
POSTINGS = 6000
# A little more than idf: rare words find the claim. Chosen on the development questions.
RARITY_POWER = 1.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that shares words with the question. `score`: the rarity of those, weighted by where they stand."""

    document: AnalysedDocument
    score: float


def candidates(asked: Asked, base: Base, most: int) -> tuple[Candidate, ...]:
    """Return at most `most` candidates, the best first; equal scores stand in the order of their ids."""
    found: list[Candidate] = []
    for layer in base.layers:
        scores: dict[int, float] = {}
        touched = 0
        units = sorted(asked.units, key=lambda unit: layer.segment.frequency(unit.term))
        for unit in units:
            posting = layer.segment.postings.get(unit.term)
            if posting is None:
                continue
            places, weights = posting
            touched += len(places)
            rarity = unit.rarity**RARITY_POWER
            if touched <= POSTINGS or not scores:
                for place, weight in zip(places, weights, strict=True):
                    scores[place] = scores.get(place, 0.0) + rarity * weight
            else:
                layer.segment.probe(scores, places, weights, rarity)
        for place in layer.hidden:
            scores.pop(place, None)
        best = nlargest(most, scores.items(), key=lambda item: (item[1] * layer.segment.shortness[item[0]], -item[0]))
        found += [
            Candidate(layer.segment.documents[place], score * layer.segment.shortness[place]) for place, score in best
        ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.document.document.id))[:most])


def named(asked: Asked, layer: Layer, place: int) -> Candidate:
    """Return the candidate at a place, however few words it shares, with its cheap score."""
    scores = {place: 0.0}
    for unit in asked.units:
        posting = layer.segment.postings.get(unit.term)
        if posting is not None:
            layer.segment.probe(scores, *posting, unit.rarity**RARITY_POWER)
    return Candidate(layer.segment.documents[place], scores[place] * layer.segment.shortness[place])
