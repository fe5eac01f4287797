"""The floors: what the shares were, so that a change which costs a point is noticed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.golden.measuring import Fate, Result, shares_by_kind, totals
from tests.golden.questions import ABOUT_CLAIMS, PARTS

FILE = Path(__file__).parent / "floors.json"
MEANT_FILE = Path(__file__).parent / "floors-semantic.json"
POINT = 1.0
# What is better when it is less; of everything else more is better.
LESS_IS_BETTER = ("wrong", "offered")


def figures(results: Sequence[Result]) -> dict[str, float]:
    """Return every figure that is held, by a name such as `tuned/slang/helped`."""
    found: dict[str, float] = {}
    for part in PARTS:
        total = totals(results, part)
        found |= {f"{part}/all/helped": total.helped, f"{part}/all/answered": total.answered}
        found[f"{part}/all/wrong"] = total.wrong
        found |= {f"{part}/{kind}/offered": share for kind, share in total.offered.items()}
        for kind, shares in shares_by_kind(results, part).items():
            found[f"{part}/{kind}/wrong"] = shares.percent[Fate.WRONG]
            if kind in ABOUT_CLAIMS:
                helped = (Fate.RIGHT, Fate.PARTLY, Fate.ASKED)
                found[f"{part}/{kind}/helped"] = round(sum(shares.percent[of] for of in helped), 1)
    return dict(sorted(found.items()))


def sizes(results: Sequence[Result]) -> dict[str, int]:
    """Return how many questions each `part/kind` has."""
    found: dict[str, int] = {}
    for one in results:
        for kind in (one.golden.kind, "all"):
            found[f"{one.golden.part}/{kind}"] = found.get(f"{one.golden.part}/{kind}", 0) + 1
    return found


def write_floors(results: Sequence[Result], file: Path = FILE) -> None:
    """Take what is measured as the new floors."""
    file.write_text(json.dumps(figures(results), indent=2) + "\n", encoding="utf-8")


def losses(results: Sequence[Result], floors: dict[str, float]) -> Iterator[str]:
    """Yield a sentence for each figure that is worse than its floor by a point and by more than one question."""
    counts = sizes(results)
    measured = figures(results)
    for name in floors.keys() | measured.keys():
        if name not in floors or name not in measured:
            yield f"{name} is held on one side only: write the floors anew"
            continue
        part_and_kind, _, figure = name.rpartition("/")
        lost = floors[name] - measured[name]
        if figure in LESS_IS_BETTER:
            lost = -lost
        one_question = 100 / counts[part_and_kind]
        if lost >= POINT and lost > one_question + 0.1:
            yield f"{name} was {floors[name]} and is {measured[name]}"
