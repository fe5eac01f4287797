"""Values that no client offers: of another server, of no server, of no kind. Each gets a sentence, none a code."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.ui.custom_ids import LARGEST, ComponentId, parse_id, read_number
from knowledge.moderation.audit import Curator
from knowledge.moderation.settings import change_settings
from tests.access.actions import FORMS, PRESSES
from tests.discord_double import Channel, Response, User
from tests.scenes.asking import CIA_QUESTION, CODE, NOW
from tests.scenes.forging import forged_slash, press, raw_press, raw_send
from tests.scenes.moderating import Newsroom, newsroom

TOO_LARGE = (LARGEST + 1, 2**63 + 5, 2**64, 9_999_999_999_999_999_999)
ODD = (
    "",
    "0",
    "-1",
    "1.5",
    "²",
    "١٢",
    "x",
    "g",
    "gx",
    "g-1",
    "1" * 25,
    str(2**63),
    "9" * 4400,
    "a" * 4000,
    "null",
    "*",
)
EVERY_PRESS = {name: action.use.values for name, action in PRESSES.items()}
EVERY_FORM = {name: action.use.fields for name, action in FORMS.items()}


@pytest.mark.parametrize("number", TOO_LARGE)
def test_a_number_that_no_row_can_have_is_none(number: int) -> None:
    assert read_number(str(number)) is None and parse_id(f"nsf:1:about:{number}") is None
    with pytest.raises(ValueError, match="no custom_id"):
        str(ComponentId("about", number))


def test_the_largest_number_is_one() -> None:
    assert read_number(str(LARGEST)) == LARGEST and parse_id(f"nsf:1:about:{LARGEST}") == ComponentId("about", LARGEST)


async def settings_of(room: Newsroom) -> list[tuple[object, ...]]:
    return await room.here.rows("SELECT key, value FROM settings WHERE server = ? ORDER BY key", room.server.id)


def told(response: Response) -> str:
    """Return what was said; a failure of the bot's own is none."""
    assert CODE not in response.text and not response.happening.errors, response.text
    return response.text


@pytest.mark.asyncio
async def test_a_channel_or_role_of_another_server_is_not_taken(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        discord = room.here.discord
        other = discord.server("Elsewhere")
        await discord.join(other)
        other.member(room.owner)
        role, channel = discord.role(other, "Theirs"), other.channels[0]
        before = await settings_of(room)
        theirs, nobodys = [str(channel.id)], ["123456789012345678"]
        for action, values in (
            ("set-channel", theirs), ("set-channel", nobodys), ("set-mentions", theirs),
            ("set-mentions", [str(room.desk.id), *theirs]), ("set-mentions", [str(room.desk.id)] * 26),
            ("set-curators", [str(role.id)]), ("set-curators", nobodys), ("set-channel", [str(room.role.id)]),
            ("set-curators", [str(room.desk.id)]), ("set-packs", ["no-such-pack"]),
        ):  # fmt: skip
            refused = told(await press(discord, room.owner, room.channel, ComponentId(action, 0), values))
            assert "Nothing was changed" in refused or "no pack" in refused, (action, refused)
            assert await settings_of(room) == before, action
        assert channel.messages == []
        # Its own are taken.
        await press(discord, room.owner, room.channel, ComponentId("set-mentions", 0), [str(room.channel.id)])
        assert await settings_of(room) != before


@pytest.mark.asyncio
async def test_nothing_is_told_in_a_channel_of_another_server_that_was_set_before(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        other = room.here.discord.server("Elsewhere")
        await room.here.discord.join(other)
        who, theirs = Curator(room.audience, room.owner.id, NOW), other.channels[0]
        await room.here.worker.run(lambda store: change_settings(store, who, channel=theirs.id))
        await room.here.bot.refresh_library()
        await room.slash(room.cora, "name add", name="The Old Harbour", kind="place")
        assert theirs.messages == []


async def every_press(room: Newsroom, user: User, place: Channel, subject: str, details: Sequence[str]) -> None:
    discord = room.here.discord
    for action, values in EVERY_PRESS.items():
        for detail in details:
            custom_id = f"nsf:1:{action}:{subject}" + (f":{detail}" if detail else "")
            room.here.clock.seconds += 1
            told(await raw_press(discord, user, place, custom_id, values))
    for action, fields in EVERY_FORM.items():
        for detail in details:
            custom_id = f"nsf:1:{action}:{subject}" + (f":{detail}" if detail else "")
            room.here.clock.seconds += 1
            told(await raw_send(discord, user, place, custom_id, fields))


@pytest.mark.asyncio
@pytest.mark.parametrize("subject", ["0", "1", "77", str(LARGEST), str(LARGEST + 1), "9999999999999999999", "9" * 60])
async def test_every_button_with_a_number_of_any_size(tmp_path: Path, subject: str) -> None:
    large, larger = str(LARGEST), str(2**63 + 1)
    details = ["", large, larger, f"caveats.{larger}", f"answer.0.{larger}", f"caveats.{large}.{larger}"]
    details += [f"{larger}.{larger}", f"{large}.{large}", f"{larger}.-.-.-.-", f"evidence.{larger}"]
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        await room.here.discord.slash(room.eve, room.channel, "ask", question=CIA_QUESTION)
        await every_press(room, room.owner, room.channel, subject, details)


@pytest.mark.asyncio
async def test_every_select_with_odd_values(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        before = await settings_of(room)
        for action, values in EVERY_PRESS.items():
            if values is None:
                continue
            detail = "caveats.0" if action == "piece" else ""
            for value in ODD:
                room.here.clock.seconds += 1000
                which = ComponentId(action, 1, detail)
                told(await press(room.here.discord, room.owner, room.channel, which, [value]))
        assert [key for key, _ in before] == [key for key, _ in await settings_of(room)]


@pytest.mark.asyncio
async def test_options_that_are_none_of_the_choices(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        use = functools.partial(forged_slash, room.here.discord, room.cora, room.channel)
        assert "one of the choices" in told(await use("entry list", verdict="maybe"))
        assert "one of the choices" in told(await use("entry list", state="secret"))
        for revision in (0, -1, 2**63, 2**70):
            assert "no such revision" in told(await use("entry revert", entry="x", revision=revision))
        for since in ("0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "9999d", "1" * 400):
            told(await use("undo", who=room.eve, since=since))
        told(await use("name add", name="X", kind="nonsense"))
        told(await use("entry list", topic="t" * 6000))
