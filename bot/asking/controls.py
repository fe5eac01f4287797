"""What the buttons and the select under an answer do; `form` has the form."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import discord

from bot.asking import views
from bot.asking.answering import Answering, Outgoing
from bot.asking.components import AnswerComponents
from bot.asking.recording import Recording
from bot.asking.sending import note_sent
from bot.asking.standing_cards import StandingCards
from bot.cards import sentences
from bot.ui.custom_ids import ComponentId
from bot.ui.router import Router
from knowledge.answering.followup import AnswerPart
from knowledge.answering.ledger import Asked, How
from knowledge.answering.library import Answer
from knowledge.errors import InvalidInputError
from knowledge.store.answers import AnswerFate, AnswerRow


class AnswerControls(AnswerComponents):
    """Everything under an answer. Anybody may look; only the asker changes what stands in the channel."""

    def __init__(
        self,
        answering: Answering,
        recording: Recording,
        standing: StandingCards,
        now: Callable[[], datetime.datetime],
    ) -> None:
        super().__init__(answering, recording, now)
        self._standing = standing

    def add_to(self, router: Router) -> None:
        """Let the router bring presses, picks and forms here."""
        router.on_press(views.EVIDENCE, self.evidence)
        router.on_press(views.SOURCES, self.sources)
        router.on_press(views.CLAIMANTS, self.claimants)
        router.on_press(views.PAGE, self.page)
        router.on_press(views.NOT_MINE, self.not_mine)
        router.on_press(views.PICK, self.pick)

    async def evidence(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show what is offered for the claim and what undercuts it, to the one who pressed."""
        await self._show_part(interaction, which, AnswerPart.EVIDENCE)

    async def sources(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show all sources, to the one who pressed."""
        await self._show_part(interaction, which, AnswerPart.SOURCES)

    async def claimants(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show who says that the claim is so and who says otherwise, to the one who pressed."""
        await self._show_part(interaction, which, AnswerPart.CLAIMANTS)

    async def page(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Turn to another page, where it stands."""
        target = views.read_page(which.detail)
        if target is None:
            raise InvalidInputError((await self._texts(interaction)).gone)
        row, shown = await self._shown(interaction, which)
        texts = await self._texts(interaction, row)
        view = await views.part_view(shown, row.number, *target, note=self._since(row, shown, texts), texts=texts)
        await interaction.response.edit_message(view=view)

    async def not_mine(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Offer the other claims that are plausible, to the one who pressed; the answer stands. The report is kept."""
        row = await self._row(interaction, which)
        person = interaction.user.id
        await self._recording.report(row, person, self._now())
        offered, texts = self._answering.shown(row, row.offered), await self._texts(interaction, row)
        if offered:
            text = sentences.which(texts, offered, None, texts.others_to_pick)
            view = views.which_view(text, row.number, offered, texts)
        else:
            view = views.text_view(texts.nothing_else)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def pick(self, interaction: discord.Interaction, which: ComponentId, values: tuple[str, ...]) -> None:
        """Put the entry that was picked in the place of the choice; aside, for others than the asker."""
        row = await self._row(interaction, which)
        person = interaction.user.id
        asker = await self._recording.is_asker(row, person)
        aside = interaction.message is not None and interaction.message.flags.ephemeral
        # A choice of one has buttons, which carry what a select would.
        picked = values[0] if values else which.detail or views.NONE
        # A card stays, whoever says that it is not to their question, and so does a list: others look at it too.
        in_place = asker and self._stands_here(row, interaction) and row.fate is AnswerFate.ASK_WHICH
        private = row.private if in_place else True
        asked = self._asked(interaction, row.question, How.PICK, private=private, audience=row.audience)
        if picked == views.NONE:
            await self._none_of_these(interaction, row, asked, asker=asker, aside=aside, in_place=in_place)
            return
        shown = next(iter(self._answering.shown(row, (picked,))), None)
        if shown is None:
            raise InvalidInputError((await self._texts(interaction, row)).retired_since)
        now = self._now()
        await self._recording.pick(row, person, now, picked)
        if row.fate is AnswerFate.ANSWERED:
            await self._recording.report(row, person, now, picked)
        others = tuple(one for one in (*row.offered, *filter(None, [row.entry])) if one != picked)
        replacing = row.number if in_place else None
        outgoing = await self._answering.card(asked, Answer(shown, confidence=1.0), others, replacing=replacing)
        await self._put(interaction, outgoing, in_place=in_place or aside)

    async def _none_of_these(
        self,
        interaction: discord.Interaction,
        row: AnswerRow,
        asked: Asked,
        *,
        asker: bool,
        aside: bool,
        in_place: bool,
    ) -> None:
        texts = await self._texts(interaction, row)
        if asker or aside:
            # Of anybody else's choice it is not theirs to say that nothing fits.
            person, now = interaction.user.id, self._now()
            await self._recording.pick(row, person, now, None)
        if in_place or (asker and row.fate is AnswerFate.ANSWERED):
            replacing = row.number if in_place else None
            outgoing = await self._answering.no_entry(asked, row.question, replacing=replacing)
            await self._put(interaction, outgoing, in_place=in_place or aside)
        elif aside:
            await interaction.response.edit_message(view=views.text_view(texts.not_mine_either))
        else:
            await interaction.response.send_message(texts.only_the_asker, ephemeral=True)

    async def _put(self, interaction: discord.Interaction, outgoing: Outgoing, *, in_place: bool) -> None:
        view = outgoing.view or views.text_view(outgoing.line or "")
        if in_place and interaction.message is not None:
            self._standing.forget(interaction.message.id)
            await interaction.response.edit_message(view=view)
            await note_sent(self._recording, outgoing, interaction.channel_id or 0, interaction.message.id)
        else:
            sent = await interaction.response.send_message(view=view, ephemeral=True)
            await note_sent(self._recording, outgoing, interaction.channel_id or 0, sent.message_id)

    async def _show_part(self, interaction: discord.Interaction, which: ComponentId, part: AnswerPart) -> None:
        row, shown = await self._shown(interaction, which)
        texts = await self._texts(interaction, row)
        view = await views.part_view(shown, row.number, part, 1, note=self._since(row, shown, texts), texts=texts)
        await interaction.response.send_message(view=view, ephemeral=True)
