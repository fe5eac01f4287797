"""Fit the matcher's weights, calibration and thresholds, and write knowledge/matching/ranking/weights.json.

    python -m tests.bench.fitting --data FOLDER                  # fits, measures by 5-fold cross-validation, writes
    python -m tests.bench.fitting --data FOLDER --measure        # measures only
    python -m tests.bench.fitting --data FOLDER --ablation       # takes each group of inputs out in turn

With `--semantic-model FOLDER` the same cases are asked with the sentence encoder in that folder, and what comes of it
is written to knowledge/matching/ranking/weights-semantic.json, under the encoder's name (`--semantic-name`).
`--vectors FILE` keeps the vectors between runs, `--cases FILE` what was asked, so that another fit of the same
features takes a few minutes.

FOLDER holds the development data: bases/ with NAME.json and NAME.questions.jsonl for each server, questions/ and
tweets/ with claims.jsonl, train.queries.tsv, train.qrels.tsv. The servers of tests/bench/servers are fitted on as well.
There is one model for every base. Folds are of servers, of the packs and of the public claims; thresholds are chosen on
what the recipe makes of servers that it was not fitted on.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.matching.ranking.judging import INPUTS, MEANT_INPUTS, base_size
from knowledge.matching.ranking.model import FORMS, MEANT_NAMES, NAMES
from knowledge.matching.ranking.weights import FITTED_MODEL
from tests.bench.fitting.ablation import ablation
from tests.bench.fitting.extracting import Encoder, all_cases
from tests.bench.fitting.measures import BUDGETS, best_offers, calibration, chance, report, right_at
from tests.bench.fitting.models import fit_logistic, written_trees
from tests.bench.fitting.recipe import Fitted, Measured, cross_validated, fit

WEIGHTS = Path("knowledge/matching/ranking/weights.json")
MEANT_WEIGHTS = Path("knowledge/matching/ranking/weights-semantic.json")
DIGITS = 6
_CALIBRATION_PENALTY = 0.01
# Where servers are merged, entries of a server stand on both sides of a fold, so that less is aimed at.
_MERGED = 0.7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--measure", action="store_true", help="write nothing")
    parser.add_argument("--ablation", action="store_true", help="take each group out in turn; writes nothing")
    parser.add_argument("--cases", type=Path, help="a file of one's own that keeps what was asked between runs")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--semantic-model", type=Path, help="the folder of the sentence encoder to fit with")
    parser.add_argument("--semantic-name", default=FITTED_MODEL, help="the name of that encoder")
    parser.add_argument("--vectors", type=Path, help="a database that keeps the encoder's vectors between runs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        encoder = _encoder(options, Path(temporary))
        cases = all_cases(options.data, encoder, options.processes, options.cases)
    print(f"{len(cases)} questions asked", flush=True)
    if options.ablation:
        for line in ablation(cases, meant=encoder is not None):
            print(line, flush=True)
        return
    measured = cross_validated(cases)
    for line in report(measured):
        print(line, flush=True)
    if not options.measure:
        _write(_written(fit(cases), measured, meant=encoder is not None), encoder)


def _encoder(options: argparse.Namespace, temporary: Path) -> Encoder | None:
    if options.semantic_model is None:
        return None
    # Not above: fitting without an encoder needs nothing of the extra.
    from tests.bench.fitting.meaning import fitting_meaning

    vectors = options.vectors or temporary / "vectors.db"
    fitting_meaning(options.semantic_name, options.semantic_model, options.data, vectors)
    return Encoder(options.semantic_name, options.semantic_model, vectors)


def _written(fitted: Fitted, measured: list[Measured], *, meant: bool) -> dict[str, Any]:
    names, inputs = (MEANT_NAMES, MEANT_INPUTS) if meant else (NAMES, INPUTS)
    servers = [one for one in measured if one.case.source == "server whole"]
    merged = [one for one in measured if one.case.source == "server merged"]
    odds, right = calibration([*servers, *merged])
    flat = fit_logistic(np.array(odds)[:, None], np.array(right, dtype=float), np.ones(len(odds)), _CALIBRATION_PENALTY)
    slope = float(flat.weights[0])
    small, most = (max(base_size(one.case.size) for one in some) for some in (servers, merged))
    share = BUDGETS["balanced"]
    apart = right_at(merged, _MERGED * share).threshold - right_at(servers, share).threshold
    by_size = max(0.0, slope * apart / (most - small))
    # Nothing is fitted on whole packs: this is of the recipe that has seen parts of other entries' wordings.
    whole = [one for one in measured if one.case.source == "whole packs"]
    offers = best_offers(servers, whole)
    ranked = tuple(name + form for form in FORMS for name in names)
    return {
        "answer_from": {
            budget: round(chance(flat.bias + slope * right_at(servers, share).threshold - by_size * small), DIGITS)
            for budget, share in BUDGETS.items()
        },
        "offer_from": round(offers.offer_from, DIGITS),
        "offer_within": offers.within,
        "near": {
            "bias": round(fitted.near.bias, DIGITS),
            "weights": _rounded(inputs, fitted.near.weights.tolist()),
        },
        "rank": _rounded(ranked, fitted.ranking.weights.tolist()),
        "same": {
            "slope": round(slope, DIGITS),
            "bias": round(flat.bias, DIGITS),
            "by_size": round(by_size, DIGITS),
            "most": round(most, DIGITS),
            "inputs": list(inputs),
            "trees": written_trees(fitted.same),
        },
    }


def _write(written: dict[str, Any], encoder: Encoder | None) -> None:
    file = WEIGHTS
    if encoder is not None:
        # Not above: fitting without an encoder needs nothing of the extra.
        from tests.bench.fitting.meaning import sample

        file = MEANT_WEIGHTS
        of_model = {"sample": sample(encoder.name, encoder.folder), **written}
        written = {**json.loads(file.read_text(encoding="utf-8")), encoder.name: of_model}
    file.write_text(
        json.dumps(written, indent=None, separators=(",", ":")).replace("},{", "},\n{") + "\n", encoding="utf-8"
    )
    print(f"wrote {file}, {file.stat().st_size} bytes")


def _rounded(names: tuple[str, ...], weights: list[float]) -> dict[str, float]:
    return {name: round(weight, DIGITS) for name, weight in zip(names, weights, strict=True)}


if __name__ == "__main__":
    main()
