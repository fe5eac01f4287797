"""Fit the matcher's weights, calibration and thresholds, and write knowledge/matching/ranking/weights.json.

    python -m tests.bench.fitting --data FOLDER                  # fits, measures by 5-fold cross-validation, writes
    python -m tests.bench.fitting --data FOLDER --measure        # measures only
    python -m tests.bench.fitting --data FOLDER --ablation       # takes each group of features out in turn

With `--semantic-model FOLDER` the same cases are asked with the sentence encoder in that folder, and what comes of it
is written to knowledge/matching/ranking/weights-semantic.json, under the encoder's name (`--semantic-name`).
`--vectors FILE` keeps the vectors between runs, `--cases FILE` what was asked, so that another fit of the same
features takes a minute.

FOLDER holds the development data: questions/ and tweets/ with claims.jsonl, train.queries.tsv, train.qrels.tsv. Three
profiles are fitted: `claims` for entries that are a bare claim, on simulated bases of 12 to 1,000 claims; `large` for
the same, on simulated bases of 5,000 and 10,000 and on the whole ones; `entries` for entries with a body, on the packs'
phrasings and the tuned part of the golden questions. Folds are grouped by the claim that answers. Cross-validated
confidences choose the thresholds: a budget's threshold is the lowest at which wrong answers stay within it on every
collection and size (within half of it for *strict* and *helpful*, since a threshold drifts on unseen questions;
*balanced* is less already than the 1 % that it stands for).
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from knowledge.matching.ranking.features import GROUPS
from knowledge.matching.ranking.model import FORMS, MEANING, MEANT_NAMES, NAMES, confidence_names
from knowledge.matching.ranking.weights import FITTED_MODEL, LARGE
from tests.bench.fitting.asking import Case
from tests.bench.fitting.extracting import Encoder, all_cases
from tests.bench.fitting.measures import coverage, mean_precision, offer_threshold, print_measures, thresholds
from tests.bench.fitting.profiles import Profile, cross_validated, fit_profile

WEIGHTS = Path("knowledge/matching/ranking/weights.json")
MEANT_WEIGHTS = Path("knowledge/matching/ranking/weights-semantic.json")
DIGITS = 6
# Candidates whose ranking score is farther behind the first are not plausible beside it.
OFFER_WITHIN = 4.0
_OF_ENTRIES = ("golden", "phrasings")
# What an ablation is measured on.
_WHOLE = (" whole", " swaps", " removed", "golden")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--measure", action="store_true", help="write nothing")
    parser.add_argument(
        "--ablation", action="store_true", help="take each group of features out in turn; writes nothing"
    )
    parser.add_argument("--cases", type=Path, help="a file of one's own that keeps what was asked between runs")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--semantic-model", type=Path, help="the folder of the sentence encoder to fit with")
    parser.add_argument("--semantic-name", default=FITTED_MODEL, help="the name of that encoder")
    parser.add_argument("--vectors", type=Path, help="a database that keeps the encoder's vectors between runs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        encoder = _encoder(options, Path(temporary))
        cases = all_cases(options.data, encoder, options.processes, options.cases)
    profiles = {
        "claims": [case for case in cases if case.size < LARGE and not case.source.startswith(_OF_ENTRIES)],
        "large": [case for case in cases if case.size >= LARGE],
        "entries": [case for case in cases if case.source.startswith(_OF_ENTRIES)],
    }
    if options.ablation:
        _ablation(profiles, meant=encoder is not None)
        return
    fitted: dict[str, Profile] = {}
    answer_from: dict[str, dict[str, float]] = {}
    offer_from: dict[str, float] = {}
    for name, some in profiles.items():
        print(f"\nprofile {name}: {len(some)} questions asked")
        measured = cross_validated(some)
        print_measures(measured)
        answer_from[name] = thresholds(measured)
        offer_from[name] = offer_threshold(measured)
        print("answers from", answer_from[name], "offers from", offer_from[name])
        fitted[name] = fit_profile(some)
    if not options.measure:
        written = _written(fitted, answer_from, offer_from, NAMES if encoder is None else MEANT_NAMES)
        file = WEIGHTS
        if encoder is not None:
            # Not above: fitting without an encoder needs nothing of the extra.
            from tests.bench.fitting.meaning import sample

            file = MEANT_WEIGHTS
            of_model = {"sample": sample(encoder.name, encoder.folder), **written}
            written = {**json.loads(file.read_text(encoding="utf-8")), encoder.name: of_model}
        file.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
        print(f"\nwrote {file}")


def _encoder(options: argparse.Namespace, temporary: Path) -> Encoder | None:
    if options.semantic_model is None:
        return None
    # Not above: fitting without an encoder needs nothing of the extra.
    from tests.bench.fitting.meaning import fitting_meaning

    vectors = options.vectors or temporary / "vectors.db"
    fitting_meaning(options.semantic_name, options.semantic_model, options.data, vectors)
    return Encoder(options.semantic_name, options.semantic_model, vectors)


def _ablation(profiles: dict[str, list[Case]], *, meant: bool) -> None:
    """Print, for each group of features taken out, what is lost on whole bases and on the packs."""
    print("| without | questions MAP@5 | coverage 1 / 2 / 5 % | tweets MAP@5 | packs MAP@5 | coverage 1 / 2 / 5 % |")
    print("|--|--|--|--|--|--|")
    for group in (None, *GROUPS, *([MEANING] if meant else [])):
        cells = []
        for name, sources in (("large", ("questions", "tweets")), ("entries", ("golden",))):
            left = [_without(case, _places(group)) for case in profiles[name] if case.source.endswith(_WHOLE)]
            measured = cross_validated(left)
            for source in sources:
                some = [one for one in measured if one.case.source.startswith(source)]
                cells.append(f"{mean_precision(some):.4f}")
                if source != "tweets":
                    cells.append(" / ".join(f"{coverage(some, share):.3f}" for share in (0.01, 0.02, 0.05)))
        print("| " + " | ".join([group or "(nothing)", *cells]) + " |", flush=True)


def _without(case: Case, places: list[int]) -> Case:
    values = case.values.copy()
    values[:, places] = 0.0
    return replace(case, values=values)


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
    inputs = confidence_names(names)
    ranked = tuple(name + form for form in FORMS for name in names)
    return {
        name: {
            "answer_from": {budget: round(value, DIGITS) for budget, value in answer_from[name].items()},
            "offer_from": round(offer_from[name], DIGITS),
            "offer_within": OFFER_WITHIN,
            "bias": round(profile.confidence.bias, DIGITS),
            "said": round(profile.said, DIGITS),
            "confidence": _rounded(inputs, profile.confidence.weights.tolist()),
            "rank": _rounded(ranked, profile.ranking.weights.tolist()),
        }
        for name, profile in fitted.items()
    }


def _rounded(names: tuple[str, ...], weights: list[float]) -> dict[str, float]:
    return {name: round(weight, DIGITS) for name, weight in zip(names, weights, strict=True)}


if __name__ == "__main__":
    main()
