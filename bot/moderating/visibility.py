"""How the moderators' commands are shown: in servers that have the bot, and to those who may manage messages.

This is a hint to Discord and no guard: whoever uses one is checked again when it arrives.
"""

from __future__ import annotations

from typing import TypeVar

from discord import app_commands

Made = TypeVar("Made")
"""A function that is about to become a command, or the class of a group of commands."""


def for_moderators(made: Made) -> Made:
    """Show a command, or a group of them, to those who may manage messages."""
    return _in_servers(app_commands.default_permissions(manage_messages=True)(made))


def for_managers(made: Made) -> Made:
    """Show a command to those who may manage the server."""
    return _in_servers(app_commands.default_permissions(manage_guild=True)(made))


def _in_servers(made: Made) -> Made:
    return app_commands.guild_only(app_commands.allowed_installs(guilds=True, users=False)(made))
