"""Length: how much a claim says. What is seen of the question alone is no feature: style must not tell."""

from __future__ import annotations

import math

from knowledge.matching.ranking.pair import Feature, Pair


def claim_length(pair: Pair) -> float:
    """0 to 1: the logarithm of the claim's number of terms."""
    return min(1.0, math.log1p(len(pair.document.claim.terms)) / 4)


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {"length": (("claim_length", claim_length),)}
