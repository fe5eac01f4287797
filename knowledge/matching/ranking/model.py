"""A fitted model: the weights, what they are multiplied with, and the thresholds of the budgets.

Both models are linear. Ranking sees each feature of a candidate in four forms: as it is, squared, as a share of the
highest in the list, and whether it is the highest. Confidence sees the first candidate, some of its features
multiplied with each other (a strange name weighs more where everything else fits), how far it leads and before how
many, and whether the entry has all that is said.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import ge, mul

from knowledge.matching.outcome import Budget
from knowledge.matching.ranking.features import GROUPS, PAIR_FEATURES
from knowledge.matching.ranking.semantic import NEARNESS_FEATURES

NAMES = tuple(name for name, _ in PAIR_FEATURES)
MEANT_NAMES = (*NAMES, *NEARNESS_FEATURES)
MEANING = "meaning"
FORMS = ("", " squared", " of the best", " is best")
# Features whose products tell more than each alone; chosen on the development questions.
TOGETHER = (
    "claim_cover",
    "cosine",
    "asked_cover",
    "entry_cover",
    "claim_lack",
    "strange_mass",
    "strangest",
    "worst_surname",
    "exchanged",
    "alike_claim",
    "claim_alike",
    "token_set",
    "ideal_share",
    "hit_mass",
    "grams_in",
    "substituted",
)
# Where meaning is used, those of its features too.
MEANT_TOGETHER = (*TOGETHER, *NEARNESS_FEATURES)
LIST_NAMES = (
    "lead",
    "lead squared",
    "near lead",
    "third's lead",
    "close behind",
    "ranked score",
    "runner-up's share",
    "candidates",
    "all said before",
    "all known",
    "said before, and leads",
    "known, and leads",
)
# From the end, since what comes before is longer where meaning is used.
_LEAD = LIST_NAMES.index("lead") - len(LIST_NAMES)
_SAID = LIST_NAMES.index("all said before") - len(LIST_NAMES)
_SHORTEST = NAMES.index("shortest")
_QUESTION_MASS = NAMES.index("question_mass")
_COSINE = NAMES.index("cosine")
# Small talk shares common words with some entry ("are you a real person"); a claim's words are rarer than that.
_LEAST_MASS = 0.2
_CLEAR_LEAD = 3.0
# So near to one phrasing that hardly a word parts the two. Chosen on the tuned questions and the phrasings.
_NEARLY_THE_SAME = 0.9
_TOGETHER = tuple(map(NAMES.index, TOGETHER))
_MEANT_TOGETHER = tuple(map(MEANT_NAMES.index, MEANT_TOGETHER))
_TINY = 1e-6
_ALL = 0.999
_FARTHEST = 8.0
# Candidates that trail by less are about as good: the question may be about what they all share.
_CLOSE = 1.0


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by input, in the order of `rank_inputs` and `confidence_inputs`, and the thresholds of confidence.

    `names` are the features, in order: those of pairs, and those of meaning where the model was fitted with it.
    """

    names: tuple[str, ...]
    rank: tuple[float, ...]
    confidence: tuple[float, ...]
    bias: float
    said: float
    answer_from: dict[Budget, float]
    offer_from: float
    offer_within: float

    def rank_scores(self, values: Sequence[Sequence[float]]) -> list[float]:
        """Return the ranking score of each candidate of a list; only their order and distances mean something."""
        # The same as the sum of rank_inputs times the weights, without a list of inputs for each candidate.
        most = [max(column) for column in zip(*values, strict=True)]
        plain, squared, shared, best = self._by_form
        linear = [own + share / (abs(top) + _TINY) for own, share, top in zip(plain, shared, most, strict=True)]
        floors = [top - _TINY for top in most]
        return [
            sum(map(mul, row, linear))
            + sum(map(mul, map(mul, row, row), squared))
            + sum(itertools.compress(best, map(ge, row, floors)))
            for row in values
        ]

    @property
    def _by_form(self) -> tuple[tuple[float, ...], ...]:
        return tuple(self.rank[start : start + len(self.names)] for start in range(0, len(self.rank), len(self.names)))

    def chance(self, inputs: Sequence[float]) -> float:
        """Return the probability, 0 to 1, that the first candidate is right."""
        value = self.bias + math.fsum(map(mul, inputs, self.confidence))
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
        return max(chance, self.said) if plainly_said(inputs) else chance


def rank_inputs(values: Sequence[Sequence[float]], places: Sequence[int] | None = None) -> list[list[float]]:
    """Return the four forms of every feature for each candidate of a list, or for those at `places` of it."""
    best = [max(column) for column in zip(*values, strict=True)]
    return [
        [
            *row,
            *(value * value for value in row),
            *(value / (abs(most) + _TINY) for value, most in zip(row, best, strict=True)),
            *(float(value >= most - _TINY) for value, most in zip(row, best, strict=True)),
        ]
        for row in (values if places is None else [values[place] for place in places])
    ]


def group_shares(values: Sequence[Sequence[float]], places: Sequence[int], model: Model) -> list[dict[str, float]]:
    """Return, for the candidates at `places` of a list, what each group of features adds to the ranking score."""
    inputs = rank_inputs(values, places)
    groups = _groups(model.names)
    shares = [dict.fromkeys((*GROUPS, MEANING), 0.0) for _ in places]
    for row, share in zip(inputs, shares, strict=True):
        for group, value, weight in zip(groups, row, model.rank, strict=True):
            share[group] += value * weight
    return shares


def confidence_inputs(values: Sequence[Sequence[float]], scores: Sequence[float], order: Sequence[int]) -> list[float]:
    """Return what the confidence in the first of `order` is computed from."""
    first = order[0]
    row = values[first]
    lead = min(_FARTHEST, scores[first] - scores[order[1]]) if len(order) > 1 else _FARTHEST
    share = NAMES.index("ideal_share")
    runner_up = values[order[1]][share] / (row[share] + _TINY) if len(order) > 1 else 0.0
    said = float(says_all(row))
    known = float(row[NAMES.index("entry_cover")] > _ALL)
    together = [row[place] for place in (_TOGETHER if len(row) == len(NAMES) else _MEANT_TOGETHER)]
    return [
        *row,
        *(value * value for value in row),
        *itertools.starmap(mul, itertools.combinations(together, 2)),
        *(value * lead for value in together),
        lead,
        lead * lead,
        min(lead, 1.5),
        min(_FARTHEST, scores[first] - scores[order[2]]) if len(order) > 2 else _FARTHEST,
        sum([scores[first] - scores[place] < _CLOSE for place in order[1:]]) / len(order),
        max(-_FARTHEST, min(_FARTHEST, scores[first] / 4)),
        min(2.0, runner_up),
        min(16, len(order)) / 16,
        said,
        known,
        said * lead / _FARTHEST,
        known * lead / _FARTHEST,
    ]


def confidence_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return the name of each of `confidence_inputs`, in order, over features of these names."""
    together = TOGETHER if tuple(names) == NAMES else MEANT_TOGETHER
    return (
        *names,
        *(f"{name} squared" for name in names),
        *(f"{one} with {other}" for one, other in itertools.combinations(together, 2)),
        *(f"{one} with lead" for one in together),
        *LIST_NAMES,
    )


@functools.cache
def _groups(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the group of each input of a ranking over these features."""
    of_name = {name: group for group, features in GROUPS.items() for name, _ in features}
    return tuple(of_name.get(name, MEANING) for _ in FORMS for name in names)


def says_all(row: Sequence[float]) -> bool:
    """Say whether all that is asked stands in the claim and the phrasings of the candidate with these values."""
    return row[NAMES.index("asked_cover")] > _ALL


def plainly_said(inputs: Sequence[float]) -> bool:
    """Say whether the first candidate has nearly this very question, if not one word, as a phrasing, and leads clearly.

    A short plain question is rare among those that the weights are fitted on, and a straight line does not bend for
    it; how often such a first candidate is right is measured by itself (`Model.said`).
    """
    several = inputs[_SHORTEST] < 1.0 and inputs[_QUESTION_MASS] >= _LEAST_MASS
    said = inputs[_SAID] > _ALL and inputs[_COSINE] >= _NEARLY_THE_SAME
    return several and said and inputs[_LEAD] >= _CLEAR_LEAD
