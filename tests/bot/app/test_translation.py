"""Every command, option and choice is announced in both languages, as Discord takes it; texts name them rightly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import commands_in_spanish
from bot.app.command_sync import definitions, digest, sync_everywhere
from bot.app.translation import CommandTranslator
from bot.cards.texts import TEXTS
from knowledge.language import Language
from tests.bot.cards.test_texts import texts_of
from tests.discord_double.limits import command_size
from tests.scenes.asking import scene

LOCALES = ("es-ES", "es-419")
SLASH_NAME = re.compile(r"[-_'\w]{1,32}")
MENU, SUBCOMMANDS = 3, (1, 2)
SAME_IN_BOTH = {"id", "TOML", "JSON"}
NAMED = re.compile(r"`(/[^`]+)`|\*([A-Z]\w+ (?:this|este) \w+)\*")
"""A command in a text for askers: `/ask`, or the entry of a message's menu."""


def parts(one: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a command with its subcommands, options and choices, each with where it stands."""
    here = f"{path} {one['name']}".strip()
    yield here, one
    for inner in (*(one.get("options") or ()), *(one.get("choices") or ())):
        yield from parts(inner, here)


def called(one: dict[str, Any], language: Language) -> Iterator[str]:
    """Yield what a command and its subcommands are called by clients in a language, written out."""
    own = one["name_localizations"][LOCALES[0]] if language is Language.SPANISH else one["name"]
    yield own
    for inner in one.get("options") or ():
        if inner["type"] in SUBCOMMANDS:
            yield from (f"{own} {path}" for path in called(inner, language))


async def announced(folder: Path) -> list[dict[str, Any]]:
    """Return the commands as Discord was told of them."""
    async with scene(folder) as here:
        await sync_everywhere(here.bot, always=True)
        commands: list[dict[str, Any]] = here.discord.commands[None]
        assert sorted(one["name"] for one in commands) == [one["name"] for one in await definitions(here.bot)]
        return commands


@pytest.mark.asyncio
async def test_every_command_option_and_choice_is_in_spanish_and_fits(tmp_path: Path) -> None:
    commands, used = await announced(tmp_path), set()
    assert len(commands) > 8
    for command in commands:
        for path, one in parts(command):
            named = one.get("name_localizations") or {}
            assert set(named) == set(LOCALES), path
            is_choice, is_menu = "value" in one, one.get("type") == MENU and one is command
            for name in named.values():
                if is_choice:
                    assert 1 <= len(name) <= 100, path
                elif is_menu:
                    assert 1 <= len(name) <= 32, path
                else:
                    assert SLASH_NAME.fullmatch(name) and name == name.lower(), path
                assert name != one["name"] or name in SAME_IN_BOTH, path
            used.add(one["name"])
            if one.get("description"):
                described = one["description_localizations"]
                assert set(described) == set(LOCALES), path
                assert all(1 <= len(text) <= 100 and text != one["description"] for text in described.values()), path
                used.add(one["description"])
        assert command_size(command) <= 8000, command["name"]
    # What no command is called any more is not translated either.
    tables = (commands_in_spanish.NAMES, commands_in_spanish.DESCRIPTIONS, commands_in_spanish.CHOICES)
    assert {text for table in tables for text in table} == used


@pytest.mark.asyncio
async def test_no_two_of_a_place_are_called_the_same(tmp_path: Path) -> None:
    commands = await announced(tmp_path)
    for siblings in (commands, *(one.get("options") or [] for command in commands for _, one in parts(command))):
        for locale in LOCALES:
            shown = [one["name_localizations"][locale] for one in siblings]
            assert len(set(shown)) == len(shown), shown


@pytest.mark.asyncio
async def test_a_changed_translation_is_announced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with scene(tmp_path) as here:
        before = await digest(here.bot)
        assert before == await digest(here.bot)
        changed = {**commands_in_spanish.NAMES, "ask": "consultar"}
        monkeypatch.setattr(commands_in_spanish, "NAMES", changed)
        await here.bot.tree.set_translator(CommandTranslator())
        assert await digest(here.bot) != before


@pytest.mark.asyncio
async def test_texts_name_commands_as_clients_in_their_language_show_them(tmp_path: Path) -> None:
    commands = await announced(tmp_path)
    for language, texts in TEXTS.items():
        known = {path for command in commands for path in called(command, language)}
        named = {
            (where, slash.removeprefix("/") or menu)
            for where, text in texts_of(texts).items()
            for slash, menu in NAMED.findall(text)
        }
        assert len(named) > 10
        assert {(where, name) for where, name in named if name not in known} == set(), language
