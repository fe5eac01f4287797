"""Start `bot` with its Discord on the loopback, a heartbeat on its event loop, and no way to any other host.

Run in the bot's own process and of any build of it, so that nothing of the project is imported but `bot.__main__`.
LOAD_DISCORD is the address of the loopback, LOAD_BEATS the file into which each beat is written: the moment and how
late it was (two doubles, seconds of the monotonic clock). Where LOAD_STACKS names a file, the stacks of a loop that has
not come back for 50 ms are written there.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import socket
import struct
import sys
import threading
import time
import traceback
from collections.abc import Coroutine
from pathlib import Path
from typing import IO, Any

import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

BEAT = struct.Struct("dd")
SECONDS = 0.01
# Instead of two seconds, so that a check of 1,500 links is through within its turn.
SECONDS_BETWEEN_LINKS = 0.02
_AT_HOME = ("localhost", "127.0.0.1", "::1", None)
_resolve = socket.getaddrinfo
_run = asyncio.run
_connection = DiscordWebSocket.from_client.__func__  # type: ignore[attr-defined]


async def _beat(beats: IO[bytes], last: list[float]) -> None:
    before = time.monotonic()
    while True:
        await asyncio.sleep(SECONDS)
        last[0] = now = time.monotonic()
        beats.write(BEAT.pack(now, now - before - SECONDS))
        before = now


def _watch(last: list[float], stacks: IO[str], stall: float) -> None:
    while not stacks.closed:
        time.sleep(SECONDS)
        late = time.monotonic() - last[0]
        if late < stall:
            continue
        print(f"\nlate by {late * 1000:.0f} ms", file=stacks)
        for thread, frame in sys._current_frames().items():
            if thread != threading.get_ident():
                print("".join(["-- a thread\n", *traceback.format_stack(frame)[-12:]]), file=stacks)
        stacks.flush()


async def _with_heartbeat(main: Coroutine[Any, Any, Any]) -> Any:
    with contextlib.ExitStack() as stack:
        beats = stack.enter_context(Path(os.environ["LOAD_BEATS"]).open("wb"))
        where = os.environ.get("LOAD_STACKS")
        last = [time.monotonic()]
        if where:
            stacks = stack.enter_context(Path(where).open("w", encoding="utf-8"))
            threading.Thread(target=_watch, args=(last, stacks, 0.05), daemon=True).start()
        beating = asyncio.create_task(_beat(beats, last))
        try:
            return await main
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)


def _run_with_heartbeat(main: Coroutine[Any, Any, Any], **more: Any) -> Any:
    return _run(_with_heartbeat(main), **more)


def _resolve_at_home(host: Any, *more: Any, **others: Any) -> Any:
    if host not in _AT_HOME:
        raise socket.gaierror(socket.EAI_NONAME, "the bench has no other hosts")
    return _resolve(host, *more, **others)


async def _plain_connection(cls: type[DiscordWebSocket], client: discord.Client, **more: Any) -> DiscordWebSocket:
    connection: DiscordWebSocket = await _connection(cls, client, **{**more, "compress": False})
    return connection


def main() -> None:
    """Be the bot."""
    base = os.environ["LOAD_DISCORD"]
    Route.BASE = f"{base}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = URL(f"{base.replace('http', 'ws', 1)}/gateway")
    DiscordWebSocket.from_client = classmethod(_plain_connection)  # type: ignore[assignment]
    socket.getaddrinfo = _resolve_at_home
    importlib.import_module("bot.jobs.links")._SECONDS_BETWEEN = SECONDS_BETWEEN_LINKS
    asyncio.run = _run_with_heartbeat
    sys.argv[0] = "bot"
    importlib.import_module("bot.__main__").main()


if __name__ == "__main__":
    main()
