"""Phrasings: how many ways of asking the question is near, and what of it nobody who asked before has said."""

from __future__ import annotations

from knowledge.matching.pair import Feature, Pair


def _nearest(place: int) -> Feature:
    def nearest(pair: Pair) -> float:
        """0 to 1: the cosine with the n-th nearest of claim and phrasings: one likeness may be chance."""
        return pair.cosines[place] if place < len(pair.cosines) else 0.0

    return nearest


def phrasings_touched(pair: Pair) -> float:
    """0 to 1: the share of claim and phrasings that have a term of the question."""
    # Its cosine is 0 where it has none.
    return (len(pair.cosines) - pair.cosines.count(0.0)) / len(pair.cosines)


def claim_names_said(pair: Pair) -> float:
    """0 to 1: the share of the claim's known names that the question says; 0 when the claim has none."""
    names = pair.document.claim.known_names
    return sum([term in pair.terms for term in names]) / max(1, len(names))


def missed_count(pair: Pair) -> float:
    """0 to 1: the share of the question's telling terms, each counted once, that the entry lacks."""
    return len(pair.missed) / max(1, len(pair.asked.units))


def missed_known(pair: Pair) -> float:
    """0 to 1: the share of its rarity that the entry lacks and others have: a subject of theirs, no slip."""
    return sum([unit.rarity for unit in pair.missed if unit.term in pair.asked.known]) / pair.asked.mass


def missed_unknown(pair: Pair) -> float:
    """0 to 1: the share of its rarity that no entry of the base has."""
    return sum([unit.rarity for unit in pair.missed if unit.term not in pair.asked.known]) / pair.asked.mass


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "phrasings": (
        ("second_nearest", _nearest(1)),
        ("third_nearest", _nearest(2)),
        ("phrasings_touched", phrasings_touched),
    ),
    "strange": (
        ("claim_names_said", claim_names_said),
        ("missed_count", missed_count),
        ("missed_known", missed_known),
        ("missed_unknown", missed_unknown),
    ),
}
