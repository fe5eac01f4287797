"""The three models: which candidate ranks first (a softmax over each list), near (logistic), the same (trees)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from tests.bench.fitting.cases import Matrix

if TYPE_CHECKING:
    import lightgbm

Vector = npt.NDArray[np.float64]
TREES = 220
TREE_OPTIONS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 8, "min_data_in_leaf": 40, "lambda_l2": 5.0,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "seed": 1, "deterministic": True,
    "force_row_wise": True, "num_threads": 2, "max_bin": 63, "verbose": -1, "monotone_constraints_method": "basic",
}  # fmt: skip
_LOWER = (
    "query_left surface_left query_left_most surface_left_most left_both query_left_second surface_left_second "
    "query_left_mass surface_left_mass query_strange surface_strange strange_both replaced query_name_left "
    "surface_name_left names_both parts_exchanged cause_exchanged order_exchanged degree_exchanged degree_moved "
    "exchanged number_left number_replaced unit_replaced all_left body_left rival_fit refused refused_rather "
    "known_name_missed missed_names"
)
_HIGHER = "claim_fit best_fit second_fit neighbours_kept lead_fit gist_asked verbatim meaning_claim meaning_asked"
_DIRECTIONS = {**dict.fromkeys(_LOWER.split(), -1), **dict.fromkeys(_HIGHER.split(), 1)}
ROUNDS = 60
CLOSE = 1e-7


@dataclass(frozen=True)
class Linear:
    """Weights for inputs as they are (the scaling that fitting used is folded in)."""

    weights: Vector
    bias: float

    def __call__(self, inputs: Matrix) -> Vector:
        return inputs @ self.weights + self.bias


def fit_ranking(lists: Sequence[tuple[Matrix, Vector]], penalty: float) -> Linear:
    """Fit the softmax over the candidates of each list; L-BFGS, ridge penalty on scaled inputs.

    A list has the `rank_matrix` of its candidates, and 1 for each that is right; one at least is.
    """
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


def rank_matrix(values: Matrix) -> Matrix:
    """Return `ranking.model.rank_inputs` of a list, much faster; a test holds that both are the same."""
    best = values.max(0, keepdims=True)
    return np.hstack([values, values**2, values / (np.abs(best) + 1e-6), (values >= best - 1e-6).astype(float)])


def fit_logistic(inputs: Matrix, right: Vector, weights: Vector, penalty: float) -> Linear:
    """Fit a logistic regression; iteratively reweighted least squares, ridge penalty on scaled inputs."""
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


def fit_trees(inputs: Matrix, same: Vector, weights: Vector, names: Sequence[str]) -> lightgbm.Booster:
    """Fit boosted trees; what is left over may only lower the chance, what fits may only raise it (`_DIRECTIONS`)."""
    # Not above: the suite checks the ranking's inputs here, and needs nothing of the extra `bench`.
    import lightgbm

    directions = [_DIRECTIONS.get(name, 0) for name in names]
    options = {**TREE_OPTIONS, "monotone_constraints": directions}
    return lightgbm.train(options, lightgbm.Dataset(inputs, same, weight=weights), TREES)


def written_trees(booster: lightgbm.Booster) -> list[dict[str, list[float]]]:
    """Return fitted trees as `knowledge.matching.ranking.trees` reads them."""
    return [_written(one["tree_structure"]) for one in booster.dump_model()["tree_info"]]


def _written(root: dict[str, Any]) -> dict[str, list[float]]:
    tree: dict[str, list[float]] = {"inputs": [], "thresholds": [], "left": [], "right": [], "leaves": []}

    def add(node: dict[str, Any]) -> int:
        if "split_feature" not in node:
            tree["leaves"].append(round(node["leaf_value"], 5))
            return -len(tree["leaves"])
        place = len(tree["inputs"])
        tree["inputs"].append(node["split_feature"])
        tree["thresholds"].append(round(node["threshold"], 6))
        for side in ("left", "right"):
            tree[side].append(0)
        tree["left"][place] = add(node["left_child"])
        tree["right"][place] = add(node["right_child"])
        return place

    add(root)
    return tree
