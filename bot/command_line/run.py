"""`run`: the bot on Discord."""

from __future__ import annotations

import asyncio
import datetime
import logging

import click

from bot.command_line.exits import status_of
from bot.settings import OPEN_ENV, LogFormat, Settings
from knowledge.errors import NotSoFastError
from knowledge.store import bot_lock

_log = logging.getLogger(__name__)


@click.command()
@click.pass_context
def run(context: click.Context) -> None:
    """Run the bot on Discord, with the token in DISCORD_TOKEN. SIGTERM or Ctrl-C ends it in order.

    One database has one bot: a second one says which process has it, and ends.

    Exit status: 0 told to end, 2 cannot run as it is set up, 75 may run later (the network, a busy database).
    """
    settings: Settings = context.obj
    token = settings.checked_token()
    settings.checked_test_guild()
    settings.checked_asks()
    settings.checked_backups()
    settings.checked_status_port()
    level, form = settings.checked_log_level(), settings.checked_log_format()
    # Not above: the commands that need no Discord start in half the time without its library.
    from bot.app.logs import start_logging
    from bot.app.running import run_bot

    start_logging(level, token, form)
    if settings.env_is_open:
        _log.warning("%s", OPEN_ENV)
    try:
        # Before anything is opened or said to Discord.
        with bot_lock(settings.database_path, datetime.datetime.now(datetime.UTC)):
            asyncio.run(run_bot(settings, token))
    except NotSoFastError as error:
        if form is LogFormat.HUMAN:
            raise
        # Whoever reads the log as JSON learns there why the bot has ended.
        _log.critical("%s", error)
        context.exit(status_of(error))
