"""Questions with the predicate swapped for an opposed one: nothing in the base may answer them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.bench.fitting.asking import Question

# Whole words only, in the forms in which questions have them; one swap a question, the first that fits.
_OPPOSITES = {
    "arrested": "released", "released": "arrested", "killed": "rescued", "died": "survived", "dies": "survives",
    "dead": "alive", "ban": "legalize", "banned": "legalized", "buy": "sell", "bought": "sold", "sell": "buy",
    "sold": "bought", "support": "oppose", "supports": "opposes", "supported": "opposed", "wins": "loses",
    "increase": "decrease", "rise": "fall", "hired": "fired", "fired": "hired", "join": "leave",
    "joined": "left", "accept": "reject", "accepted": "rejected", "praise": "condemn", "praised": "condemned",
    "allow": "forbid", "allowed": "forbidden", "convicted": "acquitted", "guilty": "innocent",
    "marry": "divorce", "married": "divorced", "defend": "attack", "defended": "attacked",
    "founded": "destroyed", "built": "demolished", "raise": "lower", "raised": "lowered", "opened": "closed",
    "opening": "closing", "closing": "opening",
}  # fmt: skip
_WORD = re.compile(r"\b(" + "|".join(_OPPOSITES) + r")\b(?!')")


def predicate_swapped(questions: Sequence[Question]) -> list[Question]:
    """Return the questions that have a predicate with an opposite, with it swapped and without an answer."""
    swapped = []
    for question in questions:
        text = _WORD.sub(lambda match: _OPPOSITES[match.group()], question.text, count=1)
        if text != question.text:
            swapped.append(Question(text, frozenset(), question.group))
    return swapped
