"""What is announced to Discord, and when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
import pytest

from bot.app.command_sync import sync_at_start, sync_everywhere, sync_server
from knowledge.errors import NotSoFastError
from tests.scenes.asking import restarted, scene

pytestmark = pytest.mark.asyncio
SERVERS_AND_PEOPLE, EVERYWHERE = [0, 1], [0, 1, 2]


async def test_the_commands_to_ask_with_are_for_servers_and_people_and_work_everywhere(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await sync_everywhere(here.bot, always=True)
        announced: dict[str, dict[str, Any]] = {one["name"]: one for one in here.discord.commands[None]}
        for name in ("ask", "Check this message", "help"):
            assert sorted(announced[name]["integration_types"]) == SERVERS_AND_PEOPLE
            assert sorted(announced[name]["contexts"]) == EVERYWHERE
            assert announced[name].get("default_member_permissions") is None
        question, private = announced["ask"]["options"]
        assert (question["name"], question["type"], question["required"], question["autocomplete"]) == (
            "question",
            3,
            True,
            True,
        )
        assert (private["name"], private["type"], private.get("required", False)) == ("private", 5, False)
        assert announced["Check this message"]["type"] == 3


async def test_no_privileged_intent_is_asked_for_and_nothing_is_kept_of_members_and_messages(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        intents = here.bot.intents
        assert {name for name, on in intents if on} == {"guilds", "guild_messages", "dm_messages"}
        assert not (intents.members or intents.presences or intents.message_content)
        assert here.bot.allowed_mentions is not None
        assert here.bot.allowed_mentions.to_dict() == discord.AllowedMentions.none().to_dict()
        assert len(here.bot.cached_messages) == 0


async def test_without_a_test_server_commands_are_announced_when_they_have_changed(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await sync_at_start(here.bot, None)
        assert {one["name"] for one in here.discord.commands[None]} >= {"ask", "help", "Check this message"}
        puts = len([one for one in here.discord.requests if one.method == "PUT"])
        await sync_at_start(here.bot, None)
        assert len([one for one in here.discord.requests if one.method == "PUT"]) == puts == 1
        async with restarted(here, tmp_path) as again:
            await sync_at_start(again.bot, None)
            assert len([one for one in again.discord.requests if one.method == "PUT"]) == puts
            again.bot.tree.remove_command("help")
            await sync_at_start(again.bot, None)
            assert len([one for one in again.discord.requests if one.method == "PUT"]) == puts + 1


async def test_another_application_on_the_same_database_gets_its_commands(tmp_path: Path) -> None:
    for _ in range(2):
        async with scene(tmp_path) as here:
            await sync_at_start(here.bot, None)
            assert {one["name"] for one in here.discord.commands[None]} >= {"ask", "help"}


async def test_with_a_test_server_commands_are_announced_there_and_taken_away_again(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await sync_at_start(here.bot, here.server.id)
        assert {one["name"] for one in here.discord.commands[here.server.id]} >= {"ask", "help"}
        assert not here.discord.commands.get(None)
        async with restarted(here, tmp_path) as again:
            assert await sync_server(again.bot, here.server.id, clear=True) == 0
            assert here.discord.commands[here.server.id] == []


async def test_a_server_that_refuses_gives_a_sentence_and_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with scene(tmp_path) as here:
        here.discord.fail("PUT", "/commands", 403, 50001, times=2)
        with pytest.raises(NotSoFastError, match=r"applications\.commands"):
            await sync_server(here.bot, here.server.id)
        await sync_at_start(here.bot, here.server.id)
        assert "applications.commands" in caplog.text
        here.discord.fail("PUT", "/commands", 400, 50035)
        await sync_at_start(here.bot, None)
        assert "bot sync" in caplog.text
