"""Features: how well an entry fits a question. Each is a small function with a range and a reason; `GROUPS` names them.

All but the last group look at one pair; `relative` adds how the candidate stands among the others.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from knowledge.matching.analysis import NAME_MARK
from knowledge.matching.pair import Pair

Feature = Callable[[Pair], float]


def claim_cover(pair: Pair) -> float:
    """0 to 1: the share of the question's rarity that the claim has. What is asked should be what is claimed."""
    return pair.cover(pair.document.claim.term_set)


def best_cover(pair: Pair) -> float:
    """0 to 1: the same for the claim or phrasing that is nearest."""
    return pair.cover(pair.best.term_set)


def asked_cover(pair: Pair) -> float:
    """0 to 1: the same for claim and phrasings together: a question may mix the words of several."""
    return pair.cover(pair.document.asked_terms)


def entry_cover(pair: Pair) -> float:
    """0 to 1: the same for the whole entry: people ask in the words of its body."""
    return sum(unit.rarity for unit in pair.hit) / pair.asked.mass


def claim_lack(pair: Pair) -> float:
    """0 to 1: the share of the claim's rarity that the question lacks: it may be about something wider."""
    return pair.lacked(pair.document.claim)


def best_lack(pair: Pair) -> float:
    """0 to 1: the same for the nearest text."""
    return pair.lacked(pair.best)


def cosine(pair: Pair) -> float:
    """0 to 1: the cosine of the question and the nearest text, over rarities."""
    return pair.best_cosine


def hit_mass(pair: Pair) -> float:
    """0 to 1: how much rarity is shared, in all, up to 30: two shared rare words say more than two common ones."""
    return min(1.0, sum(unit.rarity for unit in pair.hit) / 30)


def missed_mass(pair: Pair) -> float:
    """0 to 1: how much rarity of the question the entry lacks, in all, up to 30."""
    return min(1.0, sum(unit.rarity for unit in pair.missed) / 30)


def kin_cover(pair: Pair) -> float:
    """0 to 1: the share of the question's rarity that is not in the entry but has a word of its family there."""
    return sum(unit.rarity for unit in pair.missed if pair.kin(unit)) / pair.asked.mass


def _rare_hit(place: int) -> Feature:
    def rare_hit(pair: Pair) -> float:
        """0, .5 or 1: whether the n-th rarest word is in the entry, and in its claim or phrasings."""
        if place >= len(pair.rarest):
            return 0.5
        term = pair.rarest[place].term
        return 1.0 if term in pair.document.asked_terms else 0.5 if term in pair.document.everything else 0.0

    return rare_hit


def rarest_missed(pair: Pair) -> float:
    """0 to 1: the rarity of the rarest word that the entry lacks, up to 10."""
    return min(1.0, max((unit.rarity for unit in pair.missed if not pair.kin(unit)), default=0.0) / 10)


def square_cover(pair: Pair) -> float:
    """0 to 1: the share that claim and phrasings have, over squared rarities: the rare words decide."""
    shared = sum(unit.rarity**2 for unit in pair.asked.units if unit.term in pair.document.asked_terms)
    return shared / pair.asked.square_mass


def part_cover(pair: Pair) -> float:
    """0 to 1: the share of the question's rarity that one single part of the body has: a question about that part."""
    return max(pair.part_covers, default=0.0)


def associated_claim(pair: Pair) -> float:
    """0 to 1: what the claim has of the question, words that go with each other counted in."""
    return pair.associated_cover(pair.document.claim.term_set)


def associated_entry(pair: Pair) -> float:
    """0 to 1: the same for the whole entry."""
    return pair.associated_cover(pair.document.everything)


def claim_explained(pair: Pair) -> float:
    """0 to 1: the share of the claim's rarity that the question has or that goes with one of its words."""
    whole = explained = 0.0
    for term in pair.document.claim.term_set:
        weight = pair.weigher(term)
        whole += weight
        if term in pair.terms:
            explained += weight
        else:
            shares = sum(others.get(term, 0.0) for others in pair.weigher.associated.values())
            explained += weight * min(1.0, shares)
    return explained / (whole or 1.0)


def token_set(pair: Pair) -> float:
    """0 to 1: rapidfuzz's token_set_ratio with the nearest text: words shared, whatever else there is."""
    return fuzz.token_set_ratio(pair.asked.terms.text, pair.best.text) / 100


def token_sort(pair: Pair) -> float:
    """0 to 1: token_sort_ratio of all words, common ones too: sayings and titles are made of those."""
    return fuzz.token_sort_ratio(pair.asked.terms.whole, pair.best.whole) / 100


def partial(pair: Pair) -> float:
    """0 to 1: partial_ratio of all words: one inside the other."""
    return fuzz.partial_ratio(pair.asked.terms.whole, pair.best.whole) / 100


def grams(pair: Pair) -> float:
    """0 to 1: the Dice coefficient of character 4-grams with the nearest text: misspellings and other endings."""
    own, theirs = _grams(pair.asked.terms.whole), _grams(pair.best.whole)
    return 2 * len(own & theirs) / ((len(own) + len(theirs)) or 1)


def grams_in(pair: Pair) -> float:
    """0 to 1: the share of the question's 4-grams that the nearest text has: it may be much longer."""
    own = _grams(pair.asked.terms.whole)
    return len(own & _grams(pair.best.whole)) / (len(own) or 1)


def in_order(pair: Pair) -> float:
    """0 to 1: the longest run of telling terms that both have in the same order."""
    return LCSseq.normalized_similarity(pair.asked.terms.terms, pair.best.terms)


def whole_order(pair: Pair) -> float:
    """0 to 1: the share of all the question's words that stand in the nearest text in the same order."""
    words = pair.asked.terms.whole.split()
    return LCSseq.similarity(words, pair.best.whole.split()) / (len(words) or 1)


def bigrams(pair: Pair) -> float:
    """0 to 1: the share of the question's neighbouring terms that the nearest text has as neighbours."""
    own = set(zip(pair.asked.terms.terms, pair.asked.terms.terms[1:], strict=False))
    return len(own & set(zip(pair.best.terms, pair.best.terms[1:], strict=False))) / (len(own) or 1)


def word_pairs(pair: Pair) -> float:
    """0 to 1: how many neighbouring words, common ones too, both have, up to 6."""
    own, theirs = pair.asked.terms.whole.split(), pair.best.whole.split()
    shared = set(zip(own, own[1:], strict=False)) & set(zip(theirs, theirs[1:], strict=False))
    return min(6, len(shared)) / 6


def first_hit(pair: Pair) -> float:
    """0 or 1: claim or phrasings have the question's first telling term, which is mostly what it is about."""
    return float(bool(pair.asked.units) and pair.asked.units[0].term in pair.document.asked_terms)


def last_hit(pair: Pair) -> float:
    """0 or 1: claim or phrasings have the question's last telling term."""
    return float(bool(pair.asked.units) and pair.asked.units[-1].term in pair.document.asked_terms)


def missed_names(pair: Pair) -> float:
    """0 to 1: rarity of what the entry lacks, weighted by how name-like it is, up to 15: another name is another claim."""
    return min(1.0, sum(unit.rarity * unit.likeness for unit in pair.missed) / 15)


def worst_missed_name(pair: Pair) -> float:
    """0 to 1: the same of the single worst word, up to 10."""
    return min(1.0, max((unit.rarity * unit.likeness for unit in pair.missed), default=0.0) / 10)


def hit_names(pair: Pair) -> float:
    """0 to 1: the name-like rarity that both have, up to 15."""
    return min(1.0, sum(unit.rarity * unit.likeness for unit in pair.hit) / 15)


def claim_names_hit(pair: Pair) -> float:
    """0 to 1: the share of the question's name-like rarity that claim and phrasings have."""
    whole = sum(unit.rarity * unit.likeness for unit in pair.asked.units)
    return (
        sum(unit.rarity * unit.likeness for unit in pair.asked.units if unit.term in pair.document.asked_terms) / whole
        if whole
        else 0.5
    )


def known_name_missed(pair: Pair) -> float:
    """0 or 1: the question has a name of the gazetteer that the entry has not."""
    return float(any(unit.term.startswith(NAME_MARK) for unit in pair.missed))


def numbers_missed(pair: Pair) -> float:
    """0, .5 or 1: how many exact numbers of the question the entry lacks (two or more: 1)."""
    return min(2, sum(unit.number for unit in pair.missed)) / 2


def numbers_hit(pair: Pair) -> float:
    """0, .5 or 1: how many exact numbers both have (two or more: 1)."""
    return min(2, sum(unit.number for unit in pair.hit)) / 2


def opposed(pair: Pair) -> float:
    """0 or 1: the question speaks of a relation that is the opposite of the claim's: allied, at war."""
    return float(pair.opposed is not None)


def refused(pair: Pair) -> float:
    """0 to 1: how much nearer the question is to a question that the entry must not answer than to those that it should; .5 is as near."""
    nearest = max((pair.cosine(text) for text in pair.document.not_this), default=0.0)
    return (1.0 + nearest - pair.best_cosine) / 2


def refused_nearly(pair: Pair) -> float:
    """0 to 1: the cosine with the nearest question that the entry must not answer."""
    return max((pair.cosine(text) for text in pair.document.not_this), default=0.0)


def substituted(pair: Pair) -> float:
    """0 to 1: the share of the question's rarity that stands where the nearest text has another word, and nowhere in the entry: "cops commit
    90 percent" for "gangs commit 90 percent"."""
    own, theirs = pair.asked.terms.terms, pair.best.terms
    rarity = {unit.term: unit.rarity for unit in pair.missed if not pair.kin(unit)}
    replaced = {
        term
        for code in Levenshtein.opcodes(own, theirs)
        if code.tag == "replace"
        for term in own[code.src_start : code.src_end]
    }
    return sum(rarity.get(term, 0.0) for term in replaced) / pair.asked.mass


def strange_beside(pair: Pair) -> float:
    """0 to 1: the share of the question that the entry lacks, times how near the rest is to one phrasing: near, and yet another thing."""
    return sum(unit.rarity for unit in pair.missed) / pair.asked.mass * pair.best_cosine


def _asks(detail: str) -> Feature:
    def asks(pair: Pair) -> float:
        """0 or 1: the question asks for this detail (an amount, a person, a time or place), and no phrasing of the entry does."""
        return float(detail in pair.details)

    return asks


def question_length(pair: Pair) -> float:
    """0 to 1: the logarithm of the number of telling terms: a question of one word is never sure."""
    return min(1.0, math.log1p(len(pair.asked.units)) / 4)


def shortest(pair: Pair) -> float:
    """0 to 1: 1 for a single telling term, less for two and three: too little to go by."""
    return 1 / max(1, len(pair.asked.units))


def question_mass(pair: Pair) -> float:
    """0 to 1: how much rarity the question has in all, up to 60."""
    return min(1.0, pair.asked.mass / 60)


def claim_length(pair: Pair) -> float:
    """0 to 1: the logarithm of the claim's number of terms."""
    return min(1.0, math.log1p(len(pair.document.claim.terms)) / 4)


def ideal_share(pair: Pair) -> float:
    """0 to 1: the cheap score over the highest that any entry could reach with this question."""
    return min(1.0, pair.score / pair.asked.mass)


GROUPS: dict[str, tuple[tuple[str, Feature], ...]] = {
    "words": (
        ("claim_cover", claim_cover),
        ("best_cover", best_cover),
        ("asked_cover", asked_cover),
        ("entry_cover", entry_cover),
        ("claim_lack", claim_lack),
        ("best_lack", best_lack),
        ("cosine", cosine),
        ("hit_mass", hit_mass),
        ("missed_mass", missed_mass),
        ("kin_cover", kin_cover),
        ("square_cover", square_cover),
        ("part_cover", part_cover),
        ("ideal_share", ideal_share),
    ),
    "rare words": (
        ("rarest_1", _rare_hit(0)),
        ("rarest_2", _rare_hit(1)),
        ("rarest_3", _rare_hit(2)),
        ("rarest_missed", rarest_missed),
    ),
    "associations": (
        ("associated_claim", associated_claim),
        ("associated_entry", associated_entry),
        ("claim_explained", claim_explained),
    ),
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
    "names": (
        ("missed_names", missed_names),
        ("worst_missed_name", worst_missed_name),
        ("hit_names", hit_names),
        ("claim_names_hit", claim_names_hit),
        ("known_name_missed", known_name_missed),
    ),
    "numbers": (("numbers_missed", numbers_missed), ("numbers_hit", numbers_hit)),
    "substitution": (("substituted", substituted), ("strange_beside", strange_beside)),
    "relations": (("opposed", opposed),),
    "not this": (("refused", refused), ("refused_nearly", refused_nearly)),
    "detail": (
        ("asks_amount", _asks("amount")),
        ("asks_who", _asks("who")),
        ("asks_when", _asks("when")),
        ("asks_what", _asks("what")),
    ),
    "length": (
        ("question_length", question_length),
        ("shortest", shortest),
        ("question_mass", question_mass),
        ("claim_length", claim_length),
    ),
}
PAIR_FEATURES: tuple[tuple[str, Feature], ...] = tuple(feature for group in GROUPS.values() for feature in group)


def pair_values(pair: Pair) -> list[float]:
    """Return the values of all pair features, in the order of PAIR_FEATURES."""
    return [feature(pair) for _, feature in PAIR_FEATURES]


@functools.lru_cache(maxsize=4096)
def _grams(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 4] for place in range(len(text) - 3))


def standing(values: Sequence[float], place: int) -> float:
    """Return a candidate's value less the highest value among the others: its lead, negative when it trails."""
    others = [value for other, value in enumerate(values) if other != place]
    return values[place] - max(others, default=0.0)
