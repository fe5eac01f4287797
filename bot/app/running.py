"""Running the bot: opening, logging in, and an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import logging
import secrets
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord

from bot.app.client import Bot, Surroundings
from bot.app.command_sync import sync_at_start, sync_everywhere, sync_server
from bot.database_thread import Worker
from bot.jobs.backups import keep_backing_up
from bot.settings import HOW_TO_GET_IT, Settings
from knowledge.errors import InvalidInputError, NotSoFastError
from knowledge.exchange.loading import load_starter_packs
from knowledge.store import Store, open_reader, open_store

_log = logging.getLogger(__name__)

# Four waits of at most this long: well within the five seconds that whoever ends the bot gives it.
_SECONDS_TO_STOP = 1.1
_TOKEN_REFUSED = 4004
# Askers do not wait behind a moderator's change that waits for another program.
_SECONDS_FOR_A_CHANGE = 5.0
# What this one writes, the index, costs time alone when it is not kept.
_SECONDS_FOR_AN_INDEX = 0.5


async def run_bot(settings: Settings, token: str) -> None:
    """Run the bot until it is told to end. Raises NotSoFastError when it cannot start."""
    stop = asyncio.Event()
    _listen_for_signals(stop)
    async with made_bot(settings) as bot:
        living = asyncio.create_task(_live(bot, settings, token))
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({living, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if living.done():
                await living
            _log.info("Ending.")
            await bot.finish_answers(_SECONDS_TO_STOP)
        finally:
            await _cancelled(stopped, living)


async def announce(settings: Settings, token: str, server: int | None, *, clear: bool) -> str:
    """Announce the commands everywhere or to one server, or take them away there; return what was done, in words."""
    async with made_bot(settings) as bot:
        await opened_and_logged_in(bot, token)
        if server is None:
            return f"{await sync_everywhere(bot, always=True)} commands are announced everywhere."
        count = await sync_server(bot, server, clear=clear)
        return f"The server {server} has {count} commands of its own now."


@asynccontextmanager
async def made_bot(settings: Settings) -> AsyncIterator[Bot]:
    """Make the bot, not open yet, and close it and its database in the end."""
    worker = Worker(lambda: _opened(settings), reading=lambda: open_reader(settings.database_path))
    reader = Worker(lambda: open_store(settings.database_path, _SECONDS_FOR_AN_INDEX), "reading")
    surroundings = Surroundings(
        now=lambda: datetime.datetime.now(datetime.UTC),
        clock=time.monotonic,
        new_code=lambda: secrets.token_hex(3).upper(),
    )
    bot = Bot(worker, reader, surroundings, settings.checked_asks(), settings.checked_keep_days())
    try:
        yield bot
    finally:
        # The gateway before the database, so that nothing new arrives that could not be written down.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(bot.close(), _SECONDS_TO_STOP)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(bot.recording.finish(), _SECONDS_TO_STOP)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(worker.close(), reader.close()), _SECONDS_TO_STOP)


async def opened_and_logged_in(bot: Bot, token: str) -> None:
    """Open the database while Discord checks the token. Raises NotSoFastError when either goes wrong."""
    opening = asyncio.create_task(bot.open())
    try:
        await log_in(bot, token)
    finally:
        await asyncio.gather(opening, return_exceptions=True)


async def log_in(bot: Bot, token: str) -> None:
    """Log in; raises NotSoFastError with what to do when Discord refuses or cannot be reached."""
    try:
        await bot.login(token)
    except discord.LoginFailure as error:
        raise InvalidInputError(HOW_TO_GET_IT) from error
    except (aiohttp.ClientError, OSError) as error:
        raise NotSoFastError("Discord cannot be reached. Check the network and try again.") from error
    except discord.HTTPException as error:
        raise NotSoFastError(f"Discord answered with an error ({error.status}). Try again in a few minutes.") from error


def start_logging(level: str, token: str) -> None:
    """Write the log to standard error. The library below stays at INFO, since its details hold what people write."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_WithoutToken(token))
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("discord", "aiohttp", "asyncio"):
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelNamesMapping()[level]))


class _WithoutToken(logging.Formatter):
    """Lines with a time; whatever is logged, and with whatever traceback, the token is not in it."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace(self._token, "[token]")


async def _live(bot: Bot, settings: Settings, token: str) -> None:
    await opened_and_logged_in(bot, token)
    jobs = [
        asyncio.create_task(sync_at_start(bot, settings.checked_test_guild())),
        asyncio.create_task(bot.follow_database()),
        asyncio.create_task(bot.recording.keep_writing()),
    ]
    plan = settings.checked_backups()
    if plan is not None:
        now = bot.surroundings.now
        jobs.append(asyncio.create_task(keep_backing_up(settings.database_path, plan, now)))
    if settings.model is not None:
        # Not above: nothing of it is needed unless it is switched on.
        from bot.app.meaning import follow_meaning

        jobs.append(asyncio.create_task(follow_meaning(bot, settings.model)))
    try:
        await bot.connect()
    except discord.ConnectionClosed as error:
        if error.code == _TOKEN_REFUSED:
            raise InvalidInputError(HOW_TO_GET_IT) from error
        raise
    finally:
        await _cancelled(*jobs)


async def _cancelled(*tasks: asyncio.Task[None] | asyncio.Task[bool]) -> None:
    waiting = [task for task in tasks if not task.done()]
    for task in waiting:
        task.cancel()
    for result in await asyncio.gather(*waiting, return_exceptions=True):
        if isinstance(result, Exception):
            _log.error("A background job failed.", exc_info=result)


def _listen_for_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; there Ctrl-C ends the loop by itself.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)


def _opened(settings: Settings) -> Store:
    store = open_store(settings.database_path, _SECONDS_FOR_A_CHANGE)
    try:
        load_starter_packs(store, datetime.datetime.now(datetime.UTC), settings.packs)
    except BaseException:
        store.close()
        raise
    return store
