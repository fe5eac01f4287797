"""Let Discord fail in every way that is known of it, and see that each question gets one answer and nothing crashes.

    python -m tests.bench.faults
    python -m tests.bench.faults --outage 3600 --only outage

The started bot runs as a process of its own against a Discord on this machine. After each fault a question is asked
anew, and in the end everything that was asked is counted: none without its answer, none with two. Exit status 1 when
anything is missing.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from knowledge.store.answers import AnswerFate
from tests.bench.fault_scenarios import SCENARIOS, Place
from tests.loopback.loopback import loopback, start, until

_SECONDS_FOR_A_SECOND_ANSWER = 1.5


async def run(folder: Path, names: list[str], outage: float) -> list[str]:
    """Run the scenarios, print a line for each, and return what went wrong."""
    wrong: list[str] = []
    async with loopback() as it:
        server = it.world.server("Newsroom")
        channel = server.channels[0]
        bot = await start(it, folder)
        place = Place(it, folder, bot, channel, outage)
        try:
            await until(lambda: it.gateway.begun == 1 and bool(it.routes.commands), "a start")
            await place.works()
        except AssertionError as error:
            wrong.append(str(error))
        try:
            for name in names if not wrong else ():
                begun, process = time.monotonic(), place.bot.process
                problem = ""
                try:
                    await SCENARIOS[name](place)
                    await place.works()
                except AssertionError as error:
                    problem = f"{name}: {error}"
                if process is place.bot.process and process.returncode is not None:
                    problem = f"{name}: the process ended with status {process.returncode}"
                wrong += [problem] if problem else []
                seconds = time.monotonic() - begun
                print(f"{'FAILED' if problem else 'ok':6} {seconds:5.1f} s  {problem or name}", flush=True)
            await asyncio.sleep(_SECONDS_FOR_A_SECOND_ANSWER)
            wrong += counted(place)
        finally:
            with contextlib.suppress(ProcessLookupError):
                status = await place.bot.end()
            if status != 0 and not wrong:
                wrong.append(f"it ended with status {status}")
        if wrong:
            print(place.bot.said[-3000:])
    return wrong


def counted(place: Place) -> list[str]:
    """Return what was asked and has not one answer; print how much it was."""
    bad = [one for one in place.mentioned if len(place.it.answers(one)) != 1]
    bad_asks = [one for one in place.asked if one.original is None or one.waiting]
    print(
        f"{len(place.mentioned)} mentions and {len(place.asked)} commands asked: "
        f"{len(bad) + len(bad_asks)} without exactly one answer; {place.it.gateway.begun} sessions begun, "
        f"{place.it.gateway.resumed} resumed, {len(place.it.requests)} requests"
    )
    said = [f"mention {one.id} in #{one.channel.name} has {len(place.it.answers(one))} answers" for one in bad]
    said += [f"command {one.id} has no answer" for one in bad_asks]
    # Where nothing can be written any more, the ledger says so.
    with contextlib.closing(sqlite3.connect(place.folder / "bot.db")) as db:
        rows = dict(db.execute("SELECT asked_in, outcome FROM answers WHERE asked_in IS NOT NULL"))
    untold = [one for one in place.unanswerable if rows.get(one.id) != AnswerFate.UNSENT]
    return said + [f"mention {one.id} in #{one.channel.name}: {rows.get(one.id)}, not unsent" for one in untold]


def main() -> None:
    parser = argparse.ArgumentParser(description="Let Discord fail, and count the answers.")
    parser.add_argument("--only", default="", help="only the scenarios with these words in their name")
    parser.add_argument("--outage", type=float, default=6.0, help="how many seconds an outage lasts")
    given = parser.parse_args()
    names = [name for name in SCENARIOS if given.only in name]
    with tempfile.TemporaryDirectory() as folder:
        wrong = asyncio.run(run(Path(folder), names, given.outage))
    for one in wrong:
        print(one)
    sys.exit(1 if wrong or not names else 0)


if __name__ == "__main__":
    main()
