"""Similar words: what is asked in words used alike, and what is left that has no similar word in the entry."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.matching.ranking.pair import Feature, Pair
from knowledge.matching.ranking.query import QueryTerm


def similar_claim(pair: Pair) -> float:
    """0 to 1: what the claim has of the question, similar words counted by their similarity."""
    if len(pair.document.surfaces) == 1:
        return similar_asked(pair)
    claim = pair.document.claim.term_set
    missed = [(one.term, one.idf) for one in pair.query.terms if one.term not in claim]
    return pair.claim_cover + sum([idf * pair.similarity_in(term, claim) for term, idf in missed]) / pair.query.mass


def similar_asked(pair: Pair) -> float:
    """0 to 1: the same for claim and phrasings together."""
    return 1.0 - _without_similar(pair, pair.surface_missed, pair.surface_similarity)


def similar_entry(pair: Pair) -> float:
    """0 to 1: the same for the whole entry."""
    return 1.0 - _without_similar(pair, pair.missed, pair.entry_similarity)


def claim_similar(pair: Pair) -> float:
    """0 to 1: the share of the claim's idf that the question has, itself or a word similar to it."""
    similarity, terms = pair.weights.similarity, pair.terms
    similar = [term for term in pair.document.claim.distinct if term in similarity and term not in terms]
    explained = sum([idf * similarity[term] for term, idf in zip(similar, pair.weights.all_of(similar), strict=True)])
    return min(1.0, (pair.claim_shared + explained) / pair.claim_mass)


def strangest(pair: Pair) -> float:
    """0 to 1: the idf of the word that is strangest to the entry, less what is similar to it there, up to 10."""
    return min(1.0, max(pair.strangeness, default=0.0) / 10)


def strange_mass(pair: Pair) -> float:
    """0 to 1: the idf of the question in all that is strange to the entry, up to 20."""
    return min(1.0, sum(pair.strangeness) / 20)


def strange_names(pair: Pair) -> float:
    """0 to 1: the same of what is like a name, up to 15."""
    return min(1.0, sum(pair.strange_named) / 15)


def _without_similar(pair: Pair, missed: Sequence[QueryTerm], similarity: Sequence[float]) -> float:
    return sum([one.idf * (1.0 - share) for one, share in zip(missed, similarity, strict=True)]) / pair.query.mass


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "similar words": (
        ("similar_claim", similar_claim),
        ("similar_asked", similar_asked),
        ("similar_entry", similar_entry),
        ("claim_similar", claim_similar),
        ("strangest", strangest),
        ("strange_mass", strange_mass),
        ("strange_names", strange_names),
    ),
}
