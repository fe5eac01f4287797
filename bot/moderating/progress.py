"""Showing how far long work is, also when it outlasts the quarter of an hour that Discord gives an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord

from bot.ui.widgets import View

Post = Callable[[View], Awaitable[discord.Message | None]]
"""Writes where the moderators read; None when there is no such place."""


class Progress:
    """One place that is kept up to date: the answer to the command, later one message for the moderators."""

    def __init__(self, interaction: discord.Interaction, post: Post) -> None:
        self._interaction: discord.Interaction | None = interaction
        self._post = post
        self._message: discord.Message | None = None

    def move_to(self, interaction: discord.Interaction) -> None:
        """Go on in the answer to another command."""
        self._interaction = interaction

    async def show(self, view: View) -> bool:
        """Put this in the place of what was shown before; return False when there is nowhere to show it."""
        if self._interaction is not None:
            try:
                await self._interaction.edit_original_response(view=view)
            except discord.HTTPException:
                self._interaction = None
            else:
                return True
        if self._message is not None:
            try:
                await self._message.edit(view=view)
            except discord.HTTPException:
                self._message = None
            else:
                return True
        self._message = await self._post(view)
        return self._message is not None
