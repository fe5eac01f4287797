"""Sending one message: tried once more where it may not have arrived, and what was typed given back."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import aiohttp
import discord

# Discord waits 3 seconds for the first word.
SECONDS_BEFORE_DEFERRING = 1.5
_SECONDS_BEFORE_TRYING_AGAIN = 0.5
_MOST_CHARACTERS = 1900
# Discord said that it could not, or nothing came back: what was sent may stand there or not.
_PERHAPS_SENT = (discord.DiscordServerError, aiohttp.ClientError, ConnectionError)

Sent = TypeVar("Sent")

_log = logging.getLogger(__name__)


async def send_once(
    channel: discord.abc.Messageable,
    nonce: str,
    **what: Any,  # noqa: ANN401 - as discord.py takes it
) -> discord.Message:
    """Send a message into a channel; where it is not known whether it arrived, once more.

    Discord makes one message of all with the same nonce (at most 25 characters) within some minutes.
    """
    try:
        return await channel.send(**what, nonce=nonce)
    except _PERHAPS_SENT as error:
        _log.warning("A message may not have arrived (%s); it is sent once more.", type(error).__name__)
        await asyncio.sleep(_SECONDS_BEFORE_TRYING_AGAIN)
        return await channel.send(**what, nonce=nonce)


async def send_again(send: Callable[[], Awaitable[Sent]]) -> Sent:
    """Send what is one message however often it is sent; where it is not known whether it arrived, once more."""
    try:
        return await send()
    except _PERHAPS_SENT as error:
        _log.warning("An answer may not have arrived (%s); it is sent once more.", type(error).__name__)
        await asyncio.sleep(_SECONDS_BEFORE_TRYING_AGAIN)
        return await send()


async def give_back(interaction: discord.Interaction, line: str, heading: str, typed: str) -> None:
    """Tell the person alone why nothing was done, with everything that they typed; as a file when it is long."""
    whole: dict[str, Any] = {"content": line}
    if len(line) + len(heading) + len(typed) > _MOST_CHARACTERS:
        whole = {"content": f"{line}\n{heading}", "file": discord.File(io.BytesIO(typed.encode()), "text.txt")}
    elif typed:
        whole = {"content": f"{line}\n{heading} {typed}"}
    if interaction.response.is_done():
        await interaction.followup.send(**whole, ephemeral=True)
    else:
        await interaction.response.send_message(**whole, ephemeral=True)
