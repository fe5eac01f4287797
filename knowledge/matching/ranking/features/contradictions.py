"""Contradictions: near in words and yet another claim (another word in its place, a question to be refused)."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from knowledge.matching.ranking.pair import Feature, Pair


def substituted(pair: Pair) -> float:
    """0 to 1: the share of the question's idf that stands where the nearest text has another word.

    "Cops commit 90 percent" is not "gangs commit 90 percent". What stands elsewhere in the entry does not count.
    """
    own, theirs = pair.query.analysed.terms, pair.best.terms
    if not pair.strange:
        return 0.0
    replaced = {own[edit.src_pos] for edit in Levenshtein.editops(own, theirs) if edit.tag == "replace"}
    return sum([one.idf for one in pair.strange if one.term in replaced]) / pair.query.mass


def worst_unasked(pair: Pair) -> float:
    """0 to 1: the idf of the word that is strangest to claim and phrasings, up to 10; the body may have it."""
    return min(1.0, max(pair.unasked, default=0.0) / 10)


def strange_beside(pair: Pair) -> float:
    """0 to 1: what the entry lacks, times how near the rest is to one phrasing: near, and yet another thing."""
    return pair.missed_idf / pair.query.mass * pair.best_cosine


def refused(pair: Pair) -> float:
    """0 to 1: how much nearer it is to what the entry must not answer than to what it should; .5 is as near."""
    return (1.0 + pair.nearest_refused - pair.best_cosine) / 2


def refused_nearly(pair: Pair) -> float:
    """0 to 1: the cosine with the nearest question that the entry must not answer."""
    return pair.nearest_refused


def refused_rather(pair: Pair) -> float:
    """0 to 1: as `refused`, as far as what sets the refused question apart is asked; "guns" refuses no "drugs"."""
    return (1.0 + pair.nearest_refused_apart - pair.best_cosine) / 2


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "substitution": (
        ("substituted", substituted),
        ("worst_unasked", worst_unasked),
        ("strange_beside", strange_beside),
    ),
    "not this": (
        ("refused", refused),
        ("refused_nearly", refused_nearly),
        ("refused_rather", refused_rather),
    ),
}
