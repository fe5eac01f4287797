"""Questions go in time, and what was erased is overwritten: at once in the log, and in the file when it is due."""

from __future__ import annotations

import asyncio
import datetime
import logging
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.database_thread import Worker
from bot.jobs import erasing
from bot.jobs.erasing import Erasing
from knowledge.answering import ledger
from knowledge.answering.ledger import Asked, Given, How
from knowledge.moderation import own_data
from knowledge.store import Store, open_reader, open_store
from knowledge.store.answers import AnswerFate
from tests.knowledge.store.make_schema import FOLDER
from tests.scenes.desk import HERE, NOW
from tests.scenes.desk import opened as desk

WHO = 1_003_411_927_133_805_071
HOUR = datetime.timedelta(hours=1)
pytestmark = pytest.mark.asyncio


class Clock:
    """The time of day, as a test says."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime.datetime:
        return self.now


def never() -> bool:
    return False


def ask(store: Store) -> None:
    asked = Asked(HERE, WHO, 5, How.SLASH, "do penguins bake?", private=False, at=NOW)
    ledger.record(store, asked, Given(AnswerFate.NO_ENTRY))


async def started(folder: Path) -> tuple[Path, Worker, Worker]:
    desk(folder).close()
    path = folder / "nsf.db"
    worker, other = Worker(lambda: open_store(path)), Worker(lambda: open_store(path), "other")
    await worker.start()
    await other.start()
    return path, worker, other


async def test_beside_a_reader_the_log_is_emptied_as_soon_as_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(erasing, "_SECONDS_BETWEEN_TRIES", 0.0)
    path, worker, other = await started(tmp_path)
    job, log = Erasing(worker, other, Clock(), 90), tmp_path / "nsf.db-wal"
    await worker.run(ask)
    reader = open_reader(path)
    with reader.reading():
        assert own_data.kept_of(reader, WHO)
        await worker.run(lambda store: own_data.forget(store, WHO, bytes(32)))
        assert not await job.empty_log()
        await job.look(path, never)
        assert "being read" in caplog.text
        assert WHO.to_bytes(8, "big") in log.read_bytes()
    await job.look(path, never)
    assert log.stat().st_size == 0
    assert WHO.to_bytes(8, "big") not in path.read_bytes()
    reader.close()
    await worker.close()
    await other.close()


async def test_what_was_deleted_before_any_of_this_is_gone_after_the_first_look(tmp_path: Path) -> None:
    path = tmp_path / "nsf.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript((FOLDER / "9.sql").read_text(encoding="utf-8"))
        db.execute("PRAGMA secure_delete = OFF")
        db.execute("INSERT INTO people (discord) VALUES (?)", [WHO])
        db.commit()
        db.execute("DELETE FROM people WHERE discord = ?", [WHO])
        db.commit()
    written = WHO.to_bytes(8, "big")
    assert written in path.read_bytes()
    worker, other = Worker(lambda: open_store(path)), Worker(lambda: open_store(path), "other")
    await worker.start()
    await other.start()
    await Erasing(worker, other, Clock(), 90).look(path, never)
    assert [file.name for file in tmp_path.iterdir() if written in file.read_bytes()] == []
    await worker.close()
    await other.close()


async def test_the_file_is_written_anew_when_it_is_due_and_not_before(tmp_path: Path) -> None:
    path, worker, other = await started(tmp_path)
    clock = Clock()
    job = Erasing(worker, other, clock, 90)
    # A new database has nothing in it that was deleted before.
    assert not await job.overwrite(path, never)
    done = []
    for hours in range(60):
        clock.now = NOW + hours * HOUR
        if hours in (0, 1, 2, 30):
            await worker.run(ask)
            await worker.run(lambda store: own_data.forget(store, WHO, bytes(32)))
        if hours == 3:
            await worker.run(expired)
        if await job.overwrite(path, never):
            done.append(hours)
    # Each time that somebody asked for it, at most once an hour; and once a day what went by itself.
    assert done == [0, 1, 2, 26, 30]
    await worker.close()
    await other.close()


def expired(store: Store) -> None:
    with store.transaction():
        store.erased_space.mark(urgent=False)


async def test_what_is_erased_while_the_file_is_written_anew_stays_due(tmp_path: Path) -> None:
    path, worker, other = await started(tmp_path)
    job = Erasing(worker, other, Clock(), 90)
    await worker.run(expired)
    space = await worker.run(lambda store: store.erased_space.get())
    await worker.run(expired)

    def note(store: Store) -> None:
        with store.transaction():
            store.erased_space.overwritten(space.marks, "2026-05-01T12:00:00+00:00")

    await worker.run(note)
    assert (await worker.run(lambda store: store.erased_space.get())).is_owed
    assert not await job.overwrite(path, never)
    await worker.close()
    await other.close()


async def test_no_room_or_an_end_leaves_the_database_as_it_is_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, worker, other = await started(tmp_path)
    job = Erasing(worker, other, Clock(), 90)
    await worker.run(expired)
    monkeypatch.setattr("knowledge.store.erased_space._STEPS", 10)
    await job.look(path, lambda: True)
    assert "stopped before its end" in caplog.text
    assert (await worker.run(lambda store: store.erased_space.get())).is_owed
    monkeypatch.setattr("knowledge.store.erased_space._LEAST_LEFT", 10**18)
    caplog.clear()
    await job.look(path, never)
    assert "too little room" in caplog.text
    monkeypatch.undo()
    await job.look(path, never)
    assert not (await worker.run(lambda store: store.erased_space.get())).is_owed
    await worker.close()
    await other.close()


async def test_questions_go_in_slices_until_none_is_due(tmp_path: Path) -> None:
    path, worker, other = await started(tmp_path)
    clock = Clock()
    job = Erasing(worker, other, clock, 90)

    def many(store: Store) -> None:
        with store.transaction():
            for _ in range(250):
                ask(store)

    await worker.run(many)
    clock.now = NOW + 89 * 24 * HOUR
    await job.look(path, never)
    count = "SELECT count(*) FROM answers WHERE question <> '' AND person <> 0"
    assert await worker.run(lambda store: store._db.execute(count).fetchone()) == (250,)
    clock.now = NOW + 91 * 24 * HOUR
    await job.look(path, never)
    assert await worker.run(lambda store: store._db.execute(count).fetchone()) == (0,)
    for table, left in (("answers", 250), ("requests", 0), ("request_groups", 0), ("people", 0)):
        sql = f"SELECT count(*) FROM {table}"
        assert await worker.run(lambda store, sql=sql: store._db.execute(sql).fetchone()) == (left,), table
    await worker.close()
    await other.close()


async def test_it_goes_on_looking_after_a_failure_and_ends_when_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "SECONDS_BETWEEN_LOOKS", 0.0)
    caplog.set_level(logging.INFO)
    path, worker, other = await started(tmp_path)
    job = Erasing(worker, other, Clock(), 90)
    looks = threading.Semaphore(0)
    expire = job.expire

    async def failing_once() -> None:
        monkeypatch.setattr(job, "expire", expire)
        looks.release()
        raise RuntimeError("once")

    monkeypatch.setattr(job, "expire", failing_once)
    await worker.run(expired)
    task = asyncio.create_task(job.keep_looking(path))
    for _ in range(500):
        await asyncio.sleep(0.01)
        if "is overwritten" in caplog.text:
            break
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert "could not be looked after" in caplog.text and "is overwritten" in caplog.text
    await worker.close()
    await other.close()
