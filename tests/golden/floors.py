"""The floors: what the shares were, so that a change which costs a point is noticed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from tests.golden.measuring import Fate, Result, shares_by_kind, totals
from tests.golden.questions import ABOUT_CLAIMS, PARTS
from tests.golden.server_figures import IN_THE_MIX, Figure
from tests.golden.server_figures import LESS_IS_BETTER as SERVERS_LESS_IS_BETTER

FILE = Path(__file__).parent / "floors.json"
MEANT_FILE = Path(__file__).parent / "floors-semantic.json"
POINT = 1.0
# What is better when it is less; of everything else more is better.
LESS_IS_BETTER = ("wrong", "offered")
SERVERS = "servers/"
MOST_WRONG_IN_THE_MIX = 1.0
"""In percent, near-misses and exchanges a quarter of all: no floor lets more than this be wrong on servers."""
Floors: TypeAlias = dict[str, float]
BaseFigures: TypeAlias = Mapping[str, Mapping[str, Figure]]


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


def read_floors(file: Path = FILE) -> Floors:
    """Return the floors as they were last written."""
    floors: Floors = json.loads(file.read_text(encoding="utf-8"))
    return floors


def write_floors(results: Sequence[Result], servers: BaseFigures, file: Path = FILE) -> None:
    """Take what is measured as the new floors."""
    of_servers = {name: round(figure.value, 2) for name, figure in sorted(_by_name(servers).items())}
    file.write_text(json.dumps(figures(results) | of_servers, indent=2) + "\n", encoding="utf-8")


def losses(results: Sequence[Result], floors: Floors) -> Iterator[str]:
    """Yield a sentence for each figure that is worse than its floor by a point and by more than one question."""
    counts = sizes(results)
    measured = figures(results)
    held = {name for name in floors if not name.startswith(SERVERS)}
    for name in sorted(held | measured.keys()):
        if name not in floors or name not in measured:
            yield _one_sided(name)
            continue
        part_and_kind, _, figure = name.rpartition("/")
        lost = floors[name] - measured[name]
        if figure in LESS_IS_BETTER:
            lost = -lost
        one_question = 100 / counts[part_and_kind]
        if lost >= POINT and lost > one_question + 0.1:
            yield f"{name} was {floors[name]} and is {measured[name]}"


def server_losses(servers: BaseFigures, floors: Floors) -> Iterator[str]:
    """Yield a sentence for each figure of the servers that is worse than its floor.

    That is by more than half the width of its interval or, of a share, by more than a point; and in either case by
    more than one question.
    """
    measured = _by_name(servers)
    for name in sorted({name for name in floors if name.startswith(SERVERS)} | measured.keys()):
        if name not in floors or name not in measured:
            yield _one_sided(name)
            continue
        figure, what = measured[name], name.rpartition("/")[2]
        lost = floors[name] - figure.value
        if what in SERVERS_LESS_IS_BETTER:
            lost = -lost
        # Floors are written with two decimals.
        if lost > max(min(figure.half_width, POINT), figure.step) + 0.01:
            yield f"{name} was {floors[name]} and is {figure.value:.2f}"


def over_the_limit(servers: BaseFigures) -> Iterator[str]:
    """Yield a sentence for each base that gets more wrong answers than may ever be."""
    for base, of_base in servers.items():
        wrong = of_base[IN_THE_MIX].value
        if wrong > MOST_WRONG_IN_THE_MIX:
            yield f"{SERVERS}{base}/{IN_THE_MIX} is {wrong:.2f}, more than {MOST_WRONG_IN_THE_MIX}"


def _by_name(servers: BaseFigures) -> dict[str, Figure]:
    return {f"{SERVERS}{base}/{what}": figure for base, of_base in servers.items() for what, figure in of_base.items()}


def _one_sided(name: str) -> str:
    return f"{name} is held on one side only: write the floors anew"
