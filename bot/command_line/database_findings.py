"""What `doctor` finds about the database: the file, its index, its disk, who has it open, and its backups."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bot.command_line.findings import Finding
from bot.command_line.opening import opened_store
from bot.settings import BackupPlan, Settings
from knowledge.answering.library import build_library
from knowledge.answering.shared_index import KeptIndex, kept_index
from knowledge.errors import NotSoFastError
from knowledge.store import SHARED, Store, bot_of, is_there
from knowledge.store.backup import room_needed
from knowledge.store.backup_folder import latest_backup
from knowledge.store.processes import processes_on

_LEAST_FREE = 100_000_000
_SECONDS_FOR_THE_LOCK = 1.0


def index(settings: Settings) -> Iterator[Finding]:
    """Look whether what is derived follows from the revisions; a kept index that does not serve is made anew."""
    if not os.access(settings.database_path, os.F_OK):
        # That it is not there yet, or no more, is told as the database; so is what else keeps it from being read.
        return
    with suppress(NotSoFastError), opened_store(settings) as store:
        if not store.damage():
            yield _index(store)


def _index(store: Store) -> Finding:
    astray = store.revisions.underived()
    if astray:
        return Finding(
            "index",
            f"{astray} entries are not shown as their revisions say. Run `python -m bot rebuild`, which makes all that "
            "is derived anew from the revisions.",
            fine=False,
        )
    before = kept_index(store)
    if before.serves:
        return Finding("index", before.sentence)
    build_library(store)
    if not kept_index(store).serves:
        return Finding(
            "index",
            f"{before.sentence} It could not be made anew, so that each start makes it in memory, and takes longer. "
            "Look at the room on the disk and at who writes to the database.",
            fine=False,
        )
    told = f"{before.sentence} It was made anew from the entries."
    if before is KeptIndex.DAMAGED:
        return Finding("index", f"{told} If that happens again, look at the disk.", fine=False)
    return Finding("index", told)


def database(settings: Settings) -> Iterator[Finding]:
    """Look whether the database is there, sound, of this schema, and can be written to."""
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
            told = f"It is damaged ({damage}). End the bot and put a backup in its place with `restore`."
            yield Finding("database", told, fine=False)
        else:
            count = len(build_library(store).browse(SHARED))
            yield Finding(
                "database",
                f"It opens and can be written to, its schema is current, and {count} shared entries are published.",
            )


def room(settings: Settings) -> Iterator[Finding]:
    """Look at the room on the disk of the database."""
    free = shutil.disk_usage(_nearest(settings.database_path)).free
    told = f"{free // 10**6:,} MB are free where the database is."
    if free < _LEAST_FREE:
        told += " When nothing is left, answers go on for a while, and nothing else does. Make room."
    yield Finding("disk", told, fine=free >= _LEAST_FREE)


def processes(settings: Settings) -> Iterator[Finding]:
    """Look whether the bot runs on the database, and who else has it open."""
    holder = bot_of(settings.database_path)
    yield Finding("bot", "It does not run on this database now." if holder is None else f"It runs: {holder}.")
    for process in processes_on(settings.database_path):
        if process.astray:
            yield Finding(
                "bot",
                f"{_capital(str(process))} has a database open that was deleted or replaced under it: what it writes "
                "is lost. End it, put the right file at DATABASE_PATH with `restore`, and start it again.",
                fine=False,
            )
        elif holder is None or process.pid != holder.pid:
            yield Finding(
                "bot",
                f"{_capital(str(process))} has the database open, too. The command line may; end any other program, "
                "and never copy, move or edit the file.",
            )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _nearest(path: Path) -> Path:
    """Return the first folder above a path that is there."""
    return next(one for one in path.absolute().parents if os.access(one, os.F_OK))


def backups(settings: Settings) -> Iterator[Finding]:
    """Look whether backups are made, how old the last is, and whether the next will find room and may be written."""
    plan = settings.checked_backups()
    if plan is None:
        yield Finding("backups", "None are made on schedule (BACKUP_FOLDER is empty); `backup FILE` makes one.")
        return
    problem = _next_backup_fails(settings, plan)
    if problem is not None:
        yield Finding("backups", problem, fine=False)
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


def _next_backup_fails(settings: Settings, plan: BackupPlan) -> str | None:
    folder = plan.folder if os.path.lexists(plan.folder) else _nearest(plan.folder)
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        return f"None can be made in {plan.folder}. Set BACKUP_FOLDER to a folder that you may write to."
    if not os.access(settings.database_path, os.F_OK):
        return None
    free, needed = shutil.disk_usage(folder).free, room_needed(settings.database_path)
    if free < needed:
        return (
            f"The next one finds too little room in {plan.folder}: {free // 10**6:,} MB are free, and it needs "
            f"{needed // 10**6:,} MB. Make room, keep fewer (BACKUPS_KEPT), or set BACKUP_FOLDER to another disk."
        )
    return None
