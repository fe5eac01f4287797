"""Who may: every command, button, select, form and autocomplete of the moderators, refused to those who may not."""

from __future__ import annotations

from pathlib import Path

import discord
import pytest

from bot.moderating import sentences
from knowledge.store import Audience
from tests.scenes.asking import restarted, scene
from tests.scenes.moderating import CLAIM, Newsroom, furnished, newsroom

pytestmark = pytest.mark.asyncio

SHARED = "ms13-created-by-cia"
COMMANDS: dict[str, dict[str, object]] = {
    "entry new": {"claim": CLAIM},
    "entry edit": {"entry": SHARED},
    "entry show": {"entry": SHARED},
    "entry preview": {"entry": SHARED},
    "entry test": {"question": "is it so"},
    "entry list": {},
    "entry history": {"entry": SHARED},
    "entry revert": {"entry": SHARED, "revision": 1},
    "entry retire": {"entry": SHARED, "reason": "Because."},
    "entry restore": {"entry": SHARED},
    "entry hide": {"entry": SHARED},
    "entry unhide": {"entry": SHARED},
    "entry import": {"file": None},
    "entry export": {},
    "queue": {},
    "settings": {},
    "name add": {"name": "Somebody", "kind": "person"},
    "name list": {},
    "name remove": {"name": "Somebody"},
    "source check": {},
    "audit": {},
    "undo": {"who": None, "since": "1d"},
}


async def everything(room: Newsroom) -> list[tuple[object, ...]]:
    rows = []
    for table in ("revisions", "drafts", "draft_edits", "names", "settings", "shared_choices", "imports", "audit"):
        rows += await room.here.rows(f"SELECT '{table}', * FROM {table} WHERE rowid >= 0")
    return rows


def options(room: Newsroom, command: str) -> dict[str, object]:
    given = dict(COMMANDS[command])
    if "file" in given:
        given["file"] = room.here.discord.world.file("a.toml", b"")
    if "who" in given:
        given["who"] = room.cora
    return given


def registered(room: Newsroom) -> set[str]:
    names = set()
    for command in room.here.bot.tree.get_commands():
        if isinstance(command, discord.app_commands.Group):
            names |= {f"{command.name} {inner.name}" for inner in command.commands}
        elif isinstance(command, discord.app_commands.Command):
            names.add(command.name)
    return names


async def test_each_command_is_refused_to_a_member_without_the_role(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        assert registered(room) - {"ask", "help"} == set(COMMANDS), "a command without a line in the table"
        before = await everything(room)
        for command in COMMANDS:
            refused = await room.slash(room.eve, command, **options(room, command))
            wanted = sentences.NOT_A_MANAGER if command == "settings" else sentences.NOT_A_CURATOR
            assert refused.text == wanted and refused.message.ephemeral, command
        assert await everything(room) == before


async def test_each_command_is_refused_where_the_bot_is_no_member(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        stranger = room.here.discord.server("Without the bot", joined=False)
        before = await everything(room)
        for command in COMMANDS:
            refused = await room.here.discord.slash(
                stranger.owner, stranger.channels[0], command, **options(room, command)
            )
            assert refused.text == sentences.SERVER_ONLY, command
        assert await everything(room) == before


async def test_curators_of_one_server_touch_nothing_of_another(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        draft = await room.slash(room.cora, "entry new", claim="Another claim.", id="secret-draft")
        other = room.here.discord.server("Elsewhere")
        place, owner = other.channels[0], other.owner
        before = await everything(room)
        for command in ("entry history", "entry restore", "entry preview", "entry show"):
            answer = await room.here.discord.slash(owner, place, command, entry="harbour-canal-dug-cathedral")
            assert "no entry" in answer.text, command
        listed = await room.here.discord.slash(owner, place, "entry list", state="draft")
        assert "secret-draft" not in listed.text
        audit = await room.here.discord.slash(owner, place, "audit")
        assert "Nothing was changed yet" in audit.text
        choices = (await room.here.discord.autocomplete(owner, place, "entry edit", entry="secret")).choices
        assert "secret-draft" not in [value for _, value in choices]
        # The ids in buttons are no secrets: one that was copied opens nothing elsewhere.
        message = room.seen(draft)
        copied = room.here.discord.post(
            room.here.discord.bot, place, components=message.data["components"], flags=32768
        )
        for label in ("Answer", "Discard", "Preview"):
            button = next(one for one in message.buttons if one.label == label)
            pressed = await room.here.discord.click(owner, copied, button.custom_id or "")
            assert "not here any more" in pressed.text, label
        assert await everything(room) == before


async def test_each_button_of_a_draft_does_nothing_for_somebody_who_lost_the_role(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = room.seen(await room.whole_draft(room.cora))
        pieces = room.seen(await room.click(room.cora, draft, "Sources"))
        menu = pieces.selects[0]["custom_id"]
        draft = room.seen(await room.slash(room.cora, "entry edit", entry="harbour-canal-dug-cathedral"))
        form = await room.click(room.cora, draft, "Answer")
        publishing = await room.click(room.cora, draft, "Publish")
        room.server.member(room.cora, roles=())
        before = await everything(room)
        text = draft.text
        for button in draft.buttons:
            refused = await room.here.discord.click(room.cora, draft, button.custom_id or "")
            assert refused.text == sentences.NOT_A_CURATOR and refused.message.ephemeral, button.label
        for opened, values in ((form, {"answer": "Mine."}), (publishing, {})):
            refused = await room.submit(room.cora, opened, **values)
            assert refused.text == sentences.NOT_A_CURATOR
        picked = await room.here.discord.select(room.cora, pieces, "0", menu=menu)
        assert picked.text == sentences.NOT_A_CURATOR
        choices = await room.here.discord.autocomplete(room.cora, room.channel, "entry edit", entry="harbour")
        assert choices.choices == []
        assert draft.text == text and await everything(room) == before


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
