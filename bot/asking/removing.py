"""Taking an answer out of a channel: by whoever asked, and by the server's curators."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import discord
from discord import app_commands

from bot.asking.answering import Answering
from bot.asking.outgoing import Outgoing
from bot.asking.recording import Recording
from bot.asking.sending import respond
from bot.asking.standing_cards import StandingCards
from bot.cards.texts import Texts
from bot.measures import untimed
from bot.ui.audience import audience_of, reader_of
from bot.ui.rights import may_curate
from knowledge.answering.library import Library
from knowledge.answering.removal import NotTheirsError
from knowledge.errors import InvalidInputError
from knowledge.store.answers import AnswerRow

REMOVE = "Remove this answer"


class Removal:
    """Removes answers: `remove` for whatever is pressed or sent in, `menu` for the menu of the message itself."""

    def __init__(
        self,
        answering: Answering,
        library: Callable[[], Library],
        recording: Recording,
        standing: StandingCards,
        now: Callable[[], datetime.datetime],
    ) -> None:
        self._answering = answering
        self._library = library
        self._recording = recording
        self._standing = standing
        self._now = now
        self.menu = app_commands.ContextMenu(name=REMOVE, callback=self._by_menu)
        # Elsewhere the bot is no member, and can take nothing back.
        self.menu.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
        self.menu.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)

    async def may_remove(self, interaction: discord.Interaction, row: AnswerRow) -> bool:
        """Say whether this person may remove an answer: who asked for it, and curators."""
        return await self._recording.is_asker(row, interaction.user.id) or self._curates(interaction)

    async def remove(self, interaction: discord.Interaction, number: int) -> None:
        """Remove an answer, by its number in the ledger, and answer the interaction.

        Raises InvalidInputError when there is none, when they may not, and when Discord does not let it be deleted.
        """
        audience = audience_of(interaction)
        texts = await self._answering.texts_for_one(audience, reader_of(interaction))
        curates = self._curates(interaction)
        try:
            row = await self._recording.remove(audience, number, interaction.user.id, self._now(), curates=curates)
        except NotTheirsError as error:
            raise InvalidInputError(texts.not_theirs) from error
        if row is None or row.message is None:
            raise InvalidInputError(texts.gone)
        self._standing.forget(row.message)
        under = interaction.message
        if under is not None and under.id == row.message and (row.private or not interaction.is_guild_integration()):
            # Only what was pressed knows the way to a message that the bot itself does not see.
            await interaction.response.defer()
            await interaction.delete_original_response()
            return
        work = self._delete(interaction.client, row, row.message, texts)
        await respond(interaction, work, self._recording, untimed, private=True)

    def _curates(self, interaction: discord.Interaction) -> bool:
        audience = audience_of(interaction)
        return audience.server is not None and may_curate(interaction, self._library().settings(audience).curators)

    async def _by_menu(self, interaction: discord.Interaction, message: discord.Message) -> None:
        audience = audience_of(interaction)
        me = interaction.client.user
        row = None
        if me is not None and message.author.id == me.id:
            row = await self._recording.answer_in(audience, message.id)
        if row is None:
            texts = await self._answering.texts_for_one(audience, reader_of(interaction))
            raise InvalidInputError(texts.no_answer_there)
        await self.remove(interaction, row.number)

    @staticmethod
    async def _delete(client: discord.Client, row: AnswerRow, message: int, texts: Texts) -> list[Outgoing]:
        try:
            await client.get_partial_messageable(row.channel).get_partial_message(message).delete()
        except discord.NotFound:
            pass  # somebody was quicker
        except discord.Forbidden as error:
            raise InvalidInputError(texts.cannot_remove) from error
        return [Outgoing(line=texts.removed, private=True)]
