"""A Discord on this machine for the bot as a process of its own: the world and the rules are those of the double."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from tests import ROOT
from tests.discord_double import Channel, Message, User, payloads
from tests.discord_double.happening import Asked
from tests.discord_double.limits import Json, Refused
from tests.discord_double.routes import Routes
from tests.discord_double.world import Server, World
from tests.loopback.gateway import Gateway, error_of, json_of

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.this-one-is-looked-for-everywhere-and-is-of-no-bot"
PATIENCE = 60.0


@dataclass
class RestFault:
    """What the next requests of this kind meet with: an error, a delay before them, or an answer that never comes."""

    method: str
    path: str
    status: int = 0
    times: int = 1
    delay: float = 0.0
    lose: bool = False
    more: Json = field(default_factory=dict)


class Loopback:
    """Discord's two sides, REST and gateway; the people; what they got for an answer."""

    def __init__(self, token: str = TOKEN) -> None:
        self.world = World()
        self.routes = Routes(self.world, self._emit)
        self.gateway = Gateway(lambda: f"{self.url}/gateway", self._beginning, token)
        self.faults: list[RestFault] = []
        self.down = False
        self.checks_token = True
        self.requests: list[tuple[str, str, int]] = []
        self.url = ""
        self._token = token
        self._telling: set[asyncio.Task[None]] = set()

    async def rest(self, request: web.Request) -> web.StreamResponse:
        """Answer a request."""
        path = request.path.removeprefix("/api")
        response = await self._answered(request, path)
        self.requests.append((request.method, path, response.status))
        return response

    async def _answered(self, request: web.Request, path: str) -> web.StreamResponse:
        body = await self._body(request)
        fault = next(
            (one for one in self.faults if one.times and one.method == request.method and re.search(one.path, path)),
            None,
        )
        if self.down:
            return error_of(503)
        if fault is not None:
            fault.times -= 1
            await asyncio.sleep(fault.delay)
            if fault.status:
                return error_of(fault.status, **fault.more)
        # Whoever answers an interaction shows its token and no other.
        needed = self.checks_token and not path.startswith(("/webhooks", "/interactions"))
        if needed and request.headers.get("Authorization") != f"Bot {self._token}":
            return error_of(401)
        try:
            found = self.routes(request.method, path, body)
        except Refused as no:
            return json_of(no.body(), no.status)
        if fault is not None and fault.lose and request.transport is not None:
            request.transport.abort()
        if found is None:
            return web.Response(status=204)
        return json_of(found)

    @staticmethod
    async def _body(request: web.Request) -> Any:
        if request.method == "GET":
            return dict(request.query)
        if request.content_type.startswith("multipart/"):
            parts = await request.post()
            return json.loads(str(parts["payload_json"]))
        return json.loads(await request.text() or "{}")

    def _beginning(self) -> list[tuple[str, Json]]:
        joined = [one for one in self.world.servers.values() if one.joined]
        away = [{"id": str(one.id), "unavailable": True} for one in joined]
        application = {"id": str(self.world.bot.id), "flags": 0}
        ready = {"user": self.world.bot.json(), "guilds": away, "application": application}
        servers = [{**one.json(self.world.bot), "unavailable": False} for one in joined]
        return [("READY", ready), *(("GUILD_CREATE", one) for one in servers)]

    def _emit(self, event: str, data: Json, place: Channel) -> None:
        if place.server is not None and place.server.joined:
            self._soon(self.gateway.tell(event, {**data, "guild_id": str(place.server.id)}))

    def _soon(self, telling: Any) -> None:
        task = asyncio.ensure_future(telling)
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    # What people do

    async def mention(self, user: User, place: Channel, text: str) -> Message:
        """Mention the bot; a bot that is away is told as Discord would."""
        message = self.world.message(place, user, content=f"<@{self.world.bot.id}> {text}")
        await self.gateway.tell("MESSAGE_CREATE", payloads.message_create(self.world, message, sees_content=False))
        return message

    async def ask(self, user: User, place: Channel, question: str) -> Asked:
        """Use /ask."""
        number = self.world.ids.new()
        asked = Asked(number, f"token-{number}", 2, user, place)
        self.routes.asked[asked.token] = asked
        options = [{"name": "question", "type": 3, "value": question}]
        data = {"id": str(self.world.ids.new()), "name": "ask", "type": 1, "options": options}
        await self.gateway.tell("INTERACTION_CREATE", payloads.interaction(self.world, asked, data))
        return asked

    async def delete_channel(self, channel: Channel) -> None:
        """Delete a channel."""
        assert channel.server is not None
        channel.server.channels.remove(channel)
        del self.world.channels[channel.id]
        await self.gateway.tell("CHANNEL_DELETE", {**channel.json(), "guild_id": str(channel.server.id)})

    async def leave(self, server: Server) -> None:
        """Remove the bot from a server."""
        server.joined = False
        await self.gateway.tell("GUILD_DELETE", {"id": str(server.id)})

    async def join(self, server: Server) -> None:
        """Add the bot to a server."""
        server.joined = True
        await self.gateway.tell("GUILD_CREATE", server.json(self.world.bot))

    def answers(self, to: Message) -> list[Message]:
        """Return the bot's messages that reply to this one."""
        mine = (one for one in to.channel.messages if one.author is self.world.bot and not one.deleted)
        return [one for one in mine if one.data.get("message_reference", {}).get("message_id") == str(to.id)]


@asynccontextmanager
async def loopback(token: str = TOKEN) -> AsyncIterator[Loopback]:
    """Serve a Discord on a free port."""
    it = Loopback(token)
    app = web.Application()
    app.router.add_get("/gateway", it.gateway.serve)
    app.router.add_route("*", "/api/{rest:.*}", it.rest)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    it.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"
    try:
        yield it
    finally:
        await runner.cleanup()


@dataclass
class StartedBot:
    """The bot as a process of its own, in a folder; everything that it says is in a file there."""

    process: Process
    output: Path

    @property
    def said(self) -> str:
        return self.output.read_text(errors="replace")

    async def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it and return its status."""
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await asyncio.wait_for(self.process.wait(), PATIENCE)


async def start(it: Loopback, folder: Path, *words: str, **settings: str) -> StartedBot:
    """Start the bot on a database in the folder."""
    output = folder / f"output-{len(list(folder.glob('output-*')))}.txt"
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    environment = {
        **kept, "PYTHONPATH": str(ROOT), "LOOPBACK": it.url, "DISCORD_TOKEN": TOKEN, "DATABASE_PATH": "bot.db",
        "PACKS": "common-misconceptions", **settings,
    }  # fmt: skip
    with output.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.loopback.started_bot", *(words or ("run",)), cwd=folder, env=environment,
            stdin=asyncio.subprocess.DEVNULL, stdout=file, stderr=file,
        )  # fmt: skip
    return StartedBot(process, output)


async def until(true: Callable[[], bool | Awaitable[bool]], what: str, seconds: float = PATIENCE) -> float:
    """Wait until something holds and return the seconds that it took; AssertionError when it does not come to that."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if true():
            return time.monotonic() - begun
        await asyncio.sleep(0.05)
    raise AssertionError(f"not within {seconds:.0f} s: {what}")
