"""`ask`: one question, one card."""

from __future__ import annotations

import json
import shutil

import click

from bot.cards.card import answer_card
from bot.cards.terminal import WIDTH, terminal_card
from bot.command_line.exits import OF_OUTCOME
from bot.command_line.opening import open_library
from bot.settings import Settings
from knowledge.library import Reply
from knowledge.matching.outcome import Outcome
from knowledge.store import SHARED


@click.command()
@click.argument("question")
@click.option("--explain", is_flag=True, help="Say why this entry and not another.")
@click.option("--json", "as_json", is_flag=True, help="Print the decision as JSON.")
@click.pass_context
def ask(context: click.Context, question: str, *, explain: bool, as_json: bool) -> None:
    """Answer QUESTION from the knowledge base. Nothing is recorded.

    Exit status: 0 answered, 3 more than one entry could be meant, 4 no entry.
    """
    settings: Settings = context.obj
    reply = open_library(settings).ask(question, SHARED)
    if as_json:
        click.echo(json.dumps(reply_mapping(reply), ensure_ascii=False))
    else:
        click.echo(reply_text(reply))
        if explain:
            click.echo("\n" + explanation(reply))
    context.exit(OF_OUTCOME[reply.outcome])


def reply_text(reply: Reply) -> str:
    """Return what a person reads: the card or cards, the candidates, or that no entry is about the question."""
    width = min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDTH)
    if reply.outcome is Outcome.ANSWERED:
        return "\n\n".join(terminal_card(answer_card(answer), width) for answer in reply.answers)
    if reply.outcome is Outcome.ASK_WHICH:
        claims = [f"  {number}. {shown.entry.claim}" for number, shown in enumerate(reply.offered, 1)]
        return "\n".join(["I am not sure which claim you mean. Is it one of these?", *claims])
    return f"No entry is about that. I took the question to be: {reply.understood or 'nothing that I can read'}"


def explanation(reply: Reply) -> str:
    """Return why it was decided so, for a moderator."""
    lines = [f"Decided: {reply.outcome.value}; confidence in the first {reply.confidence:.0%}."]
    lines += [f"  {reason}" for reason in reply.reasons]
    return "\n".join(lines)


def reply_mapping(reply: Reply) -> dict[str, object]:
    """Return the decision as plain values."""
    first = reply.answers[0].shown if reply.answers else None
    return {
        "outcome": reply.outcome.value,
        "entry": first.entry.id if first else None,
        "revision": first.revision if first else None,
        "confidence": round(reply.confidence, 4),
        "offered": [shown.entry.id for shown in reply.offered],
        "reasons": list(reply.reasons),
    }
