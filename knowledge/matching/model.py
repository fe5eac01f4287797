"""The fitted model: weights from `weights.json`, what they are multiplied with, and the thresholds of the budgets.

Both models are linear. Ranking sees each feature of a candidate in four forms: as it is, squared, as a share of the
highest in the list, and whether it is the highest. Confidence sees the first candidate, how far it leads, and how
large the base is.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.matching.features import GROUPS, PAIR_FEATURES
from knowledge.matching.nearness import NEARNESS_FEATURES
from knowledge.matching.outcome import Budget

NAMES = tuple(name for name, _ in PAIR_FEATURES)
MEANT_NAMES = (*NAMES, *NEARNESS_FEATURES)
MEANING = "meaning"
FORMS = ("", " squared", " of the best", " is best")
LIST_NAMES = ("lead", "lead squared", "near lead", "ranked score", "runner-up's share", "candidates", "base size")
LARGE = 2500
_TINY = 1e-6
_FARTHEST = 8.0


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by input, in the order of `rank_inputs` and `confidence_inputs`, and the thresholds of confidence.

    `names` are the features, in order: those of pairs, and those of meaning where the model was fitted with it.
    """

    names: tuple[str, ...]
    rank: tuple[float, ...]
    confidence: tuple[float, ...]
    bias: float
    answer_from: dict[Budget, float]
    offer_from: float
    offer_within: float

    def rank_scores(self, values: Sequence[Sequence[float]]) -> list[float]:
        """Return the ranking score of each candidate of a list; only their order and distances mean something."""
        return [math.fsum(map(float.__mul__, row, self.rank)) for row in rank_inputs(values)]

    def chance(self, inputs: Sequence[float]) -> float:
        """Return the probability, 0 to 1, that the first candidate is right."""
        value = self.bias + math.fsum(map(float.__mul__, inputs, self.confidence))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def rank_inputs(values: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return the four forms of every feature for each candidate of a list."""
    best = [max(column) for column in zip(*values, strict=True)]
    return [
        [
            *row,
            *(value * value for value in row),
            *(value / (abs(most) + _TINY) for value, most in zip(row, best, strict=True)),
            *(float(value >= most - _TINY) for value, most in zip(row, best, strict=True)),
        ]
        for row in values
    ]


def group_shares(values: Sequence[Sequence[float]], place: int, model: Model) -> dict[str, float]:
    """Return what each group of features adds to the ranking score of the candidate at `place` of a list."""
    row = rank_inputs(values)[place]
    groups = {name: group for group, features in GROUPS.items() for name, _ in features}
    groups |= dict.fromkeys(NEARNESS_FEATURES, MEANING)
    shares = dict.fromkeys((*GROUPS, MEANING), 0.0)
    for at, (value, weight) in enumerate(zip(row, model.rank, strict=True)):
        shares[groups[model.names[at % len(model.names)]]] += value * weight
    return shares


def confidence_inputs(
    values: Sequence[Sequence[float]], scores: Sequence[float], order: Sequence[int], size: int
) -> list[float]:
    """Return what the confidence in the first of `order` is computed from; `size` is how many entries the base has."""
    first = order[0]
    row = values[first]
    lead = min(_FARTHEST, scores[first] - scores[order[1]]) if len(order) > 1 else _FARTHEST
    share = NAMES.index("ideal_share")
    runner_up = values[order[1]][share] / (row[share] + _TINY) if len(order) > 1 else 0.0
    return [
        *row,
        *(value * value for value in row),
        lead,
        lead * lead,
        min(lead, 1.5),
        max(-_FARTHEST, min(_FARTHEST, scores[first] / 4)),
        min(2.0, runner_up),
        min(16, len(order)) / 16,
        math.log10(max(1, size)) / 5,
    ]


@dataclass(frozen=True, slots=True)
class Models:
    """Models: `entries` for entries with a body, `claims` for a base of bare claims, `large` for very many of them.

    How much a missing word says differs: an entry has many words, and of thousands of claims some share any of them.
    """

    claims: Model
    large: Model
    entries: Model

    def of(self, bodies: bool, size: int) -> Model:  # noqa: FBT001 - what a base is
        """Return the model for a base of this size, with or without `bodies`."""
        return self.entries if bodies else self.large if size >= LARGE else self.claims


@functools.cache
def shipped_models() -> Models:
    """Read the weights that come with the package; `python -m tests.bench.fitting` makes them."""
    return _read_models("weights.json", NAMES)


@functools.cache
def shipped_meant_models() -> Models:
    """Read the weights that were fitted with meaning, in the same way with `--semantic-model`."""
    return _read_models("weights-semantic.json", MEANT_NAMES)


def _read_models(file: str, names: Sequence[str]) -> Models:
    text = importlib.resources.files("knowledge.matching").joinpath(file).read_text(encoding="utf-8")
    data = json.loads(text)
    return Models(**{name: _read_model(data[name], names) for name in ("claims", "large", "entries")})


def _read_model(data: Mapping[str, Any], names: Sequence[str]) -> Model:
    inputs = (*names, *(f"{name} squared" for name in names), *LIST_NAMES)
    return Model(
        names=tuple(names),
        # A feature that is newer than the weights says nothing until they are fitted again.
        rank=tuple(float(data["rank"].get(name + form, 0.0)) for form in FORMS for name in names),
        confidence=tuple(float(data["confidence"].get(name, 0.0)) for name in inputs),
        bias=float(data["bias"]),
        answer_from={budget: float(data["answer_from"][budget.value]) for budget in Budget},
        offer_from=float(data["offer_from"]),
        offer_within=float(data["offer_within"]),
    )
