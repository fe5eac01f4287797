"""Figures of the servers: what is right, helped and wrong, each share with its interval of 95 %."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.golden.servers import Heard

NEIGHBOURS = {"trap": "near-misses", "opposed": "exchanges"}
OFF_TOPIC = "offtopic"
# Of what people ask, near-misses and exchanges are a quarter, however many of them were written.
NEIGHBOUR_SHARE = 0.25
WRONG_SHARES = (0.5, 1.0, 2.0, 3.5)
IN_THE_MIX = "wrong in the mix"
UNFAIR, ON_AVERAGE = "off-topic offered unfairly", "offers on average"
# Of everything else more is better.
LESS_IS_BETTER = frozenset(
    {"wrong", IN_THE_MIX, *(f"{name} answered" for name in NEIGHBOURS.values()), UNFAIR, ON_AVERAGE}
)
# The 97.5th percentile of the normal distribution.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Figure:
    """A share in percent (or a mean) with its interval of 95 %; one question moves it by `step`."""

    value: float
    low: float
    high: float
    step: float
    count: int

    @property
    def half_width(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2


def figures(heard: Sequence[Heard]) -> dict[str, Figure]:
    """Return everything that is printed and held, by name, in the order in which it is printed."""
    answerable = [one for one in heard if one.asked.expect]
    kinds = sorted({one.asked.kind for one in answerable} - NEIGHBOURS.keys())
    offers = [float(len(one.offered)) for one in heard if one.offered]
    found = {
        "right": _share(answerable, lambda one: one.right),
        "helped": _share(answerable, lambda one: one.helped),
        "wrong": _share(heard, lambda one: one.wrong),
        IN_THE_MIX: wrong_in_the_mix(heard),
    }
    for kind, name in NEIGHBOURS.items():
        found[f"{name} answered"] = _share([one for one in heard if one.asked.kind == kind], lambda one: one.wrong)
    for kind in kinds:
        found[f"{kind} helped"] = _share([one for one in answerable if one.asked.kind == kind], lambda one: one.helped)
    off_topic = [one for one in heard if one.asked.kind == OFF_TOPIC]
    found[UNFAIR] = _share(off_topic, lambda one: one.unfair)
    found[ON_AVERAGE] = _mean(offers)
    return found | {f"right at {share} % wrong": right_at(heard, share) for share in WRONG_SHARES}


def wrong_in_the_mix(heard: Sequence[Heard]) -> Figure:
    """Return the share of wrong answers where near-misses and exchanges are a quarter of all.

    The interval of the weighted sum is put together from the two Wilson intervals (Zou and Donner, "Construction of
    confidence limits about effect measures", Statistics in Medicine 27, 2008).
    """
    near = _share([one for one in heard if one.asked.kind in NEIGHBOURS], lambda one: one.wrong)
    rest = _share([one for one in heard if one.asked.kind not in NEIGHBOURS], lambda one: one.wrong)
    weighed = ((NEIGHBOUR_SHARE, near), (1 - NEIGHBOUR_SHARE, rest))
    value = sum(weight * one.value for weight, one in weighed)
    below, above = (
        math.hypot(*(weight * (end - one.value) for (weight, one), end in zip(weighed, ends, strict=True)))
        for ends in ((near.low, rest.low), (near.high, rest.high))
    )
    return Figure(value, value - below, value + above, max(weight * one.step for weight, one in weighed), len(heard))


def right_at(heard: Sequence[Heard], wrong: float) -> Figure:
    """Return what is right, in percent, at the lowest threshold of confidence with at most so much wrong in the mix."""
    answerable = sum(bool(one.asked.expect) for one in heard)
    near = sum(one.asked.kind in NEIGHBOURS for one in heard)
    costs = {True: 100 * NEIGHBOUR_SHARE / max(1, near), False: 100 * (1 - NEIGHBOUR_SHARE) / max(1, len(heard) - near)}
    right = best = 0
    spent = 0.0
    sure = sorted(
        (one for one in heard if one.reply.decision.ranked and not one.vetoed), key=lambda one: -one.reply.confidence
    )
    for place, one in enumerate(sure):
        if one.reply.decision.ranked[0][0] in one.asked.expect:
            right += 1
        else:
            spent += costs[one.asked.kind in NEIGHBOURS]
        # What is equally sure is answered together or not at all.
        ends = place + 1 == len(sure) or sure[place + 1].reply.confidence < one.reply.confidence
        if ends and spent <= wrong + 1e-9:
            best = right
    return wilson(best, answerable)


def wilson(hits: int, count: int) -> Figure:
    """Return a share in percent with Wilson's score interval (Wilson, JASA 22, 1927); of nothing it is 0 to 100."""
    if not count:
        return Figure(0.0, 0.0, 100.0, 100.0, 0)
    share, spread = hits / count, _Z**2 / count
    middle = (share + spread / 2) / (1 + spread)
    reach = _Z / (1 + spread) * math.sqrt(share * (1 - share) / count + spread / 4 / count)
    low, high = (0.0 if not hits else middle - reach), (1.0 if hits == count else middle + reach)
    return Figure(100 * share, 100 * low, 100 * high, 100 / count, count)


def _share(heard: Sequence[Heard], holds: Callable[[Heard], bool]) -> Figure:
    return wilson(sum(map(holds, heard)), len(heard))


def _mean(values: Sequence[float]) -> Figure:
    if not values:
        return Figure(0.0, 0.0, 0.0, 0.0, 0)
    mean = statistics.fmean(values)
    reach = _Z * statistics.pstdev(values) / math.sqrt(len(values))
    return Figure(mean, mean - reach, mean + reach, 1 / len(values), len(values))
