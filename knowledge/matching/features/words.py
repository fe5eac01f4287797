"""Words: how much of what is asked the entry has, and what of the claim is not asked."""

from __future__ import annotations

from knowledge.matching.pair import Feature, Pair


def claim_cover(pair: Pair) -> float:
    """0 to 1: the share of the question's rarity that the claim has. What is asked should be what is claimed."""
    return pair.claim_cover


def best_cover(pair: Pair) -> float:
    """0 to 1: the same for the claim or phrasing that is nearest."""
    return pair.claim_cover if pair.best is pair.document.claim else pair.cover(pair.best.term_set)


def asked_cover(pair: Pair) -> float:
    """0 to 1: the same for claim and phrasings together: a question may mix the words of several."""
    return pair.cover(pair.document.asked_terms) if len(pair.document.asked) > 1 else pair.claim_cover


def entry_cover(pair: Pair) -> float:
    """0 to 1: the same for the whole entry: people ask in the words of its body."""
    return pair.hit_rarity / pair.asked.mass


def claim_lack(pair: Pair) -> float:
    """0 to 1: the share of the claim's rarity that the question lacks: it may be about something wider."""
    return pair.claim_lack


def best_lack(pair: Pair) -> float:
    """0 to 1: the same for the nearest text."""
    return pair.claim_lack if pair.best is pair.document.claim else pair.lacked(pair.best)


def cosine(pair: Pair) -> float:
    """0 to 1: the cosine of the question and the nearest text, over rarities."""
    return pair.best_cosine


def hit_mass(pair: Pair) -> float:
    """0 to 1: how much rarity is shared, in all, up to 30: two shared rare words say more than two common ones."""
    return min(1.0, pair.hit_rarity / 30)


def missed_mass(pair: Pair) -> float:
    """0 to 1: how much rarity of the question the entry lacks, in all, up to 30."""
    return min(1.0, pair.missed_rarity / 30)


def kin_cover(pair: Pair) -> float:
    """0 to 1: the share of the question's rarity that is not in the entry but has a word of its family there."""
    return pair.kin_rarity / pair.asked.mass


def square_cover(pair: Pair) -> float:
    """0 to 1: the share that claim and phrasings have, over squared rarities: the rare words decide."""
    phrased = pair.document.asked_terms
    shared = sum([rarity * rarity for term, rarity, _ in pair.weigher.units if term in phrased])
    return shared / pair.asked.square_mass


def part_cover(pair: Pair) -> float:
    """0 to 1: the share of the question's rarity that one single part of the body has: a question about that part."""
    return max([pair.cover(part.term_set) for part in pair.document.parts], default=0.0)


def ideal_share(pair: Pair) -> float:
    """0 to 1: the cheap score over the highest that any entry could reach with this question."""
    return min(1.0, pair.score / pair.asked.mass)


def _rare_hit(place: int) -> Feature:
    def rare_hit(pair: Pair) -> float:
        """0, .5 or 1: whether the n-th rarest word is in the entry, and in its claim or phrasings."""
        if place >= len(pair.asked.rarest):
            return 0.5
        term = pair.asked.rarest[place].term
        return 1.0 if term in pair.document.asked_terms else 0.5 if term in pair.document.everything else 0.0

    return rare_hit


def rarest_missed(pair: Pair) -> float:
    """0 to 1: the rarity of the rarest word that the entry lacks, up to 10."""
    return min(1.0, max([unit.rarity for unit in pair.strange], default=0.0) / 10)


def associated_claim(pair: Pair) -> float:
    """0 to 1: what the claim has of the question, words that go with each other counted in."""
    return pair.associated_cover(pair.document.claim.term_set)


def associated_entry(pair: Pair) -> float:
    """0 to 1: the same for the whole entry."""
    return pair.associated_cover(pair.document.everything)


def claim_explained(pair: Pair) -> float:
    """0 to 1: the share of the claim's rarity that the question has or that goes with one of its words."""
    whole = explained = 0.0
    explains = pair.weigher.explains
    distinct = pair.document.claim.distinct
    for term, weight in zip(distinct, pair.weigher.all_of(distinct), strict=True):
        whole += weight
        if term in pair.terms:
            explained += weight
        elif term in explains:
            explained += weight * min(1.0, explains[term])
    return explained / (whole or 1.0)


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
}
