"""Features: how well an entry fits a question. Each is a small function with a range and a reason; `GROUPS` names them.

All but the last group look at one pair; `relative` adds how the candidate stands among the others.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from knowledge.matching.analysis import NAME_MARK
from knowledge.matching.pair import Pair

Feature = Callable[[Pair], float]


def claim_cover(pair: Pair) -> float:
    """0 to 1: the share of the question's rarity that the claim has. What is asked should be what is claimed."""
    return pair.cover(pair.claim_terms)


def best_cover(pair: Pair) -> float:
    """0 to 1: the same for the claim or phrasing that is nearest."""
    return pair.cover(pair.best_terms)


def asked_cover(pair: Pair) -> float:
    """0 to 1: the same for claim and phrasings together: a question may mix the words of several."""
    return pair.cover(pair.asked_terms)


def entry_cover(pair: Pair) -> float:
    """0 to 1: the same for the whole entry: people ask in the words of its body."""
    return sum(unit.rarity for unit in pair.everything_hit) / pair.asked.mass


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
    return min(1.0, sum(unit.rarity for unit in pair.everything_hit) / 30)


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
        return 1.0 if term in pair.asked_terms else 0.5 if term in pair.document.everything else 0.0

    return rare_hit


def rarest_missed(pair: Pair) -> float:
    """0 to 1: the rarity of the rarest word that the entry lacks, up to 10."""
    return min(1.0, max((unit.rarity for unit in pair.missed if not pair.kin(unit)), default=0.0) / 10)


def token_set(pair: Pair) -> float:
    """0 to 1: rapidfuzz's token_set_ratio with the nearest text: words shared, whatever else there is."""
    return pair.token_set


def token_sort(pair: Pair) -> float:
    """0 to 1: token_sort_ratio: the same words in any order, letter by letter."""
    return pair.token_sort


def partial(pair: Pair) -> float:
    """0 to 1: partial_ratio: one inside the other."""
    return pair.partial


def in_order(pair: Pair) -> float:
    """0 to 1: the longest run of terms that both have in the same order."""
    return pair.in_order


def bigrams(pair: Pair) -> float:
    """0 to 1: the share of the question's neighbouring terms that the nearest text has as neighbours."""
    own = list(zip(pair.asked.terms.terms, pair.asked.terms.terms[1:], strict=False))
    theirs = set(zip(pair.best.terms, pair.best.terms[1:], strict=False))
    return sum(one in theirs for one in own) / len(own) if own else 0.0


def grams(pair: Pair) -> float:
    """0 to 1: the Dice coefficient of character trigrams with the nearest text: misspellings and other endings."""
    own, theirs = _trigrams(pair.asked.terms.text), _trigrams(pair.best.text)
    return 2 * len(own & theirs) / ((len(own) + len(theirs)) or 1)


def missed_names(pair: Pair) -> float:
    """0 to 1: rarity of what the entry lacks, weighted by how name-like it is, up to 15: another name is another claim."""
    return min(1.0, sum(unit.rarity * unit.likeness for unit in pair.missed) / 15)


def worst_missed_name(pair: Pair) -> float:
    """0 to 1: the same of the single worst word, up to 10."""
    return min(1.0, max((unit.rarity * unit.likeness for unit in pair.missed), default=0.0) / 10)


def hit_names(pair: Pair) -> float:
    """0 to 1: the name-like rarity that both have, up to 15."""
    return min(1.0, sum(unit.rarity * unit.likeness for unit in pair.everything_hit) / 15)


def claim_names_hit(pair: Pair) -> float:
    """0 to 1: the share of the question's name-like rarity that claim and phrasings have."""
    whole = sum(unit.rarity * unit.likeness for unit in pair.asked.units)
    return sum(unit.rarity * unit.likeness for unit in pair.asked.units if unit.term in pair.asked_terms) / whole if whole else 0.5


def known_name_missed(pair: Pair) -> float:
    """0 or 1: the question has a name of the gazetteer that the entry has not."""
    return float(any(unit.term.startswith(NAME_MARK) for unit in pair.missed))


def numbers_missed(pair: Pair) -> float:
    """0, .5 or 1: how many exact numbers of the question the entry lacks (two or more: 1)."""
    return min(2, sum(unit.number for unit in pair.missed)) / 2


def numbers_hit(pair: Pair) -> float:
    """0, .5 or 1: how many exact numbers both have (two or more: 1)."""
    return min(2, sum(unit.number for unit in pair.everything_hit)) / 2


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
        ("ideal_share", ideal_share),
    ),
    "rare words": (
        ("rarest_1", _rare_hit(0)),
        ("rarest_2", _rare_hit(1)),
        ("rarest_3", _rare_hit(2)),
        ("rarest_missed", rarest_missed),
    ),
    "spelling": (
        ("token_set", token_set),
        ("token_sort", token_sort),
        ("partial", partial),
        ("grams", grams),
    ),
    "order": (("in_order", in_order), ("bigrams", bigrams)),
    "names": (
        ("missed_names", missed_names),
        ("worst_missed_name", worst_missed_name),
        ("hit_names", hit_names),
        ("claim_names_hit", claim_names_hit),
        ("known_name_missed", known_name_missed),
    ),
    "numbers": (("numbers_missed", numbers_missed), ("numbers_hit", numbers_hit)),
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


def _trigrams(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


def standing(values: Sequence[float], place: int) -> float:
    """Return a candidate's value less the highest value among the others: its lead, negative when it trails."""
    others = [value for other, value in enumerate(values) if other != place]
    return values[place] - max(others, default=0.0)
