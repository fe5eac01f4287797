"""Features: how well an entry fits a question. Each is a small function with a range and a reason.

`GROUPS` names them by what they look at; whoever adds a feature adds it to the groups of one module here.
"""

from __future__ import annotations

from knowledge.matching.ranking.features import (
    contradictions,
    coverage,
    length,
    names,
    phrasings,
    similar_words,
    spelling_and_order,
    word_vectors,
)
from knowledge.matching.ranking.pair import Feature, Pair

# The order is part of the format of weights.json's inputs.
GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    **coverage.GROUPS,
    **spelling_and_order.GROUPS,
    **names.GROUPS,
    **contradictions.GROUPS,
    **length.GROUPS,
    **phrasings.GROUPS,
    **similar_words.GROUPS,
    **word_vectors.GROUPS,
}
PAIR_FEATURES: tuple[tuple[str, Feature], ...] = tuple(feature for group in GROUPS.values() for feature in group)

PAIR_NAMES = tuple(name for name, _ in PAIR_FEATURES)


def pair_values(pair: Pair) -> list[float]:
    """Return the values of all features of a pair, in the order of PAIR_FEATURES."""
    return [feature(pair) for _, feature in PAIR_FEATURES]
