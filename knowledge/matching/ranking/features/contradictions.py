"""Meaning: near in words and yet another claim (another word in its place, an opposed relation, another question)."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from knowledge.matching.ranking.pair import Feature, Pair


def substituted(pair: Pair) -> float:
    """0 to 1: the share of the question's rarity that stands where the nearest text has another word.

    "Cops commit 90 percent" is not "gangs commit 90 percent". What stands elsewhere in the entry does not count.
    """
    own, theirs = pair.asked.terms.terms, pair.best.terms
    if not pair.strange:
        return 0.0
    replaced = {own[edit.src_pos] for edit in Levenshtein.editops(own, theirs) if edit.tag == "replace"}
    return sum([unit.rarity for unit in pair.strange if unit.term in replaced]) / pair.asked.mass


def worst_unasked(pair: Pair) -> float:
    """0 to 1: the rarity of the word that is strangest to claim and phrasings, up to 10; the body may have it."""
    return min(1.0, max(pair.unasked, default=0.0) / 10)


def strange_beside(pair: Pair) -> float:
    """0 to 1: what the entry lacks, times how near the rest is to one phrasing: near, and yet another thing."""
    return pair.missed_rarity / pair.asked.mass * pair.best_cosine


def opposed(pair: Pair) -> float:
    """0 or 1: the question speaks of a relation that is the opposite of the claim's: allied, at war."""
    return float(pair.opposed is not None)


def turned_round(pair: Pair) -> float:
    """0 or 1: the question has two names of the entry around a one-way verb the other way round."""
    return float(pair.turned_round)


def stressed_missed(pair: Pair) -> float:
    """0 to 1: the rarity of words written in capitals for stress that the entry lacks, up to 10: the very point."""
    if not pair.asked.stressed:
        return 0.0
    rests = zip(pair.missed, pair.strangeness, strict=True)
    return min(1.0, sum([rest for unit, rest in rests if unit.stressed]) / 10)


def refused(pair: Pair) -> float:
    """0 to 1: how much nearer it is to what the entry must not answer than to what it should; .5 is as near."""
    return (1.0 + pair.nearest_refused - pair.best_cosine) / 2


def refused_nearly(pair: Pair) -> float:
    """0 to 1: the cosine with the nearest question that the entry must not answer."""
    return pair.nearest_refused


def refused_rather(pair: Pair) -> float:
    """0 to 1: as `refused`, as far as what sets the refused question apart is asked; "guns" refuses no "drugs"."""
    return (1.0 + pair.told_refused - pair.best_cosine) / 2


def _asks(*details: str) -> Feature:
    def asks(pair: Pair) -> float:
        """0 to 1: how far the question, asking for one of these details, is from a phrasing that does so; 1 is none."""
        if not pair.details:
            return 0.0
        return max([distance for detail, distance in pair.details.items() if detail in details], default=0.0)

    return asks


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "substitution": (
        ("substituted", substituted),
        ("worst_unasked", worst_unasked),
        ("strange_beside", strange_beside),
        ("stressed_missed", stressed_missed),
    ),
    "relations": (
        ("opposed", opposed),
        ("turned_round", turned_round),
    ),
    "not this": (
        ("refused", refused),
        ("refused_nearly", refused_nearly),
        ("refused_rather", refused_rather),
    ),
    "detail": (
        ("asks_amount", _asks("amount", "how long", "how often", "how old", "how big")),
        ("asks_who", _asks("who")),
        ("asks_when", _asks("when", "where", "why", "what happened")),
        ("asks_what", _asks("what")),
    ),
}
