"""`run`: the bot on Discord."""

from __future__ import annotations

import asyncio
import datetime

import click

from bot.settings import Settings
from knowledge.store import bot_lock


@click.command()
@click.pass_context
def run(context: click.Context) -> None:
    """Run the bot on Discord, with the token in DISCORD_TOKEN. SIGTERM or Ctrl-C ends it in order.

    One database has one bot: a second one says which process has it, and ends.
    """
    settings: Settings = context.obj
    token = settings.checked_token()
    settings.checked_test_guild()
    settings.checked_asks()
    level = settings.checked_log_level()
    # Not above: the commands that need no Discord start in half the time without its library.
    from bot.running import run_bot, start_logging

    start_logging(level, token)
    # Before anything is opened or said to Discord.
    with bot_lock(settings.database_path, datetime.datetime.now(datetime.UTC)):
        asyncio.run(run_bot(settings, token))
