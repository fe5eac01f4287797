"""Questions for a detail (how many, who, when) rather than whether something is so."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

# A question word beyond the first words mostly opens a clause ("the official who ...").
_OPENING = 6
_DETAILS = {
    "amount": frozenset(
        {
            "how many",
            "how much",
            "how long",
            "how often",
            "how old",
            "how far",
            "cuantos",
            "cuantas",
            "cuanto",
            "que porcentaje",
        }
    ),
    "who": frozenset({"who", "whom", "whose", "which", "quien", "quienes", "cual"}),
    "when": frozenset({"when", "where", "why", "cuando", "donde", "what year", "what happened", "por que"}),
    "what": frozenset({"what", "how"}),
}


def details_asked(words: Sequence[str]) -> frozenset[str]:
    """Return which details folded words ask for at their beginning: amount, who, when (also where and why), what."""
    opening = words[:_OPENING]
    said = {*opening, *(f"{first} {second}" for first, second in itertools.pairwise(opening))}
    return frozenset(detail for detail, ways in _DETAILS.items() if said & ways)
