"""The commands in the language of whoever looks at them: Discord is told of both, and each client shows its own."""

from __future__ import annotations

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.app import commands_in_spanish
from bot.ui.audience import LOCALES
from knowledge.language import Language

_NAMES = (Location.command_name, Location.group_name, Location.parameter_name)


class CommandTranslator(app_commands.Translator):
    """Gives the Spanish names and descriptions of commands, options and choices, which are written in English."""

    async def translate(
        self, string: app_commands.locale_str, locale: Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """Return what this is called in the language of a client, None where it is called as in English."""
        if LOCALES.get(locale) is not Language.SPANISH:
            return None
        if context.location in _NAMES:
            return commands_in_spanish.NAMES.get(string.message)
        if context.location is Location.choice_name:
            return commands_in_spanish.CHOICES.get(string.message)
        return commands_in_spanish.DESCRIPTIONS.get(string.message)
