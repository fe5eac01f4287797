"""The files of fitted weights: whole, or refused; and what holds of them whatever they were fitted on."""

from __future__ import annotations

import importlib.resources
import json
import math
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import WeightsError
from knowledge.matching.outcome import Budget
from knowledge.matching.ranking.features import PAIR_NAMES
from knowledge.matching.ranking.judging import INPUTS
from knowledge.matching.ranking.model import MEANT_NAMES
from knowledge.matching.ranking.trees import Forest, Tree, read_trees
from knowledge.matching.ranking.weights import MEANT_WEIGHTS, WEIGHTS, read_model, read_sample, shipped_model

# What the question leaves of a wording or the wording of it, and parts that are exchanged: none speaks for an entry.
AGAINST = (
    "query_left", "surface_left", "query_left_most", "surface_left_most", "left_both", "query_strange",
    "surface_strange", "replaced", "query_name_left", "surface_name_left", "exchanged", "parts_exchanged",
    "cause_exchanged", "order_exchanged", "degree_exchanged", "number_left", "number_replaced", "unit_replaced",
    "rival_fit", "refused",
)  # fmt: skip


@cache
def text() -> str:
    return importlib.resources.files("knowledge.matching.ranking").joinpath(WEIGHTS).read_text(encoding="utf-8")


def whole() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text())
    return found


def test_the_shipped_weights_are_those_of_the_features():
    assert shipped_model().names == PAIR_NAMES
    assert len(shipped_model().near.weights) == len(INPUTS)


def test_a_tighter_budget_asks_for_a_higher_chance():
    asked = shipped_model().answer_from
    assert 1 >= asked[Budget.STRICT] >= asked[Budget.BALANCED] >= asked[Budget.HELPFUL] > 0.5
    assert 0 < shipped_model().offer_from < 1 and 0 <= shipped_model().offer_within <= 1


@pytest.mark.parametrize("kind", ["rank", "near"])
def test_a_file_that_lacks_a_feature_is_refused_and_not_read_as_nothing(kind):
    data = whole()
    weights, name = (data["rank"], PAIR_NAMES[3]) if kind == "rank" else (data["near"]["weights"], INPUTS[3])
    del weights[name]
    with pytest.raises(WeightsError, match=f"file, {kind} has no weight of '{name}'.*fitting"):
        read_model(data, PAIR_NAMES, "file")


@pytest.mark.parametrize("part", ["rank", "near", "same", "answer_from", "offer_from", "offer_within"])
def test_a_file_that_lacks_a_part_is_refused_in_a_sentence(part):
    # As one does that was fitted before there were two measures.
    data = whole()
    del data[part]
    with pytest.raises(WeightsError, match=f"file has no '{part}'.*fitting"):
        read_model(data, PAIR_NAMES, "file")


@pytest.mark.parametrize("kind", ["rank", "near"])
def test_a_file_with_a_feature_that_is_gone_is_refused(kind):
    data = whole()
    (data["rank"] if kind == "rank" else data["near"]["weights"])["old_feature"] = 0.5
    with pytest.raises(WeightsError, match=f"file, {kind} has a weight of the unknown 'old_feature'"):
        read_model(data, PAIR_NAMES, "file")


def test_trees_that_were_fitted_over_other_inputs_or_in_another_order_are_refused():
    inputs = list(INPUTS)
    for wrong in (inputs[:-1], [*inputs, "one_more"], [inputs[1], inputs[0], *inputs[2:]]):
        data = whole()
        data["same"]["inputs"] = wrong
        with pytest.raises(WeightsError, match=r"file, same is of other inputs.*fitting"):
            read_model(data, PAIR_NAMES, "file")


@pytest.mark.parametrize(
    "sample", [None, {"texts": ["one"], "cosines": []}, {"texts": ["a", "b", "c"], "cosines": [0.1]}]
)
def test_a_sample_that_is_not_whole_is_refused(sample):
    with pytest.raises(WeightsError, match=r"file has a sample of .*fitting"):
        read_sample({} if sample is None else {"sample": sample}, "file")


def test_weights_without_meaning_are_refused_where_there_is_meaning():
    with pytest.raises(WeightsError, match=f"{MEANT_WEIGHTS}, same is of other inputs"):
        read_model(whole(), MEANT_NAMES, MEANT_WEIGHTS)


# Trees


# Is the second input at most 1? If so: is the first at most 0?
BY_HAND = {"inputs": [1, 0], "thresholds": [1.0, 0.0], "left": [1, -1], "right": [-3, -2], "leaves": [0.25, -0.5, 4.0]}


@pytest.mark.parametrize(
    ("row", "leaf"),
    [
        ((0.0, 1.0), 0.25),
        ((-3.0, -3.0), 0.25),
        ((0.001, 1.0), -0.5),
        ((0.0, 1.001), 4.0),
        ((9.0, 9.0), 4.0),
    ],
)
def test_a_tree_goes_left_up_to_its_threshold_and_right_beyond_it(row, leaf):
    (tree,) = read_trees([BY_HAND], 2, "file")
    assert tree(row) == leaf


def test_a_tree_that_is_a_leaf_says_the_same_of_everything():
    assert Tree((), (), (), (), (1.5,))(()) == 1.5


@pytest.mark.parametrize("place", [-1, 2, 99])
def test_a_tree_that_asks_for_an_input_that_is_not_there_is_refused(place):
    with pytest.raises(WeightsError, match=r"^file asks for an input that is not there\..*again"):
        read_trees([BY_HAND | {"inputs": [1, place]}], 2, "file")


# Few thresholds and few values, so that rows often stand exactly on a threshold.
STEPS = st.sampled_from((-1.0, 0.0, 0.25, 0.5, 1.0, 2.0))
FOREST_INPUTS = 3


@st.composite
def trees(draw):
    """A tree of 1 to 14 leaves, each put in the place of a leaf that was there before: its nodes stand in no order."""
    left, right, inputs, thresholds, leaves = [], [], [], [], 1
    for _ in range(draw(st.integers(0, 13))):
        node, leaf = len(inputs), -draw(st.integers(1, leaves))
        for side in (left, right):
            side[:] = [node if place == leaf else place for place in side]
        leaves += 1
        ends = draw(st.permutations((leaf, -leaves)))
        left.append(ends[0])
        right.append(ends[1])
        inputs.append(draw(st.integers(0, FOREST_INPUTS - 1)))
        thresholds.append(draw(STEPS))
    values = draw(st.lists(st.floats(-9, 9), min_size=leaves, max_size=leaves))
    return Tree(tuple(inputs), tuple(thresholds), tuple(left), tuple(right), tuple(values))


@given(st.lists(trees(), max_size=6), st.lists(STEPS, min_size=FOREST_INPUTS, max_size=FOREST_INPUTS))
@settings(max_examples=300, deadline=None)
def test_a_forest_says_what_its_trees_add_up_to(some, row):
    assert Forest(some)(row) == math.fsum(tree(row) for tree in some)


# What holds of the measures

ROWS = st.lists(st.floats(0, 1.5), min_size=len(INPUTS), max_size=len(INPUTS))


@given(ROWS)
@settings(max_examples=40, deadline=None)
def test_both_measures_are_chances(row):
    assert 0 <= shipped_model().near(row) <= 1
    assert 0 <= shipped_model().same(row) <= 1


@given(ROWS, st.sampled_from(AGAINST), st.floats(0, 1.5))
@settings(max_examples=200, deadline=None)
def test_what_is_left_over_or_exchanged_never_makes_it_likelier_to_be_the_same(row, name, more):
    worse = list(row)
    worse[INPUTS.index(name)] += more
    assert shipped_model().same(worse) <= shipped_model().same(row) + 1e-9
