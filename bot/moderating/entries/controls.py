"""What is done with an entry as a whole: looking at it, trying a question, going back, retiring, hiding."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import discord

from bot.cards.markdown import escape_all
from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.moderating.change_kind import KIND, SENTENCE, kind_fields
from bot.moderating.drafts import views as draft_views
from bot.moderating.shown_entry import shown_view
from bot.ui.audience import audience_of
from bot.ui.custom_ids import LARGEST, ComponentId
from bot.ui.router import Router
from bot.ui.widgets import button, form, made_view, row, show, text_view, texts
from knowledge.answering.library import PublishedEntry
from knowledge.errors import InvalidInputError
from knowledge.matching.outcome import Outcome
from knowledge.moderation import browsing, overrides, publishing
from knowledge.moderation.drafts import lookup
from knowledge.moderation.publishing import Done
from knowledge.text.normalization import shorten

KEEP_OWN, REVERT = "keep-own", "revert"
_OUTCOMES = {
    Outcome.ANSWERED: "It would be answered.",
    Outcome.ASK_WHICH: "It would be asked which of these is meant.",
    Outcome.NO_ENTRY: "No entry would be found; the question would stand in the queue.",
}


class EntryControls:
    """Entries as a whole."""

    def __init__(self, curating: Curating) -> None:
        self._curating = curating

    def add_to(self, router: Router) -> None:
        """Let the router bring the button here."""
        router.on_press(KEEP_OWN, self.keep_own)
        router.on_press(REVERT, self.ask_kind)
        router.on_form(REVERT, self.revert)

    async def show(self, interaction: discord.Interaction, entry: str) -> None:
        """Show an entry as askers see it, with its state above."""
        seen = await self._curating.read(interaction, browsing.standing, entry)
        lines = [f"### `{entry}`", f"It is {', '.join(seen.states)}."]
        buttons = []
        if seen.shared_changes:
            lines += ["**The shared one has changed since this server's version was written:**"]
            lines += [sentences.fitted(sentences.difference_lines(seen.shared_changes), 2500)]
            buttons.append(row(button("Keep our version", KEEP_OWN, 0, entry)))
        if seen.entry is None or seen.revision is None:
            await show(interaction, text_view("\n".join(lines), "Nothing of it was ever published."))
            return
        keeper = f"the pack “{seen.pack}”" if seen.pack else "this server"
        if seen.on_top:
            counts = ((seen.on_top.phrasings, "phrasing"), (seen.on_top.not_this, "refused question"))
            added = [sentences.counted(len(texts), one) for texts, one in counts if texts]
            gone = len(seen.on_top.without_phrasings) + len(seen.on_top.without_not_this)
            added += [f"{gone} of its own taken out"] if gone else []
            lines.append(f"On top of it, for this server alone: {', '.join(added)}.")
        if seen.over is not None:
            hidden = ", which is hidden here" if seen.over_hidden else ""
            lines.append(f"This server has its own version, beside the shared one of the pack “{seen.over}”{hidden}.")
        lines.append(f"Kept by: {keeper}. Revision {seen.revision}.")
        await show(interaction, made_view(texts("\n".join(lines)), *buttons))
        shown = PublishedEntry(seen.entry, seen.revision, seen.pack)
        await interaction.followup.send(
            view=await shown_view(shown, await self._curating.card_style(interaction)), ephemeral=True
        )

    async def keep_own(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Note that this server's own version stays, though the shared one has changed."""
        entry = which.detail
        await self._curating.write(interaction, overrides.keep_own, entry)
        text = f"This server's version of `{entry}` stays. You are told again when the shared one changes again."
        await show(interaction, text_view(text))

    async def test(self, interaction: discord.Interaction, question: str) -> None:
        """Say what a question would get and why, with the drafts that are whole included."""
        drafts = await self._curating.read(interaction, lookup.whole_drafts)
        audience, library = audience_of(interaction), self._curating.library
        reply = await asyncio.to_thread(lambda: library.with_entries(audience, drafts).ask(question, audience))
        lines = [f"**{_OUTCOMES[reply.outcome]}**", f"I took the question to be: “{escape_all(reply.understood)}”"]
        shown = [answer.shown for answer in reply.answers] or list(reply.offered)
        lines += [f"- `{one.entry.id}`: {escape_all(shorten(one.entry.claim, 200))}" for one in shown]
        lines.append(f"**Why** (it is {reply.confidence:.0%} sure of the first)")
        lines += [f"- {escape_all(reason)}" for reason in reply.decision.reasons()]
        near = ", ".join(f"`{entry}` {score:.2f}" for entry, score in reply.decision.ranked[:5])
        lines.append(f"-# The nearest: {near or 'none'}")
        if drafts:
            lines.append(f"-# With the drafts of {', '.join(f'`{entry.id}`' for entry in drafts)}")
        await show(interaction, text_view(sentences.fitted(lines)))

    async def show_revert(self, interaction: discord.Interaction, entry: str, revision: int) -> None:
        """Show what publishing an earlier revision anew would change, and the card that askers would get."""
        if not 1 <= revision <= LARGEST:
            raise InvalidInputError(f"`{entry}` has no such revision. `/entry history` lists them.")
        old, changes = await self._curating.read(interaction, publishing.to_revert, entry, revision)
        lines = sentences.difference_lines(changes) or ["Nothing differs from what is published."]
        heading = f"### Publishing revision {revision} of `{entry}` again would change"
        publish = button("Publish it again", REVERT, revision, entry, off=not changes)
        await show(interaction, made_view(texts(heading, sentences.fitted(lines)), row(publish)))
        card = await shown_view(PublishedEntry(old, revision, None), await self._curating.card_style(interaction))
        await interaction.followup.send(view=card, ephemeral=True)

    async def ask_kind(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Ask in which way going back changes the entry."""
        await self._curating.curator(interaction)
        title = f"Publish again: {which.detail}"
        await interaction.response.send_modal(form(title, kind_fields(), REVERT, which.subject, which.detail))

    async def revert(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        """Publish an earlier revision anew."""
        entry, revision = which.detail, which.subject
        given = (entry, revision, fields.get(KIND), fields.get(SENTENCE))
        done = await self._curating.write(interaction, publishing.revert, *given)
        await self._done(interaction, done, f"Revision {revision} of `{entry}` is published again")

    async def restore(self, interaction: discord.Interaction, entry: str) -> None:
        """Show a retired entry again."""
        done = await self._curating.write(interaction, publishing.restore, entry)
        await self._done(interaction, done, f"`{entry}` is published again")

    async def retire(self, interaction: discord.Interaction, entry: str, sentence: str) -> None:
        """Take an entry out of what askers see."""
        done = await self._curating.write(interaction, publishing.retire, entry, sentence)
        if done.draft is not None:
            await self._done(interaction, done, "")
            return
        shown = self._curating.library.show(entry, audience_of(interaction))
        await show(interaction, text_view(sentences.retired(entry, shared=shown is not None)))

    async def hide(self, interaction: discord.Interaction, entry: str, *, hidden: bool) -> None:
        """Hide a shared entry, or show it again."""
        await self._curating.write(interaction, overrides.hide, entry, hidden=hidden)
        shown = self._curating.library.show(entry, audience_of(interaction))
        await show(interaction, text_view(sentences.hidden(entry, hidden=hidden, shown=shown)))

    async def _done(self, interaction: discord.Interaction, done: Done, text: str) -> None:
        if done.draft is None:
            await show(interaction, text_view(f"{text}, as revision {done.revision}."))
            return
        waiting = f"On this server two people publish: `{done.entry}` waits in review for somebody else."
        opening = button("Open the draft", draft_views.OPEN, done.draft.number)
        view = made_view(texts(waiting), row(opening))
        await show(interaction, view)
        await self._curating.tell(audience_of(interaction), "", made_view(texts(waiting), row(opening)))
