"""What the buttons, the select and the form under an answer do."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace

import discord

from bot.asking import views
from bot.asking.answering import Answering, Outgoing
from bot.asking.recording import Recording
from bot.asking.sending import note_sent, respond
from bot.asking.standing_cards import StandingCards
from bot.cards import sentences
from bot.cards.texts import Texts
from bot.database_thread import Worker
from bot.measures import Timing
from bot.ui.audience import audience_of, reader_of
from bot.ui.cooldowns import Admission, Paces
from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.router import Router
from bot.ui.sending import give_back
from knowledge.answering.followup import AnswerPart
from knowledge.answering.ledger import Asked, How
from knowledge.answering.library import Answer, PublishedEntry
from knowledge.errors import InvalidInputError, UnwritableError
from knowledge.moderation import reports
from knowledge.moderation.reports import InvalidDisputeError
from knowledge.question.tokens import language_written
from knowledge.store import Audience
from knowledge.store.answers import AnswerFate, AnswerRow
from knowledge.text.visibility import is_blank


class AnswerControls:
    """Everything under an answer. Anybody may look; only the asker changes what stands in the channel."""

    def __init__(
        self,
        answering: Answering,
        worker: Worker,
        recording: Recording,
        standing: StandingCards,
        paces: Paces,
        timing: Timing,
        now: Callable[[], datetime.datetime],
    ) -> None:
        self._answering = answering
        self._worker = worker
        self._recording = recording
        self._mending: set[asyncio.Task[None]] = set()
        self._standing = standing
        self._paces = paces
        self._timing = timing
        self._now = now

    def add_to(self, router: Router) -> None:
        """Let the router bring presses, picks and forms here."""
        router.on_press(views.EVIDENCE, self.evidence)
        router.on_press(views.SOURCES, self.sources)
        router.on_press(views.PAGE, self.page)
        router.on_press(views.NOT_MINE, self.not_mine)
        router.on_press(views.PICK, self.pick)
        router.on_press(views.ABOUT, self.open_form)
        router.on_press(views.SEND, self.send_question)
        router.on_press(views.AGAIN, self.fill_again)
        router.on_form(views.ABOUT, self.further_question)

    async def evidence(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show what is offered for the claim and what undercuts it, to the one who pressed."""
        await self._show_part(interaction, which, AnswerPart.EVIDENCE)

    async def sources(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show all sources, to the one who pressed."""
        await self._show_part(interaction, which, AnswerPart.SOURCES)

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

    async def open_form(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open the form in which to ask on."""
        in_server = audience_of(interaction).server is not None
        form = views.question_form(which.subject, await self._texts(interaction), in_server=in_server)
        await interaction.response.send_modal(form)

    async def send_question(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Send a question that the entry does not answer to those who can write it in."""
        row = await self._row(interaction, which)
        if row.fate is not AnswerFate.NO_ENTRY or row.entry is None:
            raise InvalidInputError((await self._texts(interaction)).gone)
        texts = await self._texts(interaction, row)
        if self._recording.is_owed(row):
            raise InvalidInputError(texts.not_now)
        try:
            fresh = await self._recording.send_question(row, interaction.user.id, self._now())
        except UnwritableError as error:
            raise InvalidInputError(texts.not_now) from error
        known = texts.follow_up
        sent = known.sent if row.audience.server is not None else known.sent_elsewhere
        await interaction.response.send_message(sent if fresh else known.sent_before, ephemeral=True)

    async def fill_again(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open the form again with what was written in it when it could not be kept."""
        row = await self._row(interaction, which)
        texts, person = await self._texts(interaction, row), interaction.user.id
        number = read_number(which.detail) or 0
        typed = await self._worker.read(lambda store: reports.unfinished(store, row.audience, person, number))
        if typed is None:
            raise InvalidInputError(texts.gone)
        in_server = row.audience.server is not None
        form = views.question_form(
            row.number, texts, in_server=in_server, reason=typed.reason, link=typed.link or "", detail=which.detail
        )
        await interaction.response.send_modal(form)

    async def further_question(
        self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]
    ) -> None:
        """Answer a further question, to the one who asked it; keep their word that the verdict is wrong."""
        row, shown = await self._shown(interaction, which)
        text, reason = fields.get(views.QUESTION_INPUT, "").strip(), fields.get(views.DISPUTE_INPUT, "").strip()
        text, reason = "" if is_blank(text) else text, "" if is_blank(reason) else reason
        if not text and not reason:
            raise InvalidInputError((await self._texts(interaction, row)).nothing_written)
        texts, link = await self._texts(interaction, row), fields.get(views.LINK_INPUT, "")
        if text and self._paces.further.admit(interaction.user.id) is not Admission.ADMITTED:
            typed = "\n".join(one for one in (text, reason, link) if one)
            await give_back(interaction, texts.slow_down, texts.you_wrote, typed)
            return
        asked = self._asked(interaction, text, How.FORM, private=True, audience=row.audience)
        if text:
            with self._timing.first_response() as responded:
                await respond(interaction, self._further(asked, shown), self._recording, responded, private=True)
        if reason and self._paces.disputes.admit(interaction.user.id) is not Admission.ADMITTED:
            await give_back(interaction, texts.too_many_disputes, texts.you_wrote, f"{reason}\n{link}".strip())
        elif reason:
            await self._dispute(interaction, row, reason, link, read_number(which.detail))

    async def _dispute(
        self, interaction: discord.Interaction, row: AnswerRow, reason: str, link: str, before: int | None
    ) -> None:
        person, now = interaction.user.id, self._now()
        texts = await self._texts(interaction, row)
        try:
            if self._recording.is_owed(row):
                raise UnwritableError(texts.not_now)
            await self._worker.run(
                lambda store: reports.dispute(
                    store, row.audience, person, row.number, reason, link, now, unfinished=before
                )
            )
        except UnwritableError as error:
            raise InvalidInputError(f"{texts.not_now} {texts.you_wrote} {reason} {link}") from error
        except InvalidDisputeError as error:
            kept = await self._worker.run(
                lambda store: reports.keep_unfinished(store, row.audience, person, row.number, reason, link, now)
            )
            known = texts.follow_up
            again = views.button(known.fill_again, views.AGAIN, row.number, str(kept))
            await self._aside(
                interaction, views.line_view(known.bad_link.format(why=texts.dispute_faults[error.fault]), again)
            )
            return
        line = texts.dispute_kept_elsewhere if row.audience.server is None else texts.dispute_kept
        await self._aside(interaction, views.text_view(line))

    @staticmethod
    async def _aside(interaction: discord.Interaction, view: discord.ui.LayoutView) -> None:
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)

    async def _further(self, asked: Asked, shown: PublishedEntry) -> list[Outgoing]:
        found = await self._answering.follow_up(asked, shown)
        if found.outgoings:
            return found.outgoings
        return [Outgoing(line=(await self._answering.texts_for(asked)).follow_up.nothing_asked)]

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
