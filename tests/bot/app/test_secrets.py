"""The token is looked for in everything that the started bot leaves behind, whatever goes wrong."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import logging
import signal
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from bot.app.logs import start_logging
from bot.app.running import made_bot
from bot.settings import read_settings
from tests.loopback.loopback import TOKEN, Loopback, RestFault, StartedBot, loopback, start, until

pytestmark = pytest.mark.asyncio

QUESTION = "did einstein fail mathematics?"
LOUD = {"LOG_LEVEL": "DEBUG", "PYTHONASYNCIODEBUG": "1", "PYTHONDEVMODE": "1", "PYTHONFAULTHANDLER": "1"}
# The token as it is and as it is written elsewhere; its last part alone would be enough to guess the rest.
FORMS = [TOKEN, TOKEN.split(".")[-1], quote(TOKEN, safe=""), base64.b64encode(TOKEN.encode()).decode()[:40]]


def found_in(folder: Path) -> list[str]:
    """Return in which files of a folder the token stands."""
    files = [one for one in folder.rglob("*") if one.is_file()]
    assert len(files) >= 1
    return [f"{one.name}: {form[:12]}" for one in files for form in FORMS if form.encode() in one.read_bytes()]


@asynccontextmanager
async def running(it: Loopback, folder: Path, *words: str, **settings: str) -> AsyncIterator[StartedBot]:
    bot = await start(it, folder, *words, **LOUD, **settings)
    try:
        yield bot
    finally:
        with contextlib.suppress(ProcessLookupError):
            await bot.end(signal.SIGKILL)


async def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" + TOKEN.encode() + b"y")
    (tmp_path / "b").write_text(base64.b64encode(TOKEN.encode()).decode())
    assert {one[0] for one in found_in(tmp_path)} == {"a", "b"}


@pytest.mark.parametrize("words", [("run",), ("sync",), ("doctor",)])
async def test_a_token_that_discord_refuses(tmp_path: Path, words: tuple[str, ...]) -> None:
    async with loopback("another-token") as it, running(it, tmp_path, *words) as bot:
        assert await asyncio.wait_for(bot.process.wait(), 60) != 0 or words == ("doctor",)
        assert "DISCORD_TOKEN is not the token" in bot.said or words == ("doctor",), bot.said
        assert bot.said and found_in(tmp_path) == []


async def test_a_token_that_the_gateway_refuses(tmp_path: Path) -> None:
    async with loopback("another-token") as it, running(it, tmp_path) as bot:
        it.checks_token = False
        assert await asyncio.wait_for(bot.process.wait(), 60) == 2
        assert "DISCORD_TOKEN is not the token" in bot.said and found_in(tmp_path) == []


async def test_a_crash_over_an_error_in_which_the_token_stands(tmp_path: Path) -> None:
    async with loopback() as it, running(it, tmp_path) as bot:
        # A proxy, say, that gives back what it was sent.
        it.faults.append(RestFault("GET", "/users/@me", 200, more={"username": "x", "id": TOKEN}))
        assert await asyncio.wait_for(bot.process.wait(), 60) == 1
        assert "The bot ends by an error" in bot.said and "Traceback" in bot.said and "[token]" in bot.said
        assert found_in(tmp_path) == []


async def test_everything_that_goes_wrong_while_it_runs_and_a_crash_of_the_interpreter(tmp_path: Path) -> None:
    async with loopback() as it:
        it.gateway.refusing = True
        server, ann = it.world.server("Newsroom"), it.world.user("ann")
        async with running(it, tmp_path) as bot:
            # The handshake of the first connection: its error knows the request's headers.
            await until(lambda: "Attempting a reconnect" in bot.said, "a try to connect")
            it.gateway.refusing = False
            await until(lambda: it.gateway.begun == 1 and bool(it.routes.commands), "a session")
            message = f"401 for Authorization: Bot {TOKEN}"
            for status in (400, 401, 403, 404, 429, 503):
                more = {"message": message, "retry_after": 0.1, "global": False}
                it.faults.append(RestFault("POST", r"/messages$|/callback$", status, times=2, more=more))
                await it.mention(it.world.user(f"person {status}"), server.channels[0], QUESTION)
                await it.ask(it.world.user(f"asker {status}"), server.channels[0], QUESTION)
                await until(lambda: not it.faults[-1].times, f"{status} answered")
            await it.gateway.close(4000)
            await until(lambda: it.gateway.resumed == 1, "a resumed session")
            await it.mention(ann, server.channels[0], QUESTION)
            # Everything in it is written down, token and all, unless the bot sees to it.
            assert "Failure " in bot.said and "[token]" in bot.said
            await bot.end(signal.SIGABRT)
            assert "Fatal Python error: Aborted" in bot.said
        assert {one.name for one in tmp_path.iterdir()} >= {"bot.db", "output-0.txt"}
        assert found_in(tmp_path) == []


async def test_it_is_in_no_repr_and_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = read_settings({"DISCORD_TOKEN": TOKEN, "DATABASE_PATH": str(tmp_path / "a.db")}, tmp_path)
    async with made_bot(settings) as bot:
        bot.http.token = TOKEN
        for one in (settings, bot, bot.http, bot.surroundings, bot.worker, bot.recording, bot.router, bot._connection):
            assert not any(form in text for form in FORMS for text in (repr(one), str(one))), one
    headers = CIMultiDictProxy(CIMultiDict({"Authorization": f"Bot {TOKEN}"}))
    url = URL("https://discord.com/api/v10/users/@me")
    request = aiohttp.RequestInfo(url, "GET", headers, url)
    error = aiohttp.ClientResponseError(request, (), status=500, message="no")
    assert TOKEN in repr(error)
    handlers = logging.getLogger().handlers[:]
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    try:
        start_logging("DEBUG", TOKEN)
        logging.getLogger("asyncio").error("Task exception was never retrieved %r", error, exc_info=error)
        sys.excepthook(ValueError, ValueError(f"invalid: {TOKEN}"), None)
    finally:
        logging.captureWarnings(capture=False)
        logging.getLogger().handlers[:] = handlers
    written = capsys.readouterr().err
    assert written.count("[token]") >= 2 and not any(form in written for form in FORMS)
