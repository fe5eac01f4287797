"""Starting and running: settings, the token, the thread of the database, and what other programs write."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import commands
from bot.database_thread import Worker
from bot.settings import PLACEHOLDER_TOKEN, WHERE_IT_IS, read_settings
from knowledge.errors import InvalidInputError, StoreError
from knowledge.store import SHARED, open_store
from knowledge.store.revisions import RevisionState
from tests import ROOT
from tests.scenes.asking import CIA, CIA_QUESTION, Clock, database, made_bot, scene

pytestmark = pytest.mark.slow

TOKEN = "MTIzNDU2.abc-DEF_ghi.jkl"
EXAMPLE = ROOT / ".env.example"


@pytest.mark.parametrize(
    "token", ["", "two words", '"MTIz.abc.def"x', "MTIz.'abc", "Bot MTIz.abc.def", PLACEHOLDER_TOKEN, "a\tb", "“abc”"]
)
@pytest.mark.parametrize("command", ["run", "sync"])
def test_a_malformed_token_is_one_sentence_and_status_2(tmp_path: Path, token: str, command: str) -> None:
    environment = {"DISCORD_TOKEN": token, "DATABASE_PATH": str(tmp_path / "no.db")}
    with pytest.raises(InvalidInputError, match="developer portal"):
        CliRunner(env=environment).invoke(commands, [command], catch_exceptions=False)
    assert not (tmp_path / "no.db").exists()


def test_a_token_is_tried_whatever_it_looks_like_and_never_shown() -> None:
    settings = read_settings({"DISCORD_TOKEN": f"  {TOKEN}\n"}, Path("/nowhere"))
    assert settings.checked_token() == TOKEN
    assert TOKEN not in repr(settings)
    assert read_settings({"DISCORD_TOKEN": "x"}, Path("/nowhere")).checked_token() == "x"


def test_settings_come_from_the_environment_then_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=from-file\nTEST_GUILD_ID=123456789012345678\nLOG_LEVEL=debug\n")
    settings = read_settings({"DISCORD_TOKEN": "from-environment"}, tmp_path)
    assert settings.token == "from-environment"
    assert settings.checked_test_guild() == 123456789012345678
    assert settings.checked_log_level() == "DEBUG"
    assert settings.checked_asks() == 10


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("TEST_GUILD_ID", "my server", "checked_test_guild"),
        ("TEST_GUILD_ID", "12", "checked_test_guild"),
        ("TEST_GUILD_ID", "１２３４５６７８９０１２３４５６７８", "checked_test_guild"),
        ("LOG_LEVEL", "loud", "checked_log_level"),
        ("LOG_FORMAT", "xml", "checked_log_format"),
        ("STATUS_PORT", "80", "checked_status_port"),
        ("STATUS_PORT", "65536", "checked_status_port"),
        ("STATUS_PORT", "９４６４", "checked_status_port"),
        ("ASKS_PER_10_SECONDS", "0", "checked_asks"),
        ("ASKS_PER_10_SECONDS", "many", "checked_asks"),
    ],
)
def test_a_wrong_setting_says_which_and_what_to_do(name: str, value: str, check: str) -> None:
    settings = read_settings({name: value}, Path("/nowhere"))
    with pytest.raises(InvalidInputError, match=name):
        getattr(settings, check)()


def test_the_example_names_every_setting_and_its_token_is_none(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / ".env").chmod(0o600)
    settings = read_settings({}, tmp_path)
    with pytest.raises(InvalidInputError) as refused:
        settings.checked_token()
    assert str(refused.value) == f"No DISCORD_TOKEN is set. {WHERE_IT_IS}"
    assert settings.checked_test_guild() is None
    assert (settings.checked_log_level(), settings.checked_asks()) == ("INFO", 10)
    assert settings == read_settings({"DISCORD_TOKEN": PLACEHOLDER_TOKEN}, Path("/nowhere"))


def test_sync_clears_a_named_server_alone() -> None:
    with pytest.raises(InvalidInputError, match="--guild"):
        CliRunner(env={"DISCORD_TOKEN": TOKEN}).invoke(commands, ["sync", "--clear"], catch_exceptions=False)


@pytest.mark.asyncio
async def test_the_store_lives_in_one_thread_and_never_in_the_loops(tmp_path: Path) -> None:
    worker = Worker(lambda: open_store(tmp_path / "a.db"))
    with pytest.raises(StoreError):
        await worker.run(lambda store: store)
    await worker.start()
    threads = {await worker.run(lambda _: threading.get_ident()) for _ in range(5)}
    assert len(threads) == 1
    assert threads != {threading.get_ident()}
    slow = asyncio.create_task(worker.run(lambda _: time.sleep(0.2)))
    await asyncio.sleep(0)
    assert not slow.done()
    await worker.close()
    assert slow.done()
    with pytest.raises(StoreError):
        await worker.run(lambda store: store)


@pytest.mark.asyncio
async def test_a_database_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("no database")
    worker = Worker(lambda: open_store(tmp_path / "a.db"))
    with pytest.raises(StoreError, match="not a database"):
        await worker.start()
    await worker.close()


@pytest.mark.asyncio
async def test_what_another_program_writes_is_taken_in(tmp_path: Path) -> None:
    async with made_bot(database(tmp_path), Clock()) as bot:
        following = asyncio.create_task(bot.follow_database())
        await asyncio.sleep(0.1)
        before = bot.library()
        store = open_store(database(tmp_path))
        latest = store.revisions.latest(SHARED, CIA)
        assert latest is not None
        with store.transaction():
            store.revisions.add(
                SHARED, CIA, latest.body, state=RevisionState.RETIRED, kind="retired", at="2026", origin=latest.origin
            )
        store.close()
        for _ in range(100):
            if bot.library() is not before:
                break
            await asyncio.sleep(0.1)
        assert bot.library().show(CIA, SHARED) is None
        assert before.show(CIA, SHARED) is not None
        following.cancel()


@pytest.mark.asyncio
async def test_a_slow_database_gets_a_sign_of_life_first(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        blocking = asyncio.create_task(here.worker.run(lambda _: time.sleep(1.8)))
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION, private=True)
        await blocking
        assert answer.deferred
        assert answer.ephemeral
        assert answer.buttons


@pytest.mark.asyncio
async def test_no_view_and_no_form_is_kept_in_memory(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        for button in ("Why", "Sources", "Who says it", "Ask, or not right?"):
            await here.discord.click(here.ann, answer, button)
        store = here.bot._connection._view_store
        assert not any(store._views.values())
        assert (store._modals, store._synced_message_views) == ({}, {})


@pytest.mark.asyncio
async def test_no_question_is_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with scene(tmp_path) as here:
        await here.discord.mention(here.ann, here.channel, "do penguins run a bakery?")
        await here.discord.slash(here.ann, here.channel, "ask", question="do penguins run a bakery?")
        assert "penguins" not in caplog.text


@pytest.mark.parametrize("token", ["", PLACEHOLDER_TOKEN])
def test_alone_it_is_the_console_without_a_token(tmp_path: Path, token: str) -> None:
    environment = {"DISCORD_TOKEN": token, "DATABASE_PATH": str(database(tmp_path))}
    done = CliRunner(env=environment).invoke(commands, [], input="\n", catch_exceptions=False)
    assert done.exit_code == 0
    assert "DISCORD_TOKEN" in done.output


def test_alone_it_is_the_bot_with_a_token(tmp_path: Path) -> None:
    environment = {"DISCORD_TOKEN": "Bot abc", "DATABASE_PATH": str(tmp_path / "no.db")}
    with pytest.raises(InvalidInputError, match="developer portal"):
        CliRunner(env=environment).invoke(commands, [], catch_exceptions=False)


@pytest.mark.asyncio
async def test_the_log_is_moved_into_the_database_by_another_connection(tmp_path: Path) -> None:
    """Who writes does not wait for it, and nobody takes it for a change by another program."""
    path = tmp_path / "a.db"
    writer, other = open_store(path), open_store(path)
    writer.checkpoint_elsewhere()
    for number in range(1500):
        with writer.transaction():
            writer.kept.put(f"key {number}", "word " * 200)
    log = path.with_name("a.db-wal")
    # By itself it would have been moved after a thousand pages.
    grown, seen, size = log.stat().st_size, writer.changes_by_others(), path.stat().st_size
    assert grown > 1500 * 4096 and size < 1500 * 1000
    other.checkpoint()
    assert path.stat().st_size >= 1500 * 1000 and writer.changes_by_others() == seen
    with writer.transaction():
        writer.kept.put("one more", "word")
    # The next one begins at its start again.
    assert log.stat().st_size == grown and other.kept.get("one more") == "word"
    writer.close()
    other.close()
