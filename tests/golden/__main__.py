"""`python -m tests.golden`: the golden shares of the starter packs, by kind, for both parts, and of the servers."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.golden import followups
from tests.golden.floors import (
    FILE,
    MEANT_FILE,
    losses,
    over_the_limit,
    read_floors,
    server_losses,
    write_floors,
)
from tests.golden.measuring import (
    Fate,
    Result,
    library_of_starter_packs,
    measure,
    shares_by_kind,
    totals,
    with_meaning,
)
from tests.golden.questions import PARTS, golden_questions
from tests.golden.server_figures import ON_AVERAGE, Figure, figures
from tests.golden.servers import EACH, Heard, hear_all, read_servers
from tests.golden.servers import misses as server_misses

SERVERS = "servers"
_WORST_FIRST = (Fate.WRONG, Fate.OFFERED_WRONG, Fate.SILENT, Fate.PARTLY, Fate.ASKED)
_TOLD_REASONS = 3


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    parser.add_argument("--part", choices=(*PARTS, SERVERS), help="only this part")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="list the N worst misses of each part")
    parser.add_argument("--json", action="store_true", help="print the shares as JSON")
    parser.add_argument("--write-floors", action="store_true", help="take these shares as the floors that a test holds")
    parser.add_argument("--semantic-model", type=Path, metavar="FOLDER", help="with the sentence encoder in FOLDER")
    parser.add_argument("--hold", action="store_true", help="end with status 1 when a share is below its floor")
    parser.add_argument(
        "--followups", action="store_true", help="what is written under a card (see tests.golden.followups)"
    )
    options, rest = parser.parse_known_args(arguments)
    if options.followups:
        followups.main(
            [*rest, *(["--write-floors"] if options.write_floors else []), *(["--hold"] if options.hold else [])]
        )
        return
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    every = options.write_floors or options.hold
    parts = (options.part,) if options.part else (*PARTS, SERVERS)
    results: tuple[Result, ...] = ()
    if every or parts != (SERVERS,):
        results = measure(library_of_starter_packs(options.semantic_model), golden_questions())
    heard: dict[str, tuple[Heard, ...]] = {}
    if every or SERVERS in parts:
        heard = hear_all(read_servers(), lambda libraries: with_meaning(libraries, options.semantic_model))
    of_servers = {base: figures(some) for base, some in heard.items()}
    floors = FILE if options.semantic_model is None else MEANT_FILE
    if options.write_floors:
        write_floors(results, of_servers, floors)
    lost: list[str] = []
    if options.hold:
        held = read_floors(floors)
        lost = [*losses(results, held), *server_losses(of_servers, held), *over_the_limit(of_servers)]
    if options.json:
        print(json.dumps({part: _mapping(part, results, of_servers) for part in parts}, indent=2))
    for part in () if options.json else parts:
        if part == SERVERS:
            for base, some in heard.items():
                print(server_table(base, of_servers[base]))
                for one in server_misses(some)[: options.misses]:
                    print(server_line(one))
        else:
            print(as_table(results, part))
            for miss in misses(results, part)[: options.misses]:
                print(as_line(miss))
    if lost:
        sys.exit("\n".join(lost))


def misses(results: Sequence[Result], part: str) -> list[Result]:
    """Return what went less than right in a part, the worst first and the surest of those first."""
    found = [one for one in results if one.golden.part == part and one.fate in _WORST_FIRST]
    return sorted(found, key=lambda one: (_WORST_FIRST.index(one.fate), -one.reply.confidence))


def as_mapping(results: Sequence[Result], part: str) -> dict[str, object]:
    total = totals(results, part)
    kinds = {
        kind: {"questions": shares.count, **{of.value: share for of, share in shares.percent.items()}}
        for kind, shares in shares_by_kind(results, part).items()
    }
    return {
        "kinds": kinds,
        "helped": total.helped,
        "answered": total.answered,
        "wrong": total.wrong,
        "offered": total.offered,
    }


def _mapping(part: str, results: Sequence[Result], servers: Mapping[str, Mapping[str, Figure]]) -> Mapping[str, object]:
    if part != SERVERS:
        return as_mapping(results, part)
    return {
        base: {
            what: {
                "value": round(figure.value, 2),
                "low": round(figure.low, 2),
                "high": round(figure.high, 2),
                "count": figure.count,
            }
            for what, figure in of_base.items()
        }
        for base, of_base in servers.items()
    }


def server_table(base: str, of_base: Mapping[str, Figure]) -> str:
    about = "each server by itself" if base == EACH else "all servers as one base"
    lines = [f"{about:30}{'':>8}  95 % interval  questions"]
    for what, figure in of_base.items():
        percent = " " if what == ON_AVERAGE else "%"
        lines.append(f"{what:30}{figure.value:7.2f}{percent} {figure.low:6.2f} to {figure.high:6.2f} {figure.count:9}")
    return "\n".join(lines) + "\n"


def server_line(one: Heard) -> str:
    asked, reply = one.asked, one.reply
    fate = "wrong" if one.wrong else "offered wrong" if one.offered else "silent"
    got = sorted(one.given) or [shown.entry.id for shown in reply.offered]
    why = "".join(f"\n    {reason}" for reason in reply.reasons[:_TOLD_REASONS])
    return (
        f"{fate} ({reply.confidence:.0%}), {asked.kind} of {asked.server}: {asked.text}\n"
        f"    wanted {', '.join(sorted(asked.expect)) or 'none'}; got {', '.join(got) or 'none'}{why}\n"
    )


def as_table(results: Sequence[Result], part: str) -> str:
    lines = [f"{part:15}{'questions':>10}" + "".join(f"{of.value:>15}" for of in Fate)]
    for kind, shares in shares_by_kind(results, part).items():
        lines.append(f"{kind:15}{shares.count:10}" + "".join(f"{shares.percent[of]:14.1f}%" for of in Fate))
    total = totals(results, part)
    lines.append(
        f"Of the questions about a claim {total.helped}% are helped and {total.answered}% answered outright; "
        f"of all, {total.wrong}% get a wrong answer."
    )
    offered = ", ".join(f"{share}% of {kind}" for kind, share in total.offered.items())
    lines.append(f"Candidates are offered on {offered}.\n")
    return "\n".join(lines)


def as_line(result: Result) -> str:
    golden, reply = result.golden, result.reply
    got = [answer.shown.entry.id for answer in reply.answers] or [shown.entry.id for shown in reply.offered]
    wanted = ", ".join(sorted(golden.must)) or "none"
    return (
        f"{result.fate.value} ({reply.confidence:.0%}), {golden.kind} {golden.id}: {golden.question}\n"
        f"    wanted {wanted}; got {', '.join(got) or 'none'}\n"
    )


if __name__ == "__main__":
    main()
