"""The wire: an HTTP session in the place of aiohttp's, so that discord.py's own client, errors and retries are used."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Any

import aiohttp
from discord.http import Route
from multidict import CIMultiDict

from tests.discord_double.happening import Request, current
from tests.discord_double.limits import Json, Refused
from tests.discord_double.world import World


class Reply:
    """An HTTP answer, as far as discord.py looks at one."""

    def __init__(self, method: str, url: str, status: int, body: Any, content: bytes = b"") -> None:
        self.method, self.url, self.status, self._content = method, url, status, content
        self.reason = HTTPStatus(status).phrase
        self._text = "" if body is None else json.dumps(body)
        self.headers = CIMultiDict({"Content-Type": "application/json", "Via": "1.1 double"} if self._text else {})

    async def text(self, encoding: str = "utf-8") -> str:
        """Return the body."""
        return self._text

    async def read(self) -> bytes:
        """Return the bytes of a file."""
        return self._content

    async def __aenter__(self) -> Reply:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


class Session:
    """An HTTP session that leads to the double and nowhere else; it notes every request."""

    def __init__(self, answer: Callable[[str, str, Any], Any], log: list[Request], world: World) -> None:
        self._answer, self._log, self._world = answer, log, world
        self.closed = False

    def request(self, method: str, url: str, *, data: Any = None, params: Json | None = None, **_: Any) -> Reply:
        """Send a request: any route of Discord's API that the double knows."""
        if self.closed:
            raise RuntimeError("Session is closed")
        path = url.removeprefix(Route.BASE).partition("?")[0]
        body = dict(params or {}) if method == "GET" else self._read(data)
        happening = current.get()
        try:
            status, answer = 200, self._answer(method, path, body)
        except Refused as no:
            status, answer = no.status, no.body()
            if status == 429:
                answer |= {"retry_after": 0.001, "global": False}
            if happening is not None:
                happening.refused.append(no)
        if answer is None:
            status = 204
        request = Request(method, path, body, status)
        self._log.append(request)
        if happening is not None:
            happening.requests.append(request)
        return Reply(method, url, status, answer)

    def get(self, url: str, **_: Any) -> Reply:
        """Fetch a file that somebody attached."""
        content = self._world.files.get(url)
        return Reply("GET", url, 404 if content is None else 200, None, content or b"")

    async def close(self) -> None:
        """End it."""
        self.closed = True

    def _read(self, data: Any) -> Any:
        if not isinstance(data, aiohttp.FormData):
            return json.loads(data) if data else {}
        body, sent = {}, []
        for options, _, value in data._fields:
            if options["name"] == "payload_json":
                body = json.loads(value)
            else:
                content = value if isinstance(value, bytes) else value.read()
                sent.append(self._world.file(options["filename"], content))
        target: Json = body.get("data", body) if "type" in body else body
        kept = [self._world.attachments.get(str(one["id"])) for one in target.get("attachments", [])]
        target["attachments"] = [one for one in kept if one] + sent
        return body
