"""`check`: whether the files of a pack are fit to be published."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from bot.command_line.exits import DONE, FOUND_PROBLEMS
from knowledge.errors import InvalidInputError
from knowledge.exchange.packs import PACK_FILE, FileProblem, examine_file, examine_pack, starter_pack_folders


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.pass_context
def check(context: click.Context, path: Path | None) -> None:
    """Check the pack or the entry file at PATH (the packs that come with the bot when left out).

    Exit status: 0 nothing found, 1 something found.
    """
    if path is not None and path.is_file():
        found = _told(path.name, examine_file(path), "no problems")
    else:
        found = sum(_check_pack(folder) for folder in _folders(path))
    context.exit(FOUND_PROBLEMS if found else DONE)


def _check_pack(folder: Path | Traversable) -> int:
    pack, problems = examine_pack(folder)
    fine = f"{len(pack.entries)} entries, {len(pack.names)} names, no problems" if pack else ""
    return _told(folder.name, problems, fine)


def _told(name: str, problems: Sequence[FileProblem], fine: str) -> int:
    for problem in problems:
        click.echo(str(problem))
    counted = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    click.echo(f"{name}: {counted if problems else fine}")
    return len(problems)


def _folders(path: Path | None) -> Sequence[Path | Traversable]:
    if path is None:
        return starter_pack_folders()
    if not path.is_dir():
        raise InvalidInputError(f"There is nothing at {path}. Give the folder of a pack or the file of an entry.")
    folder = path.resolve()
    if any(folder.glob("*.toml")):
        return (folder,)
    packs = sorted(item for item in folder.iterdir() if (item / PACK_FILE).is_file())
    if not packs:
        raise InvalidInputError(f"There is no TOML file in {path}. Give the folder of a pack or the file of an entry.")
    return packs
