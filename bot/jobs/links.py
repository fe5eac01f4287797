"""Trying links, slowly and in the background. Addresses that are not of the public internet are never connected to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from knowledge.moderation.link_health import may_connect
from knowledge.text.addresses import is_link

NOT_PUBLIC = "it leads to an address that is not public"
_MOST_REDIRECTS = 5
_SECONDS = 15.0
_SECONDS_BETWEEN = 2.0
_REDIRECTS = (301, 302, 303, 307, 308)
# Many sites refuse HEAD; a page that wants a login or counts requests is there all the same.
_ALIVE = (401, 403, 429)
_AGENT = "Mozilla/5.0 (compatible; NotSoFast link check)"

Check = Callable[[str], Awaitable[str | None]]
"""Tries a link: None when it works, else what is wrong."""


Pause = Callable[[], Awaitable[None]]
"""Waits before the next link is tried."""


class NotPublicError(OSError):
    """A name that leads to an address which is not of the public internet."""


class PublicResolver(AbstractResolver):
    """Resolves names to public addresses alone. The connection is made to what was checked, and not resolved again."""

    def __init__(self, inner: AbstractResolver) -> None:
        self._inner = inner

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a host; raises NotPublicError when one of them is not public."""
        found = await self._inner.resolve(host, port, family)
        if not found or not all(may_connect(one["host"]) for one in found):
            raise NotPublicError(NOT_PUBLIC)
        return found

    async def close(self) -> None:
        """Close it."""
        await self._inner.close()


def public_socket(address: aiohttp.AddrInfoType) -> socket.socket:
    """Return a socket for the address that is about to be connected to; raises NotPublicError when it is not public.

    The last guard: whatever way a host was written in, and whoever resolved it, this is where the connection goes.
    """
    family, kind, protocol, _, to = address
    if not may_connect(str(to[0])):
        raise NotPublicError(NOT_PUBLIC)
    return socket.socket(family, kind, protocol)


class Session(Protocol):
    """What is needed of an HTTP session."""

    def request(
        self, method: str, url: URL, *, allow_redirects: bool, headers: dict[str, str]
    ) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """Send a request."""


@dataclass(frozen=True, slots=True)
class LinkChecker:
    """Tries a link: HEAD, then a GET of its first bytes; each redirect is checked like the link itself."""

    session: Session

    async def check(self, link: str) -> str | None:
        """Return None when the link works, else what is wrong with it."""
        try:
            problem = await self._follow("HEAD", link)
            return problem if problem in (None, NOT_PUBLIC) else await self._follow("GET", link)
        except TimeoutError:
            return "it does not answer"
        except NotPublicError:
            return NOT_PUBLIC
        except aiohttp.ClientConnectorError as error:
            return NOT_PUBLIC if isinstance(error.os_error, NotPublicError) else "it cannot be reached"
        except (aiohttp.ClientError, OSError, ValueError):
            return "it cannot be reached"

    async def _follow(self, method: str, link: str) -> str | None:
        headers = {"User-Agent": _AGENT} | ({"Range": "bytes=0-1023"} if method == "GET" else {})
        for _ in range(_MOST_REDIRECTS + 1):
            if not is_link(link):
                return NOT_PUBLIC
            # Read as the client reads it, which takes other digits and full stops for those of ASCII.
            url = URL(link)
            if not _host_is_public(url.raw_host or ""):
                return NOT_PUBLIC
            async with self.session.request(method, url, allow_redirects=False, headers=headers) as answer:
                status, target = answer.status, answer.headers.get("Location")
            if status not in _REDIRECTS or not target:
                return None if status < 400 or status in _ALIVE else f"it answers with {status}"
            link = urljoin(link, target)
        return "it redirects too often"


def open_session() -> aiohttp.ClientSession:
    """Return a session that connects to public addresses alone, and keeps nothing between requests."""
    connector = aiohttp.TCPConnector(
        resolver=PublicResolver(aiohttp.ThreadedResolver()),
        socket_factory=public_socket,
        limit=2,
        use_dns_cache=False,
        force_close=True,
    )
    return aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(total=_SECONDS),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
    )


async def check_public(link: str) -> str | None:
    """Try one link of the public internet."""
    async with open_session() as session:
        return await asyncio.wait_for(LinkChecker(session).check(link), 3 * _SECONDS)


async def pause() -> None:
    """Wait as long as nobody minds."""
    await asyncio.sleep(_SECONDS_BETWEEN)


@dataclass(frozen=True, slots=True)
class Links:
    """How links are tried, and how slowly."""

    check: Check = check_public
    pause: Pause = pause


def _host_is_public(host: str) -> bool:
    # An address that is written as a number is not resolved, so it is looked at here.
    try:
        socket.inet_pton(socket.AF_INET6 if ":" in host else socket.AF_INET, host)
    except OSError:
        # Anything else that a C library would take for a number (127.1, 0x7f.1, 2130706433) is refused.
        last = host.rstrip(".").rpartition(".")[2]
        return not (last.isdigit() or last.lower().startswith("0x")) and bool(host)
    return may_connect(host)
