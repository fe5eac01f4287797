"""The gateway: sessions that are begun, resumed and ended, and everything that was told in each."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.discord_double.limits import Json

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
TOKEN_REFUSED = 4004


@dataclass
class Session:
    """What was told in a session, by its numbers; the connection is None while there is none."""

    number: int
    told: list[Json] = field(default_factory=list)
    connection: web.WebSocketResponse | None = None


class Gateway:
    """Tells one bot what happens. `beginning` gives the events with which a new session begins."""

    def __init__(self, address: Callable[[], str], beginning: Callable[[], list[tuple[str, Json]]], token: str) -> None:
        self._address = address
        self._beginning = beginning
        self._token = token
        self.session: Session | None = None
        self.begun = self.resumed = 0
        self.refusing = False
        self.forgetful = False

    async def tell(self, event: str, data: Json) -> None:
        """Tell the bot of an event; one that is away is told when it resumes the session."""
        session = self.session
        if session is None:
            return
        session.told.append({"op": DISPATCH, "t": event, "s": len(session.told) + 1, "d": json.loads(json.dumps(data))})
        if session.connection is not None and not session.connection.closed:
            # One that is just being cut is told when it resumes.
            with contextlib.suppress(ConnectionError):
                await session.connection.send_json(session.told[-1])

    async def drop(self) -> None:
        """Cut the connection without a word."""
        connection = self._connected()
        if connection is not None and connection._req is not None and connection._req.transport is not None:
            connection._req.transport.abort()

    async def close(self, code: int) -> None:
        """Close the connection with a code."""
        if (connection := self._connected()) is not None:
            await connection.close(code=code)

    async def ask_to_reconnect(self) -> None:
        """Ask the bot to connect anew and to resume."""
        if (connection := self._connected()) is not None:
            await connection.send_json({"op": RECONNECT, "d": None})

    async def invalidate(self) -> None:
        """End the session: what happens from now on is told in no session."""
        connection, self.session = self._connected(), None
        if connection is not None:
            await connection.send_json({"op": INVALID, "d": False})

    def _connected(self) -> web.WebSocketResponse | None:
        return self.session.connection if self.session else None

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection."""
        if self.refusing:
            return web.Response(status=503, text="no gateway")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 41_250}})
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                await self._take(socket, json.loads(message.data))
        if self.session is not None and self.session.connection is socket:
            self.session.connection = None
        return socket

    async def _take(self, socket: web.WebSocketResponse, said: Json) -> None:
        if said["op"] == HEARTBEAT:
            await socket.send_json({"op": ACK})
        elif said["op"] == IDENTIFY:
            if said["d"]["token"] != self._token:
                await socket.close(code=TOKEN_REFUSED)
                return
            self.begun += 1
            self.session = Session(self.begun, connection=socket)
            for event, data in self._beginning():
                about = {"v": 10, "session_id": str(self.begun), "resume_gateway_url": self._address()}
                await self.tell(event, {**data, **(about if event == "READY" else {})})
        elif said["op"] == RESUME:
            session = self.session
            if self.forgetful or session is None or said["d"]["session_id"] != str(session.number):
                self.session, self.forgetful = None, False
                await socket.send_json({"op": INVALID, "d": False})
                return
            self.resumed += 1
            session.connection = socket
            for one in session.told[said["d"]["seq"] :]:
                await socket.send_json(one)
            await self.tell("RESUMED", {})


def error_of(status: int, **more: Any) -> web.Response:
    """Return one of Discord's errors."""
    return json_of({"message": "refused by the test", "code": 0, **more}, status)


def json_of(data: Any, status: int = 200) -> web.Response:
    """Return an answer as Discord gives it: without a charset, which the library would not take for JSON."""
    headers = {"Content-Type": "application/json", "Via": "1.1 loopback"}
    return web.Response(body=json.dumps(data).encode(), status=status, headers=headers)
