"""Presses and forms that are not on anybody's screen: old ones, copied ones, made-up ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.ui.custom_ids import ComponentId
from tests.discord_double import Channel, DiscordDouble, Message, Response, User, payloads

SELECT_TYPES = {"set-curators": 6, "set-channel": 8, "set-mentions": 8}

_TYPES = {str: 3, int: 4, bool: 5, User: 6}


async def press(
    discord: DiscordDouble, user: User, place: Channel, which: ComponentId, values: Sequence[str] | None = None
) -> Response:
    """Press a button, or pick values, that somebody has copied under a message of the bot."""
    return await raw_press(discord, user, place, str(which), values)


async def raw_press(
    discord: DiscordDouble, user: User, place: Channel, custom_id: str, values: Sequence[str] | None = None
) -> Response:
    """Press something with a custom_id that the bot itself would never make."""
    kind = 2 if values is None else SELECT_TYPES.get(custom_id.split(":")[2], 3)
    data = {"custom_id": custom_id, "component_type": kind} | ({} if values is None else {"values": list(values)})
    return await discord._interact(discord._ask(3, user, place, _carrier(discord, place)), data)


async def send(
    discord: DiscordDouble, user: User, place: Channel, which: ComponentId, fields: Mapping[str, str]
) -> Response:
    """Send a form in that was opened long ago, or never."""
    return await raw_send(discord, user, place, str(which), fields)


async def raw_send(
    discord: DiscordDouble, user: User, place: Channel, custom_id: str, fields: Mapping[str, str]
) -> Response:
    """Send a form in with a custom_id that the bot itself would never make."""
    inputs = [{"type": 4, "custom_id": key, "value": value, "id": 0} for key, value in fields.items()]
    data = {"custom_id": custom_id, "components": [{"type": 18, "id": 0, "component": one} for one in inputs]}
    return await discord._interact(discord._ask(5, user, place, _carrier(discord, place)), data)


async def forged_slash(discord: DiscordDouble, user: User, place: Channel, command: str, **options: Any) -> Response:
    """Use a command with values that no client would send: none of the choices, too long, out of range."""
    data = payloads.command_data(discord.world, discord._bot(), place, command, {}, "")
    inner = data
    while inner.get("options"):
        inner = inner["options"][0]
    inner["options"] = [
        {"name": name, "type": _TYPES[type(value)], "value": payloads.resolve(value, data, place)}
        for name, value in options.items()
    ]
    return await discord._interact(discord._ask(2, user, place), data)


def _carrier(discord: DiscordDouble, place: Channel) -> Message:
    copied = [{"type": 10, "id": 1, "content": "Copied."}]
    return discord.post(discord.bot, place, components=copied, flags=32768)
