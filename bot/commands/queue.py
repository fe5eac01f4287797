"""`/queue`: what waits for the moderators."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.components.queue import QueueControls
from bot.guarded import for_moderators


class QueueCog(commands.Cog):
    """Questions nobody could answer, reports and disputes."""

    def __init__(self, queue: QueueControls) -> None:
        self._queue = queue

    @app_commands.command(name="queue", description="Questions that nobody could answer, and complaints about answers")
    @for_moderators
    async def queue(self, interaction: discord.Interaction) -> None:
        """Show what waits."""
        await self._queue.show(interaction)
