"""`health`: how the running bot is, asked at its status port."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import click

from bot.command_line.exits import DONE, FOUND_PROBLEMS
from bot.settings import Settings
from knowledge.errors import InvalidInputError

_SECONDS = 5.0


@click.command()
@click.pass_context
def health(context: click.Context) -> None:
    """Ask the bot that runs on this machine how it is, at STATUS_PORT.

    Exit status: 0 it is fine, 1 it is not, or does not answer.
    """
    settings: Settings = context.obj
    port = settings.checked_status_port()
    if port is None:
        raise InvalidInputError("STATUS_PORT is empty, so the bot tells nobody how it is. Set it to a port.")
    # No proxy is asked the way to this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        try:
            with opener.open(f"http://127.0.0.1:{port}/health", timeout=_SECONDS) as answer:
                told = json.loads(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                told = json.loads(error.read())
        problems = [str(one) for one in told["problems"]]
    except (OSError, ValueError, TypeError, KeyError):
        problems = [f"No bot answers at port {port} of this machine. Is it running, with this STATUS_PORT?"]
    for problem in problems:
        click.echo(problem)
    if not problems:
        click.echo("The bot is fine.")
    context.exit(FOUND_PROBLEMS if problems else DONE)
