"""`console`: ask again and again, without Discord."""

from __future__ import annotations

import click

from bot.command_line.opening import open_library
from bot.command_line.replies import answer_text, reply_text
from bot.settings import Settings
from knowledge.answering.library import Answer, Reply
from knowledge.errors import InvalidInputError
from knowledge.matching.outcome import Outcome
from knowledge.store import SHARED


@click.command()
@click.pass_context
def console(context: click.Context) -> None:
    """Talk with the bot here. An empty line or the end of input ends it. Nothing is recorded."""
    settings: Settings = context.obj
    library = open_library(settings)
    click.echo("Ask about a claim. An empty line ends.")
    while question := _line("> "):
        reply = library.ask(question, SHARED)
        click.echo(reply_text(reply) + "\n")
        if reply.outcome is Outcome.ASK_WHICH:
            _pick(reply)


def _pick(reply: Reply) -> None:
    choice = _line(f"Which one (1 to {len(reply.offered)}, anything else for none)? ")
    if choice.isdecimal() and 1 <= int(choice) <= len(reply.offered):
        picked = reply.offered[int(choice) - 1]
        click.echo(answer_text(Answer(picked, confidence=1.0)) + "\n")
    else:
        click.echo("None of them, then.\n")


def _line(prompt: str) -> str:
    click.echo(prompt, nl=False)
    try:
        return input().strip()
    except EOFError:
        click.echo()
        return ""
    except UnicodeDecodeError as error:
        raise InvalidInputError("What was typed is not UTF-8 text. Set the terminal to UTF-8.") from error
