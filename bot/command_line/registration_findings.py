"""What `doctor` finds about the commands: whether those that Discord was told of are those of today."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

from bot.command_line.findings import Finding
from bot.command_line.opening import opened_store
from bot.settings import Settings
from knowledge.errors import NotSoFastError
from knowledge.store import bot_of


def registration(settings: Settings) -> Iterator[Finding]:
    """Look whether the commands that were announced last are those of this version."""
    if not settings.has_token or not os.access(settings.database_path, os.F_OK):
        yield Finding("commands", "Discord is told of them when the bot is started for the first time.")
        return
    if settings.test_guild:
        yield Finding("commands", "They are announced to the server TEST_GUILD_ID alone, at each start.")
        return
    # Not above: the library of Discord doubles the time that a command takes.
    from bot.app.command_sync import announced
    from bot.app.running import digest_of_today

    try:
        with opened_store(settings) as store:
            before = announced(store)
    except NotSoFastError:
        # It is told as the database.
        return
    runs = bot_of(settings.database_path) is not None
    if before == asyncio.run(digest_of_today()):
        yield Finding("commands", "Discord has those of this version.")
    elif runs:
        told = "They were never announced" if before is None else "They have changed since they were announced"
        yield Finding(
            "commands",
            f"{told}, although the bot runs. Restart it if it is of an earlier version; else run `python -m bot sync`.",
            fine=False,
        )
    else:
        told = "They were not announced yet" if before is None else "They have changed since they were announced"
        yield Finding("commands", f"{told}; the bot does it when it is started.")
