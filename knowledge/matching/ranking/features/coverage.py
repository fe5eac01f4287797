"""Words: how much of what is asked the entry has, and what of the claim is not asked."""

from __future__ import annotations

from knowledge.matching.ranking.pair import Feature, Pair


def claim_cover(pair: Pair) -> float:
    """0 to 1: the share of the question's idf that the claim has. What is asked should be what is claimed."""
    return pair.claim_cover


def asked_cover(pair: Pair) -> float:
    """0 to 1: the same for claim and phrasings together: a question may mix the words of several."""
    return 1.0 - sum([one.idf for one in pair.surface_missed]) / pair.query.mass


def entry_cover(pair: Pair) -> float:
    """0 to 1: the same for the whole entry: people ask in the words of its body."""
    return pair.hit_idf / pair.query.mass


def claim_lack(pair: Pair) -> float:
    """0 to 1: the share of the claim's idf that the question lacks: it may be about something wider."""
    return max(0.0, 1.0 - pair.claim_shared / pair.claim_mass)


def cosine(pair: Pair) -> float:
    """0 to 1: the cosine of the question and the nearest text, over idf."""
    return pair.best_cosine


def hit_mass(pair: Pair) -> float:
    """0 to 1: how much idf is shared in all, up to 30: two shared rare words say more than two common ones."""
    return min(1.0, pair.hit_idf / 30)


def part_cover(pair: Pair) -> float:
    """0 to 1: the share of the question's idf that one single part of the body has: a question about that part."""
    return max([pair.weights.cover(part.term_set) for part in pair.document.parts], default=0.0)


def ideal_share(pair: Pair) -> float:
    """0 to 1: the cheap score over the highest that any entry could reach with this question."""
    return min(1.0, pair.score / pair.query.mass)


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "words": (
        ("claim_cover", claim_cover),
        ("asked_cover", asked_cover),
        ("entry_cover", entry_cover),
        ("claim_lack", claim_lack),
        ("cosine", cosine),
        ("hit_mass", hit_mass),
        ("part_cover", part_cover),
        ("ideal_share", ideal_share),
    ),
}
