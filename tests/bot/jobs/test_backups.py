"""Backups on schedule: made when they are due, checked, the oldest going; and `doctor` looks at their age."""

from __future__ import annotations

import asyncio
import datetime
import logging
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import commands
from bot.jobs.backups import back_up_when_due, keep_backing_up
from bot.settings import BackupPlan, read_settings
from knowledge.errors import InvalidInputError
from knowledge.store import open_store
from knowledge.store.backup_folder import back_up_into, is_due, latest_backup
from tests.scenes.asking import database

NOW = datetime.datetime(2026, 5, 4, 3, 2, 1, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def never() -> bool:
    return False


@pytest.mark.asyncio
async def test_one_is_made_when_it_is_due_and_not_before(tmp_path: Path) -> None:
    path, plan = database(tmp_path), BackupPlan(tmp_path / "far" / "backups", 24, 7)
    made = []
    for hours in (0, 1, 23, 24, 25, 47, 60):
        moment = NOW + hours * HOUR
        if await back_up_when_due(path, plan, lambda moment=moment: moment, threading.Event()):
            made.append(hours)
    assert made == [0, 24, 60]
    for one in plan.folder.iterdir():
        open_store(one).close()


def test_the_oldest_go_and_nothing_else(tmp_path: Path) -> None:
    path, folder = database(tmp_path), tmp_path / "backups"
    folder.mkdir()
    others = [
        "not-so-fast.db",
        "my-not-so-fast-20200101T000000Z.db",
        "not-so-fast-20200101T000000Z.db.old",
        "notes.txt",
    ]
    others.append("not-so-fast-20200231T000000Z.db")
    for name in others:
        (folder / name).write_text("mine")
    for hours in range(5):
        back_up_into(path, folder, NOW + hours * HOUR, 3, never)
    made = [f"not-so-fast-20260504T0{3 + hours}0201Z.db" for hours in (2, 3, 4)]
    assert names(folder) == sorted(made + others)


def test_none_goes_before_the_new_one_is_sound(tmp_path: Path) -> None:
    path, folder = database(tmp_path), tmp_path / "backups"
    back_up_into(path, folder, NOW, 1, never)
    with pytest.raises(InvalidInputError):
        back_up_into(path, folder, NOW, 1, never)
    path.write_text("no database " * 100)
    before = names(folder)
    with pytest.raises(Exception, match="not a database"):
        back_up_into(path, folder, NOW + HOUR, 1, never)
    assert names(folder) == before != []


def test_a_clock_that_was_wrong_neither_stops_them_nor_costs_the_new_one(tmp_path: Path) -> None:
    path, folder = database(tmp_path), tmp_path / "backups"
    for years in (50, 51):
        back_up_into(path, folder, NOW.replace(year=NOW.year + years), 2, never)
    assert is_due(folder, NOW, HOUR)
    made = back_up_into(path, folder, NOW, 2, never)
    assert made.is_file()
    assert len(names(folder)) == 2
    assert latest_backup(folder, NOW) == NOW
    assert not is_due(folder, NOW, HOUR)


@pytest.mark.asyncio
async def test_what_goes_wrong_is_logged_and_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("no folder")
    plan = BackupPlan(tmp_path / "file" / "backups", 24, 7)
    assert await back_up_when_due(database(tmp_path), plan, lambda: NOW, threading.Event()) is None
    assert "could not be made" in caplog.text
    assert "Set BACKUP_FOLDER" in caplog.text


@pytest.mark.asyncio
async def test_the_running_bot_makes_the_first_at_once_and_stops_when_told(tmp_path: Path) -> None:
    plan = BackupPlan(tmp_path / "backups", 24, 7)
    job = asyncio.create_task(keep_backing_up(database(tmp_path), plan, lambda: NOW))
    while not (plan.folder.exists() and "not-so-fast-20260504T030201Z.db" in names(plan.folder)):
        await asyncio.sleep(0.01)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job


@pytest.mark.asyncio
async def test_a_bot_that_ends_does_not_wait_for_one(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    plan, stop = BackupPlan(tmp_path / "backups", 24, 7), threading.Event()
    stop.set()
    with caplog.at_level(logging.ERROR):
        assert await back_up_when_due(database(tmp_path), plan, lambda: NOW, stop) is None
    assert names(plan.folder) == []


@pytest.mark.parametrize(
    ("name", "value"), [("BACKUP_HOURS", "0"), ("BACKUP_HOURS", "often"), ("BACKUPS_KEPT", "0"), ("BACKUPS_KEPT", "-1")]
)
def test_a_wrong_setting_says_which(name: str, value: str) -> None:
    settings = read_settings({name: value, "BACKUP_FOLDER": "x"}, Path("/nowhere"))
    with pytest.raises(InvalidInputError, match=name):
        settings.checked_backups()


def test_the_settings_are_the_plan() -> None:
    assert read_settings({}, Path("/nowhere")).checked_backups() is None
    given = {"BACKUP_FOLDER": "copies", "BACKUP_HOURS": "6", "BACKUPS_KEPT": "28"}
    assert read_settings(given, Path("/nowhere")).checked_backups() == BackupPlan(Path("copies"), 6, 28)


def doctor(folder: Path, **environment: str) -> Result:
    known = {"DATABASE_PATH": str(folder / "bot.db"), "DISCORD_TOKEN": "", "BACKUP_FOLDER": str(folder / "backups")}
    return CliRunner(env=known | environment).invoke(commands, ["doctor"], catch_exceptions=False)


@pytest.mark.parametrize(
    ("hours", "sound", "told"), [(None, True, "none in"), (1, True, "1 hours old"), (49, False, "49 hours old")]
)
def test_doctor_looks_at_the_age_of_the_last(tmp_path: Path, hours: int | None, sound: bool, told: str) -> None:
    path = database(tmp_path)
    if hours is not None:
        back_up_into(path, tmp_path / "backups", datetime.datetime.now(datetime.UTC) - hours * HOUR, 3, never)
    found = doctor(tmp_path)
    assert found.exit_code == (0 if sound else 1)
    assert told in next(line for line in found.output.splitlines() if " backups: " in line)
