"""`queue`: what was asked where there are no moderators, for whoever runs the bot."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import click

from bot.command_line.opening import opened_store
from bot.settings import Settings
from knowledge.errors import InvalidInputError
from knowledge.moderation import reports, unanswered
from knowledge.moderation.audit import OPERATOR, Curator
from knowledge.store import SHARED, Store
from knowledge.text.normalization import shorten

_ITEM = re.compile(r"([qrd])(-?[1-9]\d{0,18})", re.ASCII)
_WHAT = {"q": "question", "r": "not my question", "d": "verdict disputed"}
_MOST = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: how it is called here (q, r or d and a number), from how many people, and the words."""

    name: str
    people: int
    times: int
    text: str
    entry: str | None = None

    @property
    def what(self) -> str:
        """What sort of thing it is."""
        return _WHAT[self.name[0]]


@click.group(invoke_without_command=True)
@click.option(
    "--most", type=click.IntRange(min=1), default=_MOST, show_default=True, help="How many questions at most."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_context
def queue(context: click.Context, *, most: int, as_json: bool) -> None:
    """List what waits: questions from direct messages and the like that no entry answers, most people first.

    Then the answers there of which somebody said that they were not to their question (r), and disputed verdicts (d).
    The queue of a server is its moderators' own (`/queue`) and is not shown here.
    """
    if context.invoked_subcommand is not None:
        return
    settings: Settings = context.obj
    with opened_store(settings) as store:
        items, count = list(_waiting(store, most)), unanswered.waiting(store, SHARED)
    for item in items:
        click.echo(json.dumps(_mapping(item), ensure_ascii=False) if as_json else _line(item))
    if as_json:
        return
    if not items:
        click.echo("Nothing waits.")
    elif count > most:
        click.echo(f"{count - most} more questions: use --most {count}.")


@queue.command()
@click.argument("item")
@click.pass_context
def show(context: click.Context, item: str) -> None:
    """Show ITEM (q12, r3, d1) with everything that was asked or said."""
    kind, number = _read(item)
    settings: Settings = context.obj
    with opened_store(settings) as store:
        click.echo("\n".join(_told(store, kind, number)))


@queue.command()
@click.argument("item")
@click.option("--reason", required=True, help="Why, in one sentence; it stands in the audit.")
@click.pass_context
def dismiss(context: click.Context, item: str, reason: str) -> None:
    """Take ITEM (q12, r3, d1) out of the queue with a reason. A question comes back when somebody asks it again."""
    kind, number = _read(item)
    operator = Curator(SHARED, OPERATOR, datetime.datetime.now(datetime.UTC))
    settings: Settings = context.obj
    with opened_store(settings) as store:
        if kind == "q":
            unanswered.dismiss(store, operator, number, reason)
        elif kind == "r":
            reports.dismiss_report(store, operator, number, reason)
        else:
            reports.answer_dispute(store, operator, number, reason)
    click.echo(f"{item} is dismissed." + (" The one who wrote is not told from here." if kind == "d" else ""))


def _waiting(store: Store, most: int) -> Iterator[Item]:
    for group in unanswered.queue(store, SHARED, most):
        yield Item(f"q{group.number}", group.people, group.questions, group.question)
    for one in reports.reported(store, SHARED):
        yield Item(f"r{one.answer.number}", one.people, one.people, one.answer.question, one.answer.entry)
    for dispute, answer in reports.disputes(store, SHARED):
        yield Item(f"d{dispute.number}", 1, 1, dispute.reason, answer.entry)


def _line(item: Item) -> str:
    people = f"{item.people} {'person' if item.people == 1 else 'people'}"
    about = f" [{item.what}: {item.entry}]" if item.entry else ""
    return f"{item.name:>6}  {people:>10}  {shorten(item.text, 160)}{about}"


def _mapping(item: Item) -> dict[str, object]:
    return {
        "item": item.name,
        "what": item.what,
        "people": item.people,
        "times": item.times,
        "text": item.text,
        "entry": item.entry,
    }


def _read(item: str) -> tuple[str, int]:
    found = _ITEM.fullmatch(item.strip().lower())
    if found is None:
        raise InvalidInputError(
            f"There is no {item[:50]!r} in the queue. Items are called q12, r3 or d1; `queue` lists them."
        )
    return found[1], int(found[2])


def _told(store: Store, kind: str, number: int) -> list[str]:
    if kind == "q":
        group, asked = unanswered.group(store, SHARED, number)
        lines = [f"q{number} ({group.state}), asked by {group.people}, {group.questions} times in all:"]
        return lines + [f"  {one.at[:10]}  {one.question}" for one in asked]
    for one in reports.reported(store, SHARED):
        if kind == "r" and one.answer.number == number:
            meant = f"\n  meant instead: {', '.join(one.meant)}" if one.meant else ""
            return [
                f"r{number}, said {one.people}:",
                f"  asked: {one.answer.question}",
                f"  got: {one.answer.entry}{meant}",
            ]
    for dispute, answer in reports.disputes(store, SHARED):
        if kind == "d" and dispute.number == number:
            link = f"\n  {dispute.link}" if dispute.link else ""
            return [f"d{number}, on {answer.entry}, {dispute.at[:10]}:", f"  {dispute.reason}{link}"]
    raise InvalidInputError(f"{kind}{number} is not in the queue any more.")
