"""Questions go when they have been kept for long enough, and what was erased is overwritten in the database's files."""

from __future__ import annotations

import asyncio
import datetime
import logging
import threading
from collections.abc import Callable
from pathlib import Path

from bot.database_thread import Worker
from knowledge.errors import NotSoFastError, UnwritableError
from knowledge.moderation import retention
from knowledge.store import Store
from knowledge.store.erased_space import ErasedSpace, write_anew
from knowledge.store.moments import timestamp

SECONDS_BETWEEN_LOOKS = 60.0
# Each time takes a moment in which nobody else can write, and more of it the larger the database is.
BETWEEN_WRITING_ANEW = {True: datetime.timedelta(hours=1), False: datetime.timedelta(days=1)}
"""How long to wait at least, by whether somebody asked to be erased."""
_SECONDS_BETWEEN_SLICES = 0.1
_SECONDS_FOR_READERS = 0.05
_TRIES, _SECONDS_BETWEEN_TRIES = 20, 0.25
_SECONDS_FOR_WRITERS = 5.0

_log = logging.getLogger(__name__)


class Erasing:
    """Takes away what is due, and leaves nothing of what was erased in the files.

    `worker` writes; `other` has a connection on which nobody's question waits.
    """

    def __init__(self, worker: Worker, other: Worker, now: Callable[[], datetime.datetime], days: int) -> None:
        self._worker = worker
        self._other = other
        self._now = now
        self._days = days
        self._in_log: int | None = None

    async def expire(self) -> None:
        """Take away the questions that are due, in slices between which others write. Raises StoreError."""
        now, days = self._now(), self._days
        while await self._worker.run(lambda store: retention.expire_questions(store, now, days)):
            await asyncio.sleep(_SECONDS_BETWEEN_SLICES)

    async def empty_log(self) -> bool:
        """Leave nothing in the log of what was erased; False when somebody went on reading it. Raises StoreError.

        A reader that is in the middle of something makes it impossible for that moment, so it is tried again.
        """
        for attempt in range(_TRIES):
            if attempt:
                await asyncio.sleep(_SECONDS_BETWEEN_TRIES)
            marks = await self._other.run(_emptied)
            if marks is not None:
                self._in_log = marks
                return True
        return False

    async def overwrite(self, database: Path, stopped: Callable[[], bool]) -> bool:
        """Write the database anew when that is due, then empty the log; return whether it was. Raises StoreError."""
        space = await self._worker.read(lambda store: store.erased_space.get())
        if not self._is_due(space):
            return False
        await asyncio.to_thread(write_anew, database, stopped, _SECONDS_FOR_WRITERS)
        at = timestamp(self._now())

        def note(store: Store) -> None:
            with store.transaction():
                store.erased_space.overwritten(space.marks, at)

        await self._worker.run(note)
        # What was written before it was written anew may have had traces in it.
        self._in_log = None
        await self.empty_log()
        return True

    async def look(self, database: Path, stopped: Callable[[], bool]) -> None:
        """Do what is due; what cannot be done at the moment is tried again at the next look."""
        try:
            await self.expire()
            space = await self._worker.read(lambda store: store.erased_space.get())
            if space.marks != self._in_log and not await self.empty_log():
                _log.warning("What was erased is in the log of the database still, since it is being read.")
            if await self.overwrite(database, stopped):
                _log.info("What was erased is overwritten in the file of the database.")
        except UnwritableError as error:
            _log.warning("What is due could not be erased yet. %s", error)
        except NotSoFastError as error:
            _log.error("What is due could not be erased. %s", error)

    async def keep_looking(self, database: Path) -> None:
        """Look now and every minute, until cancelled."""
        stop = threading.Event()
        try:
            while True:
                try:
                    await self.look(database, stop.is_set)
                except Exception:  # the next look may go well
                    _log.exception("What is due could not be looked after.")
                await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        finally:
            stop.set()

    def _is_due(self, space: ErasedSpace) -> bool:
        if not space.is_owed:
            return False
        if space.at is None:
            return True
        return self._now() - datetime.datetime.fromisoformat(space.at) >= BETWEEN_WRITING_ANEW[space.urgent]


def _emptied(store: Store) -> int | None:
    """Empty the log; return the mark up to which nothing is in it, None when somebody reads."""
    marks = store.erased_space.get().marks
    with store.waiting(_SECONDS_FOR_READERS):
        return marks if store.empty_log() else None
