"""`ask`: one question, one card."""

from __future__ import annotations

import json

import click

from bot.command_line.exits import OF_OUTCOME
from bot.command_line.opening import open_library
from bot.command_line.replies import reply_text
from bot.settings import Settings
from knowledge.answering.library import Reply
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
            click.echo("\n" + explanation(reply, meaning_is_on=settings.model is not None))
    context.exit(OF_OUTCOME[reply.outcome])


def explanation(reply: Reply, *, meaning_is_on: bool) -> str:
    """Return why it was decided so, for a moderator."""
    lines = [f"Decided: {reply.outcome.value}; confidence in the first {reply.confidence:.0%}."]
    if reply.decision.only_ordered:
        lines.append("Meaning was used for the order of offers alone: no weights were fitted with this model.")
    elif reply.decision.meaning is not None:
        points = f"{reply.decision.meaning:+.1f} of the points by which the first leads are its own"
        lines.append(f"Meaning was used: {points}, counted as below.")
    elif meaning_is_on:
        lines.append("Meaning was not used: it failed, or there was nothing to compare.")
    else:
        lines.append("Meaning was not used: it is off (SEMANTIC_MODEL is empty).")
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
        "meaning": None if reply.decision.meaning is None else round(reply.decision.meaning, 4),
    }
