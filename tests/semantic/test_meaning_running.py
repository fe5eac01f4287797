"""Meaning from outside: the command line and the running bot, with the tiny encoder in a folder."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import knowledge.answering.library
from bot.__main__ import commands
from bot.app.client import Bot
from bot.app.meaning import follow_meaning
from knowledge.entries.entry import Entry
from knowledge.matching.index.document import document_of
from knowledge.meaning.choice import DEFAULT_MODEL, MULTILINGUAL_MODEL, ModelChoice
from knowledge.meaning.texts import text_key, texts_of
from knowledge.moderation import publishing, retention
from knowledge.store import SHARED, open_store
from tests.scenes.asking import CIA, ZETAS, ZETAS_QUESTION, Clock, database, made_bot
from tests.scenes.desk import HERE, NOW, by, published
from tests.scenes.meaning import tiny_encoder

QUESTIONS = '{"id": "1", "question": "are the zetas and ms-13 allied?"}\n'


def ran(folder: Path, *arguments: str, model: Path | None, typed: str = "", name: str = DEFAULT_MODEL) -> Result:
    environment = {"DATABASE_PATH": str(folder / "bot.db"), "DISCORD_TOKEN": ""}
    environment |= {"SEMANTIC_MODEL": name if model else "", "SEMANTIC_MODEL_PATH": str(model or "")}
    return CliRunner(env=environment).invoke(commands, list(arguments), input=typed, catch_exceptions=False)


@asynccontextmanager
async def meaning_bot(path: Path, model: Path) -> AsyncIterator[Bot]:
    """A bot that has switched meaning on and follows what is published."""
    async with made_bot(path, Clock()) as bot:
        following = asyncio.create_task(follow_meaning(bot, ModelChoice(DEFAULT_MODEL, model, model)))
        async with asyncio.timeout(120):
            while not bot.library().uses_meaning:
                await asyncio.sleep(0.01)
        yield bot
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


def kept(path: Path) -> dict[bytes, str]:
    """Return the keys of all texts that have a vector in the database, with the model."""
    store = open_store(path)
    rows = store._db.execute("SELECT text, model FROM vectors").fetchall()
    store.close()
    return {bytes(text): model for text, model in rows}


async def until(path: Path, wanted: bool, *texts: str) -> None:
    """Wait until all of these texts have a vector in the database, or none has."""
    keys = {text_key(text) for text in texts}
    async with asyncio.timeout(60):
        while keys & kept(path).keys() != (keys if wanted else set()):
            await asyncio.sleep(0.05)


def texts(entry: Entry) -> set[str]:
    return set(texts_of(document_of(entry)))


def test_the_first_question_computes_with_progress_and_the_second_nothing(tmp_path):
    database(tmp_path)
    model = tiny_encoder(tmp_path / "model")
    first = ran(tmp_path, "ask", "--explain", ZETAS_QUESTION, model=model)
    assert re.fullmatch(r"Reading the meaning of the entries, \d{3,} texts\n", first.stderr)
    assert re.search(r"Meaning was used: [+-]\d+\.\d of the points by which the first leads are its own", first.stdout)
    assert "no weights of its own" not in first.stdout
    second = ran(tmp_path, "ask", "--explain", ZETAS_QUESTION, model=model)
    assert second.stderr == ""
    assert second.stdout == first.stdout
    off = ran(tmp_path, "ask", "--explain", ZETAS_QUESTION, model=None)
    assert "Meaning was not used: it is off (SEMANTIC_MODEL is empty)." in off.stdout


def test_explain_says_of_a_model_without_weights_that_it_decides_nothing(tmp_path):
    database(tmp_path)
    model = tiny_encoder(tmp_path / "model")
    asked = ran(tmp_path, "ask", "--explain", ZETAS_QUESTION, model=model, name=MULTILINGUAL_MODEL)
    assert "Meaning was used for the order of offers alone" in asked.stdout
    assert "of the points" not in asked.stdout


def test_nothing_to_read_is_not_called_a_failure_alone(tmp_path):
    database(tmp_path)
    model = tiny_encoder(tmp_path / "model")
    asked = ran(tmp_path, "ask", "--explain", "???", model=model)
    assert "Meaning was not used: it failed, or there was nothing to compare." in asked.stdout


def test_match_says_what_meaning_contributed(tmp_path):
    database(tmp_path)
    model = tiny_encoder(tmp_path / "model")
    claims = tmp_path / "claims.jsonl"
    claims.write_text('{"id": "zetas", "claim": "The Zetas are allied with MS-13."}\n', encoding="utf-8")
    for options in ((), ("--claims", str(claims))):
        row = json.loads(ran(tmp_path, "match", *options, model=model, typed=QUESTIONS).stdout)
        assert isinstance(row["meaning"], float)
        assert json.loads(ran(tmp_path, "match", *options, model=None, typed=QUESTIONS).stdout)["meaning"] is None


def test_doctor_finds_nothing_wrong_with_a_whole_model(tmp_path):
    database(tmp_path)
    model = tiny_encoder(tmp_path / "model")
    assert "texts have no vector yet" in ran(tmp_path, "doctor", model=model).stdout
    ran(tmp_path, "ask", ZETAS_QUESTION, model=model)
    doctor = ran(tmp_path, "doctor", model=model)
    assert doctor.exit_code == 0, doctor.stdout
    assert "Every text has its vector." in doctor.stdout
    assert "No weights" not in doctor.stdout


def test_doctor_says_of_a_model_without_weights_that_it_only_offers(tmp_path):
    database(tmp_path)
    doctor = ran(tmp_path, "doctor", model=tiny_encoder(tmp_path / "model"), name=MULTILINGUAL_MODEL)
    assert f"No weights were fitted with {MULTILINGUAL_MODEL}" in doctor.stdout
    assert doctor.exit_code == 0, doctor.stdout


@pytest.mark.asyncio
async def test_the_bot_switches_meaning_on_when_all_vectors_are_there(tmp_path, caplog):
    model = tiny_encoder(tmp_path / "model")
    caplog.set_level(logging.INFO, "bot.app.meaning")
    path = database(tmp_path)
    for start in ("first", "second"):
        caplog.clear()
        async with meaning_bot(path, model) as bot:
            decision = bot.library().ask(ZETAS_QUESTION, SHARED).decision
            assert decision.meaning is not None
            assert not any("no weights of its own" in reason for reason in decision.reasons)
            await bot.refresh_library()
            assert bot.library().uses_meaning
        computed = [record for record in caplog.records if "in the background" in record.message]
        assert len(computed) == (start == "first")


@pytest.mark.asyncio
async def test_the_bot_says_once_of_a_model_without_weights_that_it_only_offers(tmp_path, caplog):
    model = tiny_encoder(tmp_path / "model")
    async with made_bot(database(tmp_path), Clock()) as bot:
        following = asyncio.create_task(follow_meaning(bot, ModelChoice(MULTILINGUAL_MODEL, model, model)))
        async with asyncio.timeout(120):
            while not bot.library().uses_meaning:
                await asyncio.sleep(0.01)
        decision = bot.library().ask(ZETAS_QUESTION, SHARED).decision
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
    assert caplog.text.count(f"No weights were fitted with {MULTILINGUAL_MODEL}") == 1
    assert any("no weights of its own" in reason for reason in decision.reasons)


@pytest.mark.asyncio
async def test_words_serve_while_another_model_computes_and_then_the_first_ones_vectors_go(tmp_path):
    path = database(tmp_path)
    first, second = tiny_encoder(tmp_path / "a"), tiny_encoder(tmp_path / "b", "one more word")
    async with meaning_bot(path, first):
        before = kept(path)
    asked_by_words = 0
    async with made_bot(path, Clock()) as bot:
        following = asyncio.create_task(follow_meaning(bot, ModelChoice(DEFAULT_MODEL, second, second)))
        async with asyncio.timeout(120):
            while not bot.library().uses_meaning:
                decision = bot.library().ask(ZETAS_QUESTION, SHARED).decision
                assert decision.ranked[0][0] == ZETAS
                asked_by_words += decision.meaning is None
                await asyncio.sleep(0.01)
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
    after = kept(path)
    assert asked_by_words > 0
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())


@pytest.mark.asyncio
async def test_what_is_published_gets_vectors_and_what_is_retired_loses_them(tmp_path):
    path = database(tmp_path)
    said = "Nobody else says so."
    async with meaning_bot(path, tiny_encoder(tmp_path / "model")) as bot:
        others = kept(path)
        await bot.worker.run(lambda store: published(store, by(), answer=said))
        await bot.take_in(HERE, "new-one")
        await until(path, True, said)
        assert bot.library().ask(ZETAS_QUESTION, HERE).decision.meaning is not None
        await bot.worker.run(lambda store: publishing.retire(store, by(), "new-one", "It was wrong."))
        await bot.take_in(HERE, "new-one")
        await until(path, False, said)
        assert kept(path) == others
        assert bot.library().ask(ZETAS_QUESTION, HERE).decision.meaning is not None


@pytest.mark.asyncio
async def test_a_database_that_is_busy_is_told_once_and_vectors_follow_when_it_is_free(tmp_path, caplog):
    path = database(tmp_path)
    said = "Nobody else says so."
    async with meaning_bot(path, tiny_encoder(tmp_path / "model")) as bot:
        await bot.worker.run(lambda store: published(store, by(), answer=said))
        await bot.worker.run(lambda store: store._db.execute("PRAGMA busy_timeout = 0"))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await bot.take_in(HERE, "new-one")
            async with asyncio.timeout(60):
                while "have no vectors" not in caplog.text:
                    await asyncio.sleep(0.05)
            assert bot.library().ask(ZETAS_QUESTION, HERE).decision.ranked[0][0] == ZETAS
            # Time for two more looks.
            await asyncio.sleep(2.5)
            other.execute("ROLLBACK")
        await until(path, True, said)
    assert caplog.text.count("have no vectors") == 1


def test_a_database_that_another_program_writes_to_leaves_the_command_line_its_words(tmp_path):
    path = database(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        asked = ran(tmp_path, "ask", ZETAS_QUESTION, model=tiny_encoder(tmp_path / "model"))
        other.execute("ROLLBACK")
    assert asked.exit_code == 0
    assert asked.stderr.count("Meaning is off: ") == 1


@pytest.mark.asyncio
async def test_vectors_of_a_server_that_is_not_in_memory_stay(tmp_path, monkeypatch):
    path, model = database(tmp_path), tiny_encoder(tmp_path / "model")
    said = "Nobody else says so."
    store = open_store(path)
    published(store, by(), answer=said)
    store.close()
    async with meaning_bot(path, model):
        assert text_key(said) in kept(path)
    monkeypatch.setattr(knowledge.answering.library, "READ_AT_START", 0)
    async with meaning_bot(path, model) as bot:
        assert bot.library().unread == (HERE,)
        assert text_key(said) in kept(path)


def test_a_takedown_leaves_nothing_of_the_text(tmp_path):
    path = database(tmp_path)
    ran(tmp_path, "ask", ZETAS_QUESTION, model=tiny_encoder(tmp_path / "model"))
    library = knowledge.answering.library.build_library(store := open_store(path))
    store.close()
    gone = {text_key(text) for text in texts(library.show(CIA, SHARED).entry)}
    rest = {text_key(text) for shown in library.browse(SHARED) if shown.entry.id != CIA for text in texts(shown.entry)}
    assert gone <= kept(path).keys()
    # The model is switched off by now: what it left behind goes all the same.
    assert ran(tmp_path, "takedown", CIA, "--reason", "By order.", model=None).exit_code == 0
    assert not kept(path).keys() & gone
    assert kept(path).keys() >= rest - gone


def test_of_a_server_that_is_erased_no_vectors_stay(tmp_path):
    path = database(tmp_path)
    store = open_store(path)
    published(store, by(), answer="Nobody else says so.")
    store.close()
    ran(tmp_path, "ask", ZETAS_QUESTION, model=tiny_encoder(tmp_path / "model"))
    assert text_key("Nobody else says so.") in kept(path)
    store = open_store(path)
    retention.left(store, HERE, NOW)
    assert retention.erase_departed(store, NOW, days=0) == (HERE,)
    store.close()
    assert text_key("Nobody else says so.") not in kept(path)
    assert kept(path)
