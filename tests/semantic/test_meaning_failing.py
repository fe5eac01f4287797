"""Whatever fails, words go on: each way in which a model cannot be used is one sentence, told once."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import commands
from bot.app.meaning import follow_meaning
from knowledge.errors import MeaningError
from knowledge.matching.ranking.weights import shipped_sample
from knowledge.meaning.choice import DEFAULT_MODEL, MULTILINGUAL_MODEL, ModelChoice
from knowledge.meaning.fingerprint import weights_of
from knowledge.meaning.opening import open_encoder
from knowledge.meaning.vectors import Vector, VectorTable
from knowledge.store import SHARED
from tests.scenes.asking import ZETAS, ZETAS_QUESTION, Clock, database, made_bot
from tests.scenes.meaning import (
    CLAIM,
    QUESTION,
    base_of_scene,
    decided,
    meaning_for,
    opened,
    tiny_encoder,
    vectors_between,
)
from tests.scenes.tiny_encoder import FLOOD

DAMAGES = [
    (name, harm) for name in ("model.onnx", "tokenizer.json", "tokenizer_config.json") for harm in ("gone", "cut")
]


def damaged(folder: Path, name: str, harm: str) -> Path:
    tiny_encoder(folder)
    if harm == "gone":
        (folder / name).unlink()
    else:
        (folder / name).write_bytes((folder / name).read_bytes()[:20])
    return folder


def ran(folder: Path, *arguments: str, model: Path | None) -> Result:
    environment = {"DATABASE_PATH": str(folder / "bot.db"), "DISCORD_TOKEN": ""}
    environment |= {"SEMANTIC_MODEL": DEFAULT_MODEL if model else "", "SEMANTIC_MODEL_PATH": str(model or "")}
    return CliRunner(env=environment).invoke(commands, list(arguments), catch_exceptions=False)


@pytest.mark.parametrize(("name", "harm"), DAMAGES)
def test_a_folder_that_is_not_whole_is_one_sentence(tmp_path, name, harm):
    with pytest.raises(MeaningError, match=str(tmp_path)):
        opened(damaged(tmp_path, name, harm))


def test_a_model_that_nobody_knows_and_one_that_is_not_here_are_one_sentence(tmp_path):
    folder = tiny_encoder(tmp_path)
    with pytest.raises(MeaningError, match=f"^no/such-model is no model .* SEMANTIC_MODEL .*{DEFAULT_MODEL}\\.$"):
        open_encoder(ModelChoice("no/such-model", folder, tmp_path), download=False)
    with pytest.raises(MeaningError, match="doctor"):
        open_encoder(ModelChoice(DEFAULT_MODEL, None, tmp_path / "cache"), download=False)


@pytest.mark.parametrize(("name", "harm"), [("model.onnx", "cut"), ("tokenizer.json", "gone")])
def test_the_command_line_says_it_in_one_line_and_answers_by_words(tmp_path, name, harm):
    database(tmp_path)
    model = damaged(tmp_path / "model", name, harm)
    broken, off = (ran(tmp_path, "ask", ZETAS_QUESTION, model=folder) for folder in (model, None))
    assert (broken.stdout, broken.exit_code) == (off.stdout, off.exit_code)
    assert broken.stderr.count("\n") == 1
    assert broken.stderr.startswith("Meaning is off: ")
    doctor = ran(tmp_path, "doctor", model=model)
    assert doctor.exit_code == 1
    assert "WRONG  meaning: " in doctor.stdout


def refused(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command where the place to download from takes no connection; nobody waits between its three tries."""
    code = "import sys, time; time.sleep = lambda seconds: None; from bot.__main__ import main; main()"
    settings = {"DATABASE_PATH": str(folder / "bot.db"), "SEMANTIC_MODEL": DEFAULT_MODEL, "SEMANTIC_MODEL_PATH": ""}
    settings |= {"HF_ENDPOINT": "http://127.0.0.1:9", "DISCORD_TOKEN": "", "NO_PROXY": "127.0.0.1"}
    arguments = [sys.executable, "-W", "ignore", "-c", code, command]
    return subprocess.run(arguments, env=os.environ | settings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("folder", "why"),
    [("x" * 300, "cannot be looked into (File name too long)"), ("~/no such", "There is no folder /")],
)
def test_a_path_that_cannot_be_is_told_by_the_command_line(tmp_path, folder, why):
    database(tmp_path)
    asked = ran(tmp_path, "ask", ZETAS_QUESTION, model=Path(folder))
    assert asked.exit_code == 0
    assert asked.stderr.startswith("Meaning is off: ") and asked.stderr.count("\n") == 1
    assert why in asked.stderr


@pytest.mark.asyncio
async def test_a_path_that_cannot_be_is_one_warning_of_the_bot(tmp_path, caplog):
    told = await one_warning(tmp_path, caplog, ModelChoice(DEFAULT_MODEL, tmp_path / ("x" * 300), tmp_path))
    assert "cannot be looked into" in told


@pytest.mark.asyncio
async def test_without_the_extra_the_bot_says_so_once(tmp_path, caplog, monkeypatch):
    folder = tiny_encoder(tmp_path / "model")
    monkeypatch.delitem(sys.modules, "knowledge.meaning.encoder")
    monkeypatch.setitem(sys.modules, "fastembed", None)
    told = await one_warning(tmp_path, caplog, ModelChoice(DEFAULT_MODEL, folder, folder))
    assert 'pip install -e ".[semantic]"' in told


def test_a_folder_without_the_file_that_the_model_has_is_told_by_its_name(tmp_path):
    folder = tiny_encoder(tmp_path)
    (folder / "model_optimized.onnx").unlink()
    with pytest.raises(MeaningError, match=r"^There is no model_optimized.onnx in "):
        opened(folder, MULTILINGUAL_MODEL)


def test_a_download_that_is_refused_is_one_finding_of_doctor(tmp_path):
    database(tmp_path)
    found = refused(tmp_path, "doctor")
    assert found.returncode == 1, found.stderr
    wrong = [line for line in found.stdout.splitlines() if line.startswith("WRONG")]
    assert len(wrong) == 1
    assert "network" in wrong[0] and "SEMANTIC_MODEL_PATH" in wrong[0]


@pytest.mark.asyncio
async def test_a_download_that_is_refused_is_one_warning_of_the_bot(tmp_path, caplog):
    # A file stands where the models would be written: refused without any network.
    (tmp_path / "models").write_text("")
    await one_warning(tmp_path, caplog, ModelChoice(DEFAULT_MODEL, None, tmp_path / "models"))


@pytest.mark.asyncio
@pytest.mark.parametrize(("name", "harm"), DAMAGES)
async def test_a_damaged_model_is_one_warning_of_the_bot(tmp_path, caplog, name, harm):
    folder = damaged(tmp_path / "model", name, harm)
    await one_warning(tmp_path, caplog, ModelChoice(DEFAULT_MODEL, folder, folder))


@pytest.mark.asyncio
async def test_a_folder_that_is_not_there_is_one_warning_of_the_bot(tmp_path, caplog):
    told = await one_warning(tmp_path, caplog, ModelChoice(DEFAULT_MODEL, tmp_path / "nowhere", tmp_path))
    assert "SEMANTIC_MODEL_PATH" in told


async def one_warning(folder: Path, caplog: pytest.LogCaptureFixture, choice: ModelChoice) -> str:
    async with made_bot(database(folder), Clock()) as bot:
        with caplog.at_level(logging.WARNING):
            await follow_meaning(bot, choice)
        assert not bot.library().uses_meaning
        assert bot.library().ask(ZETAS_QUESTION, SHARED).decision.ranked[0][0] == ZETAS
    # The library that speaks with Discord has warnings of its own at its first start.
    told = [record.getMessage() for record in caplog.records if not record.name.startswith("discord")]
    assert len(told) == 1
    assert told[0].startswith("Meaning is off: ")
    return told[0]


def test_memory_that_is_not_there_is_told_once_and_words_go_on(tmp_path, caplog):
    base = base_of_scene()
    meaning = meaning_for(opened(tiny_encoder(tmp_path)), base)
    flood = f"Reagan diverted {FLOOD} money to Iran"
    assert decided(CLAIM, base, meaning).meaning is not None
    with caplog.at_level(logging.WARNING):
        for text in (flood, "the zetas are allied with ms-13", QUESTION, flood):
            assert decided(text, base, meaning) == decided(text, base)
    assert len(caplog.records) == 1
    assert meaning.failure is not None and "memory" in meaning.failure


def test_memory_that_is_not_there_for_the_product_is_told_once_too(tmp_path, caplog, monkeypatch):
    base = base_of_scene()
    meaning = meaning_for(opened(tiny_encoder(tmp_path)), base)

    def too_much(vector: Vector) -> Vector:
        raise MemoryError

    monkeypatch.setattr(meaning.table, "cosines", too_much)
    with caplog.at_level(logging.WARNING):
        for text in (CLAIM, QUESTION, CLAIM):
            assert decided(text, base, meaning) == decided(text, base)
    assert len(caplog.records) == 1 and "memory" in caplog.text


@pytest.mark.asyncio
async def test_memory_that_is_not_there_while_vectors_are_read_is_one_warning(tmp_path, caplog, monkeypatch):
    folder = tiny_encoder(tmp_path / "model")

    def too_much(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(VectorTable, "add", too_much)
    told = await one_warning(tmp_path, caplog, ModelChoice(DEFAULT_MODEL, folder, folder))
    assert "memory" in told
    asked = ran(tmp_path, "ask", ZETAS_QUESTION, model=folder)
    assert asked.exit_code == 0 and asked.stderr.splitlines()[-1].startswith(
        "Meaning is off: There is not enough memory"
    )


@pytest.mark.asyncio
async def test_memory_that_is_not_there_while_entries_are_read_is_one_warning(tmp_path, caplog):
    folder = tiny_encoder(tmp_path / "model")
    # The tokenizer reads a word of the entries as the one that asks for too much.
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["model"]["vocab"]["cartel"] = tokenizer["model"]["vocab"][FLOOD]
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    assert weights_of(opened(folder)) is not None
    told = await one_warning(tmp_path, caplog, ModelChoice(DEFAULT_MODEL, folder, folder))
    assert "memory" in told


class Told:
    """An encoder of which is known what it makes of the sample, each cosine moved by so much."""

    model, key, length = DEFAULT_MODEL, "told", 24

    def __init__(self, moved: float) -> None:
        sample = shipped_sample(DEFAULT_MODEL)
        assert sample is not None
        # Toward the middle, so that none is above 1.
        cosines = [cosine + (moved if cosine < 0.5 else -moved) for cosine in sample.cosines]
        self._vectors = dict(zip(sample.texts, vectors_between(cosines, self.length), strict=True))

    def encode(self, text: str) -> Vector:
        return self._vectors[text]


@pytest.mark.parametrize(("moved", "known"), [(0.0, True), (0.02, True), (0.05, False), (-0.05, False)])
def test_an_encoder_is_known_again_by_its_cosines_within_what_other_processors_differ_by(moved, known):
    if known:
        assert weights_of(Told(moved)) == DEFAULT_MODEL
    else:
        with pytest.raises(MeaningError, match=r"differ by 0\.05.*SEMANTIC_MODEL_PATH"):
            weights_of(Told(moved))


def test_another_encoder_under_a_known_name_is_told_and_words_go_on(tmp_path):
    database(tmp_path)
    model = tiny_encoder(tmp_path / "model", fitted=False)
    broken, off = (ran(tmp_path, "ask", ZETAS_QUESTION, model=folder) for folder in (model, None))
    assert (broken.stdout, broken.exit_code) == (off.stdout, off.exit_code)
    assert broken.stderr.startswith("Meaning is off: ") and broken.stderr.count("\n") == 1
    assert f"What is opened as {DEFAULT_MODEL} is another model" in broken.stderr
    doctor = ran(tmp_path, "doctor", model=model)
    assert doctor.exit_code == 1
    assert "WRONG  meaning: What is opened as" in doctor.stdout


@pytest.mark.asyncio
async def test_another_encoder_under_a_known_name_is_one_warning_of_the_bot(tmp_path, caplog):
    folder = tiny_encoder(tmp_path / "model", fitted=False)
    told = await one_warning(tmp_path, caplog, ModelChoice(DEFAULT_MODEL, folder, folder))
    assert "is another model" in told


def test_an_end_does_not_wait_for_a_model_that_is_being_opened(tmp_path):
    folder = tiny_encoder(tmp_path / "model")
    (folder / "config.json").unlink()
    os.mkfifo(folder / "config.json")

    async def start_and_end() -> None:
        async with made_bot(database(tmp_path), Clock()) as bot:
            following = asyncio.create_task(follow_meaning(bot, ModelChoice(DEFAULT_MODEL, folder, folder)))
            await asyncio.sleep(0.5)
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)

    ending = threading.Thread(target=lambda: asyncio.run(start_and_end()), daemon=True)
    ending.start()
    ending.join(60)
    ended = not ending.is_alive()
    # Whoever waits at the pipe goes on.
    while threading.active_count() > 1 and any(one.name == "opening the model" for one in threading.enumerate()):
        with contextlib.suppress(OSError):
            os.close(os.open(folder / "config.json", os.O_WRONLY | os.O_NONBLOCK))
    assert ended


@pytest.mark.asyncio
async def test_the_bot_answers_while_the_model_is_still_being_opened(tmp_path, caplog):
    folder = tiny_encoder(tmp_path / "model")
    (folder / "config.json").unlink()
    # A pipe: whoever opens it waits until somebody writes, as on a disk or a network that does not answer.
    os.mkfifo(folder / "config.json")
    async with made_bot(database(tmp_path), Clock()) as bot:
        following = asyncio.create_task(follow_meaning(bot, ModelChoice(DEFAULT_MODEL, folder, folder)))
        for _ in range(50):
            await asyncio.sleep(0.01)
            assert bot.library().ask(ZETAS_QUESTION, SHARED).decision.ranked[0][0] == ZETAS
        assert not following.done()
        assert not bot.library().uses_meaning
        with caplog.at_level(logging.WARNING):
            while not following.done():
                # Whoever opens it now finds the end of a file at once.
                with contextlib.suppress(OSError):
                    os.close(os.open(folder / "config.json", os.O_WRONLY | os.O_NONBLOCK))
                await asyncio.sleep(0.01)
            await following
        assert "Meaning is off: " in caplog.text
