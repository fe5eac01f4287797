"""`doctor`: whether everything that a start needs is sound."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from bot.command_line.exits import DONE, FOUND_PROBLEMS
from bot.command_line.opening import opened_store
from bot.settings import OPEN_ENV, Settings
from knowledge.answering.library import build_library
from knowledge.errors import InvalidInputError, NotSoFastError
from knowledge.exchange.packs import examine_pack, starter_pack_folders, starter_packs
from knowledge.meaning.choice import DEFAULT_MODEL, ModelChoice
from knowledge.meaning.opening import open_encoder
from knowledge.store import SHARED, bot_of, is_there
from knowledge.store.backup_folder import latest_backup

_LEAST_FREE = 100_000_000
_SECONDS_FOR_THE_LOCK = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found there, and whether it is fine."""

    about: str
    sentence: str
    fine: bool = True


@click.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Look at the settings, packs, database, disk, backups and meaning, and say what is wrong and what to do.

    A model that is set by its name alone is downloaded if it is not there yet.

    Exit status: 0 nothing found, 1 something found.
    """
    settings: Settings = context.obj
    found = False
    for look in (_token, _settings, _packs, _database, _room, _bot, _backups, _meaning):
        for finding in _looked(look, settings):
            found = found or not finding.fine
            click.echo(f"{'fine ' if finding.fine else 'WRONG'}  {finding.about}: {finding.sentence}")
    context.exit(FOUND_PROBLEMS if found else DONE)


def _looked(look: Callable[[Settings], Iterator[Finding]], settings: Settings) -> Iterator[Finding]:
    try:
        yield from look(settings)
    except NotSoFastError as error:
        yield Finding(look.__name__.strip("_"), str(error), fine=False)


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


def _database(settings: Settings) -> Iterator[Finding]:
    path = settings.database_path
    # What may not be looked into is as good as not there; pathlib would raise instead.
    if not os.access(path, os.F_OK):
        # Raises with the sentence where there was one.
        is_there(path)
        folder = next(one for one in path.absolute().parents if os.access(one, os.F_OK))
        if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
            yield Finding("database", f"{path} is not there yet; it is made at the first start.")
        else:
            sentence = f"{path} cannot be made. Set DATABASE_PATH to a file in a folder that you may write to."
            yield Finding("database", sentence, fine=False)
        return
    with opened_store(settings) as store:
        damage = store.damage()
        with store.waiting(_SECONDS_FOR_THE_LOCK):
            store.try_writing()
        if damage:
            yield Finding("database", f"It is damaged ({damage}). Restore it from a backup.", fine=False)
        else:
            count = len(build_library(store).browse(SHARED))
            yield Finding(
                "database",
                f"It opens and can be written to, its schema is current, and {count} shared entries are published.",
            )


def _room(settings: Settings) -> Iterator[Finding]:
    folder = next(one for one in settings.database_path.absolute().parents if os.access(one, os.F_OK))
    free = shutil.disk_usage(folder).free
    told = f"{free // 10**6:,} MB are free where the database is."
    if free < _LEAST_FREE:
        told += " When nothing is left, answers go on for a while, and nothing else does. Make room."
    yield Finding("disk", told, fine=free >= _LEAST_FREE)


def _bot(settings: Settings) -> Iterator[Finding]:
    holder = bot_of(settings.database_path)
    yield Finding("bot", "It does not run on this database now." if holder is None else f"It runs: {holder}.")


def _backups(settings: Settings) -> Iterator[Finding]:
    plan = settings.checked_backups()
    if plan is None:
        yield Finding("backups", "None are made on schedule (BACKUP_FOLDER is empty); `backup FILE` makes one.")
        return
    now = datetime.datetime.now(datetime.UTC)
    latest = latest_backup(plan.folder, now)
    if latest is None:
        yield Finding("backups", f"There is none in {plan.folder} yet; the bot makes the first when it is started.")
        return
    hours = int((now - latest).total_seconds() // 3600)
    told = f"The latest in {plan.folder} is {hours} hours old."
    late = hours > 2 * plan.hours
    if late:
        told += f" One is due every {plan.hours} hours, while the bot runs. Its log says why there is none."
    yield Finding("backups", told, fine=not late)


def _meaning(settings: Settings) -> Iterator[Finding]:
    choice = settings.model
    if choice is None:
        if settings.semantic_model_path:
            sentence = "SEMANTIC_MODEL_PATH is set, SEMANTIC_MODEL is not: meaning is off. Name it or empty the path."
            yield Finding("meaning", sentence, fine=False)
        else:
            yield Finding("meaning", "It is off (SEMANTIC_MODEL is empty); questions are matched by their words.")
        return
    yield from _model(settings, choice)


def _model(settings: Settings, choice: ModelChoice) -> Iterator[Finding]:
    if choice.folder is None:
        click.echo(f"Opening {choice.model}, which is downloaded first when it is not here yet.", err=True)
    encoder = open_encoder(choice, download=True)
    # Not above: they need the extra, which is there when the encoder is open.
    from knowledge.meaning.fingerprint import weights_of
    from knowledge.meaning.vector_cache import read_meaning

    weights = weights_of(encoder)
    yield Finding("meaning", f"{encoder.model} opens and encodes.")
    if weights is None:
        yield Finding(
            "meaning",
            f"No weights were fitted with {encoder.model}: it adds and orders what is offered, and answers are found "
            f"by words. Those that ship are for {DEFAULT_MODEL}.",
        )
    if not os.access(settings.database_path, os.F_OK):
        return
    with opened_store(settings) as store:
        texts = read_meaning(encoder, store).missing(build_library(store).segments())
    yield Finding(
        "meaning",
        f"{len(texts)} texts have no vector yet; they get one at the next start."
        if texts
        else "Every text has its vector.",
    )
