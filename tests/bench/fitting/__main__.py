"""Fit the matcher's weights, calibration and thresholds, and write knowledge/matching/weights.json.

    python -m tests.bench.fitting --data FOLDER                   # fits, measures by 5-fold cross-validation, writes
    python -m tests.bench.fitting --data FOLDER --measure         # measures only
    python -m tests.bench.fitting --data FOLDER --without names   # an ablation: a group out, writes nothing
    python -m tests.bench.fitting --data FOLDER --semantic-model FOLDER_OF_MODEL   # the same cases with sentence
                                                                  # vectors; writes weights-semantic.json

FOLDER holds the development data: questions/ and tweets/ with claims.jsonl, train.queries.tsv, train.qrels.tsv. Three
profiles are fitted: `claims` for entries that are a bare claim, on the development data and on simulated bases of 12
to 5,000 claims; `entries` for entries with a body, on the tuned part of the golden questions. Folds are grouped by the
claim that answers, and the associations are counted anew for each fold without it. The third, `large`, is fitted on
bases of 2,500 claims and more. Cross-validated confidences choose the thresholds: a budget's threshold is the lowest
at which wrong answers stay within half the budget on every collection and size, since a threshold drifts on unseen
questions.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from knowledge.matching.background import Background, shipped_background
from knowledge.matching.features import GROUPS
from knowledge.matching.model import FORMS, LARGE, LIST_NAMES, MEANING, MEANT_NAMES, NAMES
from tests.bench.fitting.asking import FOLDS, Case, fold_of
from tests.bench.fitting.data import golden_cases, phrasing_cases, read_collection, small_base_cases, whole_base_cases
from tests.bench.fitting.measures import offer_threshold, print_measures, thresholds
from tests.bench.fitting.profiles import Profile, cross_validated, fit_profile
from tests.bench.make_associations import associate, read_pairs

WEIGHTS = Path("knowledge/matching/weights.json")
MEANT_WEIGHTS = Path("knowledge/matching/weights-semantic.json")
DIGITS = 6
# Candidates whose ranking score is farther behind the first are not plausible beside it.
OFFER_WITHIN = 4.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--measure", action="store_true", help="write nothing")
    groups = sorted((*GROUPS, MEANING))
    parser.add_argument("--without", choices=groups, help="take a group of features out; writes nothing")
    parser.add_argument("--semantic-model", type=Path, help="the folder of the sentence encoder to fit with")
    parser.add_argument("--vectors", type=Path, help="a database that keeps the encoder's vectors between runs")
    options = parser.parse_args()
    background = shipped_background()
    if options.semantic_model is not None:
        # Not above: fitting without an encoder needs nothing of the extra.
        from tests.bench.fitting.meaning import fitting_meaning

        meaning = fitting_meaning(options.semantic_model, options.data, options.vectors)
        background = replace(background, meaning=meaning)
    names = NAMES if background.meaning is None else MEANT_NAMES
    claims = _claims_cases(options.data, background)
    profiles = {
        "claims": [case for case in claims if case.size < LARGE],
        "large": [case for case in claims if case.size >= LARGE],
        "entries": _entries_cases(options.data, background),
    }
    left_out = _places(options.without)
    fitted: dict[str, Profile] = {}
    answer_from: dict[str, dict[str, float]] = {}
    offer_from: dict[str, float] = {}
    for name, cases in profiles.items():
        for case in cases:
            case.values[:, left_out] = 0.0
        print(f"\nprofile {name}: {len(cases)} questions asked")
        measured = cross_validated(cases)
        print_measures(measured)
        answer_from[name] = thresholds(measured)
        offer_from[name] = offer_threshold(measured)
        print("answers from", answer_from[name], "offers from", offer_from[name])
        fitted[name] = fit_profile(cases)
    if not options.measure and options.without is None:
        file = WEIGHTS if background.meaning is None else MEANT_WEIGHTS
        file.write_text(_written(fitted, answer_from, offer_from, names), encoding="utf-8")
        print(f"\nwrote {file}")


def _claims_cases(data: Path, background: Background) -> list[Case]:
    tables = _association_tables(data)
    questions, tweets = read_collection(data / "questions"), read_collection(data / "tweets")
    cases = [*whole_base_cases(questions, tables, background), *whole_base_cases(tweets, tables, background)]
    return [*cases, *small_base_cases(questions, tables, background)]


def _entries_cases(data: Path, background: Background) -> list[Case]:
    tables = _association_tables(data)
    return [*golden_cases("tuned", tables, background), *phrasing_cases(tables, background)]


def _association_tables(data: Path) -> list[dict[str, dict[str, float]]]:
    pairs = read_pairs(data / "tweets" / "claims.jsonl")
    return [associate([pair for entry, pair in pairs.items() if fold_of(entry) != fold]) for fold in range(FOLDS)]


def _places(group: str | None) -> list[int]:
    if group == MEANING:
        return list(range(len(NAMES), len(MEANT_NAMES)))
    names = [name for name, _ in GROUPS[group]] if group else []
    return [place for place, name in enumerate(NAMES) if name in names]


def _written(
    fitted: dict[str, Profile],
    answer_from: dict[str, dict[str, float]],
    offer_from: dict[str, float],
    names: tuple[str, ...],
) -> str:
    inputs = (*names, *(f"{name} squared" for name in names), *LIST_NAMES)
    ranked = tuple(name + form for form in FORMS for name in names)
    data = {
        name: {
            "answer_from": {budget: round(value, DIGITS) for budget, value in answer_from[name].items()},
            "offer_from": round(offer_from[name], DIGITS),
            "offer_within": OFFER_WITHIN,
            "said": round(profile.said, DIGITS),
            "bias": round(profile.confidence.bias, DIGITS),
            "confidence": _rounded(inputs, profile.confidence.weights.tolist()),
            "rank": _rounded(ranked, profile.ranking.weights.tolist()),
        }
        for name, profile in fitted.items()
    }
    return json.dumps(data, indent=1) + "\n"


def _rounded(names: tuple[str, ...], weights: list[float]) -> dict[str, float]:
    return {name: round(weight, DIGITS) for name, weight in zip(names, weights, strict=True)}


if __name__ == "__main__":
    main()
