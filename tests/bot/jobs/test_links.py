"""Trying links: what is never connected to, what counts as dead, and the check in Discord."""

from __future__ import annotations

import asyncio
import datetime
import socket
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.jobs.links import NOT_PUBLIC, LinkChecker, NotPublicError, PublicResolver, open_session
from knowledge.errors import InvalidInputError
from knowledge.moderation import link_health
from knowledge.moderation.audit import Curator
from knowledge.moderation.settings import change_settings
from knowledge.store import Store
from tests.scenes.desk import HERE, NOW, THERE, by, opened, published
from tests.scenes.moderating import Newsroom, newsroom

HOUR = datetime.timedelta(hours=1)
SOURCES = [
    {
        "key": "map", "title": "M", "publisher": "P", "kind": "document",
        "url": "https://gone.example/a", "archived_url": "https://archive.example/a",
    },
    {"key": "two", "title": "T", "publisher": "P", "kind": "document", "url": "https://fine.example/b"},
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path)
    published(store, by(), sources=SOURCES)
    yield store
    store.close()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "169.254.0.1",
        "100.64.0.1", "192.0.0.192", "168.63.129.16", "100.100.100.200", "198.18.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
        "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::", "nonsense", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_of_the_public_internet(address: str) -> None:
    assert not link_health.may_connect(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses(address: str) -> None:
    assert link_health.may_connect(address)


def test_three_failures_far_enough_apart_make_a_dead_link(store: Store) -> None:
    link = SOURCES[0]["url"]
    assert [one.link for one in link_health.due(store, HERE, NOW)] == [link, SOURCES[1]["url"]]
    now = NOW
    for failures in (1, 2, 3):
        link_health.note_result(store, HERE, link, "it answers with 404", now)
        link_health.note_result(store, HERE, SOURCES[1]["url"], None, now)
        (found,) = link_health.failing(store, HERE)
        assert (found.failures, found.dead, found.cited.archived) == (
            failures,
            failures == 3,
            SOURCES[0]["archived_url"],
        )
        assert link not in [one.link for one in link_health.due(store, HERE, now + HOUR)]
        now += 21 * HOUR
        assert link in [one.link for one in link_health.due(store, HERE, now)]
    link_health.note_result(store, HERE, link, None, now)
    assert link_health.failing(store, HERE) == ()
    assert link_health.cited_links(store, THERE) == ()


def test_the_archived_copy_takes_the_place_of_a_dead_link(store: Store) -> None:
    with pytest.raises(InvalidInputError, match="No source"):
        link_health.use_archived(store, by(), "new-one")
    for days in range(3):
        link_health.note_result(store, HERE, SOURCES[0]["url"], "gone", NOW + days * 24 * HOUR)
    draft = link_health.use_archived(store, by(), "new-one")
    first = draft.body["pieces"]["sources"][0]
    assert "url" not in first and first["archived_url"] == SOURCES[0]["archived_url"]
    assert draft.body["pieces"]["sources"][1]["url"] == SOURCES[1]["url"]


class Names(AbstractResolver):
    """Resolves names as a test wants it."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    async def resolve(self, host: str, port: int = 0, family: Any = socket.AF_INET) -> list[Any]:
        address = self.names[host]
        return [{"hostname": host, "host": address, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}]

    async def close(self) -> None: ...


class Site:
    """A web site in the test, reached under public names; what it was asked is noted."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str | None]] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append((request.method, request.path, request.headers.get("Range")))
        if request.path == "/head-refused" and request.method == "HEAD":
            return web.Response(status=405)
        if request.path.startswith("/to/"):
            return web.Response(status=302, headers={"Location": request.query["where"]})
        status = {"/gone": 404, "/broken": 500, "/login": 403}.get(request.path, 200)
        return web.Response(status=status)


class Routed:
    """A session whose requests to the test's public name go to the site; every other host is met as in the wild."""

    def __init__(self, session: aiohttp.ClientSession, port: int, wild: aiohttp.ClientSession | None = None) -> None:
        self._session, self._port, self._wild = session, port, wild or session

    def request(self, method: str, url: URL, **more: Any) -> Any:
        if url.host != "site.example":
            return self._wild.request(method, url, **more)
        return self._session.request(
            method, str(url).replace("https://site.example", f"http://127.0.0.1:{self._port}", 1), **more
        )


@pytest.mark.asyncio
async def test_head_then_a_ranged_get_and_no_private_address_also_after_a_redirect() -> None:
    site = Site()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", site.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    where = web.TCPSite(runner, "127.0.0.1", 0)
    await where.start()
    port = runner.addresses[0][1]
    try:
        async with aiohttp.ClientSession() as session:
            checker = LinkChecker(Routed(session, port))  # type: ignore[arg-type]
            for path, wanted in {
                "/": None, "/head-refused": None, "/login": None,
                "/gone": "it answers with 404", "/broken": "it answers with 500",
                "/to/?where=/": None, "/to/?where=https://site.example/gone": "it answers with 404",
            }.items():  # fmt: skip
                assert await checker.check(f"https://site.example{path}") == wanted, path
            assert ("GET", "/head-refused", "bytes=0-1023") in site.asked
            site.asked.clear()
            for target in (f"http://127.0.0.1:{port}/", f"http://localhost.localdomain:{port}/", "file:///etc/passwd"):
                found = await checker.check(f"https://site.example/to/?where={target}")
                assert found is not None
            for target in ("http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://[::1]/"):
                assert await checker.check(target) == NOT_PUBLIC
            assert await checker.check(f"https://site.example/to/?where=http://127.0.0.1:{port}/secret") == NOT_PUBLIC
            assert "/secret" not in [path for _, path, _ in site.asked]
            assert await checker.check("https://site.example/to/?where=https://site.example/to/%3Fwhere%3D/x") is None
    finally:
        await runner.cleanup()


@pytest.mark.asyncio
async def test_a_name_that_leads_to_a_private_address_is_not_connected_to() -> None:
    resolver = PublicResolver(
        Names({"inside.example": "10.0.0.5", "meta.example": "169.254.169.254", "out.example": "1.1.1.1"})
    )
    assert (await resolver.resolve("out.example"))[0]["host"] == "1.1.1.1"
    for name in ("inside.example", "meta.example"):
        with pytest.raises(NotPublicError):
            await resolver.resolve(name)
    connector = aiohttp.TCPConnector(resolver=resolver, use_dns_cache=False)
    async with aiohttp.ClientSession(connector=connector) as session:
        for name in ("inside.example", "meta.example"):
            assert await LinkChecker(session).check(f"http://{name}/") == NOT_PUBLIC  # type: ignore[arg-type]


@pytest.mark.asyncio
async def test_the_session_that_is_used_has_the_guard() -> None:
    async with open_session() as session:
        assert isinstance(session.connector, aiohttp.TCPConnector)
        assert isinstance(session.connector._resolver, PublicResolver)
        assert not session.trust_env
        assert await LinkChecker(session).check("http://localhost:1/") == NOT_PUBLIC  # type: ignore[arg-type]


# Ways of writing 127.0.0.1 and localhost that a client takes for them: other full stops, other digits, other letters.
WRITTEN_ANOTHER_WAY = (
    "127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "１２７.0.0.1", "①②⑦.⓪.⓪.①", "127.0.0.1.", "127.0.0.1。", "𝟏𝟐𝟕.0.0.1",
    "127.1", "2130706433", "0x7f.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost", "ⓛocalhost",
    "ｌｏｃａｌｈｏｓｔ", "LOCALHOST", "127%2e0.0.1", "10。0。0。5", "169。254。169。254",
)  # fmt: skip


@pytest.mark.asyncio
async def test_this_machine_is_not_asked_however_its_address_is_written() -> None:
    site = Site()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", site.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    try:
        async with open_session() as session, aiohttp.ClientSession() as open_to_all:
            for host in WRITTEN_ANOTHER_WAY:
                link = f"http://{host}:{port}/"
                assert await LinkChecker(session).check(link) is not None, host  # type: ignore[arg-type]
                routed = LinkChecker(Routed(open_to_all, port, session))  # type: ignore[arg-type]
                assert await routed.check(f"https://site.example/to/?where={quote(link)}") is not None, host
                assert [path for _, path, _ in site.asked if path != "/to/"] == [], host
            # And the connection itself refuses, whatever was thought of the host before.
            for host in ("127。0。0。1", "127.0.0.1", "[::ffff:127.0.0.1]", "localhost"):
                with pytest.raises((aiohttp.ClientConnectorError, aiohttp.InvalidURL)):
                    await session.get(f"http://{host}:{port}/")
            assert [path for _, path, _ in site.asked if path != "/to/"] == []
            # The site is there to be asked.
            assert (await open_to_all.get(f"http://127。0。0。1:{port}/")).status == 200
    finally:
        await runner.cleanup()


Between = Callable[[int], Awaitable[None]]


def broken_web(room: Newsroom, between: Between | None = None) -> list[str]:
    """Put a web in which nothing is found in the place of the real one; what is tried is noted, `between` goes on."""
    tried: list[str] = []

    async def check(link: str) -> str | None:
        tried.append(link)
        return "it answers with 404"

    async def pause() -> None:
        if between is not None:
            await between(len(tried))

    cog = room.here.bot.get_cog("SourceCog")
    controls = cog._sources  # type: ignore[union-attr]
    controls._check, controls._pause = check, pause
    return tried


def cite(store: Store, room: Newsroom, links: int) -> None:
    """Publish an entry that cites so many links."""
    who = Curator(room.audience, room.cora.id, NOW)
    sources = [
        {"key": f"s{number}", "title": "M", "publisher": "P", "kind": "document", "url": f"https://a.example/{number}"}
        for number in range(links)
    ]
    published(store, who, sources=[{**SOURCES[0], "url": "https://a.example/map"}, *sources[1:]])


def expire(room: Newsroom) -> None:
    """Let the quarter of an hour be over for every command that was answered."""
    for asked in room.here.discord.routes.asked.values():
        asked.expired = True


@pytest.mark.asyncio
async def test_after_a_quarter_of_an_hour_the_check_goes_on_in_one_message_for_the_moderators(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.here.worker.run(lambda store: cite(store, room, 35))
        seen: list[str] = []

        async def between(number: int) -> None:
            if number == 12:
                expire(room)
            seen.extend(one.text for one in room.desk.messages if "links" in one.text and one.text not in seen)

        tried = broken_web(room, between)
        await room.slash(room.cora, "source check")
        assert len(tried) == 35
        told = [one for one in room.desk.messages if "links" in one.text]
        assert len(told) == 1 and "### 35 links tried\n35 links fail" in told[0].text
        assert [text.split(".")[0] for text in seen if text.startswith("Tried")] == [
            "Tried 20 of 35 links", "Tried 30 of 35 links",
        ]  # fmt: skip


@pytest.mark.asyncio
async def test_without_a_moderators_channel_the_result_is_shown_at_the_next_look(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.here.worker.run(lambda store: change_settings(store, Curator(room.audience, 1, NOW), channel=None))
        await room.here.worker.run(lambda store: cite(store, room, 12))
        await room.here.bot.refresh_library()
        looks: list[str] = []

        async def between(number: int) -> None:
            if number == 3:
                expire(room)
            if number == 5:
                look = asyncio.create_task(room.slash(room.carl, "source check"))
                while not looks:
                    await asyncio.sleep(0)
                    looks.extend(
                        one.text for one in room.channel.messages if one.seen_by is room.carl and "Tried" in one.text
                    )
                look.cancel()
                expire(room)

        tried = broken_web(room, between)
        await room.slash(room.cora, "source check")
        assert looks[0].startswith("Tried 5 of 12 links") and len(tried) == 12
        shown = await room.slash(room.cora, "source check")
        assert "### 12 links tried\n12 links fail" in room.seen(shown).text and len(tried) == 12


@pytest.mark.asyncio
async def test_the_check_in_discord_shows_progress_and_offers_the_archived_copy(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        tried = broken_web(room)
        nothing = await room.slash(room.cora, "source check")
        assert "There is no link to try" in room.seen(nothing).text
        draft = await room.whole_draft(room.cora)
        sources = await room.click(room.cora, draft, "Sources")
        source = await room.pick(room.cora, sources, "1. A map, The office")
        sources = await room.fill(room.cora, source, "Archived link", archived_url="https://archive.example/canal")
        await room.fill(room.cora, await room.click(room.cora, sources, "Back to the draft"), "Publish")
        begun = await room.slash(room.cora, "source check")
        assert tried == ["https://a.example/canal"]
        assert "failed 1 of 3 times" in begun.messages[0].text and "it has an archived copy" in begun.messages[0].text
        again = await room.slash(room.cora, "source check")
        assert tried == ["https://a.example/canal"] and "1 link fails" in room.seen(again).text
        for days in (1, 2):
            now = NOW + datetime.timedelta(days=days)
            await room.here.worker.run(
                lambda store, now=now: link_health.note_result(
                    store, room.audience, tried[0], "it answers with 404", now
                )
            )
        dead = await room.slash(room.cora, "source check")
        assert "**dead**" in room.seen(dead).text
        opened_draft = await room.click(room.cora, dead, "Use the archived copy in harbour-canal-dug-cathedral")
        assert "The archived copies stand in the place" in room.seen(opened_draft).text
