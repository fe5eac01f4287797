"""`/ask` and *Check this message*."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.answering import Answering
from bot.asking.message_text import text_of
from bot.asking.recording import Recording
from bot.asking.sending import respond
from bot.measures import Timing
from bot.ui.audience import audience_of, reader_of
from bot.ui.cooldowns import Admission, Paces
from bot.ui.widgets import CHOICE_LENGTH, MOST_IN_A_QUESTION, MOST_OPTIONS
from knowledge.answering.ledger import Asked, How
from knowledge.answering.library import Library
from knowledge.question.tokens import language_written
from knowledge.text.normalization import shorten

CHECK = "Check this message"
Question = app_commands.Range[str, 1, MOST_IN_A_QUESTION]


class AskCog(commands.Cog):
    """Questions by command. They are answered wherever commands are: in servers, direct messages and group messages."""

    def __init__(
        self,
        answering: Answering,
        library: Callable[[], Library],
        recording: Recording,
        paces: Paces,
        timing: Timing,
        now: Callable[[], datetime.datetime],
    ) -> None:
        self._answering = answering
        self._library = library
        self._recording = recording
        self._paces = paces
        self._timing = timing
        self._now = now
        self.check = everywhere(app_commands.ContextMenu(name=CHECK, callback=self._check))

    @app_commands.command(name="ask", description="Ask about a claim that you doubt")
    @app_commands.describe(question="The claim or question", private="Show the answer to you alone (off: to everybody)")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(self, interaction: discord.Interaction, question: Question, private: bool = False) -> None:
        """Answer a question with its card, or with what else there is to say."""
        await self.answer(interaction, question, How.SLASH, private=private)

    @ask.autocomplete("question")
    async def _claims(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = self._library().suggest(typed[:CHOICE_LENGTH], audience_of(interaction), MOST_OPTIONS)
        return [
            app_commands.Choice(name=shorten(shown.entry.claim, CHOICE_LENGTH), value=shown.entry.id)
            for shown in found[:MOST_OPTIONS]
        ]

    async def _check(self, interaction: discord.Interaction, message: discord.Message) -> None:
        texts = await self._answering.texts_for_one(audience_of(interaction), reader_of(interaction))
        if interaction.client.user is not None and message.author.id == interaction.client.user.id:
            await interaction.response.send_message(texts.own_message, ephemeral=True)
            return
        text, pictures = text_of(message)
        if not text:
            line = texts.picture_only if pictures else texts.nothing_to_read
            await interaction.response.send_message(line, ephemeral=True)
            return
        await self.answer(interaction, text, How.CHECK, private=True, has_picture=pictures)

    async def answer(
        self, interaction: discord.Interaction, question: str, how: How, *, private: bool, has_picture: bool = False
    ) -> None:
        """Answer a question that came by a command, at the pace of its asker and its channel."""
        with self._timing.first_response() as responded:
            await self._respond(interaction, question, how, responded, private=private, has_picture=has_picture)

    async def _respond(
        self,
        interaction: discord.Interaction,
        question: str,
        how: How,
        responded: Callable[[], None],
        *,
        private: bool,
        has_picture: bool,
    ) -> None:
        texts = await self._answering.texts_for_one(audience_of(interaction), reader_of(interaction))
        if self._paces.asks.admit(interaction.user.id) is not Admission.ADMITTED:
            await interaction.response.send_message(texts.slow_down, ephemeral=True)
            return
        note, channel = "", interaction.channel_id
        if not private and channel is not None and self._paces.channels.admit(channel) is not Admission.ADMITTED:
            private, note = True, texts.busy_so_private
        asked = Asked(
            audience=audience_of(interaction),
            person=interaction.user.id,
            channel=interaction.channel_id or 0,
            how=how,
            question=question,
            private=private,
            at=self._now(),
            reader=reader_of(interaction),
            written=language_written(question),
        )
        work = self._answering.ask(asked, note, has_picture=has_picture)
        await respond(interaction, work, self._recording, responded, private=private)


def everywhere(menu: app_commands.ContextMenu) -> app_commands.ContextMenu:
    """Let a message command be installed for servers and for people, and used wherever there are messages."""
    menu.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
    menu.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
    return menu
