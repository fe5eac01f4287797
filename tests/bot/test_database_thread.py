"""The threads of the database: what writes shares the wait for the disk, what reads long keeps nobody waiting."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.database_thread import Worker
from knowledge.errors import InvalidInputError, StoreError
from knowledge.store import Store, open_reader, open_store


@pytest_asyncio.fixture
async def worker(tmp_path: Path) -> AsyncIterator[Worker]:
    path = tmp_path / "a.db"
    worker = Worker(lambda: open_store(path), reading=lambda: open_reader(path))
    await worker.start()
    yield worker
    await worker.close()


def keeping(key: str) -> Callable[[Store], str]:
    def work(store: Store) -> str:
        with store.transaction():
            store.kept.put(key, "there")
        return key

    return work


def failing(key: str) -> Callable[[Store], str]:
    def work(store: Store) -> str:
        keeping(key)(store)
        raise InvalidInputError("no")

    return work


async def kept(worker: Worker, *keys: str) -> list[str]:
    return await worker.read(lambda store: [key for key in keys if store.kept.get(key)])


async def all_at_once(worker: Worker, *works: Callable[[Store], str]) -> tuple[list[str | BaseException], list[str]]:
    """Ask for all of this while the thread is busy; return what came of each, and the statements that were run."""
    said: list[str] = []
    free = threading.Event()
    await worker.run(lambda store: store._db.conn.set_trace_callback(said.append))
    busy = asyncio.create_task(worker.run(lambda _: free.wait(20)))
    waiting = [asyncio.create_task(worker.run_together(work)) for work in works]
    await asyncio.sleep(0.05)
    free.set()
    done = await asyncio.gather(busy, *waiting, return_exceptions=True)
    await worker.run(lambda store: store._db.conn.set_trace_callback(None))
    return done[1:], said


@pytest.mark.asyncio
async def test_what_waits_at_the_same_time_waits_for_the_disk_once(worker: Worker) -> None:
    keys = [f"key {number}" for number in range(20)]
    done, said = await all_at_once(worker, *map(keeping, keys))
    assert done == keys == await kept(worker, *keys)
    assert said.count("COMMIT") == 1


@pytest.mark.asyncio
async def test_what_fails_leaves_nothing_and_the_others_stand(worker: Worker) -> None:
    done, _ = await all_at_once(worker, keeping("first"), failing("second"), keeping("third"))
    assert [done[0], done[2]] == ["first", "third"] == await kept(worker, "first", "second", "third")
    assert isinstance(done[1], InvalidInputError)


@pytest.mark.asyncio
async def test_when_nothing_can_be_written_everybody_hears_of_it(worker: Worker) -> None:
    await worker.run(Store.only_read)
    done, _ = await all_at_once(worker, keeping("first"), keeping("second"))
    assert all(isinstance(one, StoreError) for one in done) and await kept(worker, "first", "second") == []


@pytest.mark.asyncio
async def test_after_the_end_nothing_is_written_together(tmp_path: Path) -> None:
    worker = Worker(lambda: open_store(tmp_path / "a.db"))
    await worker.start()
    await worker.close()
    with pytest.raises(StoreError, match="shutting down"):
        await worker.run_together(keeping("first"))


@pytest.mark.asyncio
async def test_what_is_given_up_is_written_all_the_same(worker: Worker) -> None:
    task = asyncio.create_task(worker.run_together(keeping("first")))
    await asyncio.sleep(0)
    task.cancel()
    assert await worker.run_together(keeping("second")) == "second"
    assert await kept(worker, "first", "second") == ["first", "second"]


@pytest.mark.asyncio
async def test_who_asks_waits_for_nothing_that_is_read_long(worker: Worker) -> None:
    free = threading.Event()
    long = asyncio.create_task(worker.read_long(lambda _: free.wait(20)))
    assert await asyncio.wait_for(worker.read(lambda _: "read"), 10) == "read"
    assert not long.done()
    free.set()
    assert await long
