"""Backups on schedule, while the bot runs."""

from __future__ import annotations

import asyncio
import datetime
import logging
import threading
from collections.abc import Callable
from pathlib import Path

from bot.settings import BackupPlan
from knowledge.errors import NotSoFastError
from knowledge.store.backup_folder import back_up_into, is_due

_SECONDS_BETWEEN_LOOKS = 300.0

_log = logging.getLogger(__name__)


async def back_up_when_due(
    database: Path, plan: BackupPlan, now: Callable[[], datetime.datetime], stop: threading.Event
) -> Path | None:
    """Make a backup when one is due, in a thread with connections of its own; return it, None when none was made.

    What goes wrong is logged, and tried again at the next look. When `stop` is set, the thread ends soon.
    """
    moment = now()
    if not await asyncio.to_thread(is_due, plan.folder, moment, datetime.timedelta(hours=plan.hours)):
        return None
    try:
        made = await asyncio.to_thread(back_up_into, database, plan.folder, moment, plan.kept, stop.is_set)
    except NotSoFastError as error:
        _log.error("The backup that is due could not be made. %s", error)
        return None
    _log.info("A backup was made and checked: %s", made)
    return made


async def keep_backing_up(database: Path, plan: BackupPlan, now: Callable[[], datetime.datetime]) -> None:
    """Make the backups that are due, until cancelled."""
    stop = threading.Event()
    try:
        while True:
            try:
                await back_up_when_due(database, plan, now, stop)
            except Exception:  # the next look may go well
                _log.exception("The backups could not be looked after.")
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
    finally:
        stop.set()
