"""The two linear models: which candidate is first (a softmax over each list), whether the first is right (logistic)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from knowledge.matching.ranking.model import confidence_inputs
from tests.bench.fitting.asking import Case, Matrix

Vector = npt.NDArray[np.float64]
ROUNDS = 60
CLOSE = 1e-7


@dataclass(frozen=True)
class Linear:
    """Weights for inputs as they are (the scaling that fitting used is folded in)."""

    weights: Vector
    bias: float

    def __call__(self, inputs: Matrix) -> Vector:
        return inputs @ self.weights + self.bias


def fit_ranking(cases: Sequence[Case], penalty: float) -> Linear:
    """Fit the softmax over the candidates of each list that holds its gold; L-BFGS, ridge penalty on scaled inputs."""
    lists = [
        (rank_matrix(case.values), np.array([entry in case.gold for entry in case.ids], dtype=float))
        for case in cases
        if any(entry in case.gold for entry in case.ids)
    ]
    spread = np.std(np.vstack([inputs for inputs, _ in lists]), axis=0) + 1e-6
    longest = max(len(inputs) for inputs, _ in lists)
    values = np.zeros((len(lists), longest, len(spread)))
    absent = np.full((len(lists), longest), -1e9)
    right = np.zeros((len(lists), longest))
    for place, (inputs, gold) in enumerate(lists):
        values[place, : len(inputs)] = inputs / spread
        absent[place, : len(inputs)] = 0.0
        right[place, : len(inputs)] = gold / gold.sum()
    target = np.einsum("nk,nkd->d", right, values)

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = values @ weights + absent
        highest = scores.max(1, keepdims=True)
        powers = np.exp(scores - highest)
        whole = powers.sum(1, keepdims=True)
        likelihood = float((right * (scores - highest - np.log(whole))).sum())
        gradient = np.tensordot(powers / whole, values, axes=2) - target + penalty * weights
        return -likelihood + penalty / 2 * float(weights @ weights), gradient

    found = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS * 5})
    return Linear(np.asarray(found.x) / spread, 0.0)


def rank_scores(case: Case, ranking: Linear) -> Vector:
    """Return the ranking score of each candidate of a case."""
    return ranking(rank_matrix(case.values)) if len(case.ids) else np.zeros(0)


def rank_matrix(values: Matrix) -> Matrix:
    """Return `ranking.model.rank_inputs` of a list, much faster; a test holds that both are the same."""
    best = values.max(0, keepdims=True)
    return np.hstack([values, values**2, values / (np.abs(best) + 1e-6), (values >= best - 1e-6).astype(float)])


@dataclass(frozen=True)
class First:
    """The first candidate of a case as the confidence model sees it."""

    case: Case
    inputs: Vector
    right: bool
    vetoed: bool


def first_of(case: Case, ranking: Linear) -> First | None:
    """Return what is ranked first in a case, or None when nothing is."""
    if not len(case.ids):
        return None
    scores = rank_scores(case, ranking)
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], case.ids[place]))
    inputs = confidence_inputs(case.values.tolist(), scores.tolist(), order)
    return First(case, np.array(inputs), case.ids[order[0]] in case.gold, case.vetoed[order[0]])


def fit_confidence(firsts: Sequence[First], weights: Vector, penalty: float) -> Linear:
    """Fit the probability that the first is right; iteratively reweighted least squares, `weights` one a case."""
    inputs = np.array([first.inputs for first in firsts])
    right = np.array([first.right for first in firsts], dtype=float)
    middle, spread = inputs.mean(0), inputs.std(0) + 1e-6
    scaled = np.hstack([(inputs - middle) / spread, np.ones((len(inputs), 1))])
    ridge = penalty * np.eye(scaled.shape[1])
    ridge[-1, -1] = 1e-6
    found = np.zeros(scaled.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ found, -30, 30)))
        gradient = scaled.T @ (weights * (chance - right)) + ridge @ found
        hessian = (scaled * (weights * chance * (1 - chance))[:, None]).T @ scaled + ridge
        step = np.linalg.solve(hessian, gradient)
        step *= min(1.0, 5.0 / (np.abs(step).max() + 1e-12))
        found = found - step
        if np.abs(step).max() < CLOSE:
            break
    slope = found[:-1] / spread
    return Linear(slope, float(found[-1] - slope @ middle))
