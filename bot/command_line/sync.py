"""`sync`: announce the commands to Discord."""

from __future__ import annotations

import asyncio

import click

from bot.settings import Settings
from knowledge.errors import InvalidInputError


@click.command()
@click.option("--guild", type=click.IntRange(min=1), help="The id of one server; they are shown there at once.")
@click.option("--clear", is_flag=True, help="Take the commands away from that server.")
@click.pass_context
def sync(context: click.Context, guild: int | None, *, clear: bool) -> None:
    """Announce the commands everywhere, or to one server alone."""
    settings: Settings = context.obj
    token = settings.checked_token()
    if clear and guild is None:
        raise InvalidInputError("--clear takes the commands of one server away. Name it with --guild ID.")
    # Not above: the commands that need no Discord start in half the time without its library.
    from bot.app.logs import start_logging
    from bot.app.running import announce

    start_logging("WARNING", token)
    click.echo(asyncio.run(announce(settings, token, guild, clear=clear)))
