"""Alike: what is asked in other words of the same meaning, and what is left that has no like in the entry."""

from __future__ import annotations

from knowledge.matching.pair import Feature, Pair


def alike_claim(pair: Pair) -> float:
    """0 to 1: what the claim has of the question, words alike in meaning counted as far as they are."""
    return pair.alike_cover(pair.document.claim.term_set)


def alike_asked(pair: Pair) -> float:
    """0 to 1: the same for claim and phrasings together."""
    return pair.alike_cover(pair.document.asked_terms)


def alike_entry(pair: Pair) -> float:
    """0 to 1: the same for the whole entry."""
    return pair.alike_cover(pair.document.everything)


def claim_alike(pair: Pair) -> float:
    """0 to 1: the share of the claim's rarity that the question has or has a like of."""
    whole = explained = 0.0
    distinct = pair.document.claim.distinct
    likes = pair.weigher.likes
    for term, weight in zip(distinct, pair.weigher.all_of(distinct), strict=True):
        whole += weight
        explained += weight * (1.0 if term in pair.terms else likes.get(term, 0.0))
    return explained / (whole or 1.0)


def strangest(pair: Pair) -> float:
    """0 to 1: the rarity of the word that is strangest to the entry, less what it has alike, up to 10."""
    return min(1.0, max(pair.strangeness, default=0.0) / 10)


def strange_mass(pair: Pair) -> float:
    """0 to 1: the rarity of the question in all that is strange to the entry, up to 20."""
    return min(1.0, sum(pair.strangeness) / 20)


def strange_names(pair: Pair) -> float:
    """0 to 1: the same of what is like a name, up to 15."""
    pairs = zip(pair.missed, pair.strangeness, strict=True)
    return min(1.0, sum([rest * unit.likeness for unit, rest in pairs]) / 15)


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "alike": (
        ("alike_claim", alike_claim),
        ("alike_asked", alike_asked),
        ("alike_entry", alike_entry),
        ("claim_alike", claim_alike),
        ("strangest", strangest),
        ("strange_mass", strange_mass),
        ("strange_names", strange_names),
    ),
}
