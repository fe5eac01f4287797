"""Word vectors: how near the question is as a whole, where the same is said in other words throughout."""

from __future__ import annotations

from knowledge.matching.ranking.pair import Feature, Pair
from knowledge.matching.ranking.semantic import FEW, refused_share


def vector_asked(pair: Pair) -> float:
    """0 to 1: the cosine of the question's vector and the nearest of claim and phrasings."""
    return pair.vector_cosines[0]


def vector_few(pair: Pair) -> float:
    """0 to 1: the mean of the nearest few: of many phrasings a single one may be near by chance."""
    few = pair.vector_cosines[:FEW]
    return sum(few) / len(few)


def vector_refused(pair: Pair) -> float:
    """0 to 1: how much nearer it is to what the entry must not answer than to what it should; .5 is as near."""
    return (1.0 + max(pair.refused_vector_cosines, default=0.0) - pair.vector_cosines[0]) / 2


def vector_rather(pair: Pair) -> float:
    """0 to 1: how much of all that is near by its vector the entry must not answer."""
    return refused_share(pair.vector_cosines[:FEW], pair.refused_vector_cosines) if pair.refused_vector_cosines else 0.0


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "word vectors": (
        ("vector_asked", vector_asked),
        ("vector_few", vector_few),
        ("vector_refused", vector_refused),
        ("vector_rather", vector_rather),
    ),
}
