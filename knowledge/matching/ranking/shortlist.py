"""Scoring: from a passage to its few best candidates, each with the values of all features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from knowledge.matching.index.segment import Base
from knowledge.matching.lexicons.background import Background
from knowledge.matching.lexicons.similar_words import SimilarWords, shipped_similar_words
from knowledge.matching.lexicons.word_vectors import VectorCosines, vector_cosines_by_entry
from knowledge.matching.ranking.candidates import Candidate, candidate_at, candidates
from knowledge.matching.ranking.features import PAIR_FEATURES, pair_values
from knowledge.matching.ranking.pair import Pair
from knowledge.matching.ranking.query import Query, query_for
from knowledge.matching.ranking.query_weights import QueryWeights
from knowledge.matching.ranking.semantic import Meaning, Near, Nearness, meant_text, nearness_values
from knowledge.matching.ranking.vetoes import Veto, vetoes
from knowledge.question.reading import Passage

# So many are found by the cheap score. Of these, the best few by it and by their vectors are compared in full. Of the
# development questions the right entry is among them as often as among the first sixteen by the cheap score alone, of
# the posts nearly so.
LISTED = 24
SHORTLIST = 10
# How much a cosine of vectors counts beside the cheap score over the question's idf; chosen on the development
# questions.
_GIST = 0.6
# Where meaning is on, so many of the nearest entries join them.
NEAREST = 8
_NAMES = [name for name, _ in PAIR_FEATURES].index("missed_names")
_COVER = [name for name, _ in PAIR_FEATURES].index("entry_cover")
# A candidate with the cosines of the question's vector with those of its claim and phrasings.
_WithCosines = tuple[Candidate, list[float]]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the values of its features, in the order of PAIR_FEATURES, and what vetoes it.

    Where meaning was used, `nearness` says how near it is, and the values of NEARNESS_FEATURES follow the others;
    `joined` is what meaning alone has found.
    """

    pair: Pair
    values: tuple[float, ...]
    vetoes: tuple[Veto, ...]
    nearness: Nearness | None = None
    joined: bool = False

    @property
    def vetoed(self) -> bool:
        """Whether the entry may not answer, whatever its score."""
        return bool(self.vetoes)


def shortlist(
    passage: Passage, base: Base, background: Background, meaning: Meaning | None = None
) -> tuple[Scored, ...]:
    """Return the best candidates of a passage by cheap score and word vectors, the best first, each with its features.

    With `meaning`, the nearest entries follow that are not among these.
    """
    question = query_for(passage, base, background)
    similar_words = shipped_similar_words()
    weights = QueryWeights(question, similar_words)
    listed = candidates(question, base, similar_words, LISTED)
    best = _best(_with_cosines(question, listed), question)
    found = _scored(question, best, weights)
    nears = meaning.near(meant_text(passage), [layer.segment for layer in base.layers]) if meaning else None
    if nears is None:
        return tuple(found)
    joining = list(_joining(question, base, similar_words, nears, {one.id for one, _ in best}))
    by_words = {one.id for one in listed}
    for candidate, one in zip(joining, _scored(question, _with_cosines(question, joining), weights), strict=True):
        found.append(replace(one, joined=candidate.id not in by_words))
    return _with_nearness(found, base, nears)


def _with_cosines(question: Query, found: Sequence[Candidate]) -> list[_WithCosines]:
    return list(
        zip(found, vector_cosines_by_entry(question.analysed.vector, [one.vectors for one in found]), strict=True)
    )


def _best(found: Sequence[_WithCosines], question: Query) -> list[_WithCosines]:
    scores = [one.score / question.mass + _GIST * max(near) for one, near in found]
    order = sorted(range(len(found)), key=lambda place: -scores[place])
    return [found[place] for place in order[:SHORTLIST]]


def _scored(question: Query, found: Sequence[_WithCosines], weights: QueryWeights) -> list[Scored]:
    refused = vector_cosines_by_entry(question.analysed.vector, [one.refused_vectors for one, _ in found])
    scored = []
    for (one, near), not_this in zip(found, refused, strict=True):
        pair = Pair(question, one.document, one.score, weights, VectorCosines(near, not_this))
        scored.append(Scored(pair, tuple(pair_values(pair)), vetoes(pair)))
    return scored


def _joining(
    question: Query, base: Base, similar_words: SimilarWords, nears: Sequence[Near], known: Set[str]
) -> Iterator[Candidate]:
    """Yield the entries nearest in meaning that are not `known`, each with the cheap score of its words."""
    nearest = sorted(
        (
            (near.of(place).best, layer.segment.ids[place], layer, place)
            for layer, near in zip(base.layers, nears, strict=True)
            for place in near.places(NEAREST, layer.hidden)
        ),
        key=lambda one: (-one[0], one[1]),
    )
    for _, entry, layer, place in nearest[:NEAREST]:
        if entry not in known:
            yield candidate_at(question, similar_words, layer, place)


def _with_nearness(found: Sequence[Scored], base: Base, nears: Sequence[Near]) -> tuple[Scored, ...]:
    nearnesses = [_nearness(one.pair.document.document.id, base, nears) for one in found]
    names = [one.values[_NAMES] for one in found]
    missed = [1.0 - one.values[_COVER] for one in found]
    apart = [one.pair.apart_shares() for one in found]
    return tuple(
        replace(one, values=(*one.values, *values), nearness=nearness)
        for one, nearness, values in zip(
            found, nearnesses, nearness_values(nearnesses, names, missed, apart), strict=True
        )
    )


def _nearness(entry: str, base: Base, nears: Sequence[Near]) -> Nearness:
    return next(
        near.of(place)
        for layer, near in zip(base.layers, nears, strict=True)
        if (place := layer.segment.places.get(entry)) is not None and place not in layer.hidden
    )
