"""Writing: how alike question and text are as they are written, letters and order."""

from __future__ import annotations

from rapidfuzz import fuzz

from knowledge.matching.ranking.pair import Feature, Pair


def token_set(pair: Pair) -> float:
    """0 to 1: rapidfuzz's token_set_ratio with the nearest text: words shared, whatever else there is."""
    return fuzz.token_set_ratio(pair.query.analysed.text, pair.best.text) / 100


def grams(pair: Pair) -> float:
    """0 to 1: the Dice coefficient of character 4-grams with the nearest text: misspellings and other endings."""
    own, theirs = pair.query.grams, pair.best.grams
    return 2 * pair.shared_grams / ((len(own) + len(theirs)) or 1)


def grams_in(pair: Pair) -> float:
    """0 to 1: the share of the question's 4-grams that the nearest text has: it may be much longer."""
    own = pair.query.grams
    return pair.shared_grams / (len(own) or 1)


def bigrams(pair: Pair) -> float:
    """0 to 1: the share of the question's neighbouring terms that the nearest text has as neighbours."""
    own = pair.query.neighbours
    return len(own & pair.best.neighbours) / (len(own) or 1)


def first_hit(pair: Pair) -> float:
    """0 or 1: claim or phrasings have the question's first telling term, which is mostly what it is about."""
    return float(bool(pair.query.terms) and pair.query.terms[0].term in pair.document.surface_terms)


def last_hit(pair: Pair) -> float:
    """0 or 1: claim or phrasings have the question's last telling term."""
    return float(bool(pair.query.terms) and pair.query.terms[-1].term in pair.document.surface_terms)


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "spelling": (
        ("token_set", token_set),
        ("grams", grams),
        ("grams_in", grams_in),
    ),
    "order": (
        ("bigrams", bigrams),
        ("first_hit", first_hit),
        ("last_hit", last_hit),
    ),
}
