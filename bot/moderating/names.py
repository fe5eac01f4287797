"""`/name`: a server's own names and the ways in which people write them."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.markdown import escape_all
from bot.moderating import sentences
from bot.moderating.access import Curating, NotAllowedError
from bot.moderating.visibility import for_moderators
from bot.ui.widgets import MOST_OPTIONS, show, text_view
from knowledge.entries.limits import NAME_LENGTH
from knowledge.moderation import settings
from knowledge.question.gazetteer import KINDS
from knowledge.text.normalization import shorten


@for_moderators
class NameCog(commands.GroupCog, group_name="name", group_description="This server's own names"):
    """Names that the reading of questions, and the matcher's veto on other names, use from then on."""

    def __init__(self, curating: Curating) -> None:
        self._curating = curating

    @app_commands.command(name="add", description="Add a name, or other ways of writing one")
    @app_commands.describe(
        name="The name as it is usually written",
        kind="What it is",
        also="Other ways of writing it, with commas between",
    )
    @app_commands.choices(kind=[app_commands.Choice(name=one, value=one) for one in KINDS])
    async def add(self, interaction: discord.Interaction, name: str, kind: str, also: str = "") -> None:
        """Add a name."""
        added = await self._curating.write(interaction, settings.add_name, name, kind, also)
        ways = ", ".join(escape_all(way) for way in added.also)
        text = f"**{escape_all(added.name)}** ({added.kind}) is known from now on{f', also as {ways}' if ways else ''}."
        await show(interaction, text_view(text))

    @app_commands.command(name="list", description="List this server's own names")
    async def list_names(self, interaction: discord.Interaction) -> None:
        """List the names."""
        names = await self._curating.read(interaction, settings.own_names)
        lines = [
            f"- **{escape_all(one.name)}** ({one.kind}){': ' if one.also else ''}{escape_all(', '.join(one.also))}"
            for one in names
        ]
        text = (
            sentences.fitted(lines) or "This server has no names of its own yet. Those of the packs are known anyway."
        )
        await show(interaction, text_view(text))

    @app_commands.command(name="remove", description="Take one of this server's own names out")
    @app_commands.describe(name="The name")
    async def remove(self, interaction: discord.Interaction, name: str) -> None:
        """Take a name out."""
        await self._curating.write(interaction, settings.remove_name, name)
        await show(interaction, text_view(f"**{escape_all(name)}** is no longer a name of this server's own."))

    @remove.autocomplete("name")
    async def _names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            names = await self._curating.read(interaction, settings.own_names)
        except NotAllowedError:
            return []
        fitting = [one.name for one in names if typed.casefold() in one.name.casefold()]
        return [app_commands.Choice(name=shorten(one, NAME_LENGTH), value=one) for one in fitting[:MOST_OPTIONS]]
