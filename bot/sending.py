"""Sending what answers a question, and noting in the ledger in which message it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

import discord

from bot.answering import Outgoing
from bot.recording import Recording

# Discord waits 3 seconds for the first word.
SECONDS_BEFORE_DEFERRING = 1.5
_CANNOT_REPLY_WITHOUT_HISTORY = 160002


async def respond(
    interaction: discord.Interaction, work: Coroutine[Any, Any, list[Outgoing]], recording: Recording, *, private: bool
) -> None:
    """Answer an interaction with what the work gives; when that takes long, with a sign of life first."""
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=SECONDS_BEFORE_DEFERRING)
    if not done:
        await interaction.response.defer(ephemeral=private, thinking=True)
    for outgoing in await task:
        message = await _send(interaction, outgoing, private=private)
        await note_sent(recording, outgoing, interaction.channel_id or 0, message)


async def reply(message: discord.Message, outgoings: Sequence[Outgoing], recording: Recording) -> list[discord.Message]:
    """Reply to a message with each of these, and return what was sent."""
    sent = []
    for outgoing in outgoings:
        one = await _reply(message, outgoing)
        await note_sent(recording, outgoing, message.channel.id, one.id)
        sent.append(one)
    return sent


async def note_sent(recording: Recording, outgoing: Outgoing, channel: int, message: int | None) -> None:
    """Note in which message an answer stands. A crash before this is mended by the first press of a button."""
    number = outgoing.number
    if number is not None and message is not None:
        await recording.sent(number, channel, message)


async def _send(interaction: discord.Interaction, outgoing: Outgoing, *, private: bool) -> int | None:
    what = _content(outgoing)
    if not interaction.response.is_done():
        return (await interaction.response.send_message(**what, ephemeral=private)).message_id
    followup: discord.WebhookMessage = await interaction.followup.send(**what, ephemeral=private, wait=True)
    return followup.id


async def _reply(message: discord.Message, outgoing: Outgoing) -> discord.Message:
    what = _content(outgoing)
    try:
        return await message.channel.send(**what, reference=message.to_reference(fail_if_not_exists=False))
    except discord.Forbidden as error:
        if error.code != _CANNOT_REPLY_WITHOUT_HISTORY:
            raise
        return await message.channel.send(**what)


def _content(outgoing: Outgoing) -> dict[str, Any]:
    return {"view": outgoing.view} if outgoing.view is not None else {"content": outgoing.line}
