"""Kill the bot at random instants, N times, and see that nothing which it acknowledged is lost.

    python -m tests.bench.kills 200 --seed 7

Moderators write, publish and import, people ask, and beside it run the command line and online backups, some of which
are killed too. After each kill the database must be sound, `doctor` content, and everything acknowledged there, from
the first round on; each backup must hold what was acknowledged before it began. Exit status 1 when anything is missing.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import select
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.__main__ import main as command_line
from tests.bench import busy_bot

Ack = dict[str, Any]
_NEW_DATABASE_EVERY = 5
_LONGEST_LIFE = 1.2
_WHAT_RUNS_BESIDE = ("queue", "doctor", "takedown", "backup", "backup", "ask")


@dataclass
class Child:
    """A forked process, what it has printed so far, and whether it was killed."""

    pid: int
    pipe: int
    printed: bytes = b""
    status: int | None = None

    @property
    def lines(self) -> list[str]:
        """The whole lines among it: what was being printed at the kill was not acknowledged."""
        return self.printed.decode(errors="replace").split("\n")[:-1]

    def read(self) -> bool:
        """Take in what is there; False at the end."""
        got = os.read(self.pipe, 1 << 16)
        self.printed += got
        return bool(got)

    def wait(self) -> int:
        """Read to the end and return the status."""
        while self.read():
            pass
        os.close(self.pipe)
        self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.status


def forked(work: Callable[[], None]) -> Child:
    """Do the work in a process of its own. A fork, since importing everything takes ten times as long as a round."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, reading)
    status = 70
    try:
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        work()
        status = 0
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 0
    finally:
        sys.stdout.flush()
        os._exit(status)


def commanded(database: Path, *words: str) -> Child:
    """Run the command line."""

    def work() -> None:
        os.environ["DATABASE_PATH"] = str(database)
        sys.stdout, sys.stderr = (open(one, "w", closefd=False) for one in (1, 2))  # noqa: SIM115
        sys.argv = ["not-so-fast", *words]
        command_line()

    return forked(work)


def _be_the_bot(database: Path) -> None:
    os.environ["DATABASE_PATH"] = str(database)
    asyncio.run(busy_bot.work())


@dataclass
class World:
    """A database, what was acknowledged about it, and what was taken down on purpose."""

    database: Path
    acks: list[Ack] = field(default_factory=list)
    down: set[str] = field(default_factory=set)
    perhaps_down: set[str] = field(default_factory=set)

    def lost(self, of: Path | None = None, acks: Iterable[Ack] | None = None) -> Iterator[str]:
        """Yield what is not as it was acknowledged."""
        with closing(sqlite3.connect(of or self.database)) as db:
            found = db.execute("PRAGMA integrity_check").fetchall()
            if found != [("ok",)]:
                yield f"integrity_check: {found[:3]}"
                return
            if db.execute("PRAGMA foreign_key_check").fetchall():
                yield "rows astray"
            answers = dict(db.execute("SELECT number, question FROM answers"))
            typed = {(draft, words) for draft, words in db.execute("SELECT draft, typed FROM draft_edits")}
            texts = {(draft, json.loads(words).get("answer")) for draft, words in typed}
            entries = dict(db.execute("SELECT entry, group_concat(number) FROM revisions GROUP BY entry"))
        for ack in self.acks if acks is None else acks:
            gone = self.down | self.perhaps_down
            if ack["what"] == "answer" and answers.get(ack["number"]) != ack["question"]:
                yield f"the row of answer {ack['number']}"
            elif ack["what"] == "typed" and ack["entry"] not in gone and (ack["draft"], ack["words"]) not in texts:
                yield f"what was typed for {ack['entry']}"
            elif ack["what"] == "published" and ack["entry"] not in gone and ack["entry"] not in entries:
                yield f"the publication of {ack['entry']}"
            elif ack["what"] == "imported":
                yield from (f"the imported {one}" for one in ack["entries"] if one not in gone and one not in entries)
        if of is None:
            yield from (f"{one} came back after its takedown" for one in self.down & set(entries))


@dataclass
class Beside:
    """A command beside the bot, and how much had been acknowledged when it began."""

    words: tuple[str, ...]
    child: Child
    before: int
    doomed: bool


class Killing:
    """Rounds on databases in a folder, by a seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed
        self._world = World(folder / "0.db")
        self.commands = self.acknowledged = self.backups = 0

    def round(self, number: int) -> list[str]:
        """Start, disturb and kill the bot once; return what was lost."""
        chance = random.Random(f"{self._seed} {number}")
        if number % _NEW_DATABASE_EVERY == 0:
            self._world = World(self._folder / f"{number}.db")
        world, before = self._world, len(self._world.acks)
        bot = forked(lambda: _be_the_bot(world.database))
        started: list[Beside] = []
        # The first round on a new database can be over while the packs are loaded.
        if number % _NEW_DATABASE_EVERY or chance.random() < 0.5:
            self._take_in(bot, world, before, until=lambda: b'"open"' in bot.printed)
        begun = time.monotonic()
        life = chance.uniform(0.0, _LONGEST_LIFE)
        moments = sorted((chance.uniform(0.0, life), chance.choice(_WHAT_RUNS_BESIDE)) for _ in range(3))
        for moment, what in moments:
            self._take_in(bot, world, before, until=lambda m=moment: time.monotonic() - begun >= m)
            started.append(self._start(what, chance, f"{number}-{len(started)}"))
        self._take_in(bot, world, before, until=lambda: time.monotonic() - begun >= life)
        os.kill(bot.pid, signal.SIGKILL)
        for one in started:
            if one.doomed:
                os.kill(one.child.pid, signal.SIGKILL)
        if bot.wait() != -signal.SIGKILL:
            return [f"the bot ended by itself: {bot.printed[-2000:].decode(errors='replace')}"]
        self._keep(bot, world, before)
        self.acknowledged += len(world.acks) - before
        problems = [said for one in started for said in self._ended(one, world)]
        if world.database.exists():
            doctor = commanded(world.database, "doctor")
            if doctor.wait() != 0:
                problems.append(f"doctor: {doctor.printed.decode()}")
            problems += world.lost()
        return problems

    def _start(self, what: str, chance: random.Random, name: str) -> Beside:
        world = self._world
        words: tuple[str, ...] = (what,)
        if what == "backup":
            words = ("backup", str(self._folder / f"backup-{name}.db"))
        elif what == "ask":
            words = ("ask", "did einstein fail mathematics?")
        elif what == "takedown":
            entries = [ack["entry"] for ack in world.acks if ack["what"] == "published"]
            words = ("takedown", chance.choice(entries), "--reason", "By order.") if entries else ("queue",)
        if words[0] == "takedown":
            world.perhaps_down.add(words[1])
        self.commands += 1
        return Beside(words, commanded(world.database, *words), len(world.acks), chance.random() < 0.3)

    def _ended(self, one: Beside, world: World) -> Iterator[str]:
        status = one.child.wait()
        text = one.child.printed.decode(errors="replace")
        if "Traceback" in text:
            yield f"{' '.join(one.words)}: {text}"
        if one.words[0] == "takedown" and status == 0:
            world.down.add(one.words[1])
        if one.words[0] != "backup":
            return
        copy = Path(one.words[1])
        if copy.exists():
            self.backups += 1
            yield from (f"in {copy.name}: {said}" for said in world.lost(copy, world.acks[: one.before]))
        elif not one.doomed and one.before:
            yield f"no backup: {text}"

    def _take_in(self, bot: Child, world: World, before: int, until: Callable[[], bool]) -> None:
        while not until():
            if select.select([bot.pipe], [], [], 0.002)[0] and not bot.read():
                return
            self._keep(bot, world, before)

    @staticmethod
    def _keep(bot: Child, world: World, before: int) -> None:
        world.acks[before:] = [json.loads(line) for line in bot.lines if line.startswith("{")]


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill the bot N times and look for what is lost.")
    parser.add_argument("rounds", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    os.environ.update(DISCORD_TOKEN="", SEMANTIC_MODEL="", SEMANTIC_MODEL_PATH="", TEST_GUILD_ID="")
    # The small pack: all that is done here is done more often so.
    os.environ["PACKS"] = "common-misconceptions"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        killing, bad = Killing(Path(folder), given.seed), 0
        for number in range(given.rounds):
            problems = killing.round(number)
            bad += bool(problems)
            for problem in problems[:5]:
                print(f"round {number}: {problem}")
            if len(problems) > 5:
                print(f"round {number}: and {len(problems) - 5} more")
        print(
            f"{given.rounds} kills, {killing.acknowledged} changes acknowledged, {killing.commands} commands beside, "
            f"{killing.backups} backups: {bad} rounds with a loss"
        )
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
