"""The steps of a draft: looking at it, review, publishing, discarding; and the nearby entries it may be instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import discord

from bot.cards.markdown import escape_all
from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.moderating.change_kind import KIND, WORDS
from bot.moderating.drafts import forms, views
from bot.moderating.drafts.controls import DraftControls, overview
from bot.moderating.shown_entry import shown_view
from bot.ui.audience import audience_of
from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.router import Router
from bot.ui.widgets import show, text_view
from knowledge.answering.library import PublishedEntry
from knowledge.entries.validation import examine_entry
from knowledge.errors import InvalidInputError
from knowledge.moderation import publishing
from knowledge.moderation.audit import Curator, quoting
from knowledge.moderation.drafts import body, editing, states
from knowledge.moderation.publishing import Done
from knowledge.store import Store
from knowledge.store.drafts import DraftRow


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
        router.on_press(views.DISCARD, self.discard)
        router.on_press(views.REOPEN, self.reopen)
        router.on_press(views.REBASE, self.rebase)
        router.on_press(views.INSTEAD, self.instead)
        router.on_press(views.AS_PHRASING, self.as_phrasing)

    async def preview(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show the answer as askers will see it."""
        draft = await self._curating.read(interaction, _getting(which.subject))
        await self.show_preview(interaction, draft)

    async def show_preview(self, interaction: discord.Interaction, draft: DraftRow) -> None:
        """Show the answer as askers will see it, or what is missing for that."""
        entry, _ = examine_entry(body.mapping_of(draft.entry, draft.body))
        if entry is None:
            missing = sentences.problem_lines(body.missing(draft.entry, draft.body))
            lines = ["**There is nothing to preview yet. Still missing:**", *missing]
            await show(interaction, text_view(sentences.fitted(lines)), fresh=True)
            return
        shown = PublishedEntry(entry, draft.base + 1, None)
        await show(interaction, await shown_view(shown, await self._curating.texts(interaction)), fresh=True)

    async def changes(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show how the draft differs from what is published, in words."""
        seen = await self._curating.read(interaction, lambda store, who: overview(store, who, which.subject))
        lines = sentences.difference_lines(seen.changes) or ["Nothing differs from what is published."]
        pages = sentences.pages(lines)
        await show(interaction, text_view(pages[0]), fresh=True)
        for page in pages[1:5]:
            await interaction.followup.send(view=text_view(page), ephemeral=True)

    async def ask_kind(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open the form that confirms it."""

        def work(store: Store, curator: Curator) -> tuple[views.Overview, bool]:
            seen = overview(store, curator, which.subject)
            return seen, publishing.needs_kind(store, curator.audience, seen.draft.entry)

        seen, needed = await self._curating.read(interaction, work)
        if seen.problems:
            await show(interaction, views.draft_view(seen))
            return
        verb = "Publish" if which.action == views.PUBLISH else "Put into review"
        title = f"{verb}: {seen.draft.entry}"
        form = forms.kind_form(seen, needed=needed, title=title, action=which.action)
        await interaction.response.send_modal(form)

    async def submit(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        """Put the draft into review."""

        def work(store: Store, curator: Curator) -> DraftRow:
            draft = states.get(store, curator.audience, which.subject)
            kind, words = publishing.checked_kind(
                store, curator.audience, draft.entry, fields.get(KIND), fields.get(WORDS)
            )
            return states.submit(store, curator, which.subject, kind, words)

        try:
            draft = await self._curating.write(interaction, work)
        except InvalidInputError as error:
            await self._refused(interaction, which, fields, str(error))
            return
        await self._controls.show(interaction, draft.number, "It is in review now.")
        await self.announce(interaction, draft)

    async def announce(self, interaction: discord.Interaction, draft: DraftRow) -> None:
        """Show a draft that waits for review in the moderators' channel, if there is one."""
        if (await self._curating.settings(interaction)).channel is not None:
            seen = await self._curating.read(interaction, lambda store, who: overview(store, who, draft.number))
            view = views.draft_view(seen, "This draft waits for review.")
            await self._curating.tell(audience_of(interaction), "", view)

    async def publish(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        """Publish the draft as it was when the button was made."""
        version = read_number(which.detail) or 0

        def work(store: Store, curator: Curator) -> Done:
            return publishing.publish(
                store,
                curator,
                which.subject,
                version=version,
                kind=fields.get(KIND),
                words=fields.get(WORDS),
            )

        try:
            done = await self._curating.write(interaction, work)
        except InvalidInputError as error:
            await self._refused(interaction, which, fields, str(error))
            return
        text = f"`{done.entry}` is published as revision {done.revision}. Askers see it from now on."
        await show(interaction, text_view(text))

    async def ask_what(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Ask what is to be done before the draft can be published."""
        draft = await self._curating.read(interaction, _getting(which.subject))
        states.step(draft, states.SEND_BACK)
        await interaction.response.send_modal(forms.back_form(draft))

    async def send_back(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        """Take the draft out of review."""

        def work(store: Store, curator: Curator) -> DraftRow:
            return states.send_back(store, curator, which.subject, fields.get(WORDS, ""))

        draft = await self._curating.write(interaction, work)
        await self._controls.show(interaction, draft.number, "It is a draft again.")

    async def discard(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Close the draft; it can be opened again."""
        await self._step(interaction, which, states.discard, "Nothing of it is lost.")

    async def reopen(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open a discarded draft again."""
        await self._step(interaction, which, states.reopen, "It is open again.")

    async def rebase(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Let the draft go on from what is published now."""
        await self._step(interaction, which, states.rebase, "It goes on from what is published now.")

    async def instead(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Edit a nearby entry instead; the new draft is closed and kept."""

        def work(store: Store, curator: Curator) -> DraftRow:
            with store.transaction():
                draft = editing.edit(store, curator, which.detail)
                states.discard(store, curator, which.subject)
                return draft

        draft = await self._curating.write(interaction, work)
        await self._controls.show(interaction, draft.number, "The draft that you began is closed and kept.")

    async def as_phrasing(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Add the claim as a phrasing of a nearby entry; the new draft is closed and kept."""

        def work(store: Store, curator: Curator) -> Done:
            with store.transaction():
                draft = states.get(store, curator.audience, which.subject)
                done = publishing.add_text(
                    store, curator, which.detail, "phrasings", str(draft.body["fields"].get("claim", ""))
                )
                states.discard(store, curator, which.subject)
                return done

        done = await self._curating.write(interaction, work)
        await show(interaction, text_view(added_text(done, "phrasing")))

    async def _refused(
        self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str], why: str
    ) -> None:
        """Say why nothing was done, above the draft; the form opens again with what was typed."""
        kind, words = fields.get(KIND), fields.get(WORDS, "")

        def keep(store: Store, curator: Curator) -> str:
            draft = states.get(store, curator.audience, which.subject)
            if (draft.state, states.CHANGE) not in states.STEPS:
                return quoting(why, words)
            states.keep_words(store, curator, which.subject, kind, words)
            return why

        said = await self._curating.write(interaction, keep)
        await self._controls.show(interaction, which.subject, f"**Not done.** {escape_all(said)}")

    async def _step(
        self,
        interaction: discord.Interaction,
        which: ComponentId,
        step: Callable[[Store, Curator, int], DraftRow],
        note: str,
    ) -> None:
        draft = await self._curating.write(interaction, lambda store, who: step(store, who, which.subject))
        await self._controls.show(interaction, draft.number, note)


def added_text(done: Done, what: str) -> str:
    """Say where a phrasing or near-miss went."""
    if done.revision is not None:
        return f"Added as a {what} of `{done.entry}`, which is published with it as revision {done.revision}."
    where = "which waits for review" if done.draft is not None and done.draft.state == "in review" else "which is open"
    return f"Added as a {what} to the draft of `{done.entry}`, {where}."


def _getting(number: int) -> Callable[[Store, Curator], DraftRow]:
    return lambda store, curator: states.get(store, curator.audience, number)
