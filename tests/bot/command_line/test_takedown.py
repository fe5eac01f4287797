"""`takedown` from outside."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from bot.__main__ import commands
from bot.settings import Settings
from knowledge.answering.library import build_library
from knowledge.store import SHARED, open_store
from tests.scenes.asking import CIA, database


def test_an_entry_is_taken_down_with_a_reason_and_not_without(tmp_path: Path, monkeypatch) -> None:
    path = database(tmp_path)
    monkeypatch.setenv("DATABASE_PATH", str(path))
    monkeypatch.chdir(tmp_path)
    assert Settings(path).database_path == path
    refused = CliRunner().invoke(commands, ["takedown", CIA])
    assert refused.exit_code == 2 and "--reason" in refused.output
    done = CliRunner().invoke(commands, ["takedown", CIA, "--reason", "By order."])
    assert done.exit_code == 0 and f"{CIA} is taken down from the shared entries." in done.output
    again = CliRunner().invoke(commands, ["takedown", CIA, "--reason", "By order."])
    assert again.exit_code != 0 and "There is no entry" in str(again.exception)
    store = open_store(path)
    assert build_library(store).show(CIA, SHARED) is None
    store.close()
