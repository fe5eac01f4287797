"""`backup` and `restore`: the whole database, out of and into its place."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from bot.settings import Settings
from knowledge import store


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def backup(context: click.Context, file: Path) -> None:
    """Copy the database into a new FILE, while the bot runs or not, and check the copy. Nothing is overwritten."""
    settings: Settings = context.obj
    store.back_up(settings.database_path, file)
    size = f"{file.stat().st_size:,} bytes"
    click.echo(f"{settings.database_path} is copied into {file} ({size}), and the copy is sound.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def restore(context: click.Context, file: Path) -> None:
    """Put the backup FILE in the place of the database, while the bot does not run. What was there is kept beside."""
    settings: Settings = context.obj
    now = datetime.datetime.now(datetime.UTC)
    with store.bot_lock(settings.database_path, now):
        kept = store.restore(file, settings.database_path, now)
    click.echo(f"{settings.database_path} is now what was in {file}.")
    if kept is not None:
        click.echo(f"What was there before is kept as {kept}.")
