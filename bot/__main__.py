"""The command line: `python -m bot`, or `not-so-fast` once it is installed."""

from __future__ import annotations

import platform
import sys

import click

from bot import VERSION
from bot.command_line.ask import ask
from bot.command_line.backup import backup, restore
from bot.command_line.check import check
from bot.command_line.console import console
from bot.command_line.doctor import doctor
from bot.command_line.exits import status_of
from bot.command_line.health import health
from bot.command_line.match import match
from bot.command_line.queue import queue
from bot.command_line.rebuild import rebuild
from bot.command_line.run import run
from bot.command_line.sync import sync
from bot.command_line.takedown import takedown
from bot.settings import read_settings
from knowledge.errors import NotSoFastError
from knowledge.store import SCHEMA, SQLITE


def _versions() -> str:
    return f"Not So Fast {VERSION} (schema {SCHEMA}, SQLite {SQLITE}, Python {platform.python_version()})"


@click.group(invoke_without_command=True)
@click.version_option(VERSION, message=_versions())
@click.pass_context
def commands(context: click.Context) -> None:
    """Not So Fast answers skeptical questions from a curated, sourced knowledge base."""
    settings = context.obj = read_settings()
    if context.invoked_subcommand is None and settings.has_token:
        context.invoke(run)
    elif context.invoked_subcommand is None:
        click.echo(
            "No token is set, so this is the console. "
            "To run the bot on Discord, put DISCORD_TOKEN into .env (see README)."
        )
        context.invoke(console)


for command in (ask, match, check, console, doctor, health, run, sync, queue, takedown, backup, restore, rebuild):
    commands.add_command(command)


def main() -> None:
    """Run the command line; what a person can cause ends with a sentence and an exit status, never a traceback."""
    try:
        commands()
    except NotSoFastError as error:
        click.echo(str(error), err=True)
        sys.exit(status_of(error))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
