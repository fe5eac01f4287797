"""Whether meaning delays a start: from the start of the process to the first answer, with it off, on and broken.

    python -m tests.bench.starting --model FOLDER

Each start is a fresh process with the starter pack in its database, in a small Discord of its own, and each way has a
turn in every round. `first` has no vectors yet, so that they are made while the question is asked; `broken` has a model
that is cut off.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.app.running import made_bot
from bot.settings import Settings, read_settings
from knowledge.meaning.choice import DEFAULT_MODEL
from tests.discord_double import DiscordDouble
from tests.scenes.asking import ZETAS_QUESTION, database

WAYS = ("off", "on", "first", "broken")
ROUNDS = 5


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="the folder of the sentence encoder")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--started", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--database", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.started is not None:
        asyncio.run(_start_and_ask(options))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        models = {"off": None, "on": options.model, "first": options.model, "broken": _cut(options.model, folder)}
        with_vectors = _with_vectors(database(folder), options.model)
        seconds: dict[str, list[float]] = {way: [] for way in WAYS}
        for _ in range(options.rounds):
            for way in WAYS:
                path = folder / f"{way}.db"
                shutil.copyfile(with_vectors if way == "on" else database(folder), path)
                seconds[way].append(_seconds(path, models[way]))
    for way in WAYS:
        middle = statistics.median(seconds[way])
        over = middle - statistics.median(seconds["off"])
        print(
            f"{way:8} start to first answer: {middle:.2f} s (the slowest {max(seconds[way]):.2f}), {over:+.2f} to off"
        )


def _cut(model: Path, folder: Path) -> Path:
    broken = folder / "broken"
    broken.mkdir()
    for file in model.iterdir():
        (broken / file.name).write_bytes(file.read_bytes()[: 1 << 20 if file.suffix == ".onnx" else None])
    return broken


def _with_vectors(plain: Path, model: Path) -> Path:
    path = plain.with_name("with vectors.db")
    shutil.copyfile(plain, path)
    settings = {"DATABASE_PATH": str(path), "SEMANTIC_MODEL": DEFAULT_MODEL, "SEMANTIC_MODEL_PATH": str(model)}
    command = [sys.executable, "-m", "bot", "ask", ZETAS_QUESTION]
    subprocess.run(command, check=True, env={**os.environ, **settings}, capture_output=True)
    return path


def _seconds(path: Path, model: Path | None) -> float:
    command = [sys.executable, "-m", "tests.bench.starting", "--database", str(path), "--model", str(model or "")]
    done = subprocess.run([*command, "--started", str(time.time())], check=True, capture_output=True, text=True)
    return float(done.stdout)


async def _start_and_ask(options: argparse.Namespace) -> None:
    settings = _settings(options)
    async with made_bot(settings) as bot, DiscordDouble() as discord:
        discord.strict = False
        server, ann = discord.server("Newsroom"), discord.user("ann")
        await bot.open()
        following = None
        if settings.model is not None:
            # As `bot.running` does: nothing of it is needed unless it is switched on.
            from bot.app.meaning import follow_meaning

            following = asyncio.create_task(follow_meaning(bot, settings.model))
        await discord.start(bot)
        answer = await discord.slash(ann, server.channels[0], "ask", question=ZETAS_QUESTION)
        assert answer.messages
        print(time.time() - options.started, flush=True)
        if following is not None:
            following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await following


def _settings(options: argparse.Namespace) -> Settings:
    model = str(options.model) if options.model != Path() else ""
    values = {"SEMANTIC_MODEL": DEFAULT_MODEL if model else "", "SEMANTIC_MODEL_PATH": model}
    return read_settings({"DATABASE_PATH": str(options.database), **values}, Path("/nowhere"))


if __name__ == "__main__":
    main()
