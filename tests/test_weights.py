"""The files of fitted weights: whole, or refused."""

from __future__ import annotations

import importlib.resources
import json

import pytest

from knowledge.errors import WeightsError
from knowledge.matching.ranking.model import MEANT_NAMES, NAMES, confidence_inputs, confidence_names
from knowledge.matching.ranking.weights import (
    FITTED_MODEL,
    MEANT_WEIGHTS,
    WEIGHTS,
    default_meant_models,
    read_models,
    read_sample,
    shipped_meant_models,
    shipped_models,
    shipped_sample,
)

ALL = json.loads(importlib.resources.files("knowledge.matching.ranking").joinpath(WEIGHTS).read_text(encoding="utf-8"))


def changed(profile: str, kind: str) -> tuple[dict, dict]:
    whole = json.loads(json.dumps(ALL))
    return whole, whole[profile][kind]


@pytest.mark.parametrize(
    ("scores", "third", "close"), [([9, 8.5, 3], 6, 1 / 3), ([9], 8, 0), ([9, 8.5, 8.1], 0.9, 2 / 3)]
)
def test_confidence_sees_how_many_come_close(scores, third, close):
    inputs = confidence_inputs([[0.5] * len(NAMES)] * len(scores), scores, range(len(scores)))
    named = dict(zip(confidence_names(NAMES), inputs, strict=True))
    assert named["third's lead"] == pytest.approx(third)
    assert named["close behind"] == pytest.approx(close)


def test_the_shipped_weights_are_those_of_the_features():
    assert shipped_models().entries.names == NAMES
    assert default_meant_models().entries.names == MEANT_NAMES
    assert shipped_meant_models(FITTED_MODEL.upper()) is not None
    assert shipped_meant_models("some/other-model") is None
    assert shipped_sample("some/other-model") is None


@pytest.mark.parametrize("profile", ["claims", "large", "entries"])
@pytest.mark.parametrize("kind", ["rank", "confidence"])
def test_a_file_that_lacks_a_feature_is_refused_and_not_read_as_nothing(profile, kind):
    whole, weights = changed(profile, kind)
    del weights[NAMES[3]]
    with pytest.raises(WeightsError, match=f"file, {profile}, {kind} has no weight of '{NAMES[3]}'.*fitting"):
        read_models(whole, NAMES, "file")


def test_a_file_with_a_feature_that_is_gone_is_refused():
    whole, weights = changed("entries", "rank")
    weights["old_feature"] = 0.5
    with pytest.raises(WeightsError, match="unknown 'old_feature'"):
        read_models(whole, NAMES, "file")


@pytest.mark.parametrize(
    "sample", [None, {"texts": ["one"], "cosines": []}, {"texts": ["a", "b", "c"], "cosines": [0.1]}]
)
def test_a_sample_that_is_not_whole_is_refused(sample):
    with pytest.raises(WeightsError, match=r"file has a sample of .*fitting"):
        read_sample({} if sample is None else {"sample": sample}, "file")


def test_weights_without_meaning_are_refused_where_there_is_meaning():
    with pytest.raises(WeightsError, match="meaning_"):
        read_models(ALL, MEANT_NAMES, MEANT_WEIGHTS)
