"""The recipe: from cases to a fitted model, and the same fitted without each fold in turn and measured on it.

Folds are of servers, of the packs as one, and of public claims: nothing is measured on a base that it was fitted on.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np

from knowledge.matching.ranking.judging import INPUTS, MEANT_INPUTS
from tests.bench.fitting.cases import Case, Found, Matrix
from tests.bench.fitting.models import Linear, Vector, fit_logistic, fit_ranking, fit_trees, rank_matrix

FOLDS = 5
RANK_PENALTY, NEAR_PENALTY = 60.0, 20.0
# What a case counts. Servers are what the bot is for; the packs are one base of many, and public titles are mostly the
# claim's own words. Posts are longer and noisier than questions.
_COUNTS = (
    ("whole packs", 0.0),
    ("thick server", 1.0),
    ("thick packs", 0.25),
    ("server merged", 0.7),
    ("server", 1.0),
    ("packs", 0.25),
    ("questions whole", 0.7),
    ("questions", 0.8),
    ("tweets", 0.15),
)
# The ranking is fitted on large bases above all: in small ones nearly everything ranks first.
_RANKED = (
    ("server merged", 2),
    ("server", 1),
    ("packs", 1),
    ("questions whole", 4),
    ("questions 1000", 1),
    ("tweets whole", 2),
)


@dataclass(frozen=True)
class Fitted:
    """A fitted recipe."""

    ranking: Linear
    near: Linear
    same: lightgbm.Booster


@dataclass(frozen=True)
class Weighed:
    """A candidate of a case with the logarithmic odds of both measures, and whether it is vetoed."""

    entry: str
    near: float
    same: float
    vetoed: bool


@dataclass(frozen=True)
class Measured:
    """A case and what the recipe made of it: the ranked ids, and the judged, the likeliest first."""

    case: Case
    ranked: tuple[str, ...]
    judged: tuple[Weighed, ...]


def fold_of(case: Case) -> int:
    """Return the fold of a case, stable over runs and machines."""
    return zlib.crc32(case.asked.group.encode()) % FOLDS


def fit(cases: Sequence[Case]) -> Fitted:
    """Fit the ranking, then the two measures on what it puts first."""
    ranking = fit_ranking(list(_lists(cases)), RANK_PENALTY)
    inputs, near, same, counts = [], [], [], []
    for case in cases:
        count = _count(case)
        for found, (places, rows) in _fitting_passages(case, ranking):
            inputs.append(rows)
            near += [found.ids[place] in case.asked.fair for place in places]
            same += [found.ids[place] in case.asked.expect for place in places]
            counts += [count] * len(places)
    matrix, weights = np.vstack(inputs), np.array(counts)
    names = INPUTS if matrix.shape[1] == len(INPUTS) else MEANT_INPUTS
    return Fitted(
        ranking,
        fit_logistic(_without_size(matrix, names), np.array(near, dtype=float), weights, NEAR_PENALTY),
        fit_trees(matrix, np.array(same, dtype=float), weights, names),
    )


def _without_size(matrix: Matrix, names: Sequence[str]) -> Matrix:
    # Only small bases have near-misses and talk about nothing: a linear measure takes their size for the reason.
    without = matrix.astype(float)
    without[:, names.index("base_size")] = 0.0
    return without


def cross_validated(cases: Sequence[Case]) -> list[Measured]:
    """Fit the recipe without each fold in turn and measure it on that fold."""
    measured = []
    for fold in range(FOLDS):
        fitted = fit([case for case in cases if fold_of(case) != fold])
        measured += measure([case for case in cases if fold_of(case) == fold], fitted)
        print(f"fold {fold + 1} of {FOLDS}", flush=True)
    return measured


def measure(cases: Sequence[Case], fitted: Fitted) -> list[Measured]:
    """Ask a fitted recipe."""
    judged = [
        [(found, *found.inputs(_order(found, fitted.ranking), case.size)) for found in case.passages] for case in cases
    ]
    blocks = [rows for passages in judged for _, _, rows in passages]
    if not blocks:
        return [Measured(case, (), ()) for case in cases]
    matrix = np.vstack(blocks)
    near, same = fitted.near(matrix), fitted.same.predict(matrix, raw_score=True)
    out, at = [], 0
    for case, passages in zip(cases, judged, strict=True):
        best: dict[str, Weighed] = {}
        for found, places, rows in passages:
            for offset, place in enumerate(places):
                entry = found.ids[place]
                one = Weighed(entry, float(near[at + offset]), float(same[at + offset]), found.vetoed[place])
                known = best.get(entry)
                if known is None or one.same > known.same:
                    nearer = one.near if known is None else max(one.near, known.near)
                    best[entry] = Weighed(entry, nearer, one.same, one.vetoed)
            at += len(rows)
        ordered = tuple(sorted(best.values(), key=lambda one: (-one.same, one.entry)))
        out.append(Measured(case, _ranked(case, fitted.ranking), ordered))
    return out


def _lists(cases: Sequence[Case]) -> Iterator[tuple[Matrix, Vector]]:
    for case in cases:
        times = next((times for source, times in _RANKED if case.source.startswith(source)), 0)
        for found in case.passages[:1] if times else ():
            right = np.array([entry in case.asked.expect for entry in found.ids], dtype=float)
            if right.any() and len(right) > 1:
                yield from [(rank_matrix(found.ranked.astype(float)), right)] * times


def _fitting_passages(case: Case, ranking: Linear) -> Iterator[tuple[Found, tuple[list[int], Matrix]]]:
    # Of a long message with an answer only the passage that fits it best says what it is about.
    passages = case.passages
    if len(passages) > 1 and case.asked.expect:
        passages = (max(passages, key=lambda found: _fit_of(found, case.asked.expect)),)
    for found in passages:
        yield found, found.inputs(_order(found, ranking), case.size)


def _fit_of(found: Found, entries: frozenset[str]) -> float:
    return max([fit for entry, fit in zip(found.ids, found.fits, strict=True) if entry in entries], default=-1.0)


def _order(found: Found, ranking: Linear) -> list[int]:
    scores = ranking(rank_matrix(found.ranked.astype(float)))
    return sorted(range(len(scores)), key=lambda place: (-scores[place], found.ids[place]))


def _ranked(case: Case, ranking: Linear) -> tuple[str, ...]:
    found = case.passages[0] if case.passages else None
    return tuple(found.ids[place] for place in _order(found, ranking)) if found else ()


def _count(case: Case) -> float:
    return next(count for source, count in _COUNTS if case.source.startswith(source))
