"""Nearness in meaning: what the matcher asks of sentence vectors, which are an extra, and the features that come of it.

The matcher knows the shape only; `knowledge.meaning` fills it in when it is switched on.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from knowledge.question.reading import Passage

if TYPE_CHECKING:
    from knowledge.matching.index import Segment


@dataclass(frozen=True, slots=True)
class Nearness:
    """Cosines of a question with an entry.

    With its claim, the nearest of claim and phrasings, the nearest part of its body, and the nearest question that it
    must not answer; 0 where it has none.
    """

    claim: float
    asked: float
    part: float
    refused: float

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
    def model(self) -> str:
        """Return the encoder's model by name: the weights were fitted with one."""

    def near(self, text: str, segments: Sequence[Segment]) -> Sequence[Near] | None:
        """Return how near a text is to each segment; None when vectors are missing or the encoder failed."""


def meant_text(passage: Passage) -> str:
    """Return what is encoded of a passage: its words as they were written, without its frame and plain negations."""
    return " ".join(word.written for word in passage.words)


NEARNESS_FEATURES = (
    "meaning_claim",
    "meaning_asked",
    "meaning_part",
    "meaning_lead",
    "meaning_refused",
    "meaning_yet_named",
    "meaning_yet_lacking",
)


def nearness_values(
    nearnesses: Sequence[Nearness], missed_names: Sequence[float], missed: Sequence[float]
) -> list[tuple[float, ...]]:
    """Return the values of NEARNESS_FEATURES for each candidate of a list.

    Cosines count from 0. The lead is over the best of the others, negative when the candidate trails. The last two are
    high for what is near in meaning and yet has other names, or lacks words: a neighbouring claim.
    """
    values: list[tuple[float, ...]] = []
    for place, one in enumerate(nearnesses):
        others = max((other.best for at, other in enumerate(nearnesses) if at != place), default=0.0)
        values.append(
            (
                max(0.0, one.claim),
                max(0.0, one.asked),
                max(0.0, one.part),
                one.best - others,
                (1.0 + one.refused - one.asked) / 2,
                max(0.0, one.asked) * missed_names[place],
                max(0.0, one.asked) * missed[place],
            )
        )
    return values
