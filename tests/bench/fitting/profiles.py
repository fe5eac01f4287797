"""A profile: one fitted pair of models, and the same recipe measured on what it was not fitted on."""

from __future__ import annotations

import collections
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.matching.ranking.model import plainly_said
from tests.bench.fitting.asking import FOLDS, Case
from tests.bench.fitting.models import First, Linear, first_of, fit_confidence, fit_ranking, rank_scores

RANK_PENALTY = 60.0
CONFIDENCE_PENALTY = 20.0
# The whole bases decide the ranking; in small ones nearly everything ranks first.
_RANKED_ON = ("whole", "golden", "1000", "200")
_ENOUGH = 3000
_ENOUGH_PLAIN = 50
# A phrasing is what somebody who knew the entry thought of: it counts less than a question by somebody who did not.
# What an entry must not answer is asked here of entries that do not know so; those that do have a veto for it.
_WITHOUT_WARNING = "phrasings refused"
# The packs without the entry that is asked about stand for other packs; what people ask is asked of whole ones.
WEIGHTS = {"golden removed": 0.6, "phrasings left": 0.3, "phrasings removed": 0.15, _WITHOUT_WARNING: 0.0}
# Posts are longer and noisier than questions: enough of them that confidence holds for them too, and no more.
_POSTS, _POSTS_COUNT = "tweets", 0.15


@dataclass(frozen=True)
class Profile:
    """The ranking and the confidence of one profile, and how often what is plainly said is right."""

    ranking: Linear
    confidence: Linear
    said: float


@dataclass(frozen=True)
class Measured:
    """A case and what the recipe, fitted without its fold, made of it; `rank` is that of its gold, 0 is first."""

    case: Case
    rank: int | None
    confidence: float
    right: bool
    vetoed: bool


def fit_profile(cases: Sequence[Case]) -> Profile:
    """Fit ranking and confidence on these cases; the confidence on what the ranking, fitted in turn, puts first."""
    ranking = fit_ranking([case for case in cases if case.source.split()[-1] in _RANKED_ON], RANK_PENALTY)
    firsts = [first for case in cases if (first := first_of(case, ranking)) is not None]
    counts = collections.Counter(first.case.source for first in firsts)
    weights = np.array([_weight(first.case.source, counts) for first in firsts])
    return Profile(ranking, fit_confidence(firsts, weights, CONFIDENCE_PENALTY), _said(firsts))


def _said(firsts: Sequence[First]) -> float:
    plain = [first for first in firsts if plainly_said(first.inputs.tolist()) and not first.vetoed]
    told = [first.right for first in plain if first.case.source != _WITHOUT_WARNING]
    return (sum(told) + 1) / (len(told) + 2) if len(told) >= _ENOUGH_PLAIN else 0.0


def _weight(source: str, counts: Mapping[str, int]) -> float:
    if source.startswith(_POSTS):
        return _POSTS_COUNT
    return WEIGHTS.get(source, min(1.0, _ENOUGH / counts[source]))


def cross_validated(cases: Sequence[Case]) -> list[Measured]:
    """Fit the recipe without each fold in turn and measure it on that fold."""
    measured = []
    for fold in range(FOLDS):
        profile = fit_profile([case for case in cases if case.fold != fold])
        measured += [_measure(case, profile) for case in cases if case.fold == fold]
    return measured


def _measure(case: Case, profile: Profile) -> Measured:
    first = first_of(case, profile.ranking)
    if first is None:
        return Measured(case, None, 0.0, right=False, vetoed=False)
    scores = rank_scores(case, profile.ranking)
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], case.ids[place]))
    rank = next((rank for rank, place in enumerate(order) if case.ids[place] in case.gold), None)
    return Measured(case, rank, _chance(first, profile), first.right, first.vetoed)


def _chance(first: First, profile: Profile) -> float:
    value = float(profile.confidence(first.inputs[None, :])[0])
    chance = float(1 / (1 + np.exp(-np.clip(value, -30, 30))))
    return max(chance, profile.said) if plainly_said(first.inputs.tolist()) else chance
