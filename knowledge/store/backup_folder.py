"""A folder of backups: named by the moment they were made, the oldest going when there are enough."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from knowledge.errors import InvalidInputError
from knowledge.store.backup import Stopped, back_up

_FORM = "not-so-fast-%Y%m%dT%H%M%SZ.db"
_NAME = re.compile(r"not-so-fast-\d{8}T\d{6}Z\.db", re.ASCII)


def latest_backup(folder: Path, now: datetime.datetime) -> datetime.datetime | None:
    """Return when the latest backup in a folder was made, None when there is none.

    One from the future does not count: the clock was wrong when it was made, or is.
    """
    return max((moment for moment in _backups(folder).values() if moment <= now), default=None)


def is_due(folder: Path, now: datetime.datetime, every: datetime.timedelta) -> bool:
    """Say whether the latest backup is so old."""
    latest = latest_backup(folder, now)
    return latest is None or now - latest >= every


def back_up_into(database: Path, folder: Path, now: datetime.datetime, kept: int, stopped: Stopped) -> Path:
    """Make a backup in a folder, which is made when it is not there, then delete the oldest beyond `kept`.

    Nothing is deleted that is not named as a backup, and nothing before the new one is sound. Raises as `back_up`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidInputError(
            f"The folder {folder} cannot be made ({error.strerror}). Set BACKUP_FOLDER to one that you may write to."
        ) from error
    target = folder / now.astimezone(datetime.UTC).strftime(_FORM)
    back_up(database, target, stopped)
    others = sorted(name for name in _backups(folder) if name != target.name)
    for name in others[: max(0, len(others) - (kept - 1))]:
        (folder / name).unlink(missing_ok=True)
    return target


def _backups(folder: Path) -> dict[str, datetime.datetime]:
    try:
        names = [one.name for one in folder.iterdir() if _NAME.fullmatch(one.name)]
    except OSError:
        # Not there yet, or not to be read: making the next one tells.
        return {}
    found = {}
    for name in names:
        try:
            found[name] = datetime.datetime.strptime(name, _FORM).replace(tzinfo=datetime.UTC)
        except ValueError:
            # The 31st of a short month, say: nobody's backup.
            continue
    return found
