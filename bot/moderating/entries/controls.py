"""What is done with an entry as a whole: looking at it, trying a question, going back, retiring, hiding."""

from __future__ import annotations

import asyncio

import discord

from bot.cards.markdown import escape_all
from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.moderating.drafts import views as draft_views
from bot.moderating.shown_entry import shown_view
from bot.ui.audience import audience_of
from bot.ui.custom_ids import LARGEST, ComponentId
from bot.ui.router import Router
from bot.ui.widgets import button, made_view, row, show, text_view, texts
from knowledge.answering.library import PublishedEntry
from knowledge.errors import InvalidInputError
from knowledge.matching.outcome import Outcome
from knowledge.moderation import browsing, overrides, publishing
from knowledge.moderation.drafts import editing
from knowledge.moderation.publishing import Done
from knowledge.text.normalization import shorten

KEEP_OWN = "keep-own"
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
        drafts = await self._curating.read(interaction, editing.whole_drafts)
        audience, library = audience_of(interaction), self._curating.library
        reply = await asyncio.to_thread(lambda: library.with_entries(audience, drafts).ask(question, audience))
        lines = [f"**{_OUTCOMES[reply.outcome]}**", f"I took the question to be: “{escape_all(reply.understood)}”"]
        shown = [answer.shown for answer in reply.answers] or list(reply.offered)
        lines += [f"- `{one.entry.id}`: {escape_all(shorten(one.entry.claim, 200))}" for one in shown]
        lines.append(f"**Why** (it is {reply.confidence:.0%} sure of the first)")
        lines += [f"- {escape_all(reason)}" for reason in reply.reasons]
        near = ", ".join(f"`{entry}` {score:.2f}" for entry, score in reply.decision.ranked[:5])
        lines.append(f"-# The nearest: {near or 'none'}")
        if drafts:
            lines.append(f"-# With the drafts of {', '.join(f'`{entry.id}`' for entry in drafts)}")
        await show(interaction, text_view(sentences.fitted(lines)))

    async def revert(
        self, interaction: discord.Interaction, entry: str, revision: int, kind: str, sentence: str | None
    ) -> None:
        """Publish an earlier revision anew."""
        if not 1 <= revision <= LARGEST:
            raise InvalidInputError(f"`{entry}` has no such revision. `/entry history` lists them.")
        done = await self._curating.write(interaction, publishing.revert, entry, revision, kind, sentence)
        await self._done(interaction, done, f"Revision {revision} of `{entry}` is published again")

    async def restore(self, interaction: discord.Interaction, entry: str) -> None:
        """Show a retired entry again."""
        done = await self._curating.write(interaction, publishing.restore, entry)
        await self._done(interaction, done, f"`{entry}` is published again")

    async def retire(self, interaction: discord.Interaction, entry: str, sentence: str) -> None:
        """Take an entry out of what askers see."""
        await self._curating.write(interaction, publishing.retire, entry, sentence)
        text = f"`{entry}` is retired. Askers do not see it any more; `/entry restore` brings it back."
        if self._curating.library.shared_entry(entry) is not None:
            text = f"This server's own version of `{entry}` is retired; the shared one answers again. "
            text += "To have neither, hide it."
        await show(interaction, text_view(text))

    async def hide(self, interaction: discord.Interaction, entry: str, *, hidden: bool) -> None:
        """Hide a shared entry, or show it again."""
        await self._curating.write(interaction, overrides.hide, entry, hidden=hidden)
        now = "hidden from this server's askers" if hidden else "shown to this server's askers again"
        await show(interaction, text_view(f"`{entry}` is {now}. Other servers are not touched by it."))

    async def _done(self, interaction: discord.Interaction, done: Done, text: str) -> None:
        if done.draft is None:
            await show(interaction, text_view(f"{text}, as revision {done.revision}."))
            return
        waiting = f"On this server two people publish: `{done.entry}` waits in review for somebody else."
        opening = button("Open the draft", draft_views.OPEN, done.draft.number)
        view = made_view(texts(waiting), row(opening))
        await show(interaction, view)
        await self._curating.tell(audience_of(interaction), "", made_view(texts(waiting), row(opening)))
