"""What every button, select and form under an answer begins with: which answer it belongs to, and who uses it."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable
from dataclasses import replace

import discord

from bot.asking import views
from bot.asking.answering import Answering
from bot.asking.recording import Recording
from bot.cards.texts import Texts
from bot.ui.audience import audience_of, reader_of
from bot.ui.custom_ids import ComponentId
from knowledge.answering.ledger import Asked, How
from knowledge.answering.library import PublishedEntry
from knowledge.errors import InvalidInputError
from knowledge.question.tokens import language_written
from knowledge.store import Audience
from knowledge.store.answers import AnswerRow


class AnswerComponents:
    """Finds the answer that a component carries the number of."""

    def __init__(self, answering: Answering, recording: Recording, now: Callable[[], datetime.datetime]) -> None:
        self._answering = answering
        self._recording = recording
        self._now = now
        self._mending: set[asyncio.Task[None]] = set()

    async def _texts(self, interaction: discord.Interaction, row: AnswerRow | None = None) -> Texts:
        """Return the texts for the one who pressed; in a direct message in the language of what was asked there."""
        audience = audience_of(interaction) if row is None else row.audience
        written = language_written(row.question) if row is not None and interaction.guild_id is None else None
        return await self._answering.texts(audience, reader_of(interaction), written, alone=True)

    def _since(self, row: AnswerRow, shown: PublishedEntry, texts: Texts) -> str:
        now = next(iter(self._answering.shown(row, (shown.entry.id,))), None)
        if now is None:
            return texts.retired_since
        return "" if now.revision == shown.revision else texts.changed_since

    async def _shown(self, interaction: discord.Interaction, which: ComponentId) -> tuple[AnswerRow, PublishedEntry]:
        row = await self._row(interaction, which)
        # In the very revision that the card shows, or its numbers would lead to other sources.
        shown = await self._recording.shown_entry(row)
        if shown is None:
            raise InvalidInputError((await self._texts(interaction)).gone)
        return row, shown

    async def _row(self, interaction: discord.Interaction, which: ComponentId) -> AnswerRow:
        message = interaction.message
        channel = interaction.channel_id or 0
        row = await self._recording.answer(Audience(interaction.guild_id), which.subject)
        if row is None:
            raise InvalidInputError((await self._texts(interaction)).gone)
        # The bot may have died between sending the message and noting it; the press says where it stands.
        if row.message is not None or message is None or which.action == views.PAGE:
            return row
        if message.flags.ephemeral == row.private:
            # Whoever looks does not wait for it to be written.
            mending = asyncio.create_task(self._recording.sent(row.number, channel, message.id))
            self._mending.add(mending)
            mending.add_done_callback(self._mending.discard)
            return replace(row, channel=channel, message=message.id)
        return row

    @staticmethod
    def _stands_here(row: AnswerRow, interaction: discord.Interaction) -> bool:
        return interaction.message is not None and row.message == interaction.message.id

    def _asked(
        self,
        interaction: discord.Interaction,
        question: str,
        how: How,
        *,
        private: bool,
        audience: Audience | None = None,
    ) -> Asked:
        return Asked(
            audience=audience or audience_of(interaction),
            person=interaction.user.id,
            channel=interaction.channel_id or 0,
            how=how,
            question=question,
            private=private,
            at=self._now(),
            reader=reader_of(interaction),
            written=language_written(question),
        )
