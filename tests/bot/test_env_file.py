"""`.env`: a line that cannot be read is named and nothing starts, and one that others can read is warned about."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import read_settings
from knowledge.errors import InvalidInputError
from tests.scenes.terminal import Terminal

AFTER = "DISCORD_TOKEN=a.token.here\nDATABASE_PATH=elsewhere.db\n"


@pytest.fixture
def terminal(tmp_path, monkeypatch, capsys) -> Terminal:
    return Terminal(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # Closed by the next one, so that the lines between were taken in; and closed nowhere.
        (f'LOG_LEVEL="INFO\n{AFTER}PACKS="central-america"\n', 1),
        (f'# first\n\n\nLOG_LEVEL="INFO\n{AFTER}PACKS=central-america"\n', 4),
        (f'{AFTER}LOG_LEVEL="INFO\n', 3),
        (f"LOG_LEVEL='INFO\n{AFTER}", 1),
        (f"LOG_LEVEL='INFO\n{AFTER}PACKS='x'\n", 1),
        (f'{AFTER}export LOG_LEVEL="INFO', 3),
        (f'{AFTER}LOG_LEVEL="INFO\\"\n', 3),
        (f'\r\n\r\nLOG_LEVEL="INFO\r\n{AFTER}PACKS="x"\r\n', 3),
        ("DISCORD_TOKEN a.token.here\n", 1),
        ('DISCORD_TOKEN="a.token.here" and more\n', 1),
        ("'DISCORD_TOKEN=a.token.here\n", 1),
        ("=a.token.here\n", 1),
    ],
)
def test_the_line_that_cannot_be_read_is_named_and_nothing_starts(terminal: Terminal, text: str, line: int) -> None:
    (terminal.folder / ".env").write_bytes(text.encode())
    for words in ((), ("doctor",), ("run",), ("ask", "is it so?"), ("queue",)):
        done = terminal.run(*words)
        assert done.status == 2
        assert done.out == ""
        assert done.err.startswith(f"Line {line} of .env cannot be read, so nothing is started.")
        assert "a.token.here" not in done.err
    assert [one.name for one in terminal.folder.iterdir()] == [".env"]


@pytest.mark.parametrize(
    "text",
    [
        AFTER,
        f"\ufeff{AFTER}",
        f"# it's a \"comment\n{AFTER}",
        'DISCORD_TOKEN=\'a.token.here\'\nDATABASE_PATH="elsewhere.db" # the "database\n',
        "export DISCORD_TOKEN = a.token.here\n\n\nDATABASE_PATH=elsewhere.db",
        f"{AFTER}PACKS=\nTEST_GUILD_ID\n",
        AFTER.replace("\n", "\r\n"),
    ],
)
def test_what_is_well_written_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / ".env").write_bytes(text.encode())
    settings = read_settings({}, tmp_path)
    assert (settings.token, settings.database_path) == ("a.token.here", Path("elsewhere.db"))


def test_what_is_no_file_or_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    with pytest.raises(InvalidInputError, match="not UTF-8"):
        read_settings({}, tmp_path)
    (tmp_path / ".env").unlink()
    (tmp_path / ".env").mkdir()
    with pytest.raises(InvalidInputError, match="cannot be read"):
        read_settings({}, tmp_path)


@pytest.mark.parametrize(("mode", "is_open"), [(0o600, False), (0o400, False), (0o640, True), (0o604, True)])
def test_an_env_that_others_can_read_is_warned_about(tmp_path: Path, mode: int, is_open: bool) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=a.token\nTEST_GUILD_ID=wrong\n")
    (tmp_path / ".env").chmod(mode)
    assert read_settings({}, tmp_path).env_is_open == is_open
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    environment.pop("DISCORD_TOKEN", None)
    doctor = subprocess.run(
        [sys.executable, "-m", "bot", "doctor"], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert ("Run: chmod 600 .env" in doctor.stdout) == is_open


def test_the_bot_warns_in_its_log_when_it_starts(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=a.token\nDATABASE_PATH=/proc/nowhere/bot.db\n")
    (tmp_path / ".env").chmod(0o644)
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    for name in ("DISCORD_TOKEN", "DATABASE_PATH"):
        environment.pop(name, None)
    run = subprocess.run([sys.executable, "-m", "bot"], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert run.returncode == 2
    assert "WARNING bot.command_line.run: Others on this machine can read .env" in run.stderr
    assert "a.token" not in run.stderr
