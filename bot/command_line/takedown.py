"""`takedown`: delete an entry for good, with all its revisions."""

from __future__ import annotations

import datetime

import click

from bot.command_line.opening import opened_store
from bot.settings import Settings
from knowledge.moderation.retention import take_down


@click.command()
@click.argument("entry")
@click.option("--reason", required=True, help="Why, in one sentence; it stands in the place of the entry.")
@click.option("--server", type=click.IntRange(min=1), help="Only this server's own version.")
@click.pass_context
def takedown(context: click.Context, entry: str, reason: str, server: int | None) -> None:
    """Take ENTRY down wherever it is, with all its revisions and drafts. This cannot be undone; a marker stays."""
    settings: Settings = context.obj
    with opened_store(settings) as store:
        owners = take_down(store, entry, reason, datetime.datetime.now(datetime.UTC), server)
    for owner in owners:
        where = "shared entries" if owner.server is None else f"server {owner.server}"
        click.echo(f"{entry} is taken down from the {where}.")
