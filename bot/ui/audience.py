"""Where a question comes from, as the knowledge sees it: for which audience, and in which language its asker reads."""

from __future__ import annotations

from collections.abc import Mapping

import discord

from knowledge.language import Language
from knowledge.store import SHARED, Audience

LOCALES: Mapping[discord.Locale, Language] = {
    discord.Locale.american_english: Language.ENGLISH,
    discord.Locale.british_english: Language.ENGLISH,
    discord.Locale.spain_spanish: Language.SPANISH,
    discord.Locale.latin_american_spanish: Language.SPANISH,
}
"""The languages of clients in which the bot has texts."""


def reader_of(interaction: discord.Interaction) -> Language | None:
    """Return the language of a person's client, None when the bot has no texts in it."""
    return LOCALES.get(interaction.locale)


def audience_of(interaction: discord.Interaction) -> Audience:
    """Return the server whose library answers: the one that has the bot, and none where a person brought it along."""
    if interaction.guild_id is not None and interaction.is_guild_integration():
        return Audience(interaction.guild_id)
    return SHARED


def audience_of_message(message: discord.Message) -> Audience | None:
    """Return the server whose library answers a message, the shared library in a direct message, None for neither.

    In a server that Discord has not described yet, nobody can tell whose library it is.
    """
    if message.guild is not None:
        return Audience(message.guild.id)
    return SHARED if isinstance(message.channel, discord.DMChannel) else None
