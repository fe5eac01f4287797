"""One process is the bot of a database; the second says which one has it, and the command line is welcome beside it."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import commands
from knowledge.errors import StoreError
from knowledge.store import bot_lock, bot_of
from knowledge.store.lock import ENDING, InUseError, lock_path
from tests.scenes.asking import database

NOW = datetime.datetime(2026, 5, 4, 3, 2, 1, tzinfo=datetime.UTC)
HOLDING = """
import datetime, sys
from pathlib import Path
from knowledge.store import bot_lock
with bot_lock(Path(sys.argv[1]), datetime.datetime(2026, 5, 4, 3, 2, 1, tzinfo=datetime.UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


def holding(path: Path) -> subprocess.Popen[str]:
    held = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert held.stdout is not None
    assert held.stdout.readline() == "held\n"
    return held


def test_the_second_bot_says_who_has_it_and_ends(tmp_path: Path) -> None:
    path = database(tmp_path)
    held = holding(path)
    environment = os.environ | {"DATABASE_PATH": str(path), "DISCORD_TOKEN": "another.token.altogether"}
    second = subprocess.run(
        [sys.executable, "-m", "bot", "run"], env=environment, capture_output=True, text=True, check=False
    )
    assert second.returncode == 2
    said = f"The bot runs on {path} already (process {held.pid}, since 2026-05-04T03:02:01+00:00)."
    assert second.stderr.startswith(said)
    assert second.stderr.count("\n") == 1
    held.communicate("")
    assert bot_of(path) is None


def test_a_killed_bot_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    held = holding(path)
    assert bot_of(path) is not None
    held.kill()
    held.communicate()
    assert str(held.pid) in lock_path(path).read_text()
    assert bot_of(path) is None
    with bot_lock(path, NOW):
        found = bot_of(path)
        assert found is not None
        assert found.pid == os.getpid()
    assert lock_path(path).read_text() == ""


@pytest.mark.parametrize("words", [["queue"], ["ask", "did the cia create ms-13?"], ["doctor"]])
def test_the_command_line_is_welcome_beside_the_bot(tmp_path: Path, words: list[str]) -> None:
    path = database(tmp_path)
    with bot_lock(path, NOW):
        environment = {"DATABASE_PATH": str(path), "DISCORD_TOKEN": ""}
        assert CliRunner(env=environment).invoke(commands, words, catch_exceptions=False).exit_code == 0


def test_by_whichever_name_it_is_the_same_bot(tmp_path: Path) -> None:
    path = database(tmp_path)
    (tmp_path / "link.db").symlink_to(path)
    (tmp_path / "folder").symlink_to(tmp_path)
    with bot_lock(path, NOW):
        for other in (tmp_path / "link.db", tmp_path / "folder" / "bot.db", tmp_path / "x" / ".." / "bot.db"):
            with pytest.raises(InUseError, match=f"process {os.getpid()}"), bot_lock(other, NOW):
                pass


def test_two_databases_have_two_bots(tmp_path: Path) -> None:
    with bot_lock(tmp_path / "a.db", NOW), bot_lock(tmp_path / "b.db", NOW):
        assert bot_of(tmp_path / "a.db") is not None
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.db.lock", "b.db.lock"]


@pytest.mark.parametrize("said", ["", "{}", "[]", "not json", '{"pid": "x", "since": 1}', "9" * 5000])
def test_whatever_stands_in_the_lock_file_only_the_lock_counts(tmp_path: Path, said: str) -> None:
    path = tmp_path / "bot.db"
    lock_path(path).write_text(said)
    with bot_lock(path, NOW):
        lock_path(path).write_text(said)
        with pytest.raises(InUseError, match="has not said who"), bot_lock(path, NOW):
            pass


def test_the_lock_ends_with_the_block_however_it_ends(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), bot_lock(tmp_path / "bot.db", NOW):
        raise RuntimeError
    with bot_lock(tmp_path / "bot.db", NOW):
        pass


def test_where_no_lock_can_be_made_it_is_said(tmp_path: Path) -> None:
    (tmp_path / f"bot.db{ENDING}").mkdir()
    for path in (tmp_path / "bot.db", Path("/proc/nowhere/bot.db")):
        with pytest.raises(StoreError, match="cannot be made"), bot_lock(path, NOW):
            pass
