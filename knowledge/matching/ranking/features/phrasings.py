"""Phrasings: how many ways of asking the question is near."""

from __future__ import annotations

from knowledge.matching.ranking.pair import Feature, Pair


def _nearest(place: int) -> Feature:
    def nearest(pair: Pair) -> float:
        """0 to 1: the cosine with the n-th nearest of claim and phrasings: one likeness may be chance."""
        return pair.cosines[place] if place < len(pair.cosines) else 0.0

    return nearest


def phrasings_touched(pair: Pair) -> float:
    """0 to 1: the share of claim and phrasings that have a term of the question."""
    # Its cosine is 0 where it has none.
    return (len(pair.cosines) - pair.cosines.count(0.0)) / len(pair.cosines)


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "phrasings": (
        ("second_nearest", _nearest(1)),
        ("phrasings_touched", phrasings_touched),
    ),
}
