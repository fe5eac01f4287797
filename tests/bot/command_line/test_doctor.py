"""`doctor`, and that the extra for meaning is left alone unless it is switched on."""

from __future__ import annotations

import asyncio
import contextlib
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
from bot.app import command_sync
from bot.app.command_sync import KEY, sync_everywhere
from bot.app.running import digest_of_today
from bot.command_line.doctor import LOOKS
from bot.command_line.findings import Finding, looked
from bot.settings import Settings
from knowledge.answering.library import build_library
from knowledge.answering.shared_index import WORTH_KEEPING, KeptIndex
from knowledge.exchange.loading import load_starter_packs
from knowledge.store import SHARED, bot_lock, open_store
from knowledge.store.revisions import RevisionState
from tests.scenes.asking import database, scene
from tests.scenes.making import plain_entry

OFF = {
    "DISCORD_TOKEN": "",
    "BACKUP_FOLDER": "",
    "STATUS_PORT": "",
    "SEMANTIC_MODEL": "",
    "SEMANTIC_MODEL_PATH": "",
    "TEST_GUILD_ID": "",
    "PACKS": "",
}
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


SMALL = "common-misconceptions"


def many_entries(folder: Path) -> Path:
    """A database with so many shared entries that their index is kept, which is that of the entries."""
    path = folder / "bot.db"
    store = open_store(path)
    load_starter_packs(store, datetime.datetime(2026, 5, 4, tzinfo=datetime.UTC), (SMALL,))
    with store.transaction():
        for number in range(WORTH_KEEPING):
            body = plain_entry(f"river-{number}", claim=f"The river number {number} runs to the north.")
            store.revisions.add(SHARED, f"river-{number}", body, state=RevisionState.PUBLISHED, kind="new", at="2026")
    build_library(store)
    store.close()
    return path


def about_index(path: Path) -> list[Finding]:
    return list(looked("index", LOOKS["index"], Settings(path, packs=(SMALL,))))


def changed(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


REVISED = (
    "INSERT INTO revisions (server, entry, number, state, body, at, kind) SELECT server, entry, number + 1, state, "
    "replace(body, 'to the north', 'to the south'), at, 'update' FROM revisions WHERE entry LIKE 'river-{which}'"
)
DERIVED = (
    "UPDATE entries SET (latest, published) = (SELECT max(id), max(id) FROM revisions AS r "
    "WHERE r.server = entries.server AND r.entry = entries.entry) WHERE entry LIKE 'river-{which}'"
)


@pytest.mark.parametrize(
    ("statements", "fine", "told"),
    [
        ([], True, KeptIndex.IN_STEP.sentence),
        ([REVISED.format(which="7"), DERIVED.format(which="7")], True, KeptIndex.BEHIND.sentence),
        ([REVISED.format(which="1%"), DERIVED.format(which="1%")], True, f"{KeptIndex.OUTDATED.sentence} It was made"),
        (["UPDATE indexes SET fingerprint = 'of another version'"], True, f"{KeptIndex.OUTDATED.sentence} It was made"),
        (["DELETE FROM indexes"], True, f"{KeptIndex.MISSING.sentence} It was made anew"),
        (["UPDATE index_slices SET body = zeroblob(100)"], False, f"{KeptIndex.DAMAGED.sentence} It was made anew"),
        ([REVISED.format(which="1%")], False, "111 entries are not shown as their revisions say. Run"),
        (["DELETE FROM entries WHERE entry = 'river-3'"], False, "1 entries are not shown as their revisions say"),
        (["UPDATE entries SET published = NULL WHERE entry = 'river-3'"], False, "1 entries are not shown"),
    ],
)
def test_the_index_is_held_against_the_revisions(tmp_path, statements, fine, told):
    path = many_entries(tmp_path)
    changed(path, *statements)
    (finding,) = about_index(path)
    assert (finding.fine, finding.sentence[: len(told)]) == (fine, told)
    if "Run `python -m bot rebuild`" in finding.sentence:
        settings = OFF | {"DATABASE_PATH": str(path), "PACKS": SMALL}
        assert CliRunner(env=settings).invoke(commands, ["rebuild"], catch_exceptions=False).exit_code == 0
    assert [one.fine for one in about_index(path)] == [True]


def test_a_damaged_index_is_told_with_the_rest(tmp_path):
    changed(many_entries(tmp_path), "UPDATE index_slices SET body = zeroblob(100)")
    found = doctor(tmp_path, PACKS=SMALL)
    assert f"WRONG  index: {KeptIndex.DAMAGED.sentence} It was made anew" in found.stdout
    assert (found.exit_code, found.stdout.count("WRONG")) == (1, 1)


def test_an_index_that_cannot_be_kept_is_wrong(tmp_path):
    path = many_entries(tmp_path)
    changed(path, "UPDATE indexes SET fingerprint = 'of another version'")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        (finding,) = about_index(path)
    assert not finding.fine
    assert "could not be made anew" in finding.sentence


HOLDING = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute('SELECT * FROM kept').fetchall(); print()"


@pytest.mark.parametrize("astray", [False, True])
def test_other_processes_on_the_file_are_named(tmp_path, astray):
    path = database(tmp_path)
    code = f"{HOLDING}; sys.stdout.flush(); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        if astray:
            path.unlink()
            database(tmp_path)
        found = doctor(tmp_path)
        other.communicate("")
    line = next(line for line in found.stdout.splitlines() if f"Process {other.pid} (" in line)
    assert found.exit_code == int(astray)
    assert line.startswith("WRONG  bot: " if astray else "fine   bot: ")
    assert ("deleted or replaced under it" if astray else "The command line may; end any other program") in line
    assert "Process" not in doctor(tmp_path).stdout


def announced(path: Path) -> None:
    store = open_store(path)
    state = f"1 {asyncio.run(digest_of_today())}"
    with store.transaction():
        store.kept.put(KEY, state)
    store.close()


@pytest.mark.parametrize("runs", [False, True])
@pytest.mark.parametrize("state", ["never", "another version", "today"])
def test_the_commands_are_those_that_were_announced(tmp_path, runs, state):
    path = database(tmp_path)
    if state != "never":
        announced(path)
    if state == "another version":
        changed(path, "UPDATE kept SET value = '1 of another version'")
    with bot_lock(path, datetime.datetime.now(datetime.UTC)) if runs else contextlib.nullcontext():
        found = doctor(tmp_path, DISCORD_TOKEN="a.token.indeed")
    line = next(line for line in found.stdout.splitlines() if "  commands: " in line)
    if state == "today":
        assert line == "fine   commands: Discord has those of this version."
    elif runs:
        assert line.startswith("WRONG  commands: They ")
        assert "python -m bot sync" in line
    else:
        assert line.endswith("the bot does it when it is started.")
    assert found.exit_code == int(runs and state != "today")


@pytest.mark.asyncio
async def test_what_the_bot_announces_is_what_doctor_looks_for(tmp_path):
    async with scene(tmp_path) as here:
        await sync_everywhere(here.bot, always=False)
        assert await here.worker.run(lambda store: command_sync.announced(store)) == await digest_of_today()


def test_a_test_server_gets_them_at_each_start(tmp_path):
    database(tmp_path)
    found = doctor(tmp_path, DISCORD_TOKEN="a.token.indeed", TEST_GUILD_ID="123456789012345678")
    assert "fine   commands: They are announced to the server TEST_GUILD_ID alone" in found.stdout


def test_rights_on_env_are_looked_at(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("DISCORD_TOKEN=a.token.indeed\n")
    environment = {name: value for name, value in OFF.items() if name != "DISCORD_TOKEN"}
    run = CliRunner(env=environment | {"DATABASE_PATH": str(tmp_path / "bot.db"), "DISCORD_TOKEN": None})
    for mode, status in ((0o640, 1), (0o604, 1), (0o600, 0)):
        (tmp_path / ".env").chmod(mode)
        found = run.invoke(commands, ["doctor"], catch_exceptions=False)
        assert ("Run: chmod 600 .env" in found.stdout, found.exit_code) == (bool(status), status)


def test_a_folder_in_which_no_backup_can_be_made_is_wrong(tmp_path):
    database(tmp_path)
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        found = doctor(tmp_path, BACKUP_FOLDER=str(folder))
        assert found.exit_code == 1
        assert f"WRONG  backups: None can be made in {folder}. Set BACKUP_FOLDER" in found.stdout


def test_too_little_room_for_the_next_backup_is_wrong(tmp_path, monkeypatch):
    database(tmp_path)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=15_000_000))
    found = doctor(tmp_path, BACKUP_FOLDER=str(tmp_path / "backups"))
    assert "WRONG  backups: The next one finds too little room" in found.stdout


@pytest.mark.parametrize(
    ("environment", "told"),
    [({}, "tells nobody"), ({"STATUS_PORT": "9464"}, "tells at port 9464 of this machine")],
)
def test_it_says_where_the_bot_tells_how_it_is(tmp_path, environment, told):
    assert told in doctor(tmp_path, **environment).stdout
