"""Asking questions of simulated bases and keeping the features of what comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import Base, base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.ranking.model import MEANT_NAMES, NAMES
from knowledge.matching.ranking.semantic import Meaning
from knowledge.matching.ranking.shortlist import shortlist
from knowledge.names import Gazetteer
from knowledge.question.reading import read_question

FOLDS = 5
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    """A question of the development data: `gold` are the ids that answer it, if any may; `group` decides its fold."""

    text: str
    gold: frozenset[str]
    group: str
    kind: str = ""


@dataclass(frozen=True)
class Case:
    """A question as it was asked of one base. `values` has a row of features for each candidate of the best passage."""

    source: str
    size: int
    fold: int
    gold: frozenset[str]
    ids: tuple[str, ...]
    values: Matrix
    vetoed: tuple[bool, ...]
    kind: str = ""


def fold_of(group: str) -> int:
    """Return the fold of a gold claim, stable over runs and machines."""
    return int(hashlib.md5(group.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def claims_base(claims: Iterable[dict[str, str]]) -> Base:
    """Return a base of development claims, as `bot match --claims` makes it."""
    gazetteer = Gazetteer(())
    documents = []
    for claim in claims:
        texts = [text for text in (claim["claim"], claim.get("title", "")) if text]
        documents.append(Document(claim["id"], texts[0], tuple(texts[1:])))
    return base_of(documents, gazetteer)


def ask(source: str, base: Base, questions: Sequence[Question], meaning: Meaning | None) -> list[Case]:
    """Ask each question, with a sentence encoder beside the words if there is `meaning`."""
    background = shipped_background()
    width = len(NAMES if meaning is None else MEANT_NAMES)
    cases = []
    for question in questions:
        fold = fold_of(question.group)
        read = read_question(question.text, base.gazetteer)
        gold = frozenset(entry for entry in question.gold if base.document(entry) is not None)
        for passage in read.passages[:1]:
            found = shortlist(passage, base, background, meaning)
            cases.append(
                Case(
                    source,
                    base.size,
                    fold,
                    gold,
                    tuple(one.pair.document.document.id for one in found),
                    np.array([one.values for one in found], dtype=np.float64).reshape(len(found), width),
                    tuple(one.vetoed for one in found),
                    question.kind,
                )
            )
        if not read.passages:
            cases.append(Case(source, base.size, fold, gold, (), np.zeros((0, width)), (), question.kind))
    return cases
