"""Where a threshold lies: within its budget of wrong answers; near-misses count as often as people ask them."""

import numpy as np
import pytest

from tests.bench.fitting.asking import Case
from tests.bench.fitting.measures import NEAR_MISSES, thresholds
from tests.bench.fitting.profiles import Measured


def measured(confidence: float, *, right: bool, kind: str = "") -> Measured:
    case = Case("golden", 46, 0, frozenset(), (), np.zeros((0, 1)), (), kind)
    return Measured(case, None, confidence, right, vetoed=False)


def balanced(kind: str, near: int) -> float:
    """Return the threshold over 1,000 questions, `near` of them near-misses, ten of these answered, surer and surer."""
    wrong = [measured(0.9 + place / 1000, right=False, kind=kind) for place in range(10)]
    others = [measured(0.1, right=False, kind=kind)] * (near - 10) + [measured(0.95, right=True)] * (1000 - near)
    return thresholds([*wrong, *others])["balanced"]


def test_as_many_wrong_answers_as_the_budget_has_are_let_through():
    assert balanced("direct", 250) == pytest.approx(0.903, abs=1e-5)


def test_near_misses_beyond_their_share_count_for_less():
    share = int(1000 * NEAR_MISSES)
    assert balanced("near-miss", share) == balanced("direct", share)
    assert balanced("near-miss", 2 * share) < balanced("direct", 2 * share)


def test_near_misses_below_their_share_count_as_they_are():
    assert balanced("near-miss", 100) == balanced("direct", 100)
