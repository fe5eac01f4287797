"""Who may, at this moment and after a restart; whom the commands are shown to. The matrix is in `tests/access`."""

from __future__ import annotations

from pathlib import Path

import discord
import pytest

from bot.moderating import sentences
from knowledge.store import Audience
from tests.scenes.asking import restarted, scene
from tests.scenes.moderating import CLAIM, Newsroom, furnished, newsroom

pytestmark = pytest.mark.asyncio


async def everything(room: Newsroom) -> list[tuple[object, ...]]:
    rows = []
    for table in ("revisions", "drafts", "draft_edits", "names", "settings", "shared_choices", "imports", "audit"):
        rows += await room.here.rows(f"SELECT '{table}', * FROM {table} WHERE rowid >= 0")
    return rows


async def test_settings_are_for_the_owner_and_manage_server_alone(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        assert (await room.slash(room.cora, "settings")).text == sentences.NOT_A_MANAGER
        manager = room.here.discord.user("manager")
        room.server.member(manager, permissions=discord.Permissions(manage_guild=True))
        shown = await room.slash(manager, "settings")
        assert sentences.HOW_TO_SHOW_COMMANDS in room.seen(shown).text
        assert "Draft of" in room.seen(await room.slash(manager, "entry new", claim=CLAIM)).text
        room.server.member(manager, permissions=discord.Permissions.none())
        before = await everything(room)
        message = room.seen(shown)
        for select in message.selects:
            kinds = {6: [room.role], 8: [room.channel]}
            values = kinds[select["type"]] if select["type"] in kinds else [select["options"][0]["value"]]
            refused = await room.here.discord.select(manager, message, *values, menu=select["custom_id"])
            assert refused.text == sentences.NOT_A_MANAGER
        refused = await room.click(manager, message, "Ask for two people")
        assert refused.text == sentences.NOT_A_MANAGER
        assert await everything(room) == before


async def test_the_commands_are_hinted_to_moderators_and_are_for_servers_only(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        tree = room.here.bot.tree
        hints = {}
        for command in tree.get_commands():
            payload = command.to_dict(tree)
            if command.name in ("entry", "queue", "name", "audit", "undo", "settings", "source"):
                assert payload["contexts"] == [0] and payload["integration_types"] == [0], command.name
                hints[command.name] = payload["default_member_permissions"]
        moderators = discord.Permissions(manage_messages=True).value
        managers = discord.Permissions(manage_guild=True).value
        assert hints == {name: managers if name == "settings" else moderators for name in hints}
        assert len(hints) == 7


async def test_old_buttons_after_a_restart_are_checked_too(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        room = await furnished(here)
        draft = room.seen(await room.slash(room.cora, "entry new", claim=CLAIM))
        async with restarted(here, tmp_path) as after:
            room.here = after
            room.server.member(room.cora, roles=())
            refused = await room.click(room.cora, draft, "Discard")
            assert refused.text == sentences.NOT_A_CURATOR
            done = await room.here.discord.slash(
                room.carl, room.channel, "entry edit", entry="harbour-canal-dug-cathedral"
            )
            assert "Draft of" in room.seen(done).text
        assert Audience(room.server.id) == room.audience
