"""Files written and entries indexed in processes of their own: the same as here, ended in time, nobody waits."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from pathlib import Path

import pytest

from bot.jobs.export_writing import FileWriter
from bot.jobs.indexing import Indexing
from bot.settings import environment_of_helpers
from knowledge.answering.own_index import indexed
from knowledge.errors import NotSoFastError, StoreError
from knowledge.exchange.bundle import JSON, TOML, write_stored
from knowledge.moderation import importing
from tests.bot.jobs.test_import_reading import children
from tests.scenes.making import plain_entry
from tests.scenes.moderating import newsroom

HERE = environment_of_helpers()


def stored(count: int) -> bytes:
    names = [{"name": "Guatemala", "kind": "country", "also": ["Guate"]}]
    return json.dumps({"names": names, "entries": [plain_entry(f"river-{number}") for number in range(count)]}).encode()


@pytest.mark.asyncio
@pytest.mark.parametrize("form", [TOML, JSON])
async def test_a_file_is_written_in_a_process_of_its_own(form: str) -> None:
    task = asyncio.create_task(FileWriter(HERE).write(stored(3), form))
    while not children():
        await asyncio.sleep(0.01)
    assert (await task).decode() == write_stored(stored(3), form)


@pytest.mark.asyncio
async def test_a_file_that_takes_too_long_to_write_is_given_up() -> None:
    with pytest.raises(NotSoFastError, match="takes too long"):
        await FileWriter(HERE, seconds=0.01).write(stored(3), TOML)
    assert children() == []


@pytest.mark.asyncio
@pytest.mark.parametrize("form", [TOML, JSON])
async def test_an_export_is_the_same_as_ever_and_says_at_once_that_it_comes(tmp_path: Path, form: str) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        answer = await room.slash(room.cora, "entry export", form=form)
        assert answer.deferred and answer.ephemeral
        (file,) = answer.message.data["attachments"]
        written = room.here.discord.world.files[file["url"]].decode()
        assert written == await room.here.worker.run(lambda store: importing.export(store, room.audience, form))


@pytest.mark.asyncio
async def test_one_servers_files_do_not_queue_up(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        both = await asyncio.gather(*(room.slash(room.cora, "entry export") for _ in range(2)))
        assert sorted("still at another file" in one.text for one in both) == [False, True]


def test_entries_are_indexed_in_a_process_as_they_are_here() -> None:
    assert Indexing(HERE)(stored(5)) == indexed(stored(5))


def test_where_no_process_can_index_it_is_done_here(caplog: pytest.LogCaptureFixture) -> None:
    assert Indexing(HERE, seconds=0.01)(stored(5)) == indexed(stored(5))
    assert "done here" in caplog.text and children() == []


def test_a_bot_that_ends_waits_for_no_index() -> None:
    indexing, raised = Indexing(HERE), []

    def work() -> None:
        try:
            indexing(stored(20_000))
        except StoreError as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    while not children():
        time.sleep(0.01)
    indexing.stop()
    thread.join(20)
    assert len(raised) == 1 and children() == []
    with pytest.raises(StoreError):
        indexing(stored(1))
