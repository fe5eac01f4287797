"""`python -m tests.golden.followups`: what people get who write something under a card, by kind and by part.

The follow-ups (`followups.tsv`) are asked of the library of all packs that come with the bot, each as a reply to the
card of its entry.
"""

from __future__ import annotations

import argparse
import csv
import enum
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.answering.followup import FollowUp, Kind, follow_up
from knowledge.answering.library import Library, library_of
from knowledge.exchange.packs import starter_packs
from knowledge.store import SHARED
from tests.golden.questions import PARTS

FILE = Path(__file__).parent / "followups.tsv"
FLOORS = Path(__file__).parent / "floors-followups.json"
PACKS = ("central-america", "common-misconceptions")
CONTENT, PART, OTHER, NOTHING = "content", "part", "other", "nothing"
KINDS = (CONTENT, PART, "objection", "not-mine", "remark", OTHER)
POINT = 1.0


class Fate(enum.Enum):
    """What became of a follow-up.

    SILENT: it was not understood, or the entry was said not to answer what it does; WRONG: it got a sentence or part
    that does not answer it; ANOTHER: it got the card of another entry, or an offer of others.
    """

    RIGHT = "right"
    SILENT = "not understood"
    WRONG = "wrong"
    ANOTHER = "another entry"


@dataclass(frozen=True, slots=True)
class Written:
    """Something that was written under an entry's card, and what it should get.

    `expected` is for a part its name; for a content question the sentences that answer it, any of them, by their ids
    or how these begin (`rebuttal.2` is each of its sentences); `nothing` where the entry does not answer it; for what
    is about another entry that entry; else the kind itself.
    """

    part: str
    kind: str
    language: str
    entry: str
    expected: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """What somebody wrote, what came of reading it, and what that is worth."""

    written: Written
    found: FollowUp
    fate: Fate


def golden_followups(file: Path = FILE) -> tuple[Written, ...]:
    """Return all golden follow-ups, in the order of the file."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            Written(
                row["part"],
                row["kind"],
                row["language"],
                row["entry"],
                tuple(row["expected"].removeprefix(f"{OTHER}:").split(",")),
                row["written"],
            )
            for row in rows
        )


def library_of_all_packs() -> Library:
    """Return the library of every pack that comes with the bot."""
    packs = starter_packs(PACKS)
    return library_of((one for pack in packs for one in pack.entries), (one for pack in packs for one in pack.names))


def measure(library: Library, followups: Sequence[Written]) -> tuple[Result, ...]:
    """Write every one under its card."""
    results = []
    for one in followups:
        shown = library.show(one.entry, SHARED)
        assert shown is not None, one.entry
        found = follow_up(library, SHARED, shown, one.text)
        results.append(Result(one, found, fate(one, found)))
    return tuple(results)


def fate(written: Written, found: FollowUp) -> Fate:
    """Say what became of a follow-up."""
    if found.kind is Kind.REPLY:
        # The entry that is asked for is answered, or the first of those that the asker is asked about.
        shown = [answer.shown.id for answer in found.reply.answers] if found.reply else []
        offered = [entry.id for entry in found.reply.offered[:1]] if found.reply else []
        right = written.kind == OTHER and (shown or offered) and set(shown or offered) <= set(written.expected)
        return Fate.RIGHT if right else Fate.ANOTHER
    if written.kind == CONTENT:
        return _content_fate(written, found)
    if found.kind is Kind.UNANSWERED:
        return Fate.SILENT
    if written.kind == PART:
        right = found.part is not None and found.part.value in written.expected
    elif written.kind == "remark":
        right = found.kind in (Kind.REMARK, Kind.THANKS)
    else:
        right = found.kind.value == written.kind
    return Fate.RIGHT if right else Fate.WRONG


def _content_fate(written: Written, found: FollowUp) -> Fate:
    if found.kind is Kind.UNANSWERED:
        return Fate.RIGHT if written.expected == (NOTHING,) else Fate.SILENT
    answers = [
        sentence.id
        for sentence in found.sentences
        for expected in written.expected
        if sentence.id == expected or sentence.id.startswith(f"{expected}.")
    ]
    return Fate.RIGHT if answers else Fate.WRONG


def shares(results: Sequence[Result], part: str) -> dict[str, dict[Fate, float]]:
    """Return the shares of each kind in a part, of all, and of each part of an entry, in percent."""
    of_part = [one for one in results if one.written.part == part]
    groups = {kind: [one for one in of_part if one.written.kind == kind] for kind in KINDS}
    groups["all"] = of_part
    for one in of_part:
        if one.written.kind == PART:
            groups.setdefault(f"part {one.written.expected[0]}", []).append(one)
    for language in ("en", "es"):
        groups[f"in {language}"] = [one for one in of_part if one.written.language == language]
    return {
        name: {of: round(100 * sum(one.fate is of for one in some) / len(some), 1) for of in Fate}
        for name, some in groups.items()
    }


def figures(results: Sequence[Result]) -> dict[str, float]:
    """Return the figures that are held, by a name such as `untouched/content/right`."""
    found = {}
    for part in PARTS:
        by_name = shares(results, part)
        for name in (*KINDS, "all"):
            found[f"{part}/{name}/right"] = by_name[name][Fate.RIGHT]
        found[f"{part}/content/wrong"] = by_name[CONTENT][Fate.WRONG]
        found[f"{part}/all/another"] = by_name["all"][Fate.ANOTHER]
    return found


def losses(results: Sequence[Result], floors: dict[str, float]) -> list[str]:
    """Return a sentence for each figure that is worse than its floor by a point or more."""
    lost = []
    now = figures(results)
    for name in sorted({*floors, *now}):
        worse = floors.get(name, 0.0) - now.get(name, 0.0)
        worse = -worse if name.endswith(("/wrong", "/another")) else worse
        if worse >= POINT or name not in floors or name not in now:
            lost.append(f"{name} is {now.get(name)} and was {floors.get(name)}.")
    return lost


def as_table(results: Sequence[Result], part: str) -> str:
    """Return the shares of a part as a table."""
    counts = dict.fromkeys(shares(results, part), 0)
    for one in results:
        if one.written.part == part:
            for name in (one.written.kind, "all", f"in {one.written.language}"):
                counts[name] += 1
            if one.written.kind == PART:
                counts[f"part {one.written.expected[0]}"] += 1
    lines = [f"{part:18}{'written':>9}" + "".join(f"{of.value:>16}" for of in Fate)]
    for name, some in shares(results, part).items():
        lines.append(f"{name:18}{counts[name]:9}" + "".join(f"{some[of]:15.1f}%" for of in Fate))
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the shares; take them as floors, or hold them to these."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden --followups", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what went wrong in the tuned part")
    parser.add_argument("--write-floors", action="store_true", help="take these shares as the floors that a test holds")
    parser.add_argument("--hold", action="store_true", help="end with status 1 when a share is below its floor")
    options = parser.parse_args(arguments)
    results = measure(library_of_all_packs(), golden_followups())
    for part in PARTS:
        print(as_table(results, part))
    if options.misses:
        # Never of the untouched part: who sees its misses tunes on them.
        for one in results:
            if one.fate is not Fate.RIGHT and one.written.part == "tuned":
                got = one.found.part or [sentence.id for sentence in one.found.sentences] or one.found.kind
                wanted = ", ".join(one.written.expected)
                print(f"{one.fate.value}: {one.written.entry}: {one.written.text}\n    wanted {wanted}; got {got}")
    if options.write_floors:
        FLOORS.write_text(json.dumps(figures(results), indent=2) + "\n", encoding="utf-8")
    if options.hold and (lost := losses(results, json.loads(FLOORS.read_text(encoding="utf-8")))):
        sys.exit("\n".join(lost))


if __name__ == "__main__":
    main()
