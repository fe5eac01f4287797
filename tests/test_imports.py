"""The directions of import, and who may speak SQL, read the environment and build custom ids."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests import ROOT

# The floors of each house, from the ground up: a folder imports what stands on lower floors, nothing beside or above.
# What stands in no folder (errors, settings, the database thread) is ground for all of its house.
KNOWLEDGE = (
    {"text"},
    {"entries"},
    {"question"},
    {"matching", "store"},
    {"exchange", "meaning"},
    {"moderation"},
    {"answering"},
)
BOT = ({"cards"}, {"ui"}, {"asking", "jobs"}, {"moderating"}, {"app"}, {"command_line"})
MATCHING = ({"lexicons"}, {"alignment", "index"}, {"ranking"}, {"deciding"})
MODERATING = ({"lists"}, {"drafts"}, {"entries", "queue"})
HOUSES = {
    "knowledge": KNOWLEDGE,
    "bot": BOT,
    "knowledge.matching": MATCHING,
    "bot.moderating": MODERATING,
}
# They put a house together out of all its rooms.
PUT_TOGETHER = {"bot.__main__", "bot.moderating.setup"}
# What the operator says of a whole pack is asked through all of matching.
TOPS = {"knowledge.matching.wrongly_answered", "knowledge.matching.near_misses"}
NOT_FOR_KNOWLEDGE = {"bot", "discord", "asyncio", "dotenv", "click", "tests"}
SQL_LIBRARIES = {"sqlite3", "sqlite_utils"}
SQL_CALLS = {"execute", "executemany", "executescript"}


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
    top = of.name.partition(".")[0]
    for imported in of.imports:
        first = imported.partition(".")[0]
        if top == "knowledge" and first in NOT_FOR_KNOWLEDGE:
            yield f"{of.name} imports {imported}: knowledge stands alone"
        for house, floors in HOUSES.items():
            if not _goes_down(of.name, imported, house, floors):
                yield f"{of.name} imports {imported}: that is not downwards in {house}"
        if first in SQL_LIBRARIES and not below(of.name, "knowledge.store"):
            yield f"{of.name} imports {imported}: SQL lives in knowledge/store"
        if of.name in commands and any(below(imported, command) for command in commands - {of.name}):
            yield f"{of.name} imports {imported}: commands do not import commands"
        if first == "tests":
            yield f"{of.name} imports {imported}: tests are not installed"
        if first == "dotenv" and of.name != "bot.settings":
            yield f"{of.name} imports {imported}: bot.settings reads the settings"
    if below(of.name, "bot.asking", "bot.moderating") and _works_on_tables(of.tree):
        yield f"{of.name} works on tables: what must hold together is a function of knowledge/"
    if of.calls(*SQL_CALLS) and not below(of.name, "knowledge.store"):
        yield f"{of.name} executes SQL: SQL lives in knowledge/store"
    if of.mentions("environ", "getenv") and of.name != "bot.settings":
        yield f"{of.name} reads the environment: bot.settings alone does"
    if not below(of.name, "bot.ui") and _reads_custom_ids(of.tree):
        yield f"{of.name} reads custom ids: bot/ui alone knows their shape"
    if below(of.name, "bot.cards", "bot.app", "bot.jobs", "bot.command_line") and _sets_custom_ids(of.tree):
        yield f"{of.name} sets custom ids: those who show buttons do, in bot/ui, bot/asking and bot/moderating"


def _goes_down(name: str, imported: str, house: str, floors: tuple[set[str], ...]) -> bool:
    if not below(name, house) or not below(imported, house) or name in PUT_TOGETHER | TOPS:
        return True
    height = {room: number for number, rooms in enumerate(floors) for room in rooms}
    room, to = (one.removeprefix(house).lstrip(".").partition(".")[0] for one in (name, imported))
    if room == to or to not in height:
        return True
    return height.get(room, -1) > height[to]


def _works_on_tables(tree: ast.Module) -> bool:
    # How long to wait for the database is no decision about what stands in it.
    return any(
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "store"
        and node.attr != "waiting"
        for node in ast.walk(tree)
    )


def _reads_custom_ids(tree: ast.Module) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "custom_id":
            return True
        if isinstance(node, ast.ClassDef) and any(keyword.arg == "template" for keyword in node.keywords):
            return True
        # Written by hand, as a text, and not made of a ComponentId or a name.
        if isinstance(node, ast.keyword) and node.arg == "custom_id" and isinstance(node.value, ast.Constant):
            return True
    return False


def _sets_custom_ids(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.keyword) and node.arg == "custom_id" for node in ast.walk(tree))


def command_modules(found: dict[str, Module]) -> frozenset[str]:
    """Return the cogs, and the modules of the command line that hold a click command."""
    return frozenset(
        name
        for name, one in found.items()
        if not one.is_package
        and (_has_cog(one.tree) or (below(name, "bot.command_line") and _has_click_command(one.tree)))
    )


def _has_cog(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Cog") for base in node.bases)
        for node in tree.body
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


@pytest.mark.parametrize("house", HOUSES)
def test_every_folder_has_its_floor(house):
    folders = {one.name for one in (ROOT / house.replace(".", "/")).iterdir() if (one / "__init__.py").exists()}
    without_code = {"packs"} if house == "knowledge" else set()
    assert folders - without_code == set().union(*HOUSES[house])


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("knowledge.answering.library", "import bot.settings"),
        ("knowledge.entries.entry", "from bot import settings"),
        ("knowledge.store.connection", "import asyncio"),
        ("knowledge.matching.index.segment", "def late():\n    import discord"),
        ("knowledge.question.reading", "from knowledge.matching import index"),
        ("knowledge.matching.index.segment", "from knowledge.store import Store"),
        ("knowledge.store.names", "from knowledge.answering.library import Library"),
        ("knowledge.store.names", "from ..matching import index"),
        ("knowledge.entries.entry", "from knowledge.exchange.packs import Pack"),
        ("knowledge.answering.library", "import sqlite_utils"),
        ("knowledge.answering.library", "def f(db):\n    db.execute('SELECT 1')"),
        ("bot.database_thread", "import sqlite3"),
        ("bot.asking.commands", "from bot.moderating.queue.controls import Queue"),
        ("knowledge.moderation.audit", "from knowledge.answering.ledger import record"),
        ("bot.ui.router", "from bot.asking.sending import reply"),
        ("bot.asking.views", "from bot.moderating.access import Curating"),
        ("bot.moderating.access", "from bot.moderating.drafts.views import draft_view"),
        ("knowledge.matching.index.terms", "from knowledge.matching.ranking.query import Asked"),
        ("bot.app.client", "import os\ntoken = os.environ['X']"),
        ("knowledge.answering.library", "import os\nos.getenv('X')"),
        ("bot.app.client", "from dotenv import dotenv_values"),
        ("bot.cards.card", "Button(custom_id='nsf:1')"),
        ("bot.asking.commands", "def f(i):\n    return i.data.custom_id.split(':')"),
        ("bot.asking.commands", "class B(DynamicItem, template='x'):\n    pass"),
        ("bot.app.client", "from tests.scenes.making import made_pack"),
        ("bot.moderating.queue.controls", "def f(store):\n    with store.transaction():\n        pass"),
        ("bot.asking.recording", "work = lambda store: store.answers.get(HERE, 1)"),
    ],
)
def test_a_planted_violation_is_found(name, source):
    assert list(violations(module(name, source), frozenset({"bot.asking.commands", "bot.moderating.queue.controls"})))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("knowledge.answering.library", "from knowledge.matching.deciding.decision import decide"),
        ("knowledge.exchange.loading", "from knowledge.store import Store"),
        ("knowledge.question.gazetteer", "from knowledge.question.tokens import Word"),
        ("knowledge.store.schema", "import sqlite_utils"),
        ("bot.ui.buttons", "Button(custom_id='nsf:1')"),
        ("bot.moderating.drafts.views", "Button(custom_id=str(ComponentId(OPEN, 1)))"),
        ("bot.moderating.setup", "from bot.moderating.queue.controls import QueueCog"),
        ("bot.asking.views", "from bot.settings import Settings"),
        ("bot.asking.commands", "from bot.cards.card import answer_card"),
    ],
)
def test_what_is_allowed_is_not_found(name, source):
    assert not list(violations(module(name, source)))
