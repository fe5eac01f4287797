"""Names and numbers: another name or another figure is another claim."""

from __future__ import annotations

from knowledge.matching.ranking.pair import Feature, Pair
from knowledge.matching.ranking.query import CHAT_WEIGHT


def missed_names(pair: Pair) -> float:
    """0 to 1: name-like idf of the question that the entry lacks, up to 15: another name is another claim."""
    return min(1.0, sum(pair.missed_named) / 15)


def worst_missed_name(pair: Pair) -> float:
    """0 to 1: the same of the single worst word, up to 10."""
    return min(1.0, max(pair.missed_named, default=0.0) / 10)


def claim_names_hit(pair: Pair) -> float:
    """0 to 1: the share of the question's name-like idf that claim and phrasings have."""
    whole = pair.query.name_mass
    if not whole:
        return 0.5
    phrased = pair.document.surface_terms
    return sum([idf for term, idf in pair.query.named if term in phrased]) / whole


def known_name_missed(pair: Pair) -> float:
    """0 or 1: the question has a name of the gazetteer that the entry has not."""
    return float(bool(pair.missed_names))


def numbers_missed(pair: Pair) -> float:
    """0, .5 or 1: how many exact numbers of the question the entry lacks (two or more: 1)."""
    return min(2, len(pair.missed_numbers)) / 2


def numbers_hit(pair: Pair) -> float:
    """0, .5 or 1: how many exact numbers both have (two or more: 1)."""
    return min(2, sum([one.number for one in pair.hit])) / 2 if pair.query.numbered else 0.0


def worst_surname(pair: Pair) -> float:
    """0 to 1: the worst strange name, up to 10; no first name or title before a name that both have."""
    return min(1.0, pair.worst_strange_name / 10)


def claim_name_lacked(pair: Pair) -> float:
    """0 to 1: the name-like idf of the nearest text that the question lacks and that is rarest, up to 10."""
    return min(1.0, pair.lacked_name / 10)


def exchanged(pair: Pair) -> float:
    """0 to 1: the lesser of the worst strange name of the question and the rarest name it lacks: one for another."""
    return min(1.0, min(pair.lacked_name, pair.worst_strange_name) / 10)


def unasked_name(pair: Pair) -> float:
    """0 to 1: the worst name that neither claim nor phrasings have, though the body may, up to 10."""
    unasked = zip(pair.surface_missed, pair.unasked, strict=True)
    return min(1.0, max([rest * one.name_likeness for one, rest in unasked], default=0.0) / 10)


def missed_chat(pair: Pair) -> float:
    """0 to 1: the idf of words of chat that the entry lacks, up to 10: "YouTube" may be what it is about."""
    if not pair.query.chatty:
        return 0.0
    return min(1.0, sum([one.idf / CHAT_WEIGHT for one in pair.missed if one.chat]) / 10)


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "names": (
        ("missed_names", missed_names),
        ("worst_missed_name", worst_missed_name),
        ("claim_names_hit", claim_names_hit),
        ("known_name_missed", known_name_missed),
        ("worst_surname", worst_surname),
        ("claim_name_lacked", claim_name_lacked),
        ("exchanged", exchanged),
        ("unasked_name", unasked_name),
        ("missed_chat", missed_chat),
    ),
    "numbers": (
        ("numbers_missed", numbers_missed),
        ("numbers_hit", numbers_hit),
    ),
}
