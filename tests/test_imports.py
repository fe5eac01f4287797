"""The directions of import, and who may speak SQL, read the environment and build custom ids."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
USE_CASES = {"answering", "library", "desk", "requests", "ledger", "people", "editorial", "followup"}
USE_CASES |= {"overlay", "server_settings", "changes", "drafting", "draft_states", "browsing", "complaints"}
USE_CASES |= {"indexing", "published", "preferences", "overrides", "undoing", "removal", "importing", "linkcheck"}
MIDDLE = {"matching", "store", "exchange", "meaning"}
GROUND = {"question", "language", "names", "entry", "verdict", "validation", "dates", "errors", "packs"}
GROUND |= {"parts", "drafts", "differences", "addresses", "normalising", "visible"}
# exchange writes packs into the store, meaning keeps vectors there and fills in a shape of matching; nothing else in
# the middle leans on its neighbour.
ALLOWED_IN_THE_MIDDLE = {("exchange", "store"), ("meaning", "matching"), ("meaning", "store")}
NOT_FOR_KNOWLEDGE = {"bot", "discord", "asyncio", "dotenv", "click", "tests"}
SQL_LIBRARIES = {"sqlite3", "sqlite_utils"}
SQL_CALLS = {"execute", "executemany", "executescript"}
COMMANDS = ("bot.commands", "bot.command_line")


@dataclass(frozen=True)
class Module:
    """A module by its dotted name, parsed."""

    name: str
    tree: ast.Module
    is_package: bool = False

    @property
    def imports(self) -> Iterator[str]:
        """The dotted names of everything it imports, `from a import b` as `a.b`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    parts = self.name.split(".")
                    above = parts[: len(parts) - node.level + self.is_package]
                    base = ".".join([*above, *([base] if base else [])])
                yield from (f"{base}.{alias.name}" for alias in node.names)

    def calls(self, *names: str) -> bool:
        """Say whether it calls a method with one of these names."""
        return any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names
            for node in ast.walk(self.tree)
        )

    def mentions(self, *names: str) -> bool:
        """Say whether it has one of these as an attribute, as in `os.environ`."""
        return any(isinstance(node, ast.Attribute) and node.attr in names for node in ast.walk(self.tree))


def modules() -> dict[str, Module]:
    found = {}
    for top in ("bot", "knowledge"):
        for file in (ROOT / top).rglob("*.py"):
            parts = list(file.relative_to(ROOT).with_suffix("").parts)
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            found[name] = Module(name, ast.parse(file.read_text(encoding="utf-8")), is_package)
    return found


def module(name: str, source: str) -> Module:
    return Module(name, ast.parse(source))


def below(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def violations(of: Module, commands: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield a sentence for each rule that the module breaks; `commands` are the modules that hold a command."""
    top, _, rest = of.name.partition(".")
    room = rest.partition(".")[0]
    for imported in of.imports:
        first = imported.partition(".")[0]
        if top == "knowledge":
            if first in NOT_FOR_KNOWLEDGE:
                yield f"{of.name} imports {imported}: knowledge stands alone"
            if first == "knowledge" and not _goes_down(room, imported.split(".")[1]):
                yield f"{of.name} imports {imported}: that is not downwards"
        if first in SQL_LIBRARIES and not below(of.name, "knowledge.store"):
            yield f"{of.name} imports {imported}: SQL lives in knowledge/store"
        if of.name in commands and any(below(imported, command) for command in commands - {of.name}):
            yield f"{of.name} imports {imported}: commands do not import commands"
        if first == "tests":
            yield f"{of.name} imports {imported}: tests are not installed"
        if first == "dotenv" and of.name != "bot.settings":
            yield f"{of.name} imports {imported}: bot.settings reads the settings"
    if of.calls(*SQL_CALLS) and not below(of.name, "knowledge.store"):
        yield f"{of.name} executes SQL: SQL lives in knowledge/store"
    if of.mentions("environ", "getenv") and of.name != "bot.settings":
        yield f"{of.name} reads the environment: bot.settings alone does"
    if not below(of.name, "bot.components") and _touches_custom_ids(of.tree):
        yield f"{of.name} handles custom ids: bot/components alone knows their shape"


def _goes_down(room: str, to: str) -> bool:
    if room == to or not room:
        return True
    if room in USE_CASES:
        return to in USE_CASES | MIDDLE | GROUND
    if room in MIDDLE:
        return to in GROUND or (room, to) in ALLOWED_IN_THE_MIDDLE
    return to in GROUND


def _touches_custom_ids(tree: ast.Module) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "custom_id":
            return True
        if isinstance(node, ast.keyword) and node.arg == "custom_id":
            return True
        if isinstance(node, ast.ClassDef) and any(keyword.arg == "template" for keyword in node.keywords):
            return True
    return False


def command_modules(found: dict[str, Module]) -> frozenset[str]:
    """Return the cogs, and the modules of the command line that hold a click command."""
    return frozenset(
        name
        for name, one in found.items()
        if not one.is_package
        and (below(name, "bot.commands") or (below(name, "bot.command_line") and _has_click_command(one.tree)))
    )


def _has_click_command(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.FunctionDef) and any("click.command" in ast.unparse(one) for one in node.decorator_list)
        for node in tree.body
    )


def test_the_directions_hold():
    found = modules()
    commands = command_modules(found)
    assert len(commands) >= 4
    assert [sentence for one in found.values() for sentence in violations(one, commands)] == []


def test_every_room_of_knowledge_has_its_place():
    rooms = {name.split(".")[1] for name in modules() if name.startswith("knowledge.")}
    assert rooms <= USE_CASES | MIDDLE | GROUND


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("knowledge.library", "import bot.settings"),
        ("knowledge.entry", "from bot import settings"),
        ("knowledge.store.connection", "import asyncio"),
        ("knowledge.matching.index.segment", "def late():\n    import discord"),
        ("knowledge.question.reading", "from knowledge.matching import index"),
        ("knowledge.matching.index.segment", "from knowledge.store import Store"),
        ("knowledge.store.names", "from knowledge.library import Library"),
        ("knowledge.store.names", "from ..matching import index"),
        ("knowledge.entry", "from knowledge.exchange.packs import Pack"),
        ("knowledge.library", "import sqlite_utils"),
        ("knowledge.library", "def f(db):\n    db.execute('SELECT 1')"),
        ("bot.worker", "import sqlite3"),
        ("bot.commands.ask", "from bot.commands.queue import Queue"),
        ("bot.commands.ask", "from bot.commands import queue"),
        ("bot.client", "import os\ntoken = os.environ['X']"),
        ("knowledge.library", "import os\nos.getenv('X')"),
        ("bot.client", "from dotenv import dotenv_values"),
        ("bot.cards.card", "Button(custom_id='nsf:1')"),
        ("bot.commands.ask", "def f(i):\n    return i.data.custom_id.split(':')"),
        ("bot.commands.ask", "class B(DynamicItem, template='x'):\n    pass"),
        ("bot.client", "from tests.making import made_pack"),
    ],
)
def test_a_planted_violation_is_found(name, source):
    assert list(violations(module(name, source), frozenset({"bot.commands.ask", "bot.commands.queue"})))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("knowledge.library", "from knowledge.matching.deciding.decision import decide"),
        ("knowledge.exchange.loading", "from knowledge.store import Store"),
        ("knowledge.names", "from knowledge.question.words import Word"),
        ("knowledge.store.schema", "import sqlite_utils"),
        ("bot.components.buttons", "Button(custom_id='nsf:1')"),
        ("bot.commands.ask", "from bot.cards.card import answer_card"),
    ],
)
def test_what_is_allowed_is_not_found(name, source):
    assert not list(violations(module(name, source)))
