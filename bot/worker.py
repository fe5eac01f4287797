"""The one thread that owns a database connection. Nothing else touches it, and the event loop never waits in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from knowledge.errors import StoreError
from knowledge.store import Store

Result = TypeVar("Result")


class Worker:
    """Runs functions of the Store, one after the other, in a thread of its own."""

    def __init__(self, opening: Callable[[], Store], name: str = "database") -> None:
        self._opening = opening
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._store: Store | None = None

    async def start(self) -> None:
        """Open the database in the thread. Raises what opening raises."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._open)

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
