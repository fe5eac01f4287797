"""What an entry would wrongly take: the made near-misses of its claim that would still be answered with it."""

from __future__ import annotations

import itertools

from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.segment import Base
from knowledge.matching.lexicons.background import Background
from knowledge.matching.near_misses import NearMiss, near_misses
from knowledge.matching.outcome import Budget
from knowledge.question.reading import read_question

# The nouns of so many other entries are looked at, the nearest first.
_MOST_OTHERS = 20


def wrongly_answered(
    entry: str, base: Base, background: Background, budget: Budget = Budget.BALANCED
) -> tuple[NearMiss, ...]:
    """Return the near-misses of an entry's claim that the base would answer with this entry. Raises KeyError for none.

    What somebody else may be meant by is for a person to say: a near-miss may come out as the claim in other words.
    """
    analysed = base.document(entry)
    if analysed is None:
        raise KeyError(entry)
    claim = analysed.document.claim
    made = near_misses(claim, _other_claims(entry, base, background), base.gazetteer, analysed.surface_terms)
    return tuple(one for one in made if entry in _answering(one.text, base, background, budget))


def _answering(text: str, base: Base, background: Background, budget: Budget) -> set[str]:
    decision = decide(read_question(text, base.gazetteer), base, background, budget)
    return {match.entry for match in decision.answers}


def _other_claims(entry: str, base: Base, background: Background) -> list[str]:
    """Return the claims of other entries: those that share words with this one's first, then in the base's order."""
    analysed = base.document(entry)
    assert analysed is not None
    ranked = decide(read_question(analysed.document.claim, base.gazetteer), base, background).ranked
    rest = (each for layer in base.layers for place, each in enumerate(layer.segment.ids) if place not in layer.hidden)
    ids = dict.fromkeys([*(each for each, _ in ranked), *itertools.islice(rest, _MOST_OTHERS)])
    documents = [base.document(each) for each in ids if each != entry]
    return [one.document.claim for one in documents[:_MOST_OTHERS] if one is not None]
