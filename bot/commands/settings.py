"""`/settings`: who curates, where moderators are told, how the bot behaves on this server."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.components.settings import SettingControls
from bot.guarded import for_managers


class SettingCog(commands.Cog):
    """The settings of a server."""

    def __init__(self, settings: SettingControls) -> None:
        self._settings = settings

    @app_commands.command(
        name="settings", description="Curators, moderators' channel, two people, language, matching, packs, channels"
    )
    @for_managers
    async def settings(self, interaction: discord.Interaction) -> None:
        """Show the settings."""
        await self._settings.show(interaction)
