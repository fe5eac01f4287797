"""What every moderators' command does first and last: who may, at this moment; then the library and the audit."""

from __future__ import annotations

import asyncio
import datetime
import itertools
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import aiohttp
import discord

from bot.asking.views import CardStyle
from bot.cards.texts import TEXTS
from bot.database_thread import Worker
from bot.moderating import sentences
from bot.ui.audience import audience_of
from bot.ui.rights import may_curate, may_set
from bot.ui.sending import SECONDS_BEFORE_DEFERRING, send_once
from bot.ui.widgets import is_own, text_view
from knowledge.answering.library import Library
from knowledge.errors import NotSoFastError
from knowledge.moderation.audit import Curator, stale_after, with_new_rows
from knowledge.moderation.settings import ServerSettings
from knowledge.store import Audience, Store
from knowledge.store.audit import AuditRow

Found = TypeVar("Found")
Given = ParamSpec("Given")

_log = logging.getLogger(__name__)


class NotAllowedError(NotSoFastError):
    """The person may not do this, or not here."""


class Sender(Protocol):
    """What the audit needs of the client: what it knows of a channel, and a way to write there, by its number."""

    def get_channel(self, id: int, /) -> object | None:  # noqa: A002 - discord.py's own name
        """Return the channel with this number, if it is known."""

    def get_partial_messageable(self, id: int, /) -> discord.PartialMessageable:  # noqa: A002 - discord.py's own name
        """Return the channel with this number, known or not."""


@dataclass(frozen=True, slots=True)
class Knowing:
    """The library of this moment, and how to take in what one server has changed (all of it, or one entry)."""

    library: Callable[[], Library]
    take_in: Callable[[Audience, str | None], Awaitable[None]]


class Curating:
    """Checks permissions, runs the change, then refreshes the library and announces it."""

    def __init__(self, worker: Worker, knowing: Knowing, now: Callable[[], datetime.datetime], sender: Sender) -> None:
        self._worker = worker
        self._knowing = knowing
        self._now = now
        self._sender = sender
        self._told = itertools.count()
        self._telling: set[asyncio.Future[None]] = set()

    @property
    def library(self) -> Library:
        """The library of this moment."""
        return self._knowing.library()

    async def card_style(self, interaction: discord.Interaction) -> CardStyle:
        """Return how this server's askers are shown cards. Raises NotAllowedError where there is no server."""
        settings = await self.settings(interaction)
        return CardStyle(TEXTS[settings.language], settings.full_cards)

    def now(self) -> datetime.datetime:
        """Return the time of day."""
        return self._now()

    async def settings(self, interaction: discord.Interaction) -> ServerSettings:
        """Return the settings of the server. Raises NotAllowedError where there is none."""
        audience = audience_of(interaction)
        if audience.server is None:
            raise NotAllowedError(sentences.SERVER_ONLY)
        if not self.library.is_read(audience):
            await self._knowing.take_in(audience, None)
        return self.library.settings(audience)

    async def curator(self, interaction: discord.Interaction) -> Curator:
        """Return the person as one who may curate this server. Raises NotAllowedError to everybody else."""
        settings = await self.settings(interaction)
        if not may_curate(interaction, settings.curators):
            raise NotAllowedError(sentences.NOT_A_CURATOR)
        return Curator(audience_of(interaction), interaction.user.id, self._now(), manages=may_set(interaction))

    async def is_curator(self, interaction: discord.Interaction) -> bool:
        """Say whether the person may curate the server in which they are."""
        try:
            await self.curator(interaction)
        except NotAllowedError:
            return False
        return True

    async def manager(self, interaction: discord.Interaction) -> Curator:
        """Return the person as one who may change this server's settings. Raises NotAllowedError to everybody else."""
        await self.settings(interaction)
        if not may_set(interaction):
            raise NotAllowedError(sentences.NOT_A_MANAGER)
        return Curator(audience_of(interaction), interaction.user.id, self._now(), manages=True)

    async def read(
        self,
        interaction: discord.Interaction,
        work: Callable[Concatenate[Store, Audience, Given], Found],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Found:
        """Return what `work` looks up for a curator of this server. Raises NotAllowedError, and what it raises."""
        audience = (await self.curator(interaction)).audience
        return await self._worker.read_long(lambda store: work(store, audience, *args, **kwargs))

    async def write(
        self,
        interaction: discord.Interaction,
        work: Callable[Concatenate[Store, Curator, Given], Found],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Found:
        """Let a curator change something by `work`, then let everybody see it; return what it returns.

        Raises NotAllowedError, and what the work raises; the change is on the disk and in the library on return.
        """
        curator = await self.curator(interaction)
        return await self._change(interaction, curator, lambda store: work(store, curator, *args, **kwargs))

    async def keep_unwelcome(
        self,
        interaction: discord.Interaction,
        work: Callable[Concatenate[Store, Curator, Given], Found],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Found:
        """Let `work` keep what somebody sent who is no curator any more; it looks itself whether they were one."""
        who = Curator(audience_of(interaction), interaction.user.id, self._now())
        return await self._worker.run(lambda store: work(store, who, *args, **kwargs))

    async def write_as_manager(
        self,
        interaction: discord.Interaction,
        work: Callable[Concatenate[Store, Curator, Given], Found],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Found:
        """Let somebody who may change this server's settings do so (see `write`)."""
        curator = await self.manager(interaction)
        return await self._change(interaction, curator, lambda store: work(store, curator, *args, **kwargs))

    async def _change(
        self, interaction: discord.Interaction, curator: Curator, work: Callable[[Store], Found]
    ) -> Found:
        async def change() -> tuple[Found, tuple[AuditRow, ...]]:
            result, rows = await self._worker.run(
                lambda store: with_new_rows(store, curator.audience, lambda: work(store))
            )
            await self._show_to_askers(curator.audience, rows)
            return result, rows

        result, rows = await _with_a_sign_of_life(interaction, change())
        # The person does not wait until the moderators' channel has been written to.
        telling = asyncio.ensure_future(self._tell_moderators(curator, rows))
        self._telling.add(telling)
        telling.add_done_callback(self._telling.discard)
        return result

    async def tell(
        self, audience: Audience, text: str, view: discord.ui.LayoutView | None = None
    ) -> discord.Message | None:
        """Write into the moderators' channel of a server and return the message; None where there is none.

        Where that is not possible the log says so.
        """
        channel = self.library.settings(audience).channel
        if channel is None:
            return None
        if not self._is_of(audience, channel):
            _log.warning("The moderators' channel of the server %s is not on that server.", audience.server)
            return None
        try:
            where = self._sender.get_partial_messageable(channel)
            nonce = f"{int(self._now().timestamp())}.{next(self._told)}"
            return await send_once(where, nonce, view=view or text_view(text))
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            _log.warning("Channel %s could not be written to (%s).", channel, error)
            return None

    def _is_of(self, audience: Audience, channel: int) -> bool:
        # One that is not known is on no server of the bot's, and Discord says so itself.
        guild = getattr(self._sender.get_channel(channel), "guild", None)
        return guild is None or guild.id == audience.server

    async def _show_to_askers(self, audience: Audience, rows: tuple[AuditRow, ...]) -> None:
        stale = stale_after(rows)
        if stale.everything or stale.entry is not None:
            await self._knowing.take_in(audience, stale.entry)

    async def _tell_moderators(self, curator: Curator, rows: tuple[AuditRow, ...]) -> None:
        if rows:
            lines = [sentences.audit_line(row, curator.discord) for row in rows]
            await self.tell(curator.audience, sentences.fitted(lines))


async def _with_a_sign_of_life(interaction: discord.Interaction, work: Coroutine[Any, Any, Found]) -> Found:
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=SECONDS_BEFORE_DEFERRING)
    if not done and not interaction.response.is_done():
        # What was pressed stays as it is until then; a command has nothing to show yet, and what others see stays.
        await interaction.response.defer(ephemeral=True, thinking=not is_own(interaction))
    return await task
