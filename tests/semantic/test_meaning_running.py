"""Meaning from outside: the command line and the running bot, with the tiny encoder in a folder."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import commands
from bot.meaning import follow_meaning
from knowledge.meaning.opening import DEFAULT_MODEL, ModelChoice
from knowledge.store import SHARED
from tests.discord_scene import ZETAS, ZETAS_QUESTION, Clock, database, made_bot
from tests.semantic.scene import tiny_encoder

QUESTIONS = '{"id": "1", "question": "are the zetas and ms-13 allied?"}\n'


def ran(folder: Path, *arguments: str, model: Path | None, typed: str = "") -> Result:
    environment = {"DATABASE_PATH": str(folder / "bot.db"), "DISCORD_TOKEN": ""}
    environment |= {"SEMANTIC_MODEL": DEFAULT_MODEL if model else "", "SEMANTIC_MODEL_PATH": str(model or "")}
    return CliRunner(env=environment).invoke(commands, list(arguments), input=typed, catch_exceptions=False)


def test_the_first_question_computes_with_progress_and_the_second_nothing(tmp_path):
    database(tmp_path)
    model = tiny_encoder(tmp_path / "model")
    first = ran(tmp_path, "ask", "--explain", ZETAS_QUESTION, model=model)
    assert "Reading the meaning of the entries" in first.stderr
    assert "Meaning was used" in first.stdout
    second = ran(tmp_path, "ask", "--explain", ZETAS_QUESTION, model=model)
    assert second.stderr == ""
    assert second.stdout == first.stdout
    off = ran(tmp_path, "ask", "--explain", ZETAS_QUESTION, model=None)
    assert "Meaning was not used" in off.stdout


def test_match_says_what_meaning_contributed(tmp_path):
    database(tmp_path)
    model = tiny_encoder(tmp_path / "model")
    claims = tmp_path / "claims.jsonl"
    claims.write_text('{"id": "zetas", "claim": "The Zetas are allied with MS-13."}\n', encoding="utf-8")
    for options in ((), ("--claims", str(claims))):
        row = json.loads(ran(tmp_path, "match", *options, model=model, typed=QUESTIONS).stdout)
        assert isinstance(row["meaning"], float)
        assert json.loads(ran(tmp_path, "match", *options, model=None, typed=QUESTIONS).stdout)["meaning"] is None


def test_a_damaged_model_is_one_line_and_the_answer_is_that_of_the_words(tmp_path):
    database(tmp_path)
    model = tiny_encoder(tmp_path / "model")
    (model / "model.onnx").write_bytes(b"no model")
    broken = ran(tmp_path, "ask", ZETAS_QUESTION, model=model)
    off = ran(tmp_path, "ask", ZETAS_QUESTION, model=None)
    assert (broken.stdout, broken.exit_code) == (off.stdout, off.exit_code)
    assert broken.stderr.count("\n") == 1
    assert broken.stderr.startswith("Meaning is off: ")
    doctor = ran(tmp_path, "doctor", model=model)
    assert doctor.exit_code == 1
    assert "WRONG  meaning: " in doctor.stdout


def test_doctor_finds_nothing_wrong_with_a_whole_model(tmp_path):
    database(tmp_path)
    model = tiny_encoder(tmp_path / "model")
    ran(tmp_path, "ask", ZETAS_QUESTION, model=model)
    doctor = ran(tmp_path, "doctor", model=model)
    assert doctor.exit_code == 0, doctor.stdout
    assert "Every text has its vector." in doctor.stdout


@pytest.mark.asyncio
async def test_the_bot_switches_meaning_on_when_all_vectors_are_there(tmp_path, caplog):
    model = tiny_encoder(tmp_path / "model")
    caplog.set_level(logging.INFO, "bot.meaning")
    for start in ("first", "second"):
        caplog.clear()
        async with made_bot(database(tmp_path), Clock()) as bot:
            assert not bot.library().uses_meaning
            assert bot.library().ask(ZETAS_QUESTION, SHARED).decision.ranked[0][0] == ZETAS
            following = asyncio.create_task(follow_meaning(bot, ModelChoice(DEFAULT_MODEL, model, model)))
            async with asyncio.timeout(120):
                while not bot.library().uses_meaning:
                    await asyncio.sleep(0.01)
            assert bot.library().ask(ZETAS_QUESTION, SHARED).decision.meaning is not None
            await bot.refresh_library()
            assert bot.library().uses_meaning
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
        computed = [record for record in caplog.records if "in the background" in record.message]
        assert len(computed) == (start == "first")


@pytest.mark.asyncio
async def test_the_bot_goes_on_by_words_when_the_model_is_gone(tmp_path, caplog):
    async with made_bot(database(tmp_path), Clock()) as bot:
        with caplog.at_level(logging.WARNING):
            await follow_meaning(bot, ModelChoice(DEFAULT_MODEL, tmp_path / "nowhere", tmp_path))
        assert len([record for record in caplog.records if record.name == "bot.meaning"]) == 1
        assert "SEMANTIC_MODEL_PATH" in caplog.text
        assert not bot.library().uses_meaning
