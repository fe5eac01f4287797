"""`check`: whether the files of a pack are fit to be published, and what an editor would ask about them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from bot.command_line.exits import DONE, FOUND_PROBLEMS
from knowledge.errors import InvalidInputError
from knowledge.exchange.packs import PACK_FILE, FileProblem, examine_file, examine_pack, starter_pack_folders
from knowledge.moderation.editorial import editorial_advice, editorial_problems, entry_advice, entry_problems, pack_base


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.pass_context
def check(context: click.Context, path: Path | None) -> None:
    """Check the pack or the entry file at PATH (the packs that come with the bot when left out).

    First whether every file is valid, then, when all are, what an editor would ask. Lines that begin with "advice"
    change no exit status: more phrasings and refused questions, and near-misses that would still be answered.

    Exit status: 0 nothing found, 1 something found.
    """
    today = datetime.datetime.now(datetime.UTC).date()
    if path is not None and path.is_file():
        found = _check_file(path, today)
    else:
        found = sum(_check_pack(folder, today) for folder in _folders(path))
    context.exit(FOUND_PROBLEMS if found else DONE)


def _check_pack(folder: Path | Traversable, today: datetime.date) -> int:
    pack, problems = examine_pack(folder)
    if pack is None:
        return _told(folder.name, problems)
    about = f"{folder.name}: {len(pack.entries)} entries, {len(pack.names)} names"
    base = pack_base(pack)
    return _told(about, editorial_problems(pack, today, base), editorial_advice(pack, base))


def _check_file(file: Path, today: datetime.date) -> int:
    entry, problems = examine_file(file)
    if entry is None:
        return _told(file.name, problems)
    problems = tuple(FileProblem(file.name, problem) for problem in entry_problems(entry, today))
    return _told(file.name, problems, [FileProblem(file.name, problem) for problem in entry_advice(entry)])


def _told(about: str, problems: Sequence[FileProblem], advice: Sequence[FileProblem] = ()) -> int:
    for problem in problems:
        click.echo(str(problem))
    for one in advice:
        click.echo(f"advice: {one}")
    count = {0: "no problems", 1: "1 problem"}.get(len(problems), f"{len(problems)} problems")
    advised = {0: "", 1: ", 1 piece of advice"}.get(len(advice), f", {len(advice)} pieces of advice")
    click.echo(f"{about}{',' if ':' in about else ':'} {count}{advised}")
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
