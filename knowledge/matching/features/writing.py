"""Writing: how alike question and text are as they are written, letters and order."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from knowledge.matching.pair import Feature, Pair


def token_set(pair: Pair) -> float:
    """0 to 1: rapidfuzz's token_set_ratio with the nearest text: words shared, whatever else there is."""
    return fuzz.token_set_ratio(pair.asked.terms.text, pair.best.text) / 100


def token_sort(pair: Pair) -> float:
    """0 to 1: token_sort_ratio of all words, common ones too: sayings and titles are made of those."""
    return fuzz.ratio(pair.asked.terms.in_alphabet, pair.best.in_alphabet) / 100


def partial(pair: Pair) -> float:
    """0 to 1: partial_ratio of all words: one inside the other."""
    return fuzz.partial_ratio(pair.asked.terms.whole, pair.best.whole) / 100


def grams(pair: Pair) -> float:
    """0 to 1: the Dice coefficient of character 4-grams with the nearest text: misspellings and other endings."""
    own, theirs = pair.asked.grams, pair.best.grams
    return 2 * pair.shared_grams / ((len(own) + len(theirs)) or 1)


def grams_in(pair: Pair) -> float:
    """0 to 1: the share of the question's 4-grams that the nearest text has: it may be much longer."""
    own = pair.asked.grams
    return pair.shared_grams / (len(own) or 1)


def in_order(pair: Pair) -> float:
    """0 to 1: the longest run of telling terms that both have in the same order."""
    return LCSseq.normalized_similarity(pair.asked.terms.terms, pair.best.terms)


def whole_order(pair: Pair) -> float:
    """0 to 1: the share of all the question's words that stand in the nearest text in the same order."""
    words = pair.asked.words
    return LCSseq.similarity(words, pair.best.words) / (len(words) or 1)


def bigrams(pair: Pair) -> float:
    """0 to 1: the share of the question's neighbouring terms that the nearest text has as neighbours."""
    own = pair.asked.neighbours
    return len(own & pair.best.neighbours) / (len(own) or 1)


def word_pairs(pair: Pair) -> float:
    """0 to 1: how many neighbouring words, common ones too, both have, up to 6."""
    return min(6, len(pair.asked.word_neighbours & pair.best.word_neighbours)) / 6


def first_hit(pair: Pair) -> float:
    """0 or 1: claim or phrasings have the question's first telling term, which is mostly what it is about."""
    return float(bool(pair.asked.units) and pair.asked.units[0].term in pair.document.asked_terms)


def last_hit(pair: Pair) -> float:
    """0 or 1: claim or phrasings have the question's last telling term."""
    return float(bool(pair.asked.units) and pair.asked.units[-1].term in pair.document.asked_terms)


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "spelling": (
        ("token_set", token_set),
        ("token_sort", token_sort),
        ("partial", partial),
        ("grams", grams),
        ("grams_in", grams_in),
    ),
    "order": (
        ("in_order", in_order),
        ("whole_order", whole_order),
        ("bigrams", bigrams),
        ("word_pairs", word_pairs),
        ("first_hit", first_hit),
        ("last_hit", last_hit),
    ),
}
