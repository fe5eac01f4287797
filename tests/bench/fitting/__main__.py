"""Fit the matcher's weights, calibration and thresholds, and write knowledge/matching/weights.json.

    python -m tests.bench.fitting --data FOLDER                  # fits, measures by 5-fold cross-validation, writes
    python -m tests.bench.fitting --data FOLDER --measure        # measures only
    python -m tests.bench.fitting --data FOLDER --without names  # an ablation: a group out, writes nothing

With `--semantic-model FOLDER` the same cases are asked with the sentence encoder in that folder, and what comes of it
is written to knowledge/matching/weights-semantic.json, under the encoder's name (`--semantic-name`). `--vectors FILE`
keeps the vectors between runs.

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
from pathlib import Path

from knowledge.matching.features import GROUPS
from knowledge.matching.model import FITTED_MODEL, FORMS, LARGE, LIST_NAMES, MEANING, MEANT_NAMES, NAMES
from knowledge.matching.nearness import Meaning
from tests.bench.fitting.asking import FOLDS, Case, Tables, fold_of
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
    parser.add_argument(
        "--without", choices=sorted((*GROUPS, MEANING)), help="take a group of features out; writes nothing"
    )
    parser.add_argument("--semantic-model", type=Path, help="the folder of the sentence encoder to fit with")
    parser.add_argument("--semantic-name", default=FITTED_MODEL, help="the name of that encoder")
    parser.add_argument("--vectors", type=Path, help="a database that keeps the encoder's vectors between runs")
    options = parser.parse_args()
    meaning = _meaning(options)
    tables = Tables(_association_tables(options.data), meaning)
    names = NAMES if meaning is None else MEANT_NAMES
    claims = _claims_cases(options.data, tables)
    profiles = {
        "claims": [case for case in claims if case.size < LARGE],
        "large": [case for case in claims if case.size >= LARGE],
        "entries": _entries_cases(tables),
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
        written = _written(fitted, answer_from, offer_from, names)
        file = WEIGHTS
        if meaning is not None:
            file = MEANT_WEIGHTS
            written = {**json.loads(file.read_text(encoding="utf-8")), meaning.model: written}
        file.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
        print(f"\nwrote {file}")


def _meaning(options: argparse.Namespace) -> Meaning | None:
    if options.semantic_model is None:
        return None
    # Not above: fitting without an encoder needs nothing of the extra.
    from tests.bench.fitting.meaning import fitting_meaning

    return fitting_meaning(options.semantic_name, options.semantic_model, options.data, options.vectors)


def _claims_cases(data: Path, tables: Tables) -> list[Case]:
    questions, tweets = read_collection(data / "questions"), read_collection(data / "tweets")
    cases = [*whole_base_cases(questions, tables), *whole_base_cases(tweets, tables)]
    return [*cases, *small_base_cases(questions, tables)]


def _entries_cases(tables: Tables) -> list[Case]:
    return [*golden_cases("tuned", tables), *phrasing_cases(tables)]


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
) -> dict[str, object]:
    inputs = (*names, *(f"{name} squared" for name in names), *LIST_NAMES)
    ranked = tuple(name + form for form in FORMS for name in names)
    return {
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


def _rounded(names: tuple[str, ...], weights: list[float]) -> dict[str, float]:
    return {name: round(weight, DIGITS) for name, weight in zip(names, weights, strict=True)}


if __name__ == "__main__":
    main()
