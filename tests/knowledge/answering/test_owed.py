"""While nothing can be written, answers go on from memory; what the ledger owes is written when there is room."""

from __future__ import annotations

import asyncio
import itertools
import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import commands
from bot.asking.recording import Recording, below_zero
from bot.database_thread import Worker
from knowledge.answering import ledger
from knowledge.answering.ledger import Asked, Given, How
from knowledge.answering.owed import OwedRows
from knowledge.errors import UnwritableError
from knowledge.store import Audience, Store, open_store
from knowledge.store.answers import AnswerFate
from tests.discord_double import Message, Response
from tests.scenes.asking import CIA, CIA_QUESTION, NOW, UNKNOWN, Scene, database, disputed, not_mine, restarted, scene
from tests.scenes.moderating import newsroom

pytestmark = pytest.mark.slow

HERE = Audience(1001)


def asked(question: str = "is it so", person: int = 7) -> Asked:
    return Asked(HERE, person, 5, How.MENTION, question, private=False, at=NOW)


def number_of(message: Message | Response) -> int:
    one = message.message if isinstance(message, Response) else message
    assert one is not None
    return next(int(button.custom_id.split(":")[3]) for button in one.buttons if button.custom_id)


async def read_only(here: Scene, *, on: bool = True) -> None:
    await here.worker.run(lambda store: store._db.execute(f"PRAGMA query_only = {int(on)}"))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program keeps the write lock."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def pages(store: Store) -> int:
    return int(store._db.execute("PRAGMA page_count").fetchone()[0])


@pytest.mark.asyncio
async def test_a_read_only_file_stops_no_answer_and_the_rows_follow(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with scene(tmp_path) as here:
        await read_only(here)
        with caplog.at_level(logging.WARNING, "bot.asking.recording"):
            cards = [await here.discord.mention(here.ann, here.channel, one) for one in (CIA_QUESTION, UNKNOWN)]
        assert "may not be written to" in caplog.text
        assert caplog.text.count("Nothing can be written") == 1
        assert await here.rows("SELECT * FROM answers") == []
        number = number_of(cards[0])
        assert number < 0
        await read_only(here, on=False)
        caplog.set_level(logging.INFO, "bot.asking.recording")
        assert await here.bot.recording.write_owed() == 4
        assert "can be written again" in caplog.text
        assert (await here.row(number))[:5] == (cards[0].messages[0].id, "answered", CIA, 1, "mention")
        assert [question for (question,) in await here.rows("SELECT question FROM requests")] == [UNKNOWN]
        assert await here.bot.recording.write_owed() == 0
        after = await here.discord.mention(here.bob, here.channel, UNKNOWN)
        assert after.messages
        assert [one for (one,) in await here.rows("SELECT number FROM answers WHERE number > 0")] == [1]


@pytest.mark.asyncio
async def test_what_stands_under_an_owed_answer_works(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await read_only(here)
        card = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        for button in ("Why", "Sources"):
            assert (await here.discord.click(here.bob, card, button)).ephemeral
        followed = await here.discord.mention(here.ann, here.channel, "says who?", reply_to=card.messages[0])
        assert followed.messages
        picking = await not_mine(here.discord, here.ann, card)
        assert picking.ephemeral
        number = number_of(card)
        await read_only(here, on=False)
        await here.bot.recording.write_owed()
        assert await here.rows("SELECT answer FROM reports") == [(number,)]
        assert (await here.row(number))[0] == card.messages[0].id
        async with restarted(here, tmp_path) as again:
            assert (await again.discord.click(again.bob, card, "Why")).ephemeral


@pytest.mark.asyncio
async def test_a_report_on_an_owed_answer_is_dealt_with_like_any_other(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await read_only(here)
        card = await here.discord.mention(here.ann, here.discord.dm_channel(here.ann), CIA_QUESTION)
        await not_mine(here.discord, here.ann, card)
        await read_only(here, on=False)
        await here.bot.recording.write_owed()
    run = CliRunner(env={"DATABASE_PATH": str(database(tmp_path)), "DISCORD_TOKEN": ""})
    item = run.invoke(commands, ["queue"], catch_exceptions=False).output.split()[0]
    assert item == f"r{number_of(card)}"
    assert "not my question" in run.invoke(commands, ["queue"], catch_exceptions=False).output
    done = run.invoke(commands, ["queue", "dismiss", item, "--reason", "It was."], catch_exceptions=False)
    assert done.output == f"{item} is dismissed.\n"


@pytest.mark.asyncio
async def test_a_word_against_the_verdict_is_given_back_when_it_cannot_be_kept(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        await read_only(here)
        form = await here.discord.click(here.ann, card, "Ask, or not right?")
        assert form.modal is not None
        told = await here.discord.submit(here.ann, form, disputed("A book says otherwise."))
        assert "You wrote: A book says otherwise." in told.text


@pytest.mark.asyncio
async def test_a_full_disk_stops_no_answer(tmp_path: Path) -> None:
    async with scene(tmp_path, most_asks=1000) as here:
        await here.worker.run(lambda store: store._db.execute(f"PRAGMA max_page_count = {pages(store)}"))
        unknown = 0
        for count in range(60):
            here.clock.seconds += 1
            question = f"Do penguins run the {'very ' * 40} bakery number {count}?"
            answer = await here.discord.slash(here.ann, here.channel, "ask", question=question)
            assert answer.text
            unknown += "No entry is about that" in answer.text
        written = len(await here.rows("SELECT 1 FROM answers"))
        assert 0 < written < 60
        await here.worker.run(lambda store: store._db.execute("PRAGMA max_page_count = 1000000"))
        await here.bot.recording.write_owed()
        assert len(await here.rows("SELECT 1 FROM answers WHERE message IS NOT NULL")) == 60
        assert len(await here.rows("SELECT 1 FROM requests")) == unknown > 0


@pytest.mark.asyncio
async def test_nobody_who_looks_or_asks_waits_for_another_programs_lock(tmp_path: Path) -> None:
    path = database(tmp_path)
    async with scene(tmp_path) as here:
        before = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        statements: list[str] = []
        await here.worker.run(lambda store: store._db.conn.set_trace_callback(statements.append))
        with locked(path):
            begun = time.monotonic()
            for button in ("Why", "Sources"):
                assert (await here.discord.click(here.bob, before, button)).ephemeral
            looked = time.monotonic()
            for _ in range(10):
                assert (await here.discord.slash(here.bob, here.channel, "ask", question=UNKNOWN)).text
                here.clock.seconds += 60
            answered = time.monotonic()
        # One row tries for half a second; from then on it is known. Each that waits for the lock takes ten seconds.
        assert looked - begun < 5.0
        assert answered - looked < 15.0
        assert statements.count("BEGIN IMMEDIATE") == 1
        await here.worker.run(lambda store: store._db.conn.set_trace_callback(None))
        assert await here.rows("SELECT count(*) FROM answers") == [(1,)]
        await here.bot.recording.write_owed()
        assert await here.rows("SELECT count(*) FROM answers") == [(11,)]


@pytest.mark.asyncio
async def test_looking_waits_for_no_change_of_the_bots_own(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        release = threading.Event()
        blocked = asyncio.create_task(here.worker.run(lambda _: release.wait(30)))
        try:
            for button in ("Why", "Sources", "Ask, or not right?"):
                assert await here.discord.click(here.bob, card, button)
            assert not blocked.done()
        finally:
            release.set()
            await blocked


@pytest.mark.asyncio
async def test_moderators_look_at_their_lists_whoever_writes(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as desk:
        with locked(database(tmp_path)):
            for command in ("queue", "audit", "entry list"):
                begun = time.monotonic()
                assert (await desk.slash(desk.cora, command)).text
                assert time.monotonic() - begun < 4.0


@pytest.mark.asyncio
async def test_looking_takes_no_write_transaction(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        statements: list[str] = []
        for run in (here.worker.run, here.worker.read):
            await run(lambda store: store._db.conn.set_trace_callback(statements.append))
        for button in ("Why", "Sources", "Ask, or not right?"):
            await here.discord.click(here.bob, card, button)
        assert statements
        assert [one for one in statements if not one.startswith(("SELECT", "PRAGMA"))] == []


def test_no_more_is_owed_than_may_be() -> None:
    owed = OwedRows(iter(range(-1, -100, -1)).__next__, most=3)
    for _ in range(3):
        owed.record(asked(), Given(AnswerFate.NO_ENTRY), None, request=True)
    with pytest.raises(UnwritableError, match="as much is kept in memory as may be"):
        owed.record(asked(), Given(AnswerFate.NO_ENTRY), None, request=True)
    with pytest.raises(UnwritableError):
        owed.sent(-1, 5, 6)
    assert len(owed) == 3


@pytest.mark.asyncio
async def test_beyond_that_the_asker_is_told_and_nothing_is_forgotten(tmp_path: Path) -> None:
    path = database(tmp_path)
    worker = Worker(lambda: open_store(path, 0.0))
    await worker.start()
    recording = Recording(worker, OwedRows(itertools.count(-1, -1).__next__, most=2))
    with locked(path):
        for _ in range(2):
            await recording.record(asked(), Given(AnswerFate.NO_ENTRY))
        with pytest.raises(UnwritableError):
            await recording.record(asked(), Given(AnswerFate.NO_ENTRY))
        await recording.sent(-1, 5, 6)
        with pytest.raises(UnwritableError, match="busy"):
            await recording.write_owed()
    assert await recording.write_owed() == 2
    await worker.close()


def test_what_is_owed_is_kept_when_writing_it_fails_half_way(tmp_path: Path) -> None:
    path = database(tmp_path)
    store = open_store(path)
    owed = OwedRows(itertools.count(-1, -1).__next__)
    numbers = [owed.record(asked(f"question {one}"), Given(AnswerFate.NO_ENTRY), None, request=True) for one in "ab"]
    # Room for the first alone, or for neither.
    store._db.execute(f"PRAGMA max_page_count = {pages(store)}")
    with pytest.raises(UnwritableError, match="no room"):
        while True:
            owed.record(asked("x" * 1000), Given(AnswerFate.NO_ENTRY), None, request=True)
            owed.write(store)
            numbers.append(0)
    store._db.execute("PRAGMA max_page_count = 1000000")
    left = len(owed)
    assert left
    assert owed.write(store) == left
    assert owed.write(store) == 0
    assert store.answers.get(HERE, -1) is not None
    assert owed.answer(HERE, -1) is None
    store.close()


def test_a_row_owed_is_the_row_that_is_written(tmp_path: Path) -> None:
    store = open_store(database(tmp_path))
    owed = OwedRows(itertools.count(-1, -1).__next__)
    first = owed.record(asked(), Given(AnswerFate.ANSWERED, None, 0.5, ("a", "b")), None, request=True)
    owed.sent(first, 5, 77)
    second = owed.record(asked("another"), Given(AnswerFate.NO_ENTRY), first, request=True)
    rows = [owed.answer(HERE, number) for number in (first, second)]
    assert owed.answer_in(HERE, 77) == rows[1]
    assert owed.answer(Audience(2002), first) is None
    assert owed.answer_in(Audience(2002), 77) is None
    owed.write(store)
    for before in rows:
        assert before is not None
        after = store.answers.get(HERE, before.number)
        assert after is not None
        assert ledger.is_asker(store, after, 7)
        assert {name: getattr(after, name) for name in before.__slots__ if name != "person"} == {
            name: getattr(before, name) for name in before.__slots__ if name != "person"
        }
    store.close()


def test_numbers_of_what_is_owed_are_below_zero_and_fit() -> None:
    assert all(-(1 << 62) <= below_zero() < 0 for _ in range(1000))
