"""What comes of cosines: how near a candidate is in meaning, and how near what it must not answer is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.ranking.semantic import NEARNESS_FEATURES, Nearness, nearness_values

COSINES = st.floats(-1, 1)
FEW = st.lists(COSINES, min_size=1, max_size=5).map(lambda found: tuple(sorted(found, reverse=True)))


def values(one: Nearness, told: tuple[float, ...]) -> dict[str, float]:
    (row,) = nearness_values([one], [0.0], [0.0], [told])
    return dict(zip(NEARNESS_FEATURES, row, strict=True))


def test_a_refused_question_counts_as_far_as_what_sets_it_apart_is_asked():
    near = Nearness(0.7, 0.8, 0.0, (0.8, 0.7), (0.9, 0.3))
    assert values(near, (1.0, 1.0))["meaning_told"] == pytest.approx(0.55)
    assert values(near, (0.5, 1.0))["meaning_told"] == pytest.approx((1 + 0.45 - 0.8) / 2)
    assert values(near, (0.0, 0.0))["meaning_told"] == pytest.approx(0.1)


def test_much_that_is_near_and_refused_outweighs_little_that_is_not():
    against = Nearness(0.6, 0.6, 0.0, (0.6,), (0.9, 0.9))
    beside = Nearness(0.9, 0.9, 0.0, (0.9, 0.9), (0.6,))
    assert values(against, (1.0, 1.0))["meaning_rather"] > 0.99
    assert values(beside, (1.0,))["meaning_rather"] < 0.01
    assert values(Nearness(0.9, 0.9, 0.0, (0.9,), ()), ())["meaning_rather"] == 0.0


def test_one_likeness_by_chance_is_told_from_several():
    alone = values(Nearness(0.1, 0.9, 0.0, (0.9, 0.1, 0.1), ()), ())
    several = values(Nearness(0.1, 0.9, 0.0, (0.9, 0.8, 0.7), ()), ())
    assert alone["meaning_second"] == pytest.approx(0.1)
    assert several["meaning_few"] > alone["meaning_few"] == pytest.approx(1.1 / 3)


@given(st.lists(st.tuples(COSINES, FEW, st.lists(COSINES, max_size=4)), min_size=1, max_size=4))
def test_every_value_stays_in_its_range(candidates):
    nears = [Nearness(claim, few[0], 0.0, few, tuple(refusals)) for claim, few, refusals in candidates]
    told = [[1.0] * len(one.refusals) for one in nears]
    for row in nearness_values(nears, [0.5] * len(nears), [0.5] * len(nears), told):
        assert len(row) == len(NEARNESS_FEATURES)
        assert all(-2.0 <= value <= 1.5 for value in row)
