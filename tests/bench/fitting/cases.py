"""What is fitted on, as plain numbers: a question asked of one base, with the features of each candidate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.matching.index.segment import Base
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.ranking.features import PAIR_NAMES
from knowledge.matching.ranking.judging import Aligned, align_surfaces, judge_inputs
from knowledge.matching.ranking.semantic import NEARNESS_FEATURES, Meaning
from knowledge.matching.ranking.shortlist import shortlist
from knowledge.question.reading import read_question

Matrix = npt.NDArray[np.float32]
# Long messages are read passage by passage; the first so many are asked.
_PASSAGES = 12


@dataclass(frozen=True)
class Asked:
    """A question. `expect` are the entries that answer it, `fair` what may be offered; `group` decides its fold."""

    text: str
    expect: frozenset[str]
    fair: frozenset[str]
    kind: str
    group: str


@dataclass(frozen=True)
class Case:
    """A question as it was asked of one base; `passages` has what was found for each passage of the message."""

    source: str
    asked: Asked
    size: int
    passages: tuple[Found, ...]


@dataclass(frozen=True)
class Found:
    """The candidates of one passage: of each the ranking's features, the alignment's, how well its wording fits."""

    ids: tuple[str, ...]
    ranked: Matrix
    aligned: Matrix
    fits: tuple[float, ...]
    vetoed: tuple[bool, ...]

    def inputs(self, order: Sequence[int], size: int) -> tuple[list[int], Matrix]:
        """Return the places of the judged candidates, and their inputs.

        `order` is that of the ranking, `size` that of the base.
        """
        rows = [Aligned(self.fits[at], tuple(self.aligned[at]), tuple(self.ranked[at])) for at in order]
        places, inputs = judge_inputs(rows, size)
        return [order[place] for place in places], np.array(inputs, dtype=np.float32)


def ask(source: str, base: Base, questions: Iterable[Asked], meaning: Meaning | None = None) -> list[Case]:
    """Ask each question of a base, with a sentence encoder beside the words if there is `meaning`."""
    background = shipped_background()
    width = len(PAIR_NAMES) + (len(NEARNESS_FEATURES) if meaning else 0)
    cases = []
    for question in questions:
        passages = []
        for passage in read_question(question.text, base.gazetteer).passages[:_PASSAGES]:
            found = shortlist(passage, base, background, meaning)
            if not found:
                continue
            rows = [align_surfaces(one) for one in found]
            passages.append(
                Found(
                    tuple(one.pair.document.document.id for one in found),
                    np.array([one.values for one in found], dtype=np.float32).reshape(len(found), width),
                    np.array([row.values for row in rows], dtype=np.float32),
                    tuple(row.fit for row in rows),
                    tuple(one.vetoed for one in found),
                )
            )
        cases.append(Case(source, question, base.size, tuple(passages)))
    return cases
