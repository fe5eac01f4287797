"""`/help`: how to ask, what the verdicts mean, who keeps the entries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.answering import Answering
from bot.ui.audience import audience_of, reader_of


class HelpCog(commands.Cog):
    """The one page that explains the bot."""

    def __init__(self, answering: Answering, is_curator: Callable[[discord.Interaction], Awaitable[bool]]) -> None:
        self._answering = answering
        self._is_curator = is_curator

    @app_commands.command(name="help", description="How to ask, what the verdicts mean, who keeps the entries")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: discord.Interaction) -> None:
        """Explain, to the one who asked."""
        audience = audience_of(interaction)
        texts = await self._answering.texts_for_one(audience, reader_of(interaction))
        outgoing = await self._answering.help(audience, texts, moderates=await self._is_curator(interaction))
        await interaction.response.send_message(view=outgoing.view or discord.utils.MISSING, ephemeral=True)
