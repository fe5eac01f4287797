"""A fitted model: the weights of the ranking, the two measures *near* and *the same*, and their thresholds.

The ranking is linear; it sees each feature of a candidate in four forms: as it is, squared, as a share of the highest
in the list, and whether it is the highest. *Near* is a logistic regression over what `judging` sees; *the same* are
boosted trees over it, in which no word that is left over can raise the chance.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import ge, mul

from knowledge.matching.outcome import Budget
from knowledge.matching.ranking.features import GROUPS, PAIR_NAMES
from knowledge.matching.ranking.semantic import NEARNESS_FEATURES
from knowledge.matching.ranking.trees import Forest

NAMES = PAIR_NAMES
MEANT_NAMES = (*NAMES, *NEARNESS_FEATURES)
MEANING = "meaning"
FORMS = ("", " squared", " of the best", " is best")
_TINY = 1e-6
_FARTHEST = 30.0


@dataclass(frozen=True, slots=True)
class Near:
    """The measure *near*: a weight for each input, and a bias."""

    weights: tuple[float, ...]
    bias: float

    def __call__(self, inputs: Sequence[float]) -> float:
        """Return the probability, 0 to 1, that the entry may be offered."""
        return _chance(self.bias + math.fsum(map(mul, inputs, self.weights)))


@dataclass(frozen=True, slots=True)
class Same:
    """The measure *the same*: trees whose sum is calibrated by a slope and a bias, and by the size of the base.

    In a base of hundreds somebody's neighbour fits better by chance than among a dozen: up to `most` (as the input at
    `size_at` counts it), each step of size takes `by_size` off.
    """

    trees: Forest
    slope: float
    bias: float
    size_at: int
    by_size: float
    most: float

    def __call__(self, inputs: Sequence[float]) -> float:
        """Return the probability, 0 to 1, that the question is about exactly this entry's claim."""
        size = min(self.most, inputs[self.size_at])
        return _chance(self.bias + self.slope * self.trees(inputs) - self.by_size * size)


def _chance(value: float) -> float:
    return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, value))))


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the ranking in the order of `rank_inputs`, the two measures, and the thresholds of their chances.

    `names` are the features, in order: those of pairs, and those of meaning where the model was fitted with it.
    """

    names: tuple[str, ...]
    rank: tuple[float, ...]
    near: Near
    same: Same
    answer_from: dict[Budget, float]
    offer_from: float
    offer_within: float

    def rank_scores(self, values: Sequence[Sequence[float]]) -> list[float]:
        """Return the ranking score of each candidate of a list; only their order and distances mean something."""
        # The same as the sum of rank_inputs times the weights, without a list of inputs for each candidate.
        most = [max(column) for column in zip(*values, strict=True)]
        plain, squared, shared, best = self._by_form
        linear = [own + share / (abs(top) + _TINY) for own, share, top in zip(plain, shared, most, strict=True)]
        floors = [top - _TINY for top in most]
        return [
            sum(map(mul, row, linear))
            + sum(map(mul, map(mul, row, row), squared))
            + sum(itertools.compress(best, map(ge, row, floors)))
            for row in values
        ]

    @property
    def _by_form(self) -> tuple[tuple[float, ...], ...]:
        return tuple(self.rank[start : start + len(self.names)] for start in range(0, len(self.rank), len(self.names)))


def rank_inputs(values: Sequence[Sequence[float]], places: Sequence[int] | None = None) -> list[list[float]]:
    """Return the four forms of every feature for each candidate of a list, or for those at `places` of it."""
    best = [max(column) for column in zip(*values, strict=True)]
    return [
        [
            *row,
            *(value * value for value in row),
            *(value / (abs(most) + _TINY) for value, most in zip(row, best, strict=True)),
            *(float(value >= most - _TINY) for value, most in zip(row, best, strict=True)),
        ]
        for row in (values if places is None else [values[place] for place in places])
    ]


def group_shares(values: Sequence[Sequence[float]], places: Sequence[int], model: Model) -> list[dict[str, float]]:
    """Return, for the candidates at `places` of a list, what each group of features adds to the ranking score."""
    inputs = rank_inputs(values, places)
    groups = _groups(model.names)
    shares = [dict.fromkeys((*GROUPS, MEANING), 0.0) for _ in places]
    for row, share in zip(inputs, shares, strict=True):
        for group, value, weight in zip(groups, row, model.rank, strict=True):
            share[group] += value * weight
    return shares


@functools.cache
def _groups(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the group of each input of a ranking over these features."""
    of_name = {name: group for group, features in GROUPS.items() for name, _ in features}
    return tuple(of_name.get(name, MEANING) for _ in FORMS for name in names)
