"""Announcing the commands to Discord: to one server at once, or everywhere when they have changed."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import Any

import discord
from discord import app_commands

from bot.app.client import Bot
from knowledge.errors import NotSoFastError
from knowledge.store import Store

_log = logging.getLogger(__name__)

KEY = "commands announced everywhere"


async def definitions(bot: Bot) -> list[dict[str, Any]]:
    """Return what Discord is told of the commands, in every language, by name."""
    translator = bot.tree.translator
    assert translator is not None, "the commands are added with their translator"
    payload = [await command.get_translated_payload(bot.tree, translator) for command in bot.tree.get_commands()]
    return sorted(payload, key=lambda one: str(one["name"]))


async def digest(bot: Bot) -> str:
    """Return what tells one state of the command definitions from another."""
    return hashlib.sha256(json.dumps(await definitions(bot), sort_keys=True).encode()).hexdigest()


def announced(store: Store) -> str | None:
    """Return the digest of the commands that were announced everywhere last, None when none were."""
    kept = store.kept.get(KEY)
    return None if kept is None else kept.rpartition(" ")[2]


async def sync_server(bot: Bot, server: int, *, clear: bool = False) -> int:
    """Announce the commands to one server alone, or take them away there; return how many it has now.

    Raises NotSoFastError when Discord does not let the bot.
    """
    where = discord.Object(server)
    if clear:
        bot.tree.clear_commands(guild=where)
    else:
        bot.tree.copy_global_to(guild=where)
    try:
        return await _synced(bot, where)
    except discord.Forbidden as error:
        raise NotSoFastError(
            f"Discord does not let me announce commands to the server {server}. Check the id, and that I was invited "
            "there with the scope applications.commands."
        ) from error


async def sync_everywhere(bot: Bot, *, always: bool) -> int | None:
    """Announce the commands everywhere, unless they are there already and `always` is off; return how many, or None.

    Raises NotSoFastError when Discord does not take them.
    """
    state = f"{bot.application_id} {await digest(bot)}"
    if not always and await bot.worker.run(lambda store: store.kept.get(KEY)) == state:
        return None
    count = await _synced(bot, None)

    def keep(store: Store) -> None:
        with store.transaction():
            store.kept.put(KEY, state)

    await bot.worker.run(keep)
    return count


async def sync_at_start(bot: Bot, test_guild: int | None) -> None:
    """Announce the commands as `run` does; a failure is logged and stops nothing."""
    try:
        if test_guild is not None:
            count: int | None = await sync_server(bot, test_guild)
            _log.info("%s commands are announced to the test server %s.", count, test_guild)
        else:
            count = await sync_everywhere(bot, always=False)
            _log.info("The commands have not changed." if count is None else f"{count} commands are announced.")
    except NotSoFastError as error:
        _log.error("%s", error)


async def _synced(bot: Bot, where: discord.Object | None) -> int:
    try:
        return len(await bot.tree.sync(guild=where))
    except discord.Forbidden:
        raise
    except (discord.HTTPException, app_commands.CommandSyncFailure) as error:
        raise NotSoFastError(
            f"Discord did not take the commands ({error}). Try `python -m bot sync` in a few minutes."
        ) from error
