"""`/help`: how to ask, what the verdicts mean, who keeps the entries."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.answering import Answering
from bot.ui.audience import audience_of


class HelpCog(commands.Cog):
    """The one page that explains the bot."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    @app_commands.command(name="help", description="How to ask, what the verdicts mean, who keeps the entries")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: discord.Interaction) -> None:
        """Explain, to the one who asked."""
        outgoing = await self._answering.help(audience_of(interaction))
        await interaction.response.send_message(view=outgoing.view or discord.utils.MISSING, ephemeral=True)
