"""Put the started bot under load, beside another build of it, and see what askers wait.

    python -m tests.bench.load --beside FOLDER
    python -m tests.bench.load --questions 1500

Each build runs as `python -m bot run`, a process of its own, on a Discord of the loopback. Both are up all the time
and are asked in turn, a tenth of the questions each time, so that what else the machine does meets both. In some of the
turns a moderator imports, exports or checks links, or a backup is made. Exit status 1 when a figure of this build is
out of its bounds. Linux only.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests import ROOT
from tests.bench.load.build import Build
from tests.bench.load.figures import Measured, broken, lines, p99
from tests.bench.load.moderator import Moderator
from tests.bench.load.people import People

# What is done meanwhile in each turn; the first two last for a minute in a run of the full length.
TURNS = ("", "", "export", "", "check", "", "backup", "", "import", "")
WORK = tuple(filter(None, TURNS))
_SECONDS_TO_START = 120.0
_AFTER_THE_FIRST_MINUTE = 2


@dataclass
class Side:
    """A build, its people and its moderator, and what was seen of it."""

    build: Build
    people: People
    moderator: Moderator
    measured: Measured
    memories: list[float] = field(default_factory=list)

    async def turn(self, what: str, count: int, given: argparse.Namespace) -> None:
        """Have the next questions asked, and something done meanwhile."""
        work = {
            "export": self.moderator.export,
            "check": self.moderator.check_links,
            "backup": self.moderator.back_up,
            "import": lambda: self.moderator.take_in(given.imported),
        }
        begun, worked = time.monotonic(), self.build.processor_seconds()
        async with contextlib.AsyncExitStack() as stack:
            if what:
                doing: Callable[[], Awaitable[None]] = work[what]
                once = what in ("check", "import")
                await stack.enter_async_context(self.moderator.meanwhile(what, doing, once=once))
            asked = await self.people.ask_for(count, given.rate)
        self.measured.questions += asked
        self.measured.asked_in.append((begun, time.monotonic()))
        self.memories.append(self.build.memory())
        worked = self.build.processor_seconds() - worked
        print(
            f"{self.build.name}, {what or 'nothing meanwhile'}: "
            f"p99 {p99([one.seconds for one in asked]) * 1000:.1f} ms, "
            f"{worked / count * 1000:.1f} ms of processor time a question, {self.memories[-1]:.0f} MB"
        )


async def main(given: argparse.Namespace) -> int:
    """Run it; return the exit status."""
    sources = {"this build": ROOT} | ({"beside": given.beside.resolve()} if given.beside else {})
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        async with contextlib.AsyncExitStack() as stack:
            sides = [
                await _started(stack, Build(name, source, Path(folder) / str(place), given.stacks is not None), given)
                for place, (name, source) in enumerate(sources.items())
            ]
            for what in TURNS if not given.only else ("", given.only, ""):
                for side in sides:
                    await side.turn(what, given.questions // len(TURNS), given)
        for side in sides:
            side.measured.beats = side.build.beats()
            side.measured.windows = side.moderator.windows
            side.measured.memory = (side.memories[_AFTER_THE_FIRST_MINUTE - 1], side.memories[-1])
            side.measured.refused = len(side.people.loopback.refused)
            print("\n".join(lines(side.measured)))
        if given.stacks is not None:
            given.stacks.write_text(
                (sides[0].build.folder / "stacks.txt").read_text(encoding="utf-8"), encoding="utf-8"
            )
    ours, other = sides[0].measured, sides[1].measured if len(sides) > 1 else None
    if other is not None:
        print(f"p99 of the first word: {p99(ours.waits()) / p99(other.waits()):.2f} of the build's beside it")
    problems = list(broken(ours, other, [given.only] if given.only else WORK))
    print("\n".join(f"OUT OF BOUNDS: {problem}" for problem in problems) or "Everything is within its bounds.")
    return 1 if problems else 0


async def _started(stack: contextlib.AsyncExitStack, build: Build, given: argparse.Namespace) -> Side:
    people = People(given.servers, given.people, given.seed)
    loopback = await stack.enter_async_context(people.loopback)
    stack.push_async_callback(build.end)
    await build.start(loopback.address)
    try:
        await asyncio.wait_for(loopback.ready.wait(), _SECONDS_TO_START)
    except TimeoutError as error:
        raise RuntimeError(f"{build.name} did not start: {build.log()}") from error
    moderator = Moderator(build, loopback)
    await moderator.set_up(given.entries)
    return Side(build, people, moderator, Measured(build.name))


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description="Put the bot under load.")
    parser.add_argument("--questions", type=int, default=15_000, help="for each build")
    parser.add_argument("--rate", type=float, default=50.0, help="questions a second")
    parser.add_argument("--servers", type=int, default=500)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--entries", type=int, default=1_500, help="of one server's own, exported and checked")
    parser.add_argument("--imported", type=int, default=500, help="imported while people ask")
    parser.add_argument("--only", choices=WORK, help="only this work meanwhile, in one turn between two without")
    parser.add_argument("--beside", type=Path, help="a checkout of another build")
    parser.add_argument("--folder", type=Path, help="where the databases are made for the time being")
    parser.add_argument("--stacks", type=Path, help="a file for what held the loop up for 50 ms and more")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(asyncio.run(main(arguments())))
