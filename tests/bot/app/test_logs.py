"""The log: lines for people or JSON for machines, with the code that the person was told, and without secrets."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app.logs import start_logging
from bot.command_line.exits import TRY_AGAIN, USAGE, status_of
from bot.settings import LogFormat
from knowledge.errors import StoreError, UnwritableError
from knowledge.store import Store
from tests.knowledge.store.test_lock import holding
from tests.scenes.asking import CIA_QUESTION, CODE, database, scene

TOKEN = "MTIzNDU2.abc-DEF_ghi.jkl"
AWKWARD = 'a\\b"c/d\u00e9.\u2028'
ADDRESS = "https://discord.example/api/v10/webhooks/123456789012345678/aW50ZXJhY3Rpb246MTIzNDU2Nzg5/messages/@original"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook)
    handlers, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks


def objects(text: str) -> list[dict[str, str]]:
    assert text.isascii()
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.filterwarnings("always")
@pytest.mark.parametrize("form", LogFormat)
@pytest.mark.parametrize("token", [TOKEN, AWKWARD])
def test_no_secret_is_in_any_line(capsys: pytest.CaptureFixture[str], token: str, form: LogFormat) -> None:
    start_logging("DEBUG", token, form)
    log = logging.getLogger("bot.test")
    try:
        raise RuntimeError(f"with {token} in it", {"and": token}, ADDRESS)
    except RuntimeError:
        log.exception("%s and %r at %s", token, [token], ADDRESS)
    log.info("stack", stack_info=True, extra={"code": token})
    warnings.warn(f"deprecated {token}", DeprecationWarning, stacklevel=1)
    assert logging.getLogger("discord.http").getEffectiveLevel() == logging.INFO
    written = capsys.readouterr().err
    if form is LogFormat.JSON:
        told = objects(written)
        assert {one["logger"] for one in told} == {"bot.test", "py.warnings"}
        written = "".join("".join(one.values()) for one in told)
    assert written.count("[token]") >= 6
    for secret in (token, repr(token)[1:-1], json.dumps(token)[1:-1], "aW50ZXJhY3Rpb246MTIzNDU2Nzg5"):
        assert secret not in written
    assert "/webhooks/123456789012345678/[token]/messages/@original" in written


def test_a_json_line_is_one_object_whatever_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("INFO", TOKEN, LogFormat.JSON)
    log = logging.getLogger("bot.test")
    log.info("two\nlines, “quotes” and \x1b[31mcolour\u2028")
    try:
        raise ValueError("deep\nwithin")
    except ValueError:
        log.exception("Failure %s in %s", "C0DE42", "here", extra={"code": "C0DE42"})
    first, second = objects(capsys.readouterr().err)
    assert first.keys() == {"time", "level", "logger", "message"}
    assert first["message"] == "two\nlines, “quotes” and \x1b[31mcolour\u2028"
    assert first["time"].endswith("+00:00")
    assert (second["level"], second["code"], second["message"]) == ("ERROR", "C0DE42", "Failure C0DE42 in here")
    assert second["error"].startswith("Traceback (most recent call last):\n")
    assert second["error"].endswith("ValueError: deep\nwithin")


@pytest.mark.asyncio
@pytest.mark.parametrize("form", LogFormat)
async def test_the_code_that_an_asker_sees_is_in_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: LogFormat
) -> None:
    def broken(store: Store) -> None:
        for table in ("picks", "reports", "requests", "answers"):
            store._db.execute(f"DROP TABLE {table}")

    async with scene(tmp_path) as here:
        start_logging("INFO", TOKEN, form)
        await here.worker.run(broken)
        here.discord.strict = False
        told = [await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION)]
        told.append(await here.discord.mention(here.ann, here.channel, CIA_QUESTION))
        assert all(one.text.endswith(f"{CODE}.") for one in told)
    written = capsys.readouterr().err
    assert CIA_QUESTION not in written
    if form is LogFormat.JSON:
        failures = [one for one in objects(written) if one["level"] == "ERROR"]
        assert [one["code"] for one in failures] == [CODE, CODE]
        assert all(StoreError.__name__ in one["error"] for one in failures)
    else:
        assert written.count(f"Failure {CODE} in ") == 2
        assert "Traceback" in written


def test_what_nobody_catches_is_logged_too(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("INFO", TOKEN, LogFormat.JSON)
    thread = threading.Thread(target=lambda: int(f"x{TOKEN}"), name="a helper")
    thread.start()
    thread.join()
    try:
        raise RuntimeError(TOKEN)
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    told = objects(capsys.readouterr().err)
    assert ["a helper" in told[0]["message"], [one["level"] for one in told]] == [True, ["CRITICAL", "CRITICAL"]]
    assert all("[token]" in one["error"] for one in told)


@pytest.mark.parametrize("form", LogFormat)
def test_why_the_bot_does_not_start_is_told_in_the_form_that_was_set(tmp_path: Path, form: LogFormat) -> None:
    path = database(tmp_path)
    held = holding(path)
    environment = os.environ | {"DATABASE_PATH": str(path), "DISCORD_TOKEN": TOKEN, "LOG_FORMAT": form.value}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"], env=environment, capture_output=True, text=True, check=False
    )
    held.communicate("")
    assert done.returncode == 2
    assert "already" in done.stderr
    if form is LogFormat.JSON:
        assert [one["level"] for one in objects(done.stderr)] == ["CRITICAL"]
    else:
        assert done.stderr.startswith("The bot runs on ")


@pytest.mark.parametrize("form", LogFormat)
def test_an_outage_at_the_start_is_waited_out_and_told_in_the_form_that_was_set(
    tmp_path: Path, form: LogFormat
) -> None:
    # Nothing answers where Discord is looked for.
    code = (
        "import discord, sys\nfrom bot.__main__ import main\nsys.argv = ['bot', 'run']\n"
        "discord.http.Route.BASE = 'http://127.0.0.1:1'\nmain()"
    )
    environment = os.environ | {"DATABASE_PATH": str(database(tmp_path)), "DISCORD_TOKEN": TOKEN}
    environment |= {"LOG_FORMAT": form.value, "LOG_LEVEL": "WARNING"}
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told = next((line for line in process.stderr if "Discord cannot be reached" in line), "")
        assert "I try again by myself" in told
        assert (form is LogFormat.JSON) == told.startswith("{")
        process.terminate()
        process.stderr.read()
    assert process.returncode == 0


def test_a_busy_database_is_tried_again_by_whoever_starts_the_bot() -> None:
    assert status_of(UnwritableError("Busy.")) == TRY_AGAIN
    assert status_of(StoreError("Damaged.")) == USAGE
