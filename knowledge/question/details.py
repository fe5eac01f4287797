"""Questions for a detail (how many, who, when) rather than whether something is so."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from knowledge.question.words import CHAT_WORDS, STOP_WORDS

# A question word beyond the first words mostly opens a clause ("the official who ...").
_OPENING = 6
_CLAUSE_WORDS = frozenset({"who", "whom", "whose", "which", "when", "where", "cuando", "donde", "quien"})
_BEFORE_A_NOUN = frozenset({"the", "a", "some", "those", "these", "my", "this", "that"})
_SAYING = frozenset({"says", "said", "say", "claims", "claimed", "thinks", "believes", "told"})
_DETAILS = {
    "amount": frozenset(
        {
            "how many",
            "how much",
            "cuantos",
            "cuantas",
            "cuanto",
            "que porcentaje",
            "what share",
            "what percentage",
            "any count",
        }
    ),
    "how long": frozenset({"how long", "cuanto duro", "cuanto tiempo"}),
    "how often": frozenset({"how often"}),
    "how old": frozenset({"how old"}),
    "how big": frozenset({"how big", "how large", "how far", "how high", "que tan"}),
    "who": frozenset({"who", "whom", "whose", "which", "quien", "quienes", "cual"}),
    "when": frozenset({"when", "cuando", "what year", "which year", "que ano"}),
    "where": frozenset({"where", "donde"}),
    "why": frozenset({"why", "por que"}),
    "what happened": frozenset({"what happened"}),
    "what": frozenset({"what", "how"}),
}


_AMOUNTS = tuple(way.split() for way in sorted(_DETAILS["amount"]))
# "How many of the gang members ...": what is counted stands among the next words.
_COUNTED_WITHIN, _COUNTED = 5, 2


def counted(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words that say what is to be counted, where folded words ask how many, else none."""
    for place in range(min(len(words), _OPENING)):
        for way in _AMOUNTS:
            if list(words[place : place + len(way)]) == way:
                following = words[place + len(way) : place + len(way) + _COUNTED_WITHIN]
                return tuple([word for word in following if word not in STOP_WORDS][:_COUNTED])
    return ()


def details_asked(words: Sequence[str]) -> frozenset[str]:
    """Return which details folded words ask for at their beginning: the keys of `_DETAILS`."""
    opening = [word for place, word in enumerate(words[:_OPENING]) if _asks(word, words, place)]
    said = {*opening, *(f"{first} {second}" for first, second in itertools.pairwise(opening))}
    return frozenset(detail for detail, ways in _DETAILS.items() if said & ways)


def _asks(word: str, words: Sequence[str], place: int) -> bool:
    # "The guys who later ...", "his job when they quoted him": a clause begins. "Who says so?", "says who?"
    # doubt the claim.
    if word not in _CLAUSE_WORDS:
        return True
    if word == "who" and not _SAYING.isdisjoint([*words[max(0, place - 1) : place], *words[place + 1 : place + 2]]):
        return False
    if place > 1 and words[place - 2] in _BEFORE_A_NOUN and words[place - 1] not in STOP_WORDS:
        return False
    return all(before in STOP_WORDS or before in CHAT_WORDS for before in words[:place])
