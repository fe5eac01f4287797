"""Discord on the loopback: the world and the routes of the double, behind a real HTTP server and a real gateway.

A process of its own for the bot is the point: the double inside the bot's own loop would be measured with it.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from aiohttp import web
from discord import Intents

from tests.discord_double import Channel, Message, Server, User, payloads
from tests.discord_double.happening import Asked
from tests.discord_double.limits import Json, Refused
from tests.discord_double.routes import Routes
from tests.discord_double.world import World

_CALLBACK = re.compile(r"/interactions/\d+/([^/]+)/callback")
_SEND = re.compile(r"/channels/(\d+)/messages")
_MOST_BYTES = 64 << 20


class Loopback:
    """A Discord for one bot. `heard` is told of each request: when it came, its method, path, body and answer."""

    def __init__(self, heard: Callable[[float, str, str, Any, Any], None]) -> None:
        self.world = World()
        self.routes = Routes(self.world, self._emit_from_bot)
        self.refused: list[tuple[str, str, Refused]] = []
        self.ready = asyncio.Event()
        self._heard = heard
        self._socket: web.WebSocketResponse | None = None
        self._outbox: asyncio.Queue[str] = asyncio.Queue()
        self._sequence = 0
        self._intents = Intents.none()
        self._runner: web.AppRunner | None = None
        self.address = ""

    async def __aenter__(self) -> Loopback:
        app = web.Application(client_max_size=_MOST_BYTES)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_get("/cdn/{file:.*}", self._file)
        app.router.add_route("*", "/api/v10{path:.*}", self._api)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    # What people do

    def command(self, user: User, place: Channel, words: str, **options: Any) -> Asked:
        """Use a slash command of the bot's; subcommands are words."""
        first, *rest = words.split()
        data: Json = {"id": str(self.world.ids.new()), "name": first, "type": 1}
        inner = data
        for word in rest:
            inner["options"] = [{"name": word, "type": 1}]
            inner = inner["options"][0]
        kinds = {str: 3, bool: 5, dict: 11}
        inner["options"] = [
            {"name": name, "type": kinds[type(value)], "value": payloads.resolve(value, data, place)}
            for name, value in options.items()
        ]
        return self._interact(Asked(*self._new(), 2, user, place), data)

    def press(self, user: User, message: Message, custom_id: str) -> Asked:
        """Press a button."""
        data = {"custom_id": custom_id, "component_type": 2}
        return self._interact(Asked(*self._new(), 3, user, message.channel, message), data)

    def say(self, user: User, place: Channel, text: str, reply_to: Message | None = None) -> Message:
        """Write a message, which mentions the bot where the text or the reply does."""
        message = self.world.message(place, user, content=text)
        if reply_to is not None:
            reference = {"type": 0, "message_id": str(reply_to.id), "channel_id": str(reply_to.channel.id)}
            message.data |= {"type": 19, "message_reference": reference, "referenced_message": reply_to.quoted}
            message.data["mentions"].append(reply_to.author.json())
        shown = payloads.message_create(self.world, message, sees_content=self._intents.message_content)
        self._emit("MESSAGE_CREATE", shown)
        return message

    def file(self, name: str, content: bytes) -> Json:
        """Put a file where the bot can fetch it."""
        about = self.world.file(name, content)
        about["url"] = about["proxy_url"] = f"{self.address}/cdn/{about['id']}/{name}"
        return about

    def _new(self) -> tuple[int, str]:
        number = self.world.ids.new()
        return number, f"token-{number}"

    def _interact(self, asked: Asked, data: Json) -> Asked:
        self.routes.asked[asked.token] = asked
        self._emit("INTERACTION_CREATE", payloads.interaction(self.world, asked, data))
        return asked

    # The gateway

    def _emit(self, event: str, data: Json) -> None:
        self._sequence += 1
        self._outbox.put_nowait(json.dumps({"op": 0, "t": event, "s": self._sequence, "d": data}))

    def _emit_from_bot(self, event: str, data: Json, place: Channel) -> None:
        if place.server is not None:
            data["guild_id"] = str(place.server.id)
        if self._intents.guild_messages:
            self._emit(event, data)

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41250}})
        writing = asyncio.create_task(self._write(socket))
        try:
            async for message in socket:
                await self._receive(socket, message.json())
        finally:
            writing.cancel()
        return socket

    async def _receive(self, socket: web.WebSocketResponse, said: Json) -> None:
        if said["op"] == 1:
            self._outbox.put_nowait(json.dumps({"op": 11}))
        elif said["op"] == 2:
            self._intents = Intents._from_value(said["d"]["intents"])
            servers: list[Server] = list(self.world.servers.values())
            away = [{"id": str(one.id), "unavailable": True} for one in servers]
            application = {"id": str(self.world.bot.id), "flags": 0}
            begun = {"session_id": "one", "resume_gateway_url": f"{self.address.replace('http', 'ws')}/gateway"}
            user = self.world.bot.json()
            self._emit("READY", {"v": 10, "user": user, "guilds": away, "application": application, **begun})
            for server in servers:
                self._emit("GUILD_CREATE", {**server.json(self.world.bot), "unavailable": False})
            self.ready.set()

    async def _write(self, socket: web.WebSocketResponse) -> None:
        while True:
            await socket.send_str(await self._outbox.get())

    # Requests

    async def _file(self, request: web.Request) -> web.Response:
        number = request.match_info["file"].partition("/")[0]
        name = self.world.attachments[number]["filename"]
        return web.Response(body=self.world.files[f"https://cdn.discordapp.com/attachments/{number}/{name}"])

    async def _api(self, request: web.Request) -> web.Response:
        at, path = time.monotonic(), request.match_info["path"]
        body = await self._read(request)
        status, answer = 200, None
        try:
            answer = self.routes(request.method, path, body)
        except Refused as no:
            self.refused.append((request.method, path, no))
            status, answer = no.status, no.body()
        self._heard(at, request.method, path, body, answer)
        if answer is None:
            return web.Response(status=204)
        # Without a charset, which discord.py does not look for.
        return web.Response(body=json.dumps(answer).encode(), status=status, content_type="application/json")

    async def _read(self, request: web.Request) -> Any:
        if request.content_type != "multipart/form-data":
            text = await request.text()
            return json.loads(text) if text else {}
        body, sent = {}, []
        for name, value in (await request.post()).items():
            if name == "payload_json":
                body = json.loads(str(value))
            elif isinstance(value, web.FileField):
                sent.append(self.world.file(value.filename, value.file.read()))
        (body.get("data", body) if "type" in body else body)["attachments"] = sent
        return body


def token_of(method: str, path: str) -> str | None:
    """Return the token of the interaction that a request is the first answer to; None for others."""
    found = _CALLBACK.fullmatch(path) if method == "POST" else None
    return found[1] if found else None


def is_sending(method: str, path: str) -> bool:
    """Say whether a request sends a message into a channel."""
    return method == "POST" and _SEND.fullmatch(path) is not None
