"""The threads that own the database connections. Nothing else touches them, and the event loop never waits in them."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from knowledge.errors import StoreError
from knowledge.store import Store

Result = TypeVar("Result")

# Longer than any change of one row, and short enough for somebody who has asked something.
SECONDS_FOR_A_ROW = 0.5
_SHUTTING_DOWN = "I am shutting down. Please try again in a minute."


@dataclass(frozen=True, slots=True)
class _Waiting:
    work: Callable[[Store], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]

    def tell(self, result: Any) -> None:  # noqa: ANN401 - whatever the work returns
        if self.future.done():
            return
        if isinstance(result, Exception):
            self.future.set_exception(result)
        else:
            self.future.set_result(result)


class Worker:
    """Runs functions of the Store, one after the other, in a thread of its own, and those that only read in two others.

    `reading` opens the database for those; they never wait for a change. Without it they run with the others.
    """

    def __init__(
        self, opening: Callable[[], Store], name: str = "database", reading: Callable[[], Store] | None = None
    ) -> None:
        self._opening = opening
        self._name = name
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._store: Store | None = None
        self._together: deque[_Waiting] = deque()
        self._waiting, self._counting = 0, threading.Lock()
        self._reader = Worker(reading, f"{name}-reading") if reading is not None else self
        self._long_reader = Worker(reading, f"{name}-reading-long") if reading is not None else self

    @property
    def name(self) -> str:
        """What the thread is called."""
        return self._name

    @property
    def waiting(self) -> int:
        """How much work is given and not done yet; what is read has a count of its own (see `reader`)."""
        return self._waiting

    @property
    def reader(self) -> Worker:
        """The worker that does what only reads: this one when there is none for it."""
        return self._reader

    async def start(self) -> None:
        """Open the database in the threads. Raises what opening raises."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._open)
        for reader in (self._reader, self._long_reader):
            if reader is not self:
                await reader.start()

    async def read(self, work: Callable[[Store], Result]) -> Result:
        """Do work that writes nothing and is short, whatever is written meanwhile, and return its result.

        Those who ask wait for it. Raises as `run`.
        """
        return await self._reader.run(work)

    async def read_long(self, work: Callable[[Store], Result]) -> Result:
        """Do work that writes nothing and may be long, as moderators' is: nobody who asks waits behind it."""
        return await self._long_reader.run(work)

    async def run(self, work: Callable[[Store], Result]) -> Result:
        """Do the work in the thread and return its result. It is done to its end even when nobody waits for it.

        Raises what the work raises, and StoreError once the worker is closed.
        """
        try:
            done = self._thread.submit(lambda: work(self._opened()))
        except RuntimeError as error:
            raise StoreError(_SHUTTING_DOWN) from error
        self._count(1)
        # When it is done, which may be after whoever waits for it is gone.
        done.add_done_callback(lambda _: self._count(-1))
        return await asyncio.wrap_future(done)

    async def run_together(self, work: Callable[[Store], Result]) -> Result:
        """Do short work that writes in one transaction with whatever else of that kind waits at the moment.

        So the waits for the disk do not add up while many ask. It is on the disk on return. Raises as `run`.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._together.append(_Waiting(work, loop, future))
        try:
            self._thread.submit(self._do_together)
        except RuntimeError as error:
            raise StoreError(_SHUTTING_DOWN) from error
        self._count(1)
        future.add_done_callback(lambda _: self._count(-1))
        result: Result = await future
        return result

    async def close(self) -> None:
        """Finish what is waiting and close the database."""
        for reader in (self._reader, self._long_reader):
            if reader is not self:
                await reader.close()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=False)

    def _do_together(self) -> None:
        waiting = []
        while self._together:
            waiting.append(self._together.popleft())
        if not waiting:
            # Those before have done it.
            return
        results: Sequence[Any]
        try:
            store = self._opened()
            with store.waiting(SECONDS_FOR_A_ROW):
                results = store.together([one.work for one in waiting])
        except Exception as error:  # whatever it is, each of them has to hear of it
            results = [error] * len(waiting)
        for one, result in zip(waiting, results, strict=True):
            # Whose loop has ended waits no more.
            with contextlib.suppress(RuntimeError):
                one.loop.call_soon_threadsafe(one.tell, result)

    def _count(self, change: int) -> None:
        with self._counting:
            self._waiting += change

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
