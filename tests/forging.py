"""Presses and forms that are not on anybody's screen: old ones, copied ones, made-up ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.components.ids import ComponentId
from tests.discord_double import Channel, DiscordDouble, Message, Response, User

SELECT_TYPES = {"set-curators": 6, "set-channel": 8, "set-mentions": 8}


async def press(
    discord: DiscordDouble, user: User, place: Channel, which: ComponentId, values: Sequence[str] | None = None
) -> Response:
    """Press a button, or pick values, that somebody has copied under a message of the bot."""
    kind = 2 if values is None else SELECT_TYPES.get(which.action, 3)
    message = _carrier(discord, place)
    data = {"custom_id": str(which), "component_type": kind} | ({} if values is None else {"values": list(values)})
    return await discord._interact(discord._ask(3, user, place, message), data)


async def send(
    discord: DiscordDouble, user: User, place: Channel, which: ComponentId, fields: Mapping[str, str]
) -> Response:
    """Send a form in that was opened long ago, or never."""
    inputs = [{"type": 4, "custom_id": key, "value": value, "id": 0} for key, value in fields.items()]
    data = {"custom_id": str(which), "components": [{"type": 18, "id": 0, "component": one} for one in inputs]}
    return await discord._interact(discord._ask(5, user, place, _carrier(discord, place)), data)


def _carrier(discord: DiscordDouble, place: Channel) -> Message:
    copied = [{"type": 10, "id": 1, "content": "Copied."}]
    return discord.post(discord.bot, place, components=copied, flags=32768)
