"""Which part of an entry a question points at, if any: "didn't a kidnapper confirm it?" points at the informant."""

from __future__ import annotations

from knowledge.matching.outcome import Focus
from knowledge.matching.ranking.pair import Pair

_FOCUSED = ("evidence", "rebuttal", "caveat")
# The part must have a fair share of what the claim does not say, and clearly more of it than any other part.
_LEAST_SHARE = 0.3
_LEAD = 1.3


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
    return Focus(best[2].kind, best[2].place)
