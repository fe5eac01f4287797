"""`/source`: the links of this server's entries."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.components.sources import SourceControls
from bot.guarded import for_moderators


@for_moderators
class SourceCog(commands.GroupCog, group_name="source", group_description="The links of this server's entries"):
    """Links that may have gone."""

    def __init__(self, sources: SourceControls) -> None:
        self._sources = sources

    @app_commands.command(name="check", description="Find links of this server's entries that no longer work")
    async def check(self, interaction: discord.Interaction) -> None:
        """Try the links, in the background."""
        await self._sources.check(interaction)
