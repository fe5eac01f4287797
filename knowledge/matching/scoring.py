"""Scoring: from a passage to its few best candidates, each with the values of all features."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.matching.alike import shipped_likenesses
from knowledge.matching.asked import asked
from knowledge.matching.associations import Associations
from knowledge.matching.background import Background
from knowledge.matching.candidates import candidates
from knowledge.matching.features import pair_values
from knowledge.matching.index import Base
from knowledge.matching.pair import Pair, Weigher
from knowledge.matching.veto import Veto, vetoes
from knowledge.question.reading import Passage

# The cheap score has the right entry among its first sixteen nearly as often as among its first fifty.
SHORTLIST = 16


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the values of its features, in the order of PAIR_FEATURES, and what vetoes it."""

    pair: Pair
    values: tuple[float, ...]
    vetoes: tuple[Veto, ...]

    @property
    def vetoed(self) -> bool:
        """Whether the entry may not answer, whatever its score."""
        return bool(self.vetoes)


def shortlist(passage: Passage, base: Base, background: Background, associations: Associations) -> tuple[Scored, ...]:
    """Return the best candidates of a passage by the cheap score, the best first, each with its features."""
    question = asked(passage, base, background)
    weigher = Weigher(question, associations, shipped_likenesses())
    found = []
    for candidate in candidates(question, base, SHORTLIST):
        pair = Pair(question, candidate.document, candidate.score, weigher)
        found.append(Scored(pair, tuple(pair_values(pair)), vetoes(pair)))
    return tuple(found)
