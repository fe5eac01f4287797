"""The file of the database: nobody opens it but SQLite, and what was there and is gone is not made anew in silence."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.errors import StoreError
from knowledge.store import SHARED, open_reader, open_store
from knowledge.store.opening import BESIDE
from tests.bench import kills
from tests.scenes.asking import CIA, database
from tests.test_imports import modules

OPENING = {
    "open",
    "fdopen",
    "read_bytes",
    "read_text",
    "write_bytes",
    "write_text",
    "touch",
    "copy",
    "copy2",
    "copyfile",
}
OPENING |= {"copyfileobj", "copytree", "move", "mmap", "sendfile", "memmap", "FileIO"}
# What may be opened by hand: what comes with the package, what somebody names, the settings, models, the lock, folders.
ALLOWED = {
    "bot.command_line.match": 2,
    "bot.settings": 1,
    "knowledge.exchange.packs": 1,
    "knowledge.answering.followup.phrases": 1,
    "knowledge.answering.followup.words": 1,
    "knowledge.matching.index.codec": 1,
    "knowledge.matching.alignment.wording": 1,
    "knowledge.matching.lexicons.background": 1,
    "knowledge.matching.lexicons.classes": 1,
    "knowledge.matching.lexicons.paraphrases": 1,
    "knowledge.matching.lexicons.spanish": 1,
    "knowledge.matching.lexicons.synonyms": 1,
    "knowledge.matching.lexicons.word_vectors": 1,
    "knowledge.matching.ranking.spelling_correction": 1,
    "knowledge.matching.ranking.weights": 1,
    "knowledge.meaning.encoder": 1,
    "knowledge.question.small_talk": 1,
    "knowledge.store.lock": 2,
    "knowledge.store.placing": 1,
    "knowledge.store.processes": 1,
}
# Methods of that name which open no file.
NOT_FILES = {"bot.open", "self.open", "self._bot.open", "opener.open", "copy.copy", "editing.move"}


def opened_in(tree: ast.Module) -> list[str]:
    """Return the calls in a module that open a file by its path."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in OPENING and ast.unparse(node.func) not in NOT_FILES:
                found.append(ast.unparse(node))
    return found


def test_no_code_opens_a_file_that_could_be_the_database():
    found = {name: opened_in(one.tree) for name, one in modules().items()}
    assert {name: len(calls) for name, calls in found.items() if calls} == ALLOWED


@pytest.mark.parametrize(
    "source",
    [
        "path.open('rb')",
        "open(path)",
        "path.read_bytes()",
        "os.open(path, os.O_RDONLY)",
        "shutil.copyfile(path, other)",
    ],
)
def test_a_planted_opening_is_found(source):
    assert opened_in(ast.parse(f"def f(path):\n    return {source}"))


WATCHED = """
import asyncio, os, sys
from pathlib import Path
database = os.path.realpath(sys.argv[1])
seen = set()

def watch(event, given):
    if event == "open" and isinstance(given[0], (str, bytes, os.PathLike)):
        name = os.path.realpath(os.fsdecode(given[0]))
        if name.startswith(database):
            seen.add(name.removeprefix(database))

sys.addaudithook(watch)
from bot.__main__ import main
from bot.app.running import made_bot
from bot.settings import read_settings

async def start():
    async with made_bot(read_settings()) as bot:
        await bot.open()
        await bot.refresh_library()

def command(*words):
    sys.argv = ["bot", *words]
    try:
        main()
    except SystemExit as error:
        assert not error.code or words[0] == "ask", (words, error.code)

command("queue")
asyncio.run(start())
for words in (
    ["ask", "did the cia create ms-13?"], ["doctor"], ["queue"],
    ["takedown", "ms13-created-by-cia", "--reason", "Why."],
    ["backup", "copy"], ["restore", "copy"],
):
    command(*words)
print("seen", sorted(seen))
open(database).close()
print("then", sorted(seen))
"""


def test_no_command_and_no_bot_opens_it_but_through_sqlite(tmp_path):
    path = tmp_path / "new" / "bot.db"
    environment = os.environ | {"DATABASE_PATH": str(path), "PYTHONPATH": str(Path.cwd()), "DISCORD_TOKEN": ""}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(path)], env=environment, capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    # The watching itself works.
    assert done.stdout.splitlines()[-2:] == ["seen ['.lock']", "then ['', '.lock']"]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[kills.World]:
    for name, value in {"PACKS": "common-misconceptions", "DISCORD_TOKEN": "", "SEMANTIC_MODEL": ""}.items():
        monkeypatch.setenv(name, value)
    world = kills.World(tmp_path / "bot.db")
    monkeypatch.setenv("DATABASE_PATH", str(world.database))
    return world


def published(world: kills.World) -> str:
    return next(ack["entry"] for ack in world.acks if ack["what"] == "published")


WHAT = {
    "queue": lambda world: ["queue"],
    "doctor": lambda world: ["doctor"],
    "takedown": lambda world: ["takedown", published(world), "--reason", "By order."],
    "backup": lambda world: ["backup", str(world.database.with_name("copy.db"))],
    "ask": lambda world: ["ask", "did einstein fail mathematics?"],
}


@pytest.mark.parametrize("what", WHAT)
def test_what_is_written_after_another_process_closed_it_survives_a_kill(world: kills.World, what: str) -> None:
    bot = subprocess.Popen([sys.executable, "-m", "tests.bench.busy_bot"], stdout=subprocess.PIPE, bufsize=0)
    try:
        acks = acknowledgements(world, bot)
        acks(lambda: any(ack["what"] == "published" for ack in world.acks))
        words = WHAT[what](world)
        if words[0] == "takedown":
            world.perhaps_down.add(words[1])
        beside = subprocess.run([sys.executable, "-m", "bot", *words], capture_output=True, text=True, check=False)
        assert beside.returncode == 0, beside.stderr
        many = len(world.acks) + 25
        acks(lambda: len(world.acks) >= many)
    finally:
        bot.kill()
    bot.communicate()
    assert bot.returncode == -9
    assert list(world.lost()) == []
    copy = world.database.with_name("copy.db")
    assert copy.exists() == (what == "backup")
    if copy.exists():
        assert list(world.lost(copy, world.acks[:1])) == []


def acknowledgements(world: kills.World, bot: subprocess.Popen[bytes]) -> Callable[[Callable[[], bool]], None]:
    assert bot.stdout is not None
    lines = iter(bot.stdout.readline, b"")

    def until(enough: Callable[[], bool]) -> None:
        while not enough():
            world.acks.append(kills.json.loads(next(lines)))

    return until


def test_an_emptied_database_is_refused_and_left(tmp_path):
    path = tmp_path / "bot.db"
    path.touch()
    for opening in (open_store, open_reader):
        with pytest.raises(StoreError, match="is empty"):
            opening(path)
    assert path.stat().st_size == 0
    assert [one.name for one in tmp_path.iterdir()] == ["bot.db"]


@pytest.mark.parametrize("ending", BESIDE[:2])
def test_a_database_that_was_taken_away_from_its_log_is_refused(tmp_path, ending):
    path = tmp_path / "bot.db"
    (tmp_path / f"bot.db{ending}").write_bytes(b"what was acknowledged")
    with pytest.raises(StoreError, match="was left beside it"):
        open_store(path)
    assert not path.exists()


def test_an_emptied_database_with_its_log_keeps_the_log(tmp_path):
    path = tmp_path / "bot.db"
    path.touch()
    (tmp_path / "bot.db-wal").write_bytes(b"what was acknowledged")
    with pytest.raises(StoreError, match="is empty"):
        open_store(path)
    assert (tmp_path / "bot.db-wal").read_bytes() == b"what was acknowledged"


def test_a_new_database_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "bot.db"
    seen = []
    real = os.link

    def link(made: Path, target: Path) -> None:
        seen.append(
            (path.exists(), Path(made).stat().st_size > 4096, [one.name for one in Path(made).parent.iterdir()])
        )
        real(made, target)

    monkeypatch.setattr(os, "link", link)
    open_store(path).close()
    assert seen == [(False, True, ["new.db"])]
    assert [one.name for one in tmp_path.iterdir()] == ["bot.db"]


def test_who_comes_second_to_a_new_database_takes_the_one_that_is_there(tmp_path, monkeypatch):
    path = tmp_path / "bot.db"
    real = os.link

    def link(made: Path, target: Path) -> None:
        monkeypatch.setattr(os, "link", real)
        first = open_store(path)
        with first.transaction():
            first.kept.put("who", "the first")
        first.close()
        real(made, target)

    monkeypatch.setattr(os, "link", link)
    second = open_store(path)
    assert second.kept.get("who") == "the first"
    second.close()


def test_where_there_are_no_hard_links_it_is_made_all_the_same(tmp_path, monkeypatch):
    def link(made: Path, target: Path) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", link)
    open_store(tmp_path / "bot.db").close()
    assert [one.name for one in tmp_path.iterdir()] == ["bot.db"]


@pytest.mark.parametrize("name", ["a b?c#d%20.db", "naïve “quoted”.db", "-wal.db"])
def test_any_name_of_a_file_will_do(tmp_path, name):
    path = tmp_path / name
    open_store(path).close()
    open_store(path).close()
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_by_a_link_it_is_the_same_database(tmp_path):
    (tmp_path / "link.db").symlink_to(tmp_path / "far" / "real.db")
    store = open_store(tmp_path / "link.db")
    assert (tmp_path / "far" / "real.db").is_file()
    assert (tmp_path / "link.db").is_symlink()
    store.close()


def test_a_reader_reads_and_cannot_write(tmp_path):
    path = database(tmp_path)
    reader = open_reader(path)
    assert reader.revisions.latest(SHARED, CIA) is not None
    with pytest.raises(StoreError, match="may not be written"), reader.transaction():
        reader.kept.put("key", "value")
    reader.close()


def test_a_pipe_is_no_database(tmp_path):
    os.mkfifo(tmp_path / "bot.db")
    with pytest.raises(StoreError, match="it is not a file"):
        open_store(tmp_path / "bot.db")
