"""The queue: questions that nobody could answer, reports on answers, disputes. Looking at one, and dealing with it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.markdown import escape, escape_all, shorten
from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.moderating.drafts.controls import DraftControls
from bot.moderating.drafts.publishing import added_text
from bot.moderating.queue import views
from bot.moderating.visibility import for_moderators
from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.router import Router
from bot.ui.widgets import show, text_view
from knowledge.entries.form_fields import PARTS
from knowledge.entries.limits import CLAIM_LENGTH, LINE_LENGTH
from knowledge.errors import InvalidInputError
from knowledge.moderation import publishing, reports, unanswered
from knowledge.moderation.audit import Curator
from knowledge.moderation.drafts import editing
from knowledge.moderation.publishing import Done
from knowledge.store import Audience, Store
from knowledge.store.disputes import DisputeRow
from knowledge.store.drafts import DraftRow
from knowledge.store.unanswered import GroupRow

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
        router.on_press(views.REPLY, self._ask_reply)
        router.on_form(views.REPLY, self._reply)

    async def show(self, interaction: discord.Interaction, page: int = 1, note: str = "") -> None:
        """Show what waits, asked by most people first."""

        def work(store: Store, curator: Curator) -> views.Waiting:
            skip = (page - 1) * views.ON_A_PAGE
            return views.Waiting(
                unanswered.queue(store, curator.audience, views.ON_A_PAGE, skip),
                unanswered.waiting(store, curator.audience),
                reports.reported(store, curator.audience),
                reports.disputes(store, curator.audience),
            )

        waiting = await self._curating.read(interaction, work)
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
        def work(store: Store, curator: Curator) -> tuple[Audience, GroupRow, tuple[str, ...]]:
            row, asked = unanswered.group(store, curator.audience, number)
            return curator.audience, row, tuple(dict.fromkeys(one.question for one in asked))

        audience, row, questions = await self._curating.read(interaction, work)
        near = await asyncio.to_thread(self._curating.library.nearest, row.question, audience)
        await show(interaction, views.group_view(row, questions, near, note))

    async def _show_report(self, interaction: discord.Interaction, number: int) -> None:
        def work(store: Store, curator: Curator) -> reports.Reported | None:
            found = reports.reported(store, curator.audience)
            return next((one for one in found if one.answer.number == number), None)

        reported = await self._curating.read(interaction, work)
        if reported is None:
            await self.show(interaction, note="Somebody has dealt with that report already.")
            return
        shown = self._curating.library.show(reported.answer.entry or "", reported.answer.audience)
        await show(interaction, views.report_view(reported, shown))

    async def _show_dispute(self, interaction: discord.Interaction, number: int) -> None:
        def work(store: Store, curator: Curator) -> tuple[DisputeRow, str | None] | None:
            found = reports.disputes(store, curator.audience)
            return next(((one, row.entry) for one, row in found if one.number == number), None)

        found = await self._curating.read(interaction, work)
        if found is None:
            await self.show(interaction, note="Somebody has answered that already.")
            return
        await show(interaction, views.dispute_view(*found))

    async def _write(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        def work(store: Store, curator: Curator) -> DraftRow:
            with store.transaction():
                row, _asked = unanswered.group(store, curator.audience, which.subject)
                draft = editing.begin(store, curator, shorten(row.question, CLAIM_LENGTH))
                text = {"text": shorten(row.question, LINE_LENGTH)}
                sent = editing.send(store, curator, draft.number, "phrasings", 0, draft.version, text)
                unanswered.close(store, curator, which.subject, f"An entry was begun: {draft.entry}")
                return sent.draft

        draft = await self._curating.write(interaction, work)
        note = "The question stands as the claim and as a phrasing. Word the claim as a neutral sentence."
        await self._drafts.show(interaction, draft.number, note)

    async def _add(self, interaction: discord.Interaction, which: ComponentId, values: tuple[str, ...]) -> None:
        entry = values[0] if values else ""
        part = PARTS["phrasings" if which.action == views.PHRASING else "not-this"]

        def work(store: Store, curator: Curator) -> Done:
            with store.transaction():
                row, _asked = unanswered.group(store, curator.audience, which.subject)
                done = publishing.add_text(store, curator, entry, part.key, row.question[:LINE_LENGTH])
                unanswered.close(store, curator, which.subject, f"Added as a {part.one} of {entry}.")
                return done

        done = await self._curating.write(interaction, work)
        await self.show(interaction, note=added_text(done, part.one))

    async def _ask_reason(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        await self._curating.curator(interaction)
        await interaction.response.send_modal(views.reason_form(which.subject))

    async def _dismiss(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        reason = fields.get(views.WORDS, "")

        def work(store: Store, curator: Curator) -> None:
            unanswered.dismiss(store, curator, which.subject, reason)

        await self._curating.write(interaction, work)
        await self.show(interaction, note="Dismissed. It comes back when somebody asks it again.")

    async def _keep_out(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        def work(store: Store, curator: Curator) -> int:
            return unanswered.keep_out(store, curator, which.subject)

        who = await self._curating.write(interaction, work)
        note = f"Questions of {sentences.person(who)} stay out of the queue from now on; `/undo` takes that back."
        await self.show(interaction, note=note)

    async def _accept(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        def work(store: Store, curator: Curator) -> Done:
            return reports.accept_report(store, curator, which.subject)

        done = await self._curating.write(interaction, work)
        await self.show(interaction, note=added_text(done, "near-miss"))

    async def _reject(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        def work(store: Store, curator: Curator) -> None:
            reports.set_report(store, curator, which.subject, reports.DISMISSED)

        await self._curating.write(interaction, work)
        await self.show(interaction, note="The report is dismissed; the answer was right.")

    async def _ask_reply(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        await self._curating.curator(interaction)
        await interaction.response.send_modal(views.reply_form(which.subject))

    async def _reply(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        def work(store: Store, curator: Curator) -> tuple[int | None, DisputeRow, str | None]:
            whom, row = reports.answer_dispute(store, curator, which.subject, fields.get(views.WORDS, ""))
            about = store.answers.get(curator.audience, row.answer)
            return whom, row, about.entry if about else None

        whom, row, entry = await self._curating.write(interaction, work)
        told = await self._told(interaction, whom, row, entry)
        note = "Sent to the one who wrote." if told else "Kept; the one who wrote takes no direct messages from me."
        await self.show(interaction, note=note)

    async def _told(
        self, interaction: discord.Interaction, whom: int | None, row: DisputeRow, entry: str | None
    ) -> bool:
        if whom is None:
            return False
        shown = self._curating.library.show(entry or "", row.audience)
        claim = escape_all(shown.entry.claim) if shown else entry or ""
        server = escape_all(interaction.guild.name) if interaction.guild else "the server"
        text = sentences.TO_ASKER.format(claim=claim, server=server, sentence=escape(row.reply or ""))
        try:
            await (await interaction.client.fetch_user(whom)).send(view=text_view(text))
        except discord.HTTPException:
            return False
        return True


class QueueCog(commands.Cog):
    """Questions nobody could answer, reports and disputes."""

    def __init__(self, queue: QueueControls) -> None:
        self._queue = queue

    @app_commands.command(name="queue", description="Questions that nobody could answer, and complaints about answers")
    @for_moderators
    async def queue(self, interaction: discord.Interaction) -> None:
        """Show what waits."""
        await self._queue.show(interaction)
