"""Faults of the database, made for real, at the start and under the running bot: a sentence, and answers go on."""

from __future__ import annotations

import datetime
import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import commands
from bot.jobs.departures import DepartureCog
from knowledge.answering.library import build_library
from knowledge.errors import DamagedError, StoreError, UnwritableError
from knowledge.moderation import retention
from knowledge.store import Audience, Store, open_store
from tests.discord_double import Message, Response
from tests.scenes import desk
from tests.scenes.asking import CIA, CIA_QUESTION, CODE, NOW, UNKNOWN, Scene, database, restarted, scene

pytestmark = pytest.mark.slow

TOKEN = "MTIzNDU2.abc-DEF_ghi.jkl"


def page_of(path: Path, table: str) -> tuple[int, int]:
    """Return the offset of a table's first page, and the size of pages."""
    with closing(sqlite3.connect(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    return (root - 1) * size, size


DAMAGING = """
import sys
path, start, length, cut = sys.argv[1], *map(int, sys.argv[2:])
with open(path, "r+b") as file:
    if cut:
        file.truncate(cut)
    file.seek(start)
    file.write(b"\\xa5" * length)
"""


def damage(path: Path, start: int = 0, length: int = 0, cut: int = 0) -> None:
    """Overwrite or cut the file. In a process of its own: closing the file here would drop SQLite's locks."""
    words = [str(path), str(start), str(length), str(cut)]
    subprocess.run([sys.executable, "-c", DAMAGING, *words], check=True)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


async def forget_pages(here: Scene) -> None:
    """Have the pages read from the file again, as by a bot that has long run."""

    def shrink(store: Store) -> None:
        store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store._db.execute("PRAGMA cache_size = 0")
        store._db.execute("PRAGMA shrink_memory")

    await here.worker.run(shrink)
    await here.worker.read(shrink)


def card(answer: Message | Response) -> bool:
    return "MS-13" in answer.text and CODE not in answer.text


async def answers_go_on(here: Scene) -> None:
    assert card(await here.discord.mention(here.ann, here.channel, CIA_QUESTION))
    here.clock.seconds += 120
    assert card(await here.discord.slash(here.bob, here.channel, "ask", question=CIA_QUESTION))
    assert "No entry is about that" in (await here.discord.slash(here.bob, here.channel, "ask", question=UNKNOWN)).text


@pytest.mark.asyncio
@pytest.mark.parametrize("how", ["read-only", "locked"])
async def test_a_bot_starts_on_a_database_that_cannot_be_written_to_and_answers(tmp_path: Path, how: str) -> None:
    path = database(tmp_path)
    if how == "read-only":
        # As if by rights, which stop no root: a version of the file format that may be read and not written.
        content = bytearray(path.read_bytes())
        content[18] = 3
        path.write_bytes(content)
    with locked(path) if how == "locked" else closing(sqlite3.connect(path)):
        async with scene(tmp_path) as here:
            await answers_go_on(here)
            assert here.bot.recording.owed == 6
            with pytest.raises(UnwritableError):
                await here.bot.recording.write_owed()


@pytest.mark.asyncio
async def test_a_server_that_was_left_while_nothing_could_be_written_is_noted_later(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await here.worker.run(lambda store: store.try_writing())
        cog = here.bot.get_cog("DepartureCog")
        assert isinstance(cog, DepartureCog)
        store = open_store(database(tmp_path))
        with store.transaction():
            store.settings.put(Audience(here.server.id), "language", '"es"')
            store.settings.put(Audience(77), "language", '"es"')
        await here.worker.run(lambda store: store._db.execute("PRAGMA query_only = 1"))
        await cog.on_ready()
        await cog.catch_up()
        assert store.removals.departed() == {}
        await here.worker.run(lambda store: store._db.execute("PRAGMA query_only = 0"))
        await cog.catch_up()
        assert [owner.server for owner in store.removals.departed()] == [77]
        store.close()


@pytest.mark.asyncio
@pytest.mark.parametrize("table", ["answers", "requests", "people"])
async def test_a_damaged_page_under_the_running_bot_stops_no_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, table: str
) -> None:
    path = database(tmp_path)
    async with scene(tmp_path) as here:
        here.discord.strict = False
        assert card(await here.discord.mention(here.ann, here.channel, CIA_QUESTION))
        here.clock.seconds += 120
        await forget_pages(here)
        start, size = page_of(path, table)
        damage(path, start, size)
        with caplog.at_level(logging.WARNING):
            await answers_go_on(here)
        said = [one for one in caplog.records if "Nothing can be written" in one.getMessage()]
        assert [(one.levelname, "damaged" in one.getMessage()) for one in said] == [("ERROR", True)]
        assert "`restore`" in caplog.text
        assert here.bot.recording.owed >= (5 if table == "answers" else 1)
        with pytest.raises(DamagedError):
            await here.bot.recording.write_owed()
    done = CliRunner(env={"DATABASE_PATH": str(path), "DISCORD_TOKEN": ""}).invoke(commands, ["doctor"])
    assert done.exit_code == 1
    assert "WRONG  database: " in done.output


@pytest.mark.asyncio
async def test_a_file_that_is_cut_under_the_running_bot_stops_no_answer(tmp_path: Path) -> None:
    path = database(tmp_path)
    async with scene(tmp_path) as here:
        here.discord.strict = False
        await forget_pages(here)
        damage(path, cut=path.stat().st_size // 8 // 4096 * 4096)
        await answers_go_on(here)


@pytest.mark.parametrize("left", [0.02, 0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_is_a_sentence_at_the_start(tmp_path: Path, left: float) -> None:
    path = database(tmp_path)
    whole = path.stat().st_size
    # In the middle of a page first, then at the end of one.
    for cut in (int(whole * left) // 4096 * 4096 + 1234, int(whole * left) // 4096 * 4096):
        damage(path, cut=cut)
        assert path.stat().st_size == cut
        with pytest.raises(StoreError) as raised:
            opened_whole(path)
        assert "damaged" in str(raised.value) or "is not a database" in str(raised.value)
    done = CliRunner(env={"DATABASE_PATH": str(path), "DISCORD_TOKEN": ""}).invoke(commands, ["doctor"])
    assert (done.exit_code, "WRONG  database: " in done.output) == (1, True)


def opened_whole(path: Path) -> None:
    """Open as the bot does, and look at all of it as doctor does."""
    store = open_store(path)
    try:
        build_library(store)
        if found := store.damage():
            raise StoreError(f"It is damaged: {found}")
    finally:
        store.close()


def started(path: Path) -> subprocess.CompletedProcess[str]:
    """Run the bot in a process of its own, until its database is open or is not."""
    environment = os.environ | {"DATABASE_PATH": str(path), "DISCORD_TOKEN": TOKEN}
    code = (
        "import asyncio\nfrom bot.app.running import made_bot\nfrom bot.settings import read_settings\n"
        "async def start():\n    async with made_bot(read_settings()) as bot:\n        await bot.open()\n"
        "from bot import __main__\n__main__.commands = lambda: asyncio.run(start())\n__main__.main()"
    )
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("fault", ["revisions", "entries", "a body", "a body of bytes", "schema", "cut"])
def test_what_is_damaged_at_the_start_is_one_sentence(tmp_path: Path, fault: str) -> None:
    path = database(tmp_path)
    if fault in ("revisions", "entries"):
        damage(path, *page_of(path, fault))
    elif fault == "schema":
        damage(path, 100, 3000)
    elif fault == "cut":
        damage(path, cut=path.stat().st_size // 2)
    else:
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("DROP TRIGGER revisions_are_never_changed")
            broken = "substr(body, 1, 40)" if fault == "a body" else "CAST(x'7b22ff' AS TEXT)"
            db.execute(f"UPDATE revisions SET body = {broken} WHERE entry = ?", [CIA])
    done = started(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1, done.stderr
    assert "damaged" in done.stderr


def test_a_newer_schema_is_one_sentence_at_the_start_and_is_left(tmp_path: Path) -> None:
    path = database(tmp_path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    done = started(path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "was written by a newer version" in done.stderr
    assert path.read_bytes() == before


@pytest.mark.asyncio
async def test_a_clock_that_is_set_back_loses_nothing_and_erases_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        first = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        async with restarted(here, tmp_path) as again:
            object.__setattr__(again.bot.surroundings, "now", lambda: NOW - datetime.timedelta(days=400))
            again.clock.seconds += 60
            second = await again.discord.mention(again.bob, again.channel, UNKNOWN)
            assert second.messages
            assert (await again.discord.click(again.bob, first, "Why")).ephemeral
            rows = await again.rows("SELECT number, question FROM answers ORDER BY number")
            assert [number for number, _ in rows] == [1, 2]


def test_revisions_go_by_their_number_whatever_the_clock(tmp_path: Path) -> None:
    store = desk.opened(tmp_path)
    left = desk.NOW
    retention.left(store, desk.THERE, left)
    early = desk.by(minutes=-400 * 24 * 60)
    desk.published(store, desk.by())
    draft = desk.typed(store, early, desk.editing.edit(store, early, "new-one"), answer="Another.").draft
    desk.publish(store, early, draft.number, version=draft.version, kind="update", sentence="It changed.")
    shown = build_library(store).show("new-one", desk.HERE)
    assert shown is not None
    assert (shown.revision, shown.entry.answer) == (2, "Another.")
    assert [one.number for one in store.revisions.history(desk.HERE, "new-one")] == [1, 2]
    # What has left is kept its days from when it left, and longer when the clock goes back.
    assert retention.erase_departed(store, early.now, 30) == ()
    assert retention.erase_departed(store, left + datetime.timedelta(days=31), 30) == (desk.THERE,)
    store.close()
