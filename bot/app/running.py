"""Running the bot: opening, logging in, and an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import itertools
import logging
import secrets
import signal
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.app import pauses
from bot.app.client import Bot, Surroundings
from bot.app.command_sync import digest, sync_at_start, sync_everywhere, sync_server
from bot.app.health import Watch
from bot.app.heartbeat import Heartbeat
from bot.app.status import status_endpoint
from bot.database_thread import Worker
from bot.jobs.backups import keep_backing_up
from bot.measures import Measures, Unmeasured
from bot.settings import HOW_TO_GET_IT, Settings
from knowledge.errors import InvalidInputError, UnreachableError
from knowledge.exchange.loading import load_starter_packs
from knowledge.meaning.memory import give_large_back_at_once
from knowledge.store import Store, open_reader, open_store

if TYPE_CHECKING:
    from bot.app.metrics import Metrics

_log = logging.getLogger(__name__)

# Four waits of at most this long: well within the five seconds that whoever ends the bot gives it.
_SECONDS_TO_STOP = 1.1
_TOKEN_REFUSED = 4004
# Askers do not wait behind a moderator's change that waits for another program.
_SECONDS_FOR_A_CHANGE = 5.0
# An outage lasts minutes or hours, and whoever has just mistyped a proxy wants to see it end soon.
_SECONDS_BETWEEN_LOGINS = (2, 5, 10, 20, 40, 60)
# What this one writes, the index, costs time alone when it is not kept.
_SECONDS_FOR_AN_INDEX = 0.5


class _NotConnectedYet:
    """What stands in the place of a gateway connection before the first one.

    discord.py reads these of the connection that failed, also where there was none, and would end over it.
    """

    sequence = session_id = gateway = None
    open = False


async def run_bot(settings: Settings, token: str) -> None:
    """Run the bot until it is told to end. Raises NotSoFastError when it cannot start."""
    pauses.take_short_turns()
    give_large_back_at_once()
    stop = asyncio.Event()
    _listen_for_signals(stop)
    port = settings.checked_status_port()
    metrics = new_metrics() if port is not None else None
    async with made_bot(settings, metrics) as bot, telling(bot, port, metrics):
        bot.after_reading = pauses.leave_out_what_stays
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


def new_metrics() -> Metrics | None:
    """Return metrics for Prometheus, None where the extra is not installed."""
    try:
        # Not above: it needs the extra.
        from bot.app.metrics import Metrics
    except ModuleNotFoundError as error:
        if error.name != "prometheus_client":
            raise
        return None
    return Metrics()


@asynccontextmanager
async def telling(bot: Bot, port: int | None, metrics: Metrics | None) -> AsyncIterator[int | None]:
    """Tell at a port of this machine how the bot is, as long as the block runs; nothing when the port is None.

    Gives the port. Raises InvalidInputError when another program has it.
    """
    if port is None:
        yield None
        return
    heartbeat = Heartbeat(bot.surroundings.clock, bot.surroundings.measures)
    watch = Watch(bot, heartbeat, bot.surroundings.clock)
    if metrics is not None:
        metrics.watch(watch)
    beating = asyncio.create_task(heartbeat.keep_beating())
    looking = asyncio.create_task(watch.keep_looking())
    try:
        with status_endpoint(port, watch.health, metrics) as told:
            yield told
    finally:
        await _cancelled(beating, looking)


async def announce(settings: Settings, token: str, server: int | None, *, clear: bool) -> str:
    """Announce the commands everywhere or to one server, or take them away there; return what was done, in words."""
    async with made_bot(settings) as bot:
        await opened_and_logged_in(bot, token)
        if server is None:
            return f"{await sync_everywhere(bot, always=True)} commands are announced everywhere."
        count = await sync_server(bot, server, clear=clear)
        return f"The server {server} has {count} commands of its own now."


@asynccontextmanager
async def made_bot(settings: Settings, measures: Measures | None = None) -> AsyncIterator[Bot]:
    """Make the bot, not open yet, and close it and its database in the end. `measures` takes down what it does."""
    worker = Worker(lambda: _opened(settings), reading=lambda: open_reader(settings.database_path))
    reader = Worker(lambda: open_store(settings.database_path, _SECONDS_FOR_AN_INDEX), "reading")
    surroundings = Surroundings(
        now=lambda: datetime.datetime.now(datetime.UTC),
        clock=time.monotonic,
        new_code=lambda: secrets.token_hex(3).upper(),
        measures=measures or Unmeasured(),
    )
    bot = Bot(worker, reader, surroundings, settings.checked_asks(), settings.checked_terms())
    try:
        yield bot
    finally:
        bot.indexing.stop()
        # The gateway before the database, so that nothing new arrives that could not be written down.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(bot.close(), _SECONDS_TO_STOP)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(bot.recording.finish(), _SECONDS_TO_STOP)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(worker.close(), reader.close()), _SECONDS_TO_STOP)


async def digest_of_today() -> str:
    """Return the digest of the commands of this version. Asks nothing of Discord."""
    # As the bot makes them, on a database of their own: the real one is not touched for it.
    with tempfile.TemporaryDirectory() as folder:
        async with made_bot(Settings(database_path=Path(folder) / "empty.db", packs=())) as bot:
            await bot.setup_hook()
            return await digest(bot)


async def opened_and_logged_in(bot: Bot, token: str) -> None:
    """Open the database while Discord checks the token. Raises NotSoFastError when either goes wrong."""
    opening = asyncio.create_task(bot.open())
    try:
        await log_in(bot, token)
    finally:
        await asyncio.gather(opening, return_exceptions=True)


async def log_in(bot: Bot, token: str) -> None:
    """Log in; raises NotSoFastError with what to do when Discord refuses, UnreachableError when it cannot be asked."""
    try:
        await bot.login(token)
    except discord.LoginFailure as error:
        raise InvalidInputError(HOW_TO_GET_IT) from error
    except (aiohttp.ClientError, OSError) as error:
        raise UnreachableError("Discord cannot be reached. Check the network and try again.") from error
    except discord.HTTPException as error:
        outage = f"Discord answered with an error ({error.status}). Try again in a few minutes."
        raise UnreachableError(outage) from error


async def _logged_in_at_last(bot: Bot, token: str) -> None:
    """Open the database and log in; in an outage of Discord wait until it is over. Raises what else goes wrong."""
    for seconds in itertools.chain(_SECONDS_BETWEEN_LOGINS, itertools.repeat(_SECONDS_BETWEEN_LOGINS[-1])):
        try:
            await opened_and_logged_in(bot, token)
            return
        except UnreachableError as error:
            _log.warning("%s I try again by myself in %s seconds.", error, seconds)
        # Each login makes a session of its own and closes none.
        await bot.http.close()
        bot.http.connector = discord.utils.MISSING
        await asyncio.sleep(seconds)


async def _live(bot: Bot, settings: Settings, token: str) -> None:
    await _logged_in_at_last(bot, token)
    jobs = [
        asyncio.create_task(sync_at_start(bot, settings.checked_test_guild())),
        asyncio.create_task(bot.follow_database()),
        asyncio.create_task(bot.recording.keep_writing()),
        asyncio.create_task(bot.keep_checkpointing()),
        asyncio.create_task(bot.erasing.keep_looking(settings.database_path)),
    ]
    plan = settings.checked_backups()
    if plan is not None:
        now = bot.surroundings.now
        jobs.append(asyncio.create_task(keep_backing_up(settings.database_path, plan, now)))
    if settings.model is not None:
        # Not above: nothing of it is needed unless it is switched on.
        from bot.app.meaning import follow_meaning

        jobs.append(asyncio.create_task(follow_meaning(bot, settings.model)))
    bot.ws = _NotConnectedYet()  # type: ignore[assignment]
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
        store.checkpoint_elsewhere()
        load_starter_packs(store, datetime.datetime.now(datetime.UTC), settings.packs)
    except BaseException:
        store.close()
        raise
    return store
