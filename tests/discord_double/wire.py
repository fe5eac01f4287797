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
from tests.discord_double.limits import Refused


class Reply:
    """An HTTP answer, as far as discord.py looks at one."""

    def __init__(self, method: str, url: str, status: int, body: Any) -> None:
        self.method, self.url, self.status = method, url, status
        self.reason = HTTPStatus(status).phrase
        self._text = "" if body is None else json.dumps(body)
        self.headers = CIMultiDict({"Content-Type": "application/json", "Via": "1.1 double"} if self._text else {})

    async def text(self, encoding: str = "utf-8") -> str:
        """Return the body."""
        return self._text

    async def __aenter__(self) -> Reply:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


class Session:
    """An HTTP session that leads to the double and nowhere else; it notes every request."""

    def __init__(self, answer: Callable[[str, str, Any], Any], log: list[Request]) -> None:
        self._answer, self._log = answer, log
        self.closed = False

    def request(self, method: str, url: str, *, data: Any = None, **_: Any) -> Reply:
        """Send a request: any route of Discord's API that the double knows."""
        if self.closed:
            raise RuntimeError("Session is closed")
        path = url.removeprefix(Route.BASE).partition("?")[0]
        body = _read(data)
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

    async def close(self) -> None:
        """End it."""
        self.closed = True


def _read(data: Any) -> Any:
    if isinstance(data, aiohttp.FormData):
        fields = {options["name"]: (options.get("filename"), value) for options, _, value in data._fields}
        body = json.loads(fields.pop("payload_json", (None, "{}"))[1])
        files = [{"filename": name} for name, _ in fields.values()]
        target = body.get("data", body) if "type" in body else body
        target["attachments"] = files
        return body
    return json.loads(data) if data else {}
