"""The threads that own the database connections. Nothing else touches them, and the event loop never waits in them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from knowledge.errors import StoreError
from knowledge.store import Store

Result = TypeVar("Result")


class Worker:
    """Runs functions of the Store, one after the other, in a thread of its own, and those that only read in another.

    `reading` opens the database for those; they never wait for a change. Without it they run with the others.
    """

    def __init__(
        self, opening: Callable[[], Store], name: str = "database", reading: Callable[[], Store] | None = None
    ) -> None:
        self._opening = opening
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._store: Store | None = None
        self._reader = Worker(reading, f"{name}-reading") if reading is not None else self

    async def start(self) -> None:
        """Open the database in the threads. Raises what opening raises."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._open)
        if self._reader is not self:
            await self._reader.start()

    async def read(self, work: Callable[[Store], Result]) -> Result:
        """Do work that writes nothing, whatever is written meanwhile, and return its result. Raises as `run`."""
        return await self._reader.run(work)

    async def run(self, work: Callable[[Store], Result]) -> Result:
        """Do the work in the thread and return its result. It is done to its end even when nobody waits for it.

        Raises what the work raises, and StoreError once the worker is closed.
        """
        try:
            done = asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(self._opened()))
        except RuntimeError as error:
            raise StoreError("I am shutting down. Please try again in a minute.") from error
        return await done

    async def close(self) -> None:
        """Finish what is waiting and close the database."""
        if self._reader is not self:
            await self._reader.close()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=False)

    def _open(self) -> None:
        self._store = self._opening()

    def _opened(self) -> Store:
        if self._store is None:
            raise StoreError("The database is not open.")
        return self._store

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
