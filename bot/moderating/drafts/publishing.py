"""The steps of a draft: looking at it, review, publishing, discarding; and the nearby entries it may be instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import discord

from bot.cards.markdown import escape_all
from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.moderating.change_kind import KIND, SENTENCE
from bot.moderating.drafts import forms, review_views, views
from bot.moderating.drafts.controls import DraftControls
from bot.moderating.shown_entry import shown_view
from bot.ui.audience import audience_of
from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.router import Router
from bot.ui.widgets import show, text_view
from knowledge.answering.library import PublishedEntry
from knowledge.errors import InvalidInputError
from knowledge.moderation import additions, publishing
from knowledge.moderation.audit import Curator, quoting
from knowledge.moderation.drafts import editing, states
from knowledge.moderation.drafts.overview import overview
from knowledge.moderation.drafts.states import DraftAction
from knowledge.moderation.kinds import SAID_BY_THE_DESK, needs_kind
from knowledge.moderation.publishing import Done
from knowledge.store import Store
from knowledge.store.drafts import DraftRow, DraftState
from knowledge.store.revisions import ChangeKind


class PublishControls:
    """The last row of buttons under a draft."""

    def __init__(self, curating: Curating, controls: DraftControls) -> None:
        self._curating = curating
        self._controls = controls

    def add_to(self, router: Router) -> None:
        """Let the router bring presses and forms here."""
        router.on_press(views.PREVIEW, self.preview)
        router.on_press(views.CHANGES, self.changes)
        router.on_press(views.SUBMIT, self.ask_kind)
        router.on_press(views.PUBLISH, self.ask_kind)
        router.on_form(views.SUBMIT, self.submit)
        router.on_form(views.PUBLISH, self.publish)
        router.on_press(views.SEND_BACK, self.ask_what)
        router.on_form(views.SEND_BACK, self.send_back)
        router.on_press(views.DISCARD, self.ask_discard)
        router.on_press(views.DISCARD_SURE, self.discard)
        router.on_press(views.REOPEN, self.reopen)
        router.on_press(views.REBASE, self.rebase)
        router.on_press(views.INSTEAD, self.instead)
        router.on_press(views.AS_PHRASING, self.as_phrasing)

    async def preview(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show the answer as askers will see it."""
        await self.show_preview(interaction, which.subject)

    async def show_preview(self, interaction: discord.Interaction, number: int) -> None:
        """Show the answer as askers will see it, or what is missing for that."""
        seen = await self._curating.read(interaction, overview, number)
        if seen.entry is None:
            missing = sentences.problem_lines(seen.problems)
            lines = ["**There is nothing to preview yet. Still missing:**", *missing]
            await show(interaction, text_view(sentences.fitted(lines)), fresh=True)
            return
        shown = PublishedEntry(seen.entry, seen.draft.base + 1, None)
        await show(interaction, await shown_view(shown, await self._curating.card_style(interaction)), fresh=True)

    async def changes(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show how the draft differs from what is published, in words."""
        seen = await self._curating.read(interaction, overview, which.subject)
        lines = sentences.difference_lines(seen.changes) or ["Nothing differs from what is published."]
        pages = sentences.pages(lines)
        await show(interaction, text_view(pages[0]), fresh=True)
        for page in pages[1:5]:
            await interaction.followup.send(view=text_view(page), ephemeral=True)

    async def ask_kind(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open the form that confirms it."""
        seen = await self._curating.read(interaction, overview, which.subject)
        if seen.problems:
            await show(interaction, views.draft_view(seen))
            return
        needed = (
            not seen.on_top
            and seen.draft.kind not in SAID_BY_THE_DESK
            and await self._curating.read(interaction, needs_kind, seen.draft.entry)
        )
        verb = "Publish" if which.action == views.PUBLISH else "Put into review"
        verb = "Retire" if seen.draft.kind is ChangeKind.RETIREMENT else verb
        title = f"{verb}: {seen.draft.entry}"
        form = forms.kind_form(seen, needed=needed, title=title, action=which.action)
        await interaction.response.send_modal(form)

    async def submit(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        """Put the draft into review."""
        version, kind, sentence = read_number(which.detail), fields.get(KIND), fields.get(SENTENCE)
        try:
            draft = await self._curating.write(
                interaction, publishing.put_into_review, which.subject, kind, sentence, version=version
            )
        except InvalidInputError as error:
            await self._refused(interaction, which, fields, str(error))
            return
        await self._controls.show(interaction, draft.number, "It is in review now.")
        await self.announce(interaction, draft)

    async def announce(self, interaction: discord.Interaction, draft: DraftRow) -> None:
        """Show a draft that waits for review in the moderators' channel, if there is one."""
        if (await self._curating.settings(interaction)).channel is not None:
            seen = await self._curating.read(interaction, overview, draft.number, self._curating.now().date())
            view = views.draft_view(seen, "This draft waits for review.")
            await self._curating.tell(audience_of(interaction), "", view)

    async def publish(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        """Publish the draft as it was when the button was made."""
        version, kind, sentence = read_number(which.detail) or 0, fields.get(KIND), fields.get(SENTENCE)
        try:
            done = await self._curating.write(
                interaction, publishing.publish, which.subject, version=version, kind=kind, sentence=sentence
            )
        except InvalidInputError as error:
            await self._refused(interaction, which, fields, str(error))
            return
        text = f"`{done.entry}` is published as revision {done.revision}. Askers see it from now on."
        if done.on_top:
            text = sentences.on_top(done.entry)
        if done.retired:
            shown = self._curating.library.show(done.entry, audience_of(interaction))
            text = sentences.retired(done.entry, shared=shown is not None)
        await show(interaction, text_view(text))

    async def ask_what(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Ask what is to be done before the draft can be published."""
        draft = await self._curating.read(interaction, states.draft_for, which.subject, DraftAction.SEND_BACK)
        await interaction.response.send_modal(forms.back_form(draft))

    async def send_back(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        """Take the draft out of review."""
        draft = await self._curating.write(interaction, states.send_back, which.subject, fields.get(SENTENCE, ""))
        await self._controls.show(interaction, draft.number, "It is a draft again.")

    async def ask_discard(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Ask whether the draft is to be discarded."""
        draft = await self._curating.read(interaction, states.draft_for, which.subject, DraftAction.DISCARD)
        await show(interaction, review_views.discard_view(draft))

    async def discard(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Close the draft; it can be opened again."""
        await self._step(interaction, which, states.discard, "Nothing of it is lost.")

    async def reopen(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open a discarded draft again."""
        await self._step(interaction, which, states.reopen, "It is open again.")

    async def rebase(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Rebase the draft on the published version."""
        await self._step(interaction, which, states.rebase, "It is rebased on the published version.")

    async def instead(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Edit a nearby entry instead; the new draft is closed and kept."""
        draft = await self._curating.write(interaction, editing.edit_instead, which.subject, which.detail)
        await self._controls.show(interaction, draft.number, "The draft that you began is closed and kept.")

    async def as_phrasing(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Add the claim as a phrasing of a nearby entry; the new draft is closed and kept."""
        done = await self._curating.write(interaction, additions.add_claim_as_phrasing, which.subject, which.detail)
        await show(interaction, text_view(where_added(done, "phrasing")))

    async def _refused(
        self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str], why: str
    ) -> None:
        """Say why nothing was done, above the draft; the form opens again with what was typed."""
        kind, sentence = fields.get(KIND), fields.get(SENTENCE, "")
        kept = await self._curating.write(interaction, states.keep_sentence, which.subject, kind, sentence)
        said = why if kept else quoting(why, sentence)
        await self._controls.show(interaction, which.subject, f"**Not done.** {escape_all(said)}")

    async def _step(
        self,
        interaction: discord.Interaction,
        which: ComponentId,
        step: Callable[[Store, Curator, int], DraftRow],
        note: str,
    ) -> None:
        draft = await self._curating.write(interaction, step, which.subject)
        await self._controls.show(interaction, draft.number, note)


def where_added(done: Done, what: str) -> str:
    """Say where a phrasing or near-miss went."""
    if done.on_top:
        return f"Added as a {what}. {sentences.on_top(done.entry)}"
    if done.revision is not None:
        return f"Added as a {what} of `{done.entry}`, which is published with it as revision {done.revision}."
    in_review = done.draft is not None and done.draft.state is DraftState.IN_REVIEW
    where = "which waits for review" if in_review else "which is open"
    return f"Added as a {what} to the draft of `{done.entry}`, {where}."
