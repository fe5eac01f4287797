"""`/entry`: writing, changing and looking at entries."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot.moderating.access import Curating, NotAllowedError
from bot.moderating.drafts.controls import DraftControls
from bot.moderating.drafts.publishing import PublishControls
from bot.moderating.entries.controls import EntryControls
from bot.moderating.exchange import ExchangeControls
from bot.moderating.lists.controls import ListControls
from bot.moderating.lists.views import Wanted
from bot.moderating.visibility import for_moderators
from bot.ui.widgets import CHOICE_LENGTH, MOST_IN_A_QUESTION, MOST_OPTIONS
from knowledge.answering.library import NEAR
from knowledge.entries.limits import CLAIM_LENGTH, ID_LENGTH
from knowledge.entries.verdict import Verdict
from knowledge.errors import InvalidInputError
from knowledge.moderation import choices
from knowledge.moderation.browsing import EntryState
from knowledge.moderation.drafts import editing, lookup
from knowledge.text.normalization import shorten

# A command may have nothing to do with most of what fits.
_MOST_LOOKED_AT = 1000
_Question = app_commands.Range[str, 1, MOST_IN_A_QUESTION]


@for_moderators
class EntryCog(commands.GroupCog, group_name="entry", group_description="Write, change and look at entries"):
    """The entries of a server, for those who keep them."""

    def __init__(
        self,
        curating: Curating,
        drafts: DraftControls,
        publishing: PublishControls,
        entries: EntryControls,
        lists: ListControls,
        exchange: ExchangeControls,
    ) -> None:
        self._curating = curating
        self._drafts = drafts
        self._publishing = publishing
        self._entries = entries
        self._lists = lists
        self._exchange = exchange

    @app_commands.command(name="new", description="Begin a new entry")
    @app_commands.describe(
        claim="The claim: one neutral sentence in the affirmative", id="A short id; made from the claim when left out"
    )
    async def new(self, interaction: discord.Interaction, claim: str, id: str | None = None) -> None:  # noqa: A002
        """Begin a draft, and show the entries that come near."""
        curator = await self._curating.curator(interaction)
        library = self._curating.library
        near = await asyncio.to_thread(library.nearest, claim[:1000], curator.audience, at_least=NEAR)
        draft = await self._curating.write(interaction, editing.begin, claim[:4000], id)
        too_long = len(claim) > CLAIM_LENGTH
        note = f"The claim has {len(claim)} characters; shorten it to {CLAIM_LENGTH}." if too_long else ""
        await self._drafts.show(interaction, draft.number, note, near)

    @app_commands.command(name="edit", description="Change an entry; a shared one becomes this server's own version")
    @app_commands.describe(entry="The entry")
    async def edit(self, interaction: discord.Interaction, entry: str) -> None:
        """Open the draft of an entry."""
        draft = await self._curating.write(interaction, editing.edit, entry)
        await self._drafts.show(interaction, draft.number)

    @app_commands.command(name="show", description="Show an entry as askers see it, with its state")
    @app_commands.describe(entry="The entry")
    async def show(self, interaction: discord.Interaction, entry: str) -> None:
        """Show an entry."""
        await self._entries.show(interaction, entry)

    @app_commands.command(name="preview", description="Show the draft of an entry as askers will see it")
    @app_commands.describe(entry="The entry")
    async def preview(self, interaction: discord.Interaction, entry: str) -> None:
        """Show the draft of an entry, or what is published when there is none."""
        draft = await self._curating.read(interaction, lookup.open_draft, entry)
        if draft is None:
            await self._entries.show(interaction, entry)
        else:
            await self._publishing.show_preview(interaction, draft.number)

    @app_commands.command(name="test", description="What a question would get and why, with the drafts included")
    @app_commands.describe(question="The question")
    async def test(self, interaction: discord.Interaction, question: _Question) -> None:
        """Say what a question would get."""
        await self._entries.test(interaction, question)

    @app_commands.command(name="list", description="List the entries")
    @app_commands.describe(
        topic="Only of this topic",
        verdict="Only with this verdict",
        state="Only in this state",
        due="Only those due for another look",
        without_archive="Only those with a link that has no archived copy",
    )
    @app_commands.choices(
        verdict=[app_commands.Choice(name=one.word, value=one.value) for one in Verdict],
        state=[app_commands.Choice(name=one, value=one) for one in EntryState],
    )
    async def list_entries(
        self,
        interaction: discord.Interaction,
        topic: str | None = None,
        verdict: str | None = None,
        state: str | None = None,
        due: bool = False,
        without_archive: bool = False,
    ) -> None:
        """List the entries that fit."""
        try:
            states, scale = EntryState(state) if state else None, Verdict(verdict) if verdict else None
        except ValueError as error:
            wrong = "That is not one of the choices. Pick the verdict and the state from the lists."
            raise InvalidInputError(wrong) from error
        wanted = Wanted(1, states, scale, due, without_archive, topic)
        await self._lists.list(interaction, wanted)

    @app_commands.command(name="history", description="Who changed an entry, when, what and why")
    @app_commands.describe(entry="The entry")
    async def history(self, interaction: discord.Interaction, entry: str) -> None:
        """Show the history of an entry."""
        await self._lists.history(interaction, entry)

    @app_commands.command(
        name="revert", description="Publish an earlier revision of an entry anew; first shows what it would change"
    )
    @app_commands.describe(entry="The entry", revision="The number of the revision, as the history lists it")
    async def revert(self, interaction: discord.Interaction, entry: str, revision: int) -> None:
        """Show what going back to an earlier revision would change."""
        await self._entries.show_revert(interaction, entry, revision)

    @app_commands.command(name="retire", description="Take an entry of this server out of what askers see")
    @app_commands.describe(entry="The entry", reason="Why, in one sentence")
    async def retire(self, interaction: discord.Interaction, entry: str, reason: str) -> None:
        """Retire an entry."""
        await self._entries.retire(interaction, entry, reason)

    @app_commands.command(name="restore", description="Show a retired entry to askers again")
    @app_commands.describe(entry="The entry")
    async def restore(self, interaction: discord.Interaction, entry: str) -> None:
        """Restore an entry."""
        await self._entries.restore(interaction, entry)

    @app_commands.command(name="hide", description="Hide a shared entry from this server's askers")
    @app_commands.describe(entry="The shared entry")
    async def hide(self, interaction: discord.Interaction, entry: str) -> None:
        """Hide a shared entry."""
        await self._entries.hide(interaction, entry, hidden=True)

    @app_commands.command(name="unhide", description="Show a hidden shared entry to this server's askers again")
    @app_commands.describe(entry="The shared entry")
    async def unhide(self, interaction: discord.Interaction, entry: str) -> None:
        """Show a hidden shared entry again."""
        await self._entries.hide(interaction, entry, hidden=False)

    @app_commands.command(name="import", description="Import a file of entries and names; first shows what it would do")
    @app_commands.describe(file="A TOML or JSON file")
    async def import_file(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Show what importing a file would do."""
        await self._exchange.dry_run(interaction, file)

    @app_commands.command(name="export", description="Get this server's entries and names, or one entry, as a file")
    @app_commands.describe(entry="Only this entry", form="The form of the file")
    @app_commands.choices(form=[app_commands.Choice(name=one.upper(), value=one) for one in ("toml", "json")])
    async def export(self, interaction: discord.Interaction, entry: str | None = None, form: str = "toml") -> None:
        """Send a file."""
        await self._exchange.export(interaction, entry, form)

    @edit.autocomplete("entry")
    @show.autocomplete("entry")
    @preview.autocomplete("entry")
    @history.autocomplete("entry")
    @revert.autocomplete("entry")
    @retire.autocomplete("entry")
    @restore.autocomplete("entry")
    @hide.autocomplete("entry")
    @unhide.autocomplete("entry")
    @export.autocomplete("entry")
    async def _entries_for(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            curator = await self._curating.curator(interaction)
        except NotAllowedError:
            return []
        typed = typed[:CHOICE_LENGTH]
        seen = self._curating.library.suggest(typed, curator.audience, _MOST_LOOKED_AT)
        visible = [(shown.id, shown.claim) for shown in seen]
        command = interaction.command.name if interaction.command is not None else "show"
        found = await self._curating.read(interaction, choices.offered, command, typed, visible)
        return [
            app_commands.Choice(
                name=shorten(f"{one.state} · {one.claim}" if one.state else one.claim, CHOICE_LENGTH),
                value=one.entry[:ID_LENGTH],
            )
            for one in found[:MOST_OPTIONS]
        ]
