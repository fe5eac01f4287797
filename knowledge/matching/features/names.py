"""Names and numbers: another name or another figure is another claim."""

from __future__ import annotations

from knowledge.matching.pair import Feature, Pair


def missed_names(pair: Pair) -> float:
    """0 to 1: name-like rarity of the question that the entry lacks, up to 15: another name is another claim."""
    return min(1.0, sum([unit.rarity * unit.likeness for unit in pair.missed]) / 15)


def worst_missed_name(pair: Pair) -> float:
    """0 to 1: the same of the single worst word, up to 10."""
    return min(1.0, max([unit.rarity * unit.likeness for unit in pair.missed], default=0.0) / 10)


def hit_names(pair: Pair) -> float:
    """0 to 1: the name-like rarity that both have, up to 15."""
    return min(1.0, sum([unit.rarity * unit.likeness for unit in pair.hit]) / 15)


def claim_names_hit(pair: Pair) -> float:
    """0 to 1: the share of the question's name-like rarity that claim and phrasings have."""
    whole = pair.asked.name_mass
    if not whole:
        return 0.5
    phrased = pair.document.asked_terms
    return sum([unit.rarity * unit.likeness for unit in pair.asked.units if unit.term in phrased]) / whole


def known_name_missed(pair: Pair) -> float:
    """0 or 1: the question has a name of the gazetteer that the entry has not."""
    return float(bool(pair.missed_names))


def numbers_missed(pair: Pair) -> float:
    """0, .5 or 1: how many exact numbers of the question the entry lacks (two or more: 1)."""
    return min(2, len(pair.missed_numbers)) / 2


def numbers_hit(pair: Pair) -> float:
    """0, .5 or 1: how many exact numbers both have (two or more: 1)."""
    return min(2, sum([unit.number for unit in pair.hit])) / 2


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "names": (
        ("missed_names", missed_names),
        ("worst_missed_name", worst_missed_name),
        ("hit_names", hit_names),
        ("claim_names_hit", claim_names_hit),
        ("known_name_missed", known_name_missed),
    ),
    "numbers": (
        ("numbers_missed", numbers_missed),
        ("numbers_hit", numbers_hit),
    ),
}
