"""Where a question comes from, as the knowledge sees it: for which audience, from whom, in which channel."""

from __future__ import annotations

import discord

from knowledge.store import SHARED, Audience


def audience_of(interaction: discord.Interaction) -> Audience:
    """Return the server whose library answers: the one that has the bot, and none where a person brought it along."""
    if interaction.guild_id is not None and interaction.is_guild_integration():
        return Audience(interaction.guild_id)
    return SHARED


def audience_of_message(message: discord.Message) -> Audience:
    """Return the server whose library answers a message, and none in a direct message."""
    return Audience(message.guild.id) if message.guild else SHARED
