"""Which part of an entry a question points at, if any: "didn't a kidnapper confirm it?" points at the informant."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.matching.outcome import Focus
from knowledge.matching.ranking.pair import Pair
from knowledge.matching.ranking.query import QueryTerm

_FOCUSED = ("evidence", "rebuttal", "caveat")
# The part must have a fair share of what the claim does not say, and clearly more of it than any other part.
_LEAST_SHARE = 0.3
_LEAD = 1.3
# A piece is named by two words that no other piece has and hardly any phrasing, or by one that is as rare as this (an
# idf of 0 to 10). On the golden questions that leaves those that speak of a report, a witness, a recording; looser
# bounds let in other words for the claim itself ("hired" for "recruited").
_RARE, _LEAST_WORDS, _MOST_PHRASINGS = 8.0, 2, 2


def focus_of(pair: Pair) -> Focus | None:
    """Return the part that has most of what the question says beyond the claim; None when no part stands out."""
    claim = pair.document.claim.term_set
    beyond = [one for one in pair.query.terms if one.term not in claim]
    whole = sum(one.idf for one in beyond)
    if not whole:
        return None
    shares = sorted(
        (
            (sum(one.idf for one in beyond if one.term in terms.term_set) / whole, -order, part)
            for order, (part, terms) in enumerate(zip(pair.document.document.parts, pair.document.parts, strict=True))
            if part.kind in _FOCUSED
        ),
        key=lambda found: found[:2],
        reverse=True,
    )
    if not shares or shares[0][0] < _LEAST_SHARE:
        return None
    best = shares[0]
    # What undercuts a piece of evidence mostly repeats its words: evidence goes first where the two are as near.
    rivals = [one for one in shares[1:] if one[2].kind == best[2].kind]
    if rivals and best[0] < _LEAD * rivals[0][0]:
        return None
    kind, place = best[2].kind, best[2].place
    return Focus(kind, place, named=kind == "evidence" and _is_named(pair, place, beyond))


def _is_named(pair: Pair, place: int, beyond: Sequence[QueryTerm]) -> bool:
    """Say whether what a question says beyond the claim names a piece of evidence, instead of paraphrasing it."""
    parts = zip(pair.document.document.parts, pair.document.parts, strict=True)
    pieces = {part.place: terms.term_set for part, terms in parts if part.kind == "evidence"}
    others = frozenset().union(*(terms for other, terms in pieces.items() if other != place))
    phrasings = [surface.term_set for surface in pair.document.surfaces[1:]]
    own = [
        term
        for term in beyond
        if term.term in pieces[place] - others
        and sum(term.term in phrasing for phrasing in phrasings) <= _MOST_PHRASINGS
    ]
    # In a long post some words are in any piece.
    telling = sum(term.idf for term in own) >= _LEAST_SHARE * sum(term.idf for term in beyond)
    return telling and (len(own) >= _LEAST_WORDS or any(term.idf >= _RARE for term in own))
