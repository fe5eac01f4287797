"""`sync`: announce the commands to Discord."""

from __future__ import annotations

import asyncio

import click

from bot.command_line.run import made_bot, opened_and_logged_in, start_logging
from bot.settings import Settings
from bot.syncing import sync_everywhere, sync_server
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
    start_logging("WARNING", token)
    click.echo(asyncio.run(_sync(settings, token, guild, clear=clear)))


async def _sync(settings: Settings, token: str, guild: int | None, *, clear: bool) -> str:
    async with made_bot(settings) as bot:
        await opened_and_logged_in(bot, token)
        if guild is None:
            return f"{await sync_everywhere(bot, always=True)} commands are announced everywhere."
        count = await sync_server(bot, guild, clear=clear)
        return f"The server {guild} has {count} commands of its own now."
