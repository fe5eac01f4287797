"""One build of the bot as a process: how it is started and ended, its memory, its heartbeat."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.load.launcher import BEAT

LAUNCHER = Path(__file__).with_name("launcher.py")
_SECONDS_TO_END = 10.0
PACKS = "central-america,common-misconceptions"


@dataclass
class Build:
    """A build that stands in `source`, and what it writes in `folder`. `name` is what the figures call it."""

    name: str
    source: Path
    folder: Path
    stacks: bool = False
    process: asyncio.subprocess.Process | None = field(default=None, init=False)

    @property
    def database(self) -> Path:
        """Where its database is."""
        return self.folder / "bot.db"

    async def start(self, discord: str) -> None:
        """Start `python -m bot run` of this build with its Discord at an address."""
        self.folder.mkdir(parents=True, exist_ok=True)
        log = (self.folder / "log.txt").open("ab")
        told = {"LOAD_DISCORD": discord, "LOAD_BEATS": str(self.folder / "beats"), "DISCORD_TOKEN": "no.real.token"}
        if self.stacks:
            told["LOAD_STACKS"] = str(self.folder / "stacks.txt")
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", str(LAUNCHER), "run", cwd=self.folder, env=self._environment(**told), stderr=log
        )

    async def back_up(self, target: Path) -> None:
        """Back the database up while the bot runs: with the build's own command, or as it advised before it had one."""
        has_command = (self.source / "bot" / "command_line" / "backup.py").exists()
        advised = "import sqlite3, sys; a, b = map(sqlite3.connect, sys.argv[1:]); a.backup(b)"
        words = ("-m", "bot", "backup") if has_command else ("-c", advised, str(self.database))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", *words, str(target),
            cwd=self.folder, env=self._environment(), stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        if await process.wait():
            raise RuntimeError(f"{self.name}: no backup")
        target.unlink()

    def log(self) -> str:
        """Return the end of what it has logged."""
        return (self.folder / "log.txt").read_text(encoding="utf-8")[-3000:]

    def memory(self) -> float:
        """Return the megabytes of memory that are the process's own. Linux only."""
        if self.process is None or self.process.returncode is not None:
            raise RuntimeError(f"{self.name} has ended: {self.log()}")
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        lines = dict(line.split(":", 1) for line in status.splitlines())
        return int(lines["RssAnon"].split()[0]) / 1024

    def processor_seconds(self) -> float:
        """Return how much processor time the process itself has had. Linux only."""
        assert self.process is not None
        stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    async def end(self) -> None:
        """End it in order, or kill it."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.terminate()
        try:
            await asyncio.wait_for(self.process.wait(), _SECONDS_TO_END)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()

    def beats(self) -> list[tuple[float, float]]:
        """Return each beat of the loop of a bot that has ended: when it was, and how many seconds late."""
        raw = (self.folder / "beats").read_bytes()
        return [BEAT.unpack_from(raw, at) for at in range(0, len(raw) - BEAT.size + 1, BEAT.size)]

    def _environment(self, **more: str) -> dict[str, str]:
        own = {"PYTHONPATH": str(self.source), "DATABASE_PATH": str(self.database), "PACKS": PACKS}
        off = {"TEST_GUILD_ID": "", "SEMANTIC_MODEL": "", "SEMANTIC_MODEL_PATH": "", "BACKUP_FOLDER": ""}
        return {**os.environ, **own, **off, "LOG_LEVEL": "INFO", **more}
