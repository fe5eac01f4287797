"""Length: how much there is to go by at all."""

from __future__ import annotations

import math

from knowledge.matching.ranking.pair import Feature, Pair


def question_length(pair: Pair) -> float:
    """0 to 1: the logarithm of the number of telling terms: a question of one word is never sure."""
    return min(1.0, math.log1p(len(pair.asked.units)) / 4)


def shortest(pair: Pair) -> float:
    """0 to 1: 1 for a single telling term, less for two and three: too little to go by."""
    return 1 / max(1, len(pair.asked.units))


def question_mass(pair: Pair) -> float:
    """0 to 1: how much rarity the question has in all, up to 60."""
    return min(1.0, pair.asked.mass / 60)


def claim_length(pair: Pair) -> float:
    """0 to 1: the logarithm of the claim's number of terms."""
    return min(1.0, math.log1p(len(pair.document.claim.terms)) / 4)


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "length": (
        ("question_length", question_length),
        ("shortest", shortest),
        ("question_mass", question_mass),
        ("claim_length", claim_length),
    ),
}
