"""`doctor`, and that the extra for meaning is left alone unless it is switched on."""

from __future__ import annotations

import datetime
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import commands
from knowledge.store import bot_lock
from tests.scenes.asking import database

OFF = {"DISCORD_TOKEN": "", "SEMANTIC_MODEL": "", "SEMANTIC_MODEL_PATH": "", "TEST_GUILD_ID": "", "PACKS": ""}
ASK = "import sys; sys.argv = ['bot', 'ask', 'are the zetas and ms-13 allied?']; from bot.__main__ import main\n"


def doctor(folder: Path, **environment: str) -> Result:
    settings = OFF | {"DATABASE_PATH": str(folder / "bot.db")} | environment
    return CliRunner(env=settings).invoke(commands, ["doctor"], catch_exceptions=False)


def python(folder: Path, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = os.environ | OFF | {"DATABASE_PATH": str(folder / "bot.db")} | environment
    return subprocess.run([sys.executable, "-c", code], env=known, capture_output=True, text=True, check=False)


def test_a_sound_installation_is_fine(tmp_path):
    assert doctor(tmp_path).exit_code == 0
    assert not (tmp_path / "bot.db").exists()
    database(tmp_path)
    found = doctor(tmp_path)
    assert found.exit_code == 0
    assert "WRONG" not in found.stdout
    assert "published" in found.stdout


@pytest.mark.parametrize(
    ("environment", "about"),
    [
        ({"DISCORD_TOKEN": "two words"}, "token"),
        ({"LOG_LEVEL": "loud"}, "settings"),
        ({"PACKS": "no-such-pack"}, "packs"),
        ({"SEMANTIC_MODEL_PATH": "/models"}, "meaning"),
        ({"SEMANTIC_MODEL": "some/model", "SEMANTIC_MODEL_PATH": "/nowhere/at/all"}, "meaning"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_looked_at_all_the_same(tmp_path, environment, about):
    found = doctor(tmp_path, **environment)
    assert found.exit_code == 1
    assert f"WRONG  {about}: " in found.stdout
    assert found.stdout.count("WRONG") == 1
    assert found.stdout.count("fine") >= 3


def test_every_setting_is_looked_at_and_every_mistake_is_told(tmp_path):
    found = doctor(tmp_path, LOG_LEVEL="loud", KEEP_DAYS="9" * 5000, ASKS_PER_10_SECONDS="9" * 5000)
    assert found.exit_code == 1
    for name in ("LOG_LEVEL", "KEEP_DAYS", "ASKS_PER_10_SECONDS"):
        assert f"WRONG  settings: {name} " in found.stdout


def test_a_database_that_cannot_be_made_is_wrong(tmp_path):
    (tmp_path / "bot.db").write_text("a file, no folder")
    found = doctor(tmp_path, DATABASE_PATH=str(tmp_path / "bot.db" / "deep" / "bot.db"))
    assert found.exit_code == 1
    assert "cannot be made. Set DATABASE_PATH" in found.stdout


def test_a_file_that_is_no_database_is_wrong(tmp_path):
    (tmp_path / "bot.db").write_text("no database " * 100)
    found = doctor(tmp_path)
    assert found.exit_code == 1
    assert "WRONG  database: " in found.stdout


def test_a_damaged_database_is_wrong(tmp_path):
    path = database(tmp_path)
    content = bytearray(path.read_bytes())
    for place in range(4096 * 6, len(content), 4096):
        content[place : place + 64] = b"\xff" * 64
    path.write_bytes(content)
    assert "WRONG  database: " in doctor(tmp_path).stdout


@pytest.mark.parametrize("how", ["read-only", "locked"])
def test_a_database_that_cannot_be_written_to_is_wrong(tmp_path, how):
    path = database(tmp_path)
    if how == "read-only":
        # As if by rights, which stop no root: a file format that may be read and not written.
        content = bytearray(path.read_bytes())
        content[18] = 3
        path.write_bytes(content)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        if how == "locked":
            other.execute("BEGIN IMMEDIATE")
        found = doctor(tmp_path)
    assert found.exit_code == 1
    assert f"WRONG  database: {'The database is busy' if how == 'locked' else 'The database may not'}" in found.stdout


def test_little_room_on_the_disk_is_wrong(tmp_path, monkeypatch):
    database(tmp_path)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=5_000_000))
    found = doctor(tmp_path)
    assert found.exit_code == 1
    assert "WRONG  disk: 5 MB are free" in found.stdout


def test_it_says_whether_the_bot_runs(tmp_path):
    path = database(tmp_path)
    assert "bot: It does not run" in doctor(tmp_path).stdout
    with bot_lock(path, datetime.datetime(2026, 5, 4, tzinfo=datetime.UTC)):
        assert f"bot: It runs: process {os.getpid()}, since 2026-05-04T00:00:00+00:00." in doctor(tmp_path).stdout


@pytest.mark.parametrize("left", ["bot.db", "bot.db-wal"])
def test_a_database_that_was_there_is_missed(tmp_path, left):
    (tmp_path / left).touch()
    found = doctor(tmp_path)
    assert found.exit_code == 1
    assert "WRONG  database: " in found.stdout


def test_off_imports_nothing_of_the_extra(tmp_path):
    database(tmp_path)
    extra = {"fastembed", "onnxruntime", "tokenizers", "knowledge.meaning.encoder", "prometheus_client"}
    told = f"print(sorted({extra} & set(sys.modules)), file=sys.stderr)"
    done = python(tmp_path, f"{ASK}try:\n    main()\nexcept SystemExit:\n    {told}")
    assert done.stderr.strip() == "[]"


def test_the_bot_that_has_it_off_imports_nothing_of_the_extra(tmp_path):
    run = """
import asyncio, sys
from pathlib import Path
from bot.app.running import made_bot
from bot.settings import read_settings

async def start():
    async with made_bot(read_settings({"DATABASE_PATH": sys.argv[-1]}, Path("/nowhere"))) as bot:
        await bot.open()
        assert bot.library().uses_meaning is False

asyncio.run(start())
extra = {"fastembed", "onnxruntime", "tokenizers", "bot.app.meaning", "knowledge.meaning.encoder"}
extra |= {"prometheus_client", "bot.app.metrics"}
print(sorted(extra & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", run, str(database(tmp_path))], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_without_the_extra_one_line_says_how_to_get_it_and_words_answer(tmp_path):
    database(tmp_path)
    without = "import sys; sys.modules['fastembed'] = None\n"
    done = python(tmp_path, f"{without}{ASK}main()", SEMANTIC_MODEL="sentence-transformers/all-MiniLM-L6-v2")
    plain = python(tmp_path, f"{ASK}main()")
    assert (done.stdout, done.returncode) == (plain.stdout, plain.returncode)
    assert done.stderr.count("\n") == 1
    assert 'pip install -e ".[semantic]"' in done.stderr
