"""`/privacy`: what is kept of people and for how long, the file with it, and forgetting somebody."""

from __future__ import annotations

import io
import logging
from collections.abc import Awaitable, Callable

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.answering import Answering
from bot.asking.recording import Recording
from bot.cards import sentences
from bot.cards.privacy_texts import PrivacyTexts
from bot.database_thread import Worker
from bot.ui.audience import audience_of, reader_of
from bot.ui.custom_ids import ComponentId
from bot.ui.router import Router
from bot.ui.widgets import View, button, made_view, row, text_view, texts
from knowledge.errors import StoreError, UnwritableError
from knowledge.moderation import own_data
from knowledge.moderation.retention import Terms
from knowledge.store.people import KEY_BYTES

SHOW, FORGET, FORGET_NOW = "my-data", "forget-me", "forget-me-now"
_MOST_BYTES = 10_000_000
"""Discord takes files of so many bytes from anybody: https://docs.discord.com/developers/reference#uploading-files."""

_log = logging.getLogger(__name__)


class PrivacyCog(commands.Cog):
    """The command. It is for everybody, everywhere, and what it shows is seen by them alone."""

    def __init__(self, answering: Answering, terms: Terms) -> None:
        self._answering = answering
        self._terms = terms

    @app_commands.command(name="privacy", description="What is kept of you and for how long; see it, or erase it")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def privacy(self, interaction: discord.Interaction) -> None:
        """Say it, with the two things that somebody can do."""
        known = await self._answering.texts_for_one(audience_of(interaction), reader_of(interaction))
        text = sentences.privacy_text(known, self._terms.questions, self._terms.backups)
        buttons = row(
            button(known.privacy.show_button, SHOW, 0), button(known.privacy.forget_button, FORGET, 0, danger=True)
        )
        await interaction.response.send_message(view=made_view(texts(text), buttons), ephemeral=True)


class PrivacyControls:
    """The buttons below it. Each is about whoever presses it, and nobody else.

    `empty_log` leaves nothing of what was erased in the log of the database; `new_key` gives so many random bytes.
    """

    def __init__(
        self,
        answering: Answering,
        worker: Worker,
        recording: Recording,
        empty_log: Callable[[], Awaitable[bool]],
        new_key: Callable[[int], bytes],
    ) -> None:
        self._answering = answering
        self._worker = worker
        self._recording = recording
        self._empty_log = empty_log
        self._new_key = new_key

    def add_to(self, router: Router) -> None:
        """Let the router bring presses here."""
        router.on_press(SHOW, self.show)
        router.on_press(FORGET, self.ask_whether)
        router.on_press(FORGET_NOW, self.forget)

    async def show(self, interaction: discord.Interaction, _: ComponentId, __: tuple[str, ...]) -> None:
        """Give somebody a file with everything that is kept of them."""
        known, person = await self._texts(interaction), interaction.user.id
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self._worker.read_long(lambda store: _file(own_data.kept_of(store, person)))
        if found is None:
            await interaction.edit_original_response(content=known.nothing)
        elif len(found) > _MOST_BYTES:
            await interaction.edit_original_response(content=known.too_large)
        else:
            file = discord.File(io.BytesIO(found), own_data.FILE_NAME)
            await interaction.edit_original_response(content=known.shown, attachments=[file])

    async def ask_whether(self, interaction: discord.Interaction, _: ComponentId, __: tuple[str, ...]) -> None:
        """Ask once more, since it cannot be undone."""
        known = await self._texts(interaction)
        again = row(button(known.sure_button, FORGET_NOW, 0, danger=True))
        await self._put(interaction, made_view(texts(known.sure), again))

    async def forget(self, interaction: discord.Interaction, _: ComponentId, __: tuple[str, ...]) -> None:
        """Erase what names whoever pressed."""
        known, person, new_key = await self._texts(interaction), interaction.user.id, self._new_key(KEY_BYTES)
        try:
            # What is owed to the database would be written after it, with a name.
            await self._recording.write_owed()
            was_known = await self._worker.run(lambda store: own_data.forget(store, person, new_key))
        except UnwritableError:
            await self._put(interaction, text_view(known.not_now))
            return
        await self._put(interaction, text_view(known.forgotten if was_known else known.nothing))
        try:
            await self._empty_log()
        except StoreError as error:
            # The job that looks every minute goes on trying.
            _log.warning("What was erased is in the log of the database still. %s", error)

    @staticmethod
    async def _put(interaction: discord.Interaction, view: View) -> None:
        message = interaction.message
        if message is not None and message.flags.ephemeral:
            await interaction.response.edit_message(view=view)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)

    async def _texts(self, interaction: discord.Interaction) -> PrivacyTexts:
        return (await self._answering.texts_for_one(audience_of(interaction), reader_of(interaction))).privacy


def _file(kept: dict[str, object]) -> bytes | None:
    return own_data.as_file(kept) if kept else None
