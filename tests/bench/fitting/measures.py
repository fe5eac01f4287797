"""Measures of the recipe: ranking, coverage within a budget of wrong answers, calibration, and thresholds."""

from __future__ import annotations

import collections
from collections.abc import Sequence

from tests.bench.fitting.profiles import Measured

# *Balanced* stands for 1 %; this is so much less that it is kept on questions that nobody tuned on.
BUDGETS = {"strict": 0.0025, "balanced": 0.006, "helpful": 0.02}
SHARES = (0.005, 0.01, 0.02, 0.05)
# To how many questions of which kinds candidates may be offered; less than the most that is bearable, since it drifts:
# where tuned questions on other subjects got offers in four of a hundred, untouched ones did in six.
OFFERED = {"off-topic": 0.045, "other-subject": 0.03, "near-miss": 0.38}
_OFFER_AT_LEAST = 0.08
# The tuned questions have more near-misses than people ask, since those teach most: they count as a quarter of all, as
# many as they are among the questions of authors who wrote for judging.
_NEAR_MISS, NEAR_MISSES = "near-miss", 0.25
# Questions that are asked of the whole base with and without the right claim, and with swaps, are one collection.
_TOGETHER = {(name, kind) for name in ("questions", "tweets") for kind in ("removed", "swaps", "predicates")}
_DRIFT = 0.5
# The budgets are of questions as people ask them: no whole posts, no phrasings of those who know the entry, and of the
# packs as they are, not without the entry that is asked for.
_NOT_BUDGETED = ("tweets", "phrasings", "golden removed")


def print_measures(measured: Sequence[Measured]) -> None:
    """Print for each collection MAP@5, first three, coverage at four shares of wrong answers, calibration error."""
    heads = f"{'collection':24}{'asked':>7}{'MAP@5':>8}{'top 3':>7}"
    print(f"{heads}   coverage at .5 / 1 / 2 / 5 % wrong   calibration error")
    for name, some in _collections(measured).items():
        answerable = [one for one in some if one.case.gold]
        mean = mean_precision(some)
        three = sum(one.rank is not None and one.rank < 3 for one in answerable) / max(1, len(answerable))
        covered = " / ".join(f"{coverage(some, share):.3f}" for share in SHARES)
        print(f"{name:24}{len(some):7}{mean:8.4f}{three:7.3f}   {covered}   {calibration_error(some):.3f}")


def mean_precision(some: Sequence[Measured]) -> float:
    """Return MAP@5 over the answerable."""
    answerable = [one for one in some if one.case.gold]
    found = sum(1 / (one.rank + 1) for one in answerable if one.rank is not None and one.rank < 5)
    return found / max(1, len(answerable))


def coverage(some: Sequence[Measured], share: float) -> float:
    """Return how many of the answerable are answered rightly while at most `share` of all are answered wrongly."""
    best = right = wrong = 0
    for one in sorted((one for one in some if not one.vetoed), key=lambda one: -one.confidence):
        right, wrong = right + one.right, wrong + (not one.right)
        if wrong <= share * len(some):
            best = max(best, right)
    return best / max(1, sum(bool(one.case.gold) for one in some))


def calibration_error(some: Sequence[Measured]) -> float:
    """Return the mean distance of confidence and truth over ten bins, weighted by their size."""
    bins: dict[int, list[Measured]] = collections.defaultdict(list)
    for one in some:
        bins[min(9, int(one.confidence * 10))].append(one)
    return sum(abs(sum(one.confidence - one.right for one in few)) for few in bins.values()) / max(1, len(some))


def thresholds(measured: Sequence[Measured]) -> dict[str, float]:
    """Return, by budget, the lowest confidence at which wrong answers stay within it in every collection.

    *Strict* and *helpful* get half of their budget; *balanced* is less already than the 1 % that it stands for.
    """
    collections_ = [some for name, some in _collections(measured).items() if not name.startswith(_NOT_BUDGETED)]
    return {
        budget: max(_threshold(some, share * (_DRIFT if budget != "balanced" else 1.0)) for some in collections_)
        for budget, share in BUDGETS.items()
    }


def offer_threshold(measured: Sequence[Measured]) -> float:
    """Return the lowest confidence from which candidates may be offered.

    Few who asked about something else get any, and a bounded share of those who came near a claim (`OFFERED`).
    """
    found = [_OFFER_AT_LEAST]
    for kind, share in OFFERED.items():
        confidences = sorted((one.confidence for one in measured if one.case.kind == kind), reverse=True)
        if confidences:
            found.append(confidences[min(len(confidences) - 1, int(share * len(confidences)))])
    return max(found)


def _threshold(some: Sequence[Measured], share: float) -> float:
    near = sum(one.case.kind == _NEAR_MISS for one in some)
    counts = min(1.0, (len(some) - near) * NEAR_MISSES / (1 - NEAR_MISSES) / near) if near else 1.0
    allowed = share * (len(some) - near + counts * near)
    for one in sorted((one for one in some if not one.right and not one.vetoed), key=lambda one: -one.confidence):
        allowed -= counts if one.case.kind == _NEAR_MISS else 1.0
        if allowed < 0:
            return min(0.999, one.confidence + 1e-6)
    return 0.5


def _collections(measured: Sequence[Measured]) -> dict[str, list[Measured]]:
    found: dict[str, list[Measured]] = {}
    for one in measured:
        name, kind = (*one.case.source.split(), "")[:2]
        found.setdefault(f"{name} whole" if (name, kind) in _TOGETHER else one.case.source, []).append(one)
    return found
