"""`check`: are the files of a pack fit to be published?"""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

import click

from bot.command_line.exits import FOUND_PROBLEMS
from knowledge.errors import InvalidInputError
from knowledge.exchange.packs import PACK_FILE, examine_file, examine_pack, starter_pack_folders


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.pass_context
def check(context: click.Context, path: Path | None) -> None:
    """Check the pack or the entry file at PATH (the packs that come with the bot when left out). Exit status 1 when something is wrong."""
    problems = 0
    for place in _places(path):
        if place.is_dir():
            pack, found = examine_pack(place)
            done = f"{place.name}: {len(pack.entries)} entries, {len(pack.names)} names, no problems" if pack else ""
        else:
            found = examine_file(place)
            done = f"{place.name}: no problems"
        for problem in found:
            click.echo(str(problem))
        click.echo(f"{place.name}: {len(found)} problems" if found else done)
        problems += len(found)
    context.exit(FOUND_PROBLEMS if problems else 0)


def _places(path: Path | None) -> tuple[Path | Traversable, ...]:
    if path is None:
        return starter_pack_folders()
    if path.is_file():
        return (path,)
    if not path.is_dir():
        raise InvalidInputError(f"There is nothing at {path}. Give the folder of a pack or the file of an entry.")
    if (path / PACK_FILE).is_file() or any(path.glob("*.toml")):
        return (path,)
    packs = tuple(sorted(folder for folder in path.iterdir() if (folder / PACK_FILE).is_file()))
    if not packs:
        raise InvalidInputError(f"There is no TOML file in {path}. Give the folder of a pack or the file of an entry.")
    return packs
