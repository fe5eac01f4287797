"""The queue: questions that nobody could answer, reports on answers, disputes. Looking at one, and dealing with it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.markdown import escape, escape_all
from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.moderating.change_kind import SENTENCE
from bot.moderating.drafts.controls import DraftControls
from bot.moderating.drafts.publishing import where_added
from bot.moderating.queue import views
from bot.moderating.visibility import for_moderators
from bot.ui.audience import audience_of
from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.router import Router
from bot.ui.widgets import show, text_view
from knowledge.entries.form_fields import PARTS
from knowledge.errors import InvalidInputError
from knowledge.moderation import reports, unanswered
from knowledge.moderation.reports import AnsweredDispute
from knowledge.store import Audience, Store

# Nobody turns so many pages, and the database counts no further than to 2^63.
_LAST_PAGE = 1_000_000


class QueueControls:
    """`/queue` and everything under it."""

    def __init__(self, curating: Curating, drafts: DraftControls) -> None:
        self._curating = curating
        self._drafts = drafts

    def add_to(self, router: Router) -> None:
        """Let the router bring presses, picks and forms here."""
        router.on_press(views.QUEUE, self._turn)
        router.on_press(views.ITEM, self._item)
        router.on_press(views.WRITE, self._write)
        router.on_press(views.PHRASING, self._add)
        router.on_press(views.NOT_THIS, self._add)
        router.on_press(views.DISMISS, self._ask_reason)
        router.on_form(views.DISMISS, self._dismiss)
        router.on_press(views.KEEP_OUT, self._keep_out)
        router.on_press(views.ACCEPT, self._accept)
        router.on_press(views.REJECT, self._reject)
        router.on_press(views.TAKE_OUT, self._take_out)
        router.on_press(views.WAVE_OFF, self._wave_off)
        router.on_press(views.KEPT_OUT, self._show_kept_out)
        router.on_press(views.LET_IN, self._let_in)
        router.on_press(views.REPLY, self._ask_reply)
        router.on_form(views.REPLY, self._reply)

    async def show(self, interaction: discord.Interaction, page: int = 1, note: str = "") -> None:
        """Show what waits, asked by most people first."""
        waiting = await self._curating.read(interaction, _waiting, page)
        await show(interaction, views.queue_view(waiting, page, note))

    async def _turn(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        await self.show(interaction, min(max(1, which.subject), _LAST_PAGE))

    async def _item(self, interaction: discord.Interaction, _: ComponentId, values: tuple[str, ...]) -> None:
        kind, number = (values[0][:1], read_number(values[0][1:])) if values else ("", None)
        if number is None:
            raise InvalidInputError(views.OLD)
        if kind == views.GROUP:
            await self._show_group(interaction, number)
        elif kind == views.REPORT:
            await self._show_report(interaction, number)
        else:
            await self._show_dispute(interaction, number)

    async def _show_group(self, interaction: discord.Interaction, number: int, note: str = "") -> None:
        row, asked = await self._curating.read(interaction, unanswered.group, number)
        questions = tuple(dict.fromkeys(one.question for one in asked))
        near = await asyncio.to_thread(self._curating.library.nearest, row.question, audience_of(interaction))
        await show(interaction, views.group_view(row, questions, near, note))

    async def _show_report(self, interaction: discord.Interaction, number: int) -> None:
        reported = await self._curating.read(interaction, reports.reported_answer, number)
        if reported is None:
            await self.show(interaction, note="Somebody has dealt with that report already.")
            return
        shown = self._curating.library.show(reported.answer.entry or "", reported.answer.audience)
        await show(interaction, views.report_view(reported, shown))

    async def _show_dispute(self, interaction: discord.Interaction, number: int) -> None:
        found = await self._curating.read(interaction, reports.open_dispute, number)
        if found is None:
            await self.show(interaction, note="Somebody has answered that already.")
            return
        dispute, answer = found
        shown = self._curating.library.show(answer.entry or "", answer.audience)
        await show(interaction, views.dispute_view(dispute, answer.entry, shown))

    async def _write(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        draft = await self._curating.write(interaction, unanswered.begin_entry, which.subject)
        note = "The question stands as the claim and as a phrasing. Word the claim as a neutral sentence."
        await self._drafts.show(interaction, draft.number, note)

    async def _add(self, interaction: discord.Interaction, which: ComponentId, values: tuple[str, ...]) -> None:
        entry = values[0] if values else ""
        part = PARTS["phrasings" if which.action == views.PHRASING else "not-this"]
        done = await self._curating.write(interaction, unanswered.add_question, which.subject, entry, part.key)
        await self.show(interaction, note=where_added(done, part.one))

    async def _ask_reason(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        await self._curating.curator(interaction)
        await interaction.response.send_modal(views.reason_form(which.subject))

    async def _dismiss(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        sentence = fields.get(SENTENCE, "")
        await self._curating.write(interaction, unanswered.dismiss, which.subject, sentence)
        await self.show(interaction, note="Dismissed. It comes back when somebody asks it again.")

    async def _keep_out(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        who = await self._curating.write(interaction, unanswered.keep_out, which.subject)
        note = f"Questions of {sentences.person(who)} stay out of the queue from now on; *Kept out* lets them in again."
        await self.show(interaction, note=note)

    async def _accept(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        done = await self._curating.write(interaction, reports.accept_report, which.subject)
        await self.show(interaction, note=where_added(done, "near-miss"))

    async def _take_out(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        done = await self._curating.write(interaction, reports.take_phrasing_out, which.subject)
        where = sentences.on_top(done.entry) if done.on_top else ""
        waits = f" It is in the draft of `{done.entry}`." if done.draft is not None else ""
        await self.show(interaction, note=f"The phrasing is taken out of `{done.entry}`. {where}{waits}")

    async def _wave_off(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        await self._curating.write(interaction, reports.dismiss_dispute, which.subject)
        await self.show(interaction, note="The dispute is dismissed; nobody is told.")

    async def _show_kept_out(self, interaction: discord.Interaction, _: ComponentId, __: tuple[str, ...]) -> None:
        await self._kept_out(interaction)

    async def _let_in(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        await self._curating.write(interaction, unanswered.let_in, which.subject)
        await self._kept_out(interaction, "Their questions stand in the queue again from now on.")

    async def _kept_out(self, interaction: discord.Interaction, note: str = "") -> None:
        kept_out = await self._curating.read(interaction, unanswered.kept_out)
        view = views.kept_out_view([who for _, who in kept_out], [number for number, _ in kept_out], note)
        await show(interaction, view)

    async def _reject(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        await self._curating.write(interaction, reports.dismiss_report, which.subject)
        await self.show(interaction, note="The report is dismissed; the answer was right.")

    async def _ask_reply(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        await self._curating.curator(interaction)
        await interaction.response.send_modal(views.reply_form(which.subject))

    async def _reply(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        sentence = fields.get(SENTENCE, "")
        answered = await self._curating.write(interaction, reports.answer_dispute, which.subject, sentence)
        told = await self._tell_asker(interaction, answered)
        note = "Sent to the one who wrote." if told else "Kept; the one who wrote takes no direct messages from me."
        await self.show(interaction, note=note)

    async def _tell_asker(self, interaction: discord.Interaction, answered: AnsweredDispute) -> bool:
        if answered.asker is None:
            return False
        entry, dispute = answered.entry or "", answered.dispute
        shown = self._curating.library.show(entry, dispute.audience)
        claim = escape_all(shown.entry.claim) if shown else entry
        server = escape_all(interaction.guild.name) if interaction.guild else "the server"
        text = sentences.TO_ASKER.format(claim=claim, server=server, sentence=escape(dispute.reply or ""))
        try:
            await (await interaction.client.fetch_user(answered.asker)).send(view=text_view(text))
        except discord.HTTPException:
            return False
        return True


def _waiting(store: Store, audience: Audience, page: int) -> views.Waiting:
    return views.Waiting(
        unanswered.queue(store, audience, views.ON_A_PAGE, (page - 1) * views.ON_A_PAGE),
        unanswered.waiting(store, audience),
        reports.reported(store, audience),
        reports.disputes(store, audience),
        len(unanswered.kept_out(store, audience)),
    )


class QueueCog(commands.Cog):
    """Questions nobody could answer, reports and disputes."""

    def __init__(self, queue: QueueControls) -> None:
        self._queue = queue

    @app_commands.command(name="queue", description="Questions that nobody could answer, and complaints about answers")
    @for_moderators
    async def queue(self, interaction: discord.Interaction) -> None:
        """Show what waits."""
        await self._queue.show(interaction)
