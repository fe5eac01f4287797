"""`doctor`: whether everything that a start needs is sound."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import click

from bot.command_line.database_findings import backups, database, index, processes, room
from bot.command_line.exits import DONE, FOUND_PROBLEMS
from bot.command_line.findings import Finding, Look, looked
from bot.command_line.meaning_findings import meaning
from bot.command_line.registration_findings import registration
from bot.settings import OPEN_ENV, Settings
from knowledge.errors import InvalidInputError
from knowledge.exchange.packs import examine_pack, starter_pack_folders, starter_packs


@click.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Look at all that a start needs, and say what is wrong and what to do.

    That is the token, the settings, packs, the database, its index, disk and backups, other processes on it, the
    commands as they were announced to Discord, and meaning. A model that is set by its name alone is downloaded if it
    is not there yet.

    Exit status: 0 nothing found, 1 something found.
    """
    settings: Settings = context.obj
    found = False
    for about, look in LOOKS.items():
        for finding in looked(about, look, settings):
            found = found or not finding.fine
            click.echo(f"{'fine ' if finding.fine else 'WRONG'}  {finding.about}: {finding.sentence}")
    context.exit(FOUND_PROBLEMS if found else DONE)


def _token(settings: Settings) -> Iterator[Finding]:
    if settings.has_token:
        settings.checked_token()
        yield Finding("token", "It has the form of a token; whether it is valid, Discord alone knows.")
    else:
        yield Finding("token", "None is set: the command line works, the bot on Discord does not.")


def _settings(settings: Settings) -> Iterator[Finding]:
    sound = True
    for check in (
        settings.checked_test_guild,
        settings.checked_log_level,
        settings.checked_log_format,
        settings.checked_status_port,
        settings.checked_asks,
        settings.checked_keep_days,
        settings.checked_question_days,
        settings.checked_backups,
    ):
        try:
            check()
        except InvalidInputError as error:
            sound = False
            yield Finding("settings", str(error), fine=False)
    if settings.env_is_open and settings.has_token:
        sound = False
        yield Finding("settings", OPEN_ENV, fine=False)
    if sound:
        yield Finding("settings", "They can be read.")


def _packs(settings: Settings) -> Iterator[Finding]:
    # Raises with the sentence for a name that no pack has.
    chosen = {pack.id for pack in starter_packs(settings.packs)}
    for folder in starter_pack_folders():
        if folder.name not in chosen:
            continue
        pack, problems = examine_pack(folder)
        for problem in problems:
            yield Finding(f"pack {folder.name}", str(problem), fine=False)
        if pack is not None and not problems:
            yield Finding(f"pack {folder.name}", f"{len(pack.entries)} entries, all sound.")


def _status(settings: Settings) -> Iterator[Finding]:
    try:
        port = settings.checked_status_port()
    except InvalidInputError:
        # It is told with the settings.
        return
    if port is None:
        yield Finding("status", "The running bot tells nobody how it is (STATUS_PORT is empty).")
        return
    told = f"The running bot tells at port {port} of this machine how it is; `health` asks it."
    if find_spec("prometheus_client") is None:
        told += ' Metrics need the extra: pip install -e ".[metrics]"'
    yield Finding("status", told)


LOOKS: dict[str, Look] = {
    "token": _token,
    "settings": _settings,
    "packs": _packs,
    "index": index,
    "database": database,
    "disk": room,
    "bot": processes,
    "commands": registration,
    "backups": backups,
    "status": _status,
    "meaning": meaning,
}
"""What is looked at, by what a finding is about; the index before the database, which makes it anew where it must."""
