"""`console`: ask again and again, without Discord."""

from __future__ import annotations

import click

from bot.command_line.opening import open_library
from bot.command_line.replies import answer_text, further_text, reply_text
from bot.settings import Settings
from knowledge.answering.followup import choice_in, follow_up
from knowledge.answering.library import Answer, PublishedEntry, Reply
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
    shown: PublishedEntry | None = None
    while question := _line("> "):
        # As in a direct message: what goes on about the card before it is read as about that card.
        found = None if shown is None else follow_up(library, SHARED, shown, question, fresh=True)
        text = further_text(shown, found) if shown is not None and found is not None else None
        if text is not None:
            click.echo(f"{text}\n" if text else "")
            continue
        reply = library.ask(question, SHARED)
        click.echo(reply_text(reply) + "\n")
        shown = _pick(reply) if reply.outcome is Outcome.ASK_WHICH else None
        if len(reply.answers) == 1:
            shown = reply.answers[0].shown


def _pick(reply: Reply) -> PublishedEntry | None:
    typed = _line(f"Which one (1 to {len(reply.offered)}, anything else for none)? ")
    choice = choice_in(typed, len(reply.offered))
    if not isinstance(choice, int):
        click.echo("None of them, then.\n")
        return None
    picked = reply.offered[choice]
    click.echo(answer_text(Answer(picked, confidence=1.0)) + "\n")
    return picked


def _line(prompt: str) -> str:
    click.echo(prompt, nl=False)
    try:
        return input().strip()
    except EOFError:
        click.echo()
        return ""
    except UnicodeDecodeError as error:
        raise InvalidInputError("What was typed is not UTF-8 text. Set the terminal to UTF-8.") from error
