"""Servers that the bot was removed from: what is kept of them stays a while, and is then erased."""

from __future__ import annotations

import asyncio
import datetime
import logging
from collections.abc import Awaitable, Callable

import discord
from discord.ext import commands

from bot.database_thread import Worker
from knowledge.errors import StoreError
from knowledge.moderation import retention
from knowledge.store import Audience, Store

_SECONDS_BETWEEN_LOOKS = 3600.0

_log = logging.getLogger(__name__)


class DepartureCog(commands.Cog):
    """Notes when the bot is removed from a server or is back in it, and erases when the time has come."""

    def __init__(self, client: discord.Client, worker: Worker, now: Callable[[], datetime.datetime], days: int) -> None:
        self._client = client
        self._worker = worker
        self._now = now
        self._days = days
        self._job: asyncio.Task[None] | None = None
        self._is_behind = False

    async def cog_load(self) -> None:
        """Begin to look, now and every hour."""
        self._job = asyncio.create_task(self._forever())

    async def cog_unload(self) -> None:
        """Stop looking."""
        if self._job is not None:
            self._job.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Note the removals that happened while the bot was away."""
        await self._note(self._reconcile())

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that the bot was removed."""
        now = self._now()
        await self._note(self._worker.run(lambda store: retention.left(store, Audience(guild.id), now)))

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note that the bot is there again."""
        await self._note(self._worker.run(lambda store: retention.returned(store, Audience(guild.id))))

    async def catch_up(self) -> None:
        """Note what could not be noted when it happened, if there is anything."""
        if self._is_behind and self._client.is_ready():
            self._is_behind = False
            await self._note(self._reconcile())

    async def _reconcile(self) -> None:
        here = {guild.id for guild in self._client.guilds}
        now = self._now()
        await self._worker.run(lambda store: retention.reconcile(store, here, now))

    async def _note(self, noting: Awaitable[None]) -> None:
        try:
            await noting
        except StoreError as error:
            # Which servers the bot is in is known at any time, so nothing is lost by it.
            self._is_behind = True
            _log.warning("In which servers I am is not noted yet, and will be within the hour. %s", error)

    async def erase(self) -> tuple[Audience, ...]:
        """Erase what is due; return the servers."""
        now, days = self._now(), self._days

        def work(store: Store) -> tuple[Audience, ...]:
            return retention.erase_departed(store, now, days)

        return await self._worker.run(work)

    async def _forever(self) -> None:
        while True:
            try:
                await self.catch_up()
                for audience in await self.erase():
                    _log.info("Everything that was kept of the server %s is erased.", audience.server)
            except Exception:  # the next look may go well
                _log.exception("What is due could not be erased.")
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
