"""`rebuild`: what is derived, anew from the revisions."""

from __future__ import annotations

import click

from bot.command_line.opening import opened_store
from bot.settings import Settings
from knowledge.answering.library import build_library
from knowledge.store import SHARED


@click.command()
@click.pass_context
def rebuild(context: click.Context) -> None:
    """Make all that is derived anew from the revisions: what is published, and the index. The bot may run meanwhile."""
    settings: Settings = context.obj
    with opened_store(settings) as store:
        store.rebuild()
        count = len(build_library(store).browse(SHARED))
    click.echo(f"Everything that is derived was made anew from the revisions: {count} shared entries are published.")
