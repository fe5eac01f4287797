"""The models that come with the package: `weights.json` for words, `weights-semantic.json` for meaning as well."""

from __future__ import annotations

import functools
import importlib.resources
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.errors import WeightsError
from knowledge.matching.outcome import Budget
from knowledge.matching.ranking.judging import INPUTS, MEANT_INPUTS
from knowledge.matching.ranking.model import FORMS, MEANT_NAMES, NAMES, Model, Near, Same
from knowledge.matching.ranking.trees import Forest, read_trees

# The sentence encoder whose weights are shipped; what it ranks high is a better order than none for another encoder.
FITTED_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
WEIGHTS = "weights.json"
MEANT_WEIGHTS = "weights-semantic.json"
_PARTS = ("rank", "near", "same", "answer_from", "offer_from", "offer_within")
_FIT = "python -m tests.bench.fitting"


@dataclass(frozen=True, slots=True)
class Sample:
    """A fingerprint of an encoder: the pairwise cosines of a few sample texts, in `itertools.combinations` order."""

    texts: tuple[str, ...]
    cosines: tuple[float, ...]


@functools.cache
def shipped_model() -> Model:
    """Read the weights that come with the package; `python -m tests.bench.fitting` makes them. Raises WeightsError."""
    return read_model(_shipped(WEIGHTS), NAMES, WEIGHTS)


@functools.cache
def shipped_meant_model(model: str) -> Model | None:
    """Read the weights that were fitted with a sentence encoder of this name; None when none were.

    `python -m tests.bench.fitting --semantic-model FOLDER` makes them. Raises WeightsError.
    """
    data = _shipped_meant(model)
    return None if data is None else read_model(data, MEANT_NAMES, MEANT_WEIGHTS)


@functools.cache
def shipped_sample(model: str) -> Sample | None:
    """Read by what the encoder is known again that weights were fitted with under this name; None when none were.

    Raises WeightsError.
    """
    data = _shipped_meant(model)
    return None if data is None else read_sample(data, MEANT_WEIGHTS)


def read_sample(data: Mapping[str, Any], file: str) -> Sample:
    """Return the sample of a file of weights. Raises WeightsError when there is none, or it is not whole."""
    found = data.get("sample", {"texts": (), "cosines": ()})
    sample = Sample(tuple(found["texts"]), tuple(map(float, found["cosines"])))
    pairs = len(sample.texts) * (len(sample.texts) - 1) // 2
    if not pairs or pairs != len(sample.cosines):
        raise WeightsError(
            f"{file} has a sample of {len(sample.texts)} texts and {len(sample.cosines)} cosines, where every two "
            f"texts have one. Fit the weights again: {_FIT}"
        )
    return sample


def _shipped_meant(model: str) -> Mapping[str, Any] | None:
    of_model = {name.casefold(): data for name, data in _shipped(MEANT_WEIGHTS).items()}
    return of_model.get(model.casefold())


def default_meant_model() -> Model:
    """Return the weights of FITTED_MODEL, for an encoder that has none of its own. Raises WeightsError."""
    found = shipped_meant_model(FITTED_MODEL)
    if found is None:
        raise WeightsError(
            f"{MEANT_WEIGHTS} has no weights of {FITTED_MODEL}. Fit them: {_FIT} --semantic-model FOLDER"
        )
    return found


def _shipped(file: str) -> Mapping[str, Any]:
    text = importlib.resources.files("knowledge.matching.ranking").joinpath(file).read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def read_model(data: Mapping[str, Any], names: Sequence[str], where: str) -> Model:
    """Return the model of a file of weights over these features.

    Raises WeightsError when a weight is missing, or one is there of a feature that is not: both mean that the file was
    fitted with other features, and that none of its weights is to be trusted.
    """
    inputs = INPUTS if tuple(names) == NAMES else MEANT_INPUTS
    missing = [part for part in _PARTS if part not in data]
    if missing:
        raise WeightsError(f"{where} has no '{missing[0]}'. Fit the weights again: {_FIT}")
    near, same = data["near"], data["same"]
    if tuple(same["inputs"]) != inputs:
        raise WeightsError(f"{where}, same is of other inputs. Fit the weights again: {_FIT}")
    return Model(
        names=tuple(names),
        rank=_weights(data["rank"], [name + form for form in FORMS for name in names], f"{where}, rank"),
        near=Near(_weights(near["weights"], inputs, f"{where}, near"), float(near["bias"])),
        same=Same(
            Forest(read_trees(same["trees"], len(inputs), f"{where}, same")),
            float(same["slope"]),
            float(same["bias"]),
            inputs.index("base_size"),
            float(same["by_size"]),
            float(same["most"]),
        ),
        answer_from={budget: float(data["answer_from"][budget.value]) for budget in Budget},
        offer_from=float(data["offer_from"]),
        offer_within=float(data["offer_within"]),
    )


def _weights(data: Mapping[str, Any], inputs: Sequence[str], where: str) -> tuple[float, ...]:
    wrong = sorted(set(inputs) ^ set(data))
    if wrong:
        what = "has no weight of" if wrong[0] in inputs else "has a weight of the unknown"
        raise WeightsError(f"{where} {what} '{wrong[0]}'. Fit the weights again: {_FIT}")
    return tuple(float(data[name]) for name in inputs)
