"""Measures of the recipe: right at shares of wrong answers, near-misses answered, offers, ranking, calibration."""

from __future__ import annotations

import collections
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench.fitting.recipe import Measured, Weighed

NEIGHBOURS = frozenset({"trap", "opposed", "swap"})
# Of what people ask, near-misses and exchanges are a quarter, however many were written.
NEIGHBOUR_SHARE = 0.25
# How many wrong answers a budget stands for; thresholds drift on unseen servers, so that less is aimed at.
BUDGETS = {"strict": 0.002, "balanced": 0.007, "helpful": 0.02}
SHARES = (0.005, 0.01, 0.02, 0.035)
# Something unfair may be offered to so many who asked about nothing that is there.
OFF_TOPIC = 0.08
# Of a base that knows many words of a region, to doubts about other matters as well.
OFF_TOPIC_OF_PACKS = 0.15
_MEASURED = {
    "servers": "server whole",
    "thick servers": "thick server",
    "merged": "server merged",
    "thin packs": "packs",
    "whole packs": "whole packs",
}
_OFF_TOPIC = frozenset({"offtopic", "other-subject"})
MOST_OFFERED = 3
_OFFERED_EACH = 2.0
_WITHIN = (0.02, 0.05, 0.1, 0.2)


@dataclass(frozen=True)
class Right:
    """What is answered rightly at a threshold: of the answerable, and of near-misses and exchanges how many."""

    threshold: float
    right: float
    trap: float
    opposed: float


def chance(value: float) -> float:
    """Return the probability of logarithmic odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def first(one: Measured) -> Weighed | None:
    """Return what would be answered."""
    return one.judged[0] if one.judged else None


def right_at(measured: Sequence[Measured], share: float) -> Right:
    """Return what is right at the lowest threshold at which wrong answers stay within a share of the mix."""
    counts = collections.Counter(one.case.asked.kind for one in measured)
    near = sum(count for kind, count in counts.items() if kind in NEIGHBOURS)
    rest, answerable = len(measured) - near, sum(bool(one.case.asked.expect) for one in measured)
    near_share = NEIGHBOUR_SHARE if near else 0.0
    wrong: collections.Counter[str] = collections.Counter()
    best = Right(30.0, 0.0, 0.0, 0.0)
    right = 0
    weighed = [(one, found) for one in measured if (found := first(one)) is not None and not found.vetoed]
    for one, found in sorted(weighed, key=lambda pair: -pair[1].same):
        if found.entry in one.case.asked.expect:
            right += 1
        else:
            wrong[one.case.asked.kind if one.case.asked.kind in NEIGHBOURS else "rest"] += 1
        of_near = sum(wrong[kind] for kind in NEIGHBOURS)
        if near_share * of_near / max(1, near) + (1 - near_share) * wrong["rest"] / max(1, rest) <= share:
            answered = {kind: wrong[kind] / max(1, counts[kind]) for kind in ("trap", "opposed")}
            best = Right(found.same, right / max(1, answerable), answered["trap"], answered["opposed"])
    return best


def offered(one: Measured, offer_from: float, within: float) -> list[str]:
    """Return what is offered: what is near enough, and not much less so than the nearest, the nearest first."""
    near = sorted(((chance(found.near), found.entry) for found in one.judged), reverse=True)
    return [entry for share, entry in near if share >= max(offer_from, within * near[0][0])][:MOST_OFFERED]


@dataclass(frozen=True)
class Offers:
    """How offers at thresholds come out: helped of the answerable, unfair of the off-topic, offers on average."""

    offer_from: float
    within: float
    helped: float
    off_topic: float
    each: float
    by_kind: dict[str, float]


def offers_at(measured: Sequence[Measured], offer_from: float, within: float) -> Offers:
    """Return how offers at these thresholds come out."""
    helped: collections.Counter[str] = collections.Counter()
    asked: collections.Counter[str] = collections.Counter()
    unfair = off_topic = some = ids = 0
    for one in measured:
        question = one.case.asked
        found = offered(one, offer_from, within)
        some += bool(found)
        ids += len(found)
        if question.kind in _OFF_TOPIC:
            off_topic += 1
            unfair += bool(set(found) - question.fair)
        if question.expect:
            asked[question.kind] += 1
            helped[question.kind] += bool(question.expect & set(found))
    return Offers(
        offer_from,
        within,
        sum(helped.values()) / max(1, sum(asked.values())),
        unfair / max(1, off_topic),
        ids / max(1, some),
        {kind: helped[kind] / count for kind, count in sorted(asked.items())},
    )


def best_offers(servers: Sequence[Measured], packs: Sequence[Measured]) -> Offers:
    """Return the thresholds of offers that help servers most within the budgets of off-topic offers and of offers."""
    asked = [one for one in servers if one.case.asked.kind in _OFF_TOPIC]
    nearest = sorted([max([chance(found.near) for found in one.judged], default=0.0) for one in asked], reverse=True)
    steps = {nearest[int(share / 1000 * len(nearest))] for share in range(20, int(1000 * OFF_TOPIC) + 30, 5)}
    found = [offers_at(servers, step, within) for step in sorted(steps) for within in _WITHIN]
    allowed = [
        one
        for one in found
        if one.off_topic <= OFF_TOPIC
        and one.each <= _OFFERED_EACH
        and offers_at(packs, one.offer_from, one.within).off_topic <= OFF_TOPIC_OF_PACKS
    ]
    return max(allowed, key=lambda one: (one.helped, -one.each))


def calibration(measured: Sequence[Measured]) -> tuple[list[float], list[bool]]:
    """Return the odds of what would be answered, and whether each is right."""
    weighed = [(one, found) for one in measured if (found := first(one)) is not None]
    return [found.same for _, found in weighed], [found.entry in one.case.asked.expect for one, found in weighed]


def mean_precision(measured: Sequence[Measured]) -> float:
    """Return MAP@5 over the answerable."""
    total = count = 0.0
    for one in measured:
        if one.case.asked.expect:
            count += 1
            places = (place for place, entry in enumerate(one.ranked[:5], 1) if entry in one.case.asked.expect)
            total += next((1 / place for place in places), 0.0)
    return total / max(1.0, count)


def coverage(measured: Sequence[Measured], share: float) -> float:
    """Return how many of the answerable are answered rightly while at most `share` of all are answered wrongly."""
    best = right = wrong = 0
    weighed = [(one, found) for one in measured if (found := first(one)) is not None and not found.vetoed]
    for one, found in sorted(weighed, key=lambda pair: -pair[1].same):
        is_right = found.entry in one.case.asked.expect
        right, wrong = right + is_right, wrong + (not is_right)
        if wrong <= share * len(measured):
            best = max(best, right)
    return best / max(1, sum(bool(one.case.asked.expect) for one in measured))


def report(measured: Sequence[Measured]) -> Iterator[str]:
    """Yield a line for each collection."""
    servers = [one for one in measured if one.case.source == "server whole"]
    for name, source in _MEASURED.items():
        some = [one for one in measured if one.case.source == source]
        ats = " / ".join(
            f"{100 * at.right:.1f} ({100 * at.trap:.1f}, {100 * at.opposed:.1f})"
            for at in (right_at(some, share) for share in SHARES)
        )
        yield f"{name}: right (near-misses, exchanges answered) at .5 / 1 / 2 / 3.5 % wrong in the mix: {ats}"
    packs = [one for one in measured if one.case.source == "whole packs"]
    best = best_offers(servers, packs)
    kinds = ", ".join(f"{kind} {100 * share:.0f}" for kind, share in best.by_kind.items())
    yield f"servers: offers help {100 * best.helped:.1f} % ({kinds})"
    yield f"servers: {best.each:.2f} offers each, off topic {best.off_topic:.3f}"
    of_packs = offers_at(packs, best.offer_from, best.within)
    yield f"whole packs: offers help {100 * of_packs.helped:.1f} %, off topic {of_packs.off_topic:.3f}"
    for name in ("questions", "tweets"):
        whole = [one for one in measured if one.case.source == f"{name} whole" and one.case.asked.kind != "swap"]
        every = [one for one in measured if one.case.source in (f"{name} whole", f"{name} removed")]
        yield f"{name}: MAP@5 {mean_precision(whole):.4f}, coverage at 1 / 2 / 5 % wrong " + " / ".join(
            f"{coverage(every, share):.3f}" for share in (0.01, 0.02, 0.05)
        )
