"""Sending what answers a question, and noting in the ledger in which message it stands, or that it stands in none."""

from __future__ import annotations

import asyncio
import functools
import io
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

import aiohttp
import discord

from bot.answering import Outgoing
from bot.recording import Recording

# Discord waits 3 seconds for the first word.
SECONDS_BEFORE_DEFERRING = 1.5
_SECONDS_BEFORE_TRYING_AGAIN = 0.5
_CANNOT_REPLY_WITHOUT_HISTORY = 160002
_ANSWERED_ALREADY = 40060
_MOST_CHARACTERS = 1900
# Discord said that it could not, or nothing came back: what was sent may stand there or not.
_PERHAPS_SENT = (discord.DiscordServerError, aiohttp.ClientError, ConnectionError)

Sent = TypeVar("Sent")

_log = logging.getLogger(__name__)


async def respond(
    interaction: discord.Interaction, work: Coroutine[Any, Any, list[Outgoing]], recording: Recording, *, private: bool
) -> None:
    """Answer an interaction with what the work gives; when that takes long, with a sign of life first."""
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=SECONDS_BEFORE_DEFERRING)
    if not done:
        await interaction.response.defer(ephemeral=private, thinking=True)
    outgoings = await task
    sent = 0
    try:
        for outgoing in outgoings:
            message = await _send(interaction, outgoing, private=private, fills=not done and not sent)
            await note_sent(recording, outgoing, interaction.channel_id or 0, message)
            sent += 1
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        await _note_unsent(recording, outgoings[sent:])
        raise


async def reply(message: discord.Message, outgoings: Sequence[Outgoing], recording: Recording) -> list[discord.Message]:
    """Reply to a message with each of these, and return what was sent. What was not is noted as such."""
    sent: list[discord.Message] = []
    try:
        for outgoing in outgoings:
            one = await _reply(message, outgoing, f"{message.id}.{len(sent)}")
            await note_sent(recording, outgoing, message.channel.id, one.id)
            sent.append(one)
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        await _note_unsent(recording, outgoings[len(sent) :])
        raise
    return sent


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


async def note_sent(recording: Recording, outgoing: Outgoing, channel: int, message: int | None) -> None:
    """Note in which message an answer stands. A crash before this is mended by the first press of a button."""
    number = outgoing.number
    if number is not None and message is not None:
        await recording.sent(number, channel, message)


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


async def _note_unsent(recording: Recording, outgoings: Sequence[Outgoing]) -> None:
    for number in [one.number for one in outgoings if one.number is not None]:
        await recording.unsent(number)


async def _send(interaction: discord.Interaction, outgoing: Outgoing, *, private: bool, fills: bool) -> int | None:
    """Send one message; with `fills` it takes the place of the sign of life."""
    what = _content(outgoing)
    if not interaction.response.is_done():
        return await _first(interaction, what, private=private)
    if fills:
        # Filling it twice is filling it once, so it may be tried again.
        filled: discord.InteractionMessage = await _twice(functools.partial(interaction.edit_original_response, **what))
        return filled.id
    try:
        followup: discord.WebhookMessage = await interaction.followup.send(**what, ephemeral=private, wait=True)
    except aiohttp.ClientError as error:
        # It may stand there, and there is no nonce: rather this than two of it, or a word of failure below it.
        _log.warning("Nothing came back for a further message (%s).", type(error).__name__)
        return None
    return followup.id


async def _first(interaction: discord.Interaction, what: dict[str, Any], *, private: bool) -> int | None:
    try:
        send = functools.partial(interaction.response.send_message, **what, ephemeral=private)
        return (await _twice(send)).message_id
    except discord.HTTPException as error:
        # An interaction has one first answer: the first try had arrived.
        if error.code != _ANSWERED_ALREADY:
            raise
        return (await interaction.original_response()).id


async def _twice(send: Callable[[], Awaitable[Sent]]) -> Sent:
    try:
        return await send()
    except _PERHAPS_SENT as error:
        _log.warning("An answer may not have arrived (%s); it is sent once more.", type(error).__name__)
        await asyncio.sleep(_SECONDS_BEFORE_TRYING_AGAIN)
        return await send()


async def _reply(message: discord.Message, outgoing: Outgoing, nonce: str) -> discord.Message:
    what = _content(outgoing)
    try:
        reference = message.to_reference(fail_if_not_exists=False)
        return await send_once(message.channel, nonce, **what, reference=reference)
    except discord.Forbidden as error:
        if error.code != _CANNOT_REPLY_WITHOUT_HISTORY:
            raise
        return await send_once(message.channel, nonce, **what)


def _content(outgoing: Outgoing) -> dict[str, Any]:
    return {"view": outgoing.view} if outgoing.view is not None else {"content": outgoing.line}
