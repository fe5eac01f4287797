"""Nearness in meaning: what the matcher asks of sentence vectors, which are an extra, and the features that come of it.

The matcher knows the shape only; `knowledge.meaning` fills it in when it is switched on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING, Protocol

from knowledge.question.reading import Passage

if TYPE_CHECKING:
    from knowledge.matching.index.segment import Segment


@dataclass(frozen=True, slots=True)
class Nearness:
    """Cosines of a question with an entry.

    With its claim, the nearest of claim and phrasings, the nearest part of its body, 0 where it has none; with the
    nearest few of claim and phrasings, the nearest first, and with each question that it must not answer, in order.
    """

    claim: float
    asked: float
    part: float
    few: tuple[float, ...]
    refusals: tuple[float, ...]

    @property
    def refused(self) -> float:
        """The cosine with the nearest question that the entry must not answer, 0 where it has none."""
        return max(self.refusals, default=0.0)

    @property
    def best(self) -> float:
        """The cosine with the nearest text of the entry."""
        return max(self.asked, self.part)


class Near(Protocol):
    """How near a question is to the entries of one segment."""

    def places(self, most: int, hidden: Set[int]) -> Sequence[int]:
        """Return the places of at most so many documents, the nearest first, without the hidden ones."""

    def of(self, place: int) -> Nearness:
        """Return how near the document at this place is."""


class Meaning(Protocol):
    """The sentence encoder with the vectors of the entries."""

    @property
    def weights(self) -> str | None:
        """Return the name under which weights were fitted with this very encoder; None when none were."""

    def near(self, text: str, segments: Sequence[Segment]) -> Sequence[Near] | None:
        """Return how near a text is to each segment; None when vectors are missing or the encoder failed."""


def meant_text(passage: Passage) -> str:
    """Return what is encoded of a passage: its words as they were written, without its frame and plain negations."""
    return " ".join(word.written for word in passage.words)


# How many of the nearest phrasings are looked at together.
FEW = 5
# How much more a near text counts than one less near. Chosen on the tuned questions.
_SHARPNESS = 20.0


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What the features are computed from.

    `rival` is the best cosine of the other candidates; `missed_names` and `missed` are how much of the question the
    entry lacks, of names and of all; `apart` has, for each question that it must not answer, the share of what sets
    that question apart that is asked. All but cosines are 0 to 1.
    """

    near: Nearness
    rival: float
    missed_names: float
    missed: float
    apart: Sequence[float]

    @property
    def asked(self) -> float:
        """The cosine with the nearest of claim and phrasings, from 0."""
        return max(0.0, self.near.asked)

    @property
    def refused_apart(self) -> float:
        """The cosine with the nearest refused question, from 0, as far as what sets it apart is asked."""
        return max(0.0, max(map(mul, self.near.refusals, self.apart), default=0.0))


# Cosines count from 0. The lead is over the best of the others, negative when the candidate trails. `yet_named` and
# `yet_lacking` are high for what is near in meaning and yet has other names, or lacks words: a neighbouring claim. One
# near phrasing may be chance: the second and the mean of a few say so. `rather` is how much of all that is near must
# not be answered, `told` how much nearer that is than what should be, as far as what sets it apart is asked; both are
# 0 to 1.
_FEATURES: dict[str, Callable[[_Candidate], float]] = {
    "meaning_claim": lambda one: max(0.0, one.near.claim),
    "meaning_asked": lambda one: one.asked,
    "meaning_part": lambda one: max(0.0, one.near.part),
    "meaning_lead": lambda one: one.near.best - one.rival,
    "meaning_refused": lambda one: (1.0 + one.near.refused - one.near.asked) / 2,
    "meaning_yet_named": lambda one: one.asked * one.missed_names,
    "meaning_yet_lacking": lambda one: one.asked * one.missed,
    "meaning_second": lambda one: max(0.0, one.near.few[1]) if len(one.near.few) > 1 else 0.0,
    "meaning_few": lambda one: max(0.0, sum(one.near.few) / len(one.near.few)),
    "meaning_rather": lambda one: refused_share(one.near.few, one.near.refusals),
    "meaning_told": lambda one: (1.0 + one.refused_apart - one.near.asked) / 2,
}
NEARNESS_FEATURES = tuple(_FEATURES)


def nearness_values(
    nearnesses: Sequence[Nearness],
    missed_names: Sequence[float],
    missed: Sequence[float],
    apart: Sequence[Sequence[float]],
) -> list[tuple[float, ...]]:
    """Return the values of NEARNESS_FEATURES for each candidate of a list (see `_Candidate`)."""
    found = []
    for place, near in enumerate(nearnesses):
        rival = max((other.best for at, other in enumerate(nearnesses) if at != place), default=0.0)
        one = _Candidate(near, rival, missed_names[place], missed[place], apart[place])
        found.append(tuple([feature(one) for feature in _FEATURES.values()]))
    return found


def refused_share(asked: Sequence[float], refused: Sequence[float]) -> float:
    """Return how much of the nearest few texts must not be answered, 0 to 1; a nearer one counts for more.

    Both are cosines; what is not near at all is no reason to refuse.
    """
    most = [one for one in sorted(refused, reverse=True)[:FEW] if one > 0]
    against = sum([math.exp(_SHARPNESS * one) for one in most])
    return against / (against + sum([math.exp(_SHARPNESS * one) for one in asked]))
