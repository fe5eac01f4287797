"""The long work of moderators and operators: imports, exports, checks of links, backups."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.bench.load.build import Build
from tests.bench.load.loopback import Loopback
from tests.bench.made_claims import Maker
from tests.discord_double import Message
from tests.discord_double.happening import Asked

_AT_ONCE = 500
_SECONDS = 240.0
_A_MOMENT = 0.05
_BETWEEN = 0.2

Window = tuple[float, float]
"""From when to when some work was done, by the monotonic clock."""


def made_entries(prefix: str, count: int) -> list[dict[str, Any]]:
    """Return entries as a file has them: claims as long as real ones, a few hundred words, a link of its own each."""
    documents = Maker(count, seed=len(prefix)).documents(bodies=True)
    return [
        _entry(f"{prefix}-{number}", one.claim, one.phrasings, [part.text for part in one.parts])
        for number, one in enumerate(documents)
    ]


def _entry(name: str, claim: str, phrasings: tuple[str, ...], texts: list[str]) -> dict[str, Any]:
    source = {"key": "press", "title": f"The report {name}", "publisher": "The office", "kind": "news report"}
    return {
        "id": name,
        "claim": claim,
        "topics": ["made"],
        "verdict": "mixed",
        "answer": texts[0][:800],
        "as_of": "2015-11",
        "phrasings": list(dict.fromkeys(phrasings)),
        "evidence": [{"id": "one", "kind": "study", "what": texts[1][:500], "sources": ["press"]}],
        "rebuttals": [{"against": "claim", "what": texts[2][:500], "sources": ["press"]}],
        "caveats": [{"what": texts[3][:280], "sources": ["press"]}],
        "sources": [{**source, "url": f"https://press.example/{name}"}],
    }


@dataclass
class Moderator:
    """The owner of the first server, who has long work done."""

    build: Build
    loopback: Loopback
    imported: int = 0
    windows: dict[str, list[Window]] = field(default_factory=dict)

    async def set_up(self, entries: int) -> None:
        """Have so many entries of the server's own."""
        while self.imported < entries:
            await self.take_in(min(_AT_ONCE, entries - self.imported))

    async def take_in(self, count: int) -> None:
        """Import a file of new entries: see what it would do, and have it done."""
        text = json.dumps({"entries": made_entries(f"made{self.imported}", count)})
        file = self.loopback.file("entries.json", text.encode())
        shown = await self._use("entry import", file=file)
        button = next((one for one in shown.buttons if one.custom_id and not one.disabled), None)
        if button is None:
            raise RuntimeError(f"{self.build.name}: the import said: {shown.text}")
        told = await self._told(self.loopback.press(self._owner, shown, button.custom_id or ""))
        if f"Published: {count}" not in told.text:
            raise RuntimeError(f"{self.build.name}: the import said: {told.text}")
        self.imported += count

    async def export(self) -> None:
        """Export everything, once in each form."""
        for form in ("toml", "json"):
            message = await self._use("entry export", form=form)
            if not message.data["attachments"]:
                raise RuntimeError(f"{self.build.name}: the export said: {message.text}")

    async def check_links(self) -> None:
        """Check every link, and wait until all are tried or it is stopped."""
        message = await self._use("source check")
        while "tried" not in message.text:
            await asyncio.sleep(_A_MOMENT)

    async def back_up(self) -> None:
        """Back the database up beside the bot."""
        await self.build.back_up(self.build.folder / "copy.db")

    @asynccontextmanager
    async def meanwhile(self, what: str, work: Callable[[], Awaitable[None]], *, once: bool) -> AsyncIterator[None]:
        """Have work done inside the block, again and again unless it is to be done once, and note when it was done."""
        begun, enough = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(self._repeat(what, work, begun, enough, once=once))
        await begun.wait()
        try:
            yield
        finally:
            enough.set()
            if not task.done():
                # The check of links goes on for as long as it may. Everything else is done soon, and has to be: while
                # the bot is at one file of a server it takes no other.
                await asyncio.wait({task}, timeout=0 if what == "check" else _SECONDS)
            if not task.done():
                task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            if not task.cancelled() and task.exception() is not None:
                raise task.exception() or RuntimeError

    async def _repeat(
        self,
        what: str,
        work: Callable[[], Awaitable[None]],
        begun: asyncio.Event,
        enough: asyncio.Event,
        *,
        once: bool,
    ) -> None:
        begun.set()
        while True:
            start = time.monotonic()
            try:
                await work()
            finally:
                self.windows.setdefault(what, []).append((start, time.monotonic()))
            if once or enough.is_set():
                return
            await asyncio.sleep(_BETWEEN)

    @property
    def _server(self) -> Any:
        return next(iter(self.loopback.world.servers.values()))

    @property
    def _owner(self) -> Any:
        return self._server.owner

    async def _use(self, command: str, **options: Any) -> Message:
        return await self._told(self.loopback.command(self._owner, self._server.channels[0], command, **options))

    async def _told(self, asked: Asked) -> Message:
        """Return what came of it, when it is there whole."""
        known = len(asked.channel.messages)
        ends = time.monotonic() + _SECONDS
        pressed = dict(asked.message.data) if asked.message else None
        while time.monotonic() < ends:
            await asyncio.sleep(_A_MOMENT)
            if asked.answer is None or asked.waiting:
                continue
            if asked.message is not None and asked.message.data != pressed:
                return asked.message
            if asked.message is None and asked.original is not None:
                return asked.original
        raise RuntimeError(
            f"{self.build.name}: nothing came of it after {_SECONDS} s; {len(asked.channel.messages) - known}"
        )
