"""`/help`: how to ask, what the verdicts mean, who keeps the entries."""

from __future__ import annotations

from collections.abc import Callable

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.answering import Answering
from bot.asking.views import text_view
from bot.cards import sentences
from bot.ui.audience import audience_of
from knowledge.answering.library import Library


class HelpCog(commands.Cog):
    """The one page that explains the bot."""

    def __init__(self, answering: Answering, library: Callable[[], Library]) -> None:
        self._answering = answering
        self._library = library

    @app_commands.command(name="help", description="How to ask, what the verdicts mean, who keeps the entries")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: discord.Interaction) -> None:
        """Explain, to the one who asked."""
        audience = audience_of(interaction)
        texts = await self._answering.texts(audience)
        keepers = dict.fromkeys(shown.pack for shown in self._library().browse(audience) if shown.pack)
        text = sentences.help_text(texts, tuple(keepers), in_server=audience.server is not None)
        await interaction.response.send_message(view=text_view(text), ephemeral=True)
