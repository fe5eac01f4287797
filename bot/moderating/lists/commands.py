"""`/audit` and `/undo`: who changed what, and taking it back."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.moderating.lists.controls import ListControls
from bot.moderating.undo import UndoControls
from bot.moderating.visibility import for_moderators


class AuditCog(commands.Cog):
    """What was changed on this server."""

    def __init__(self, lists: ListControls, undoing: UndoControls) -> None:
        self._lists = lists
        self._undoing = undoing

    @app_commands.command(name="audit", description="Who changed what, and when")
    @for_moderators
    async def audit(self, interaction: discord.Interaction) -> None:
        """Show the newest changes."""
        await self._lists.audit(interaction)

    @app_commands.command(name="undo", description="Take back what one person changed; first shows what that is")
    @app_commands.describe(who="The person", since="Since when: 30m, 2h, 1d, or a moment in UTC as 2026-05-04 13:30")
    @for_moderators
    async def undo(self, interaction: discord.Interaction, who: discord.User, since: str) -> None:
        """Show what would be taken back."""
        await self._undoing.show(interaction, who.id, since)
