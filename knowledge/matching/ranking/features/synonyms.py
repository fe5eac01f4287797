"""Alike: what is asked in other words of the same meaning, and what is left that has no like in the entry."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.matching.ranking.pair import Feature, Pair
from knowledge.matching.ranking.query import Unit


def alike_claim(pair: Pair) -> float:
    """0 to 1: what the claim has of the question, words alike in meaning counted as far as they are."""
    if len(pair.document.asked) == 1:
        return alike_asked(pair)
    claim = pair.document.claim.term_set
    missed = [(unit.term, unit.rarity) for unit in pair.asked.units if unit.term not in claim]
    return pair.claim_cover + sum([rarity * pair.alike_in(term, claim) for term, rarity in missed]) / pair.asked.mass


def alike_asked(pair: Pair) -> float:
    """0 to 1: the same for claim and phrasings together."""
    return 1.0 - _without_like(pair, pair.asked_missed, pair.asked_alike)


def alike_entry(pair: Pair) -> float:
    """0 to 1: the same for the whole entry."""
    return 1.0 - _without_like(pair, pair.missed, pair.entry_alike)


def claim_alike(pair: Pair) -> float:
    """0 to 1: the share of the claim's rarity that the question has or has a like of."""
    likes, terms = pair.weigher.likes, pair.terms
    alike = [term for term in pair.document.claim.distinct if term in likes and term not in terms]
    explained = sum([rarity * likes[term] for term, rarity in zip(alike, pair.weigher.all_of(alike), strict=True)])
    return min(1.0, (pair.claim_shared + explained) / pair.claim_mass)


def strangest(pair: Pair) -> float:
    """0 to 1: the rarity of the word that is strangest to the entry, less what it has alike, up to 10."""
    return min(1.0, max(pair.strangeness, default=0.0) / 10)


def strange_mass(pair: Pair) -> float:
    """0 to 1: the rarity of the question in all that is strange to the entry, up to 20."""
    return min(1.0, sum(pair.strangeness) / 20)


def strange_names(pair: Pair) -> float:
    """0 to 1: the same of what is like a name, up to 15."""
    return min(1.0, sum(pair.strange_named) / 15)


def _without_like(pair: Pair, missed: Sequence[Unit], alike: Sequence[float]) -> float:
    return sum([unit.rarity * (1.0 - share) for unit, share in zip(missed, alike, strict=True)]) / pair.asked.mass


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
