"""Sending what answers a question, and noting in the ledger in which message it stands, or that it stands in none."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import aiohttp
import discord

from bot.asking.answering import Outgoing
from bot.asking.recording import Recording
from bot.measures import untimed
from bot.ui.sending import SECONDS_BEFORE_DEFERRING, send_again, send_once

_CANNOT_REPLY_WITHOUT_HISTORY = 160002
_ANSWERED_ALREADY = 40060

_log = logging.getLogger(__name__)


async def respond(
    interaction: discord.Interaction,
    work: Coroutine[Any, Any, list[Outgoing]],
    recording: Recording,
    responded: Callable[[], None],
    *,
    private: bool,
) -> None:
    """Answer an interaction with what the work gives; when that takes long, with a sign of life first.

    `responded` is called when the first of them has arrived, or later ones.
    """
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=SECONDS_BEFORE_DEFERRING)
    if not done:
        await interaction.response.defer(ephemeral=private, thinking=True)
        responded()
    outgoings = await task
    private = private or any(outgoing.private for outgoing in outgoings)
    sent = 0
    try:
        for outgoing in outgoings:
            message = await _send(interaction, outgoing, private=private, fills=not done and not sent)
            responded()
            await note_sent(recording, outgoing, interaction.channel_id or 0, message)
            sent += 1
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        await _note_unsent(recording, outgoings[sent:])
        raise


async def reply(
    message: discord.Message,
    outgoings: Sequence[Outgoing],
    recording: Recording,
    responded: Callable[[], None] = untimed,
) -> list[discord.Message]:
    """Reply to a message with each of these, and return what was sent. What was not is noted as such.

    `responded` is called when the first of them has arrived, or later ones.
    """
    sent: list[discord.Message] = []
    try:
        for outgoing in outgoings:
            one = await _reply(message, outgoing, f"{message.id}.{len(sent)}")
            responded()
            await note_sent(recording, outgoing, message.channel.id, one.id)
            sent.append(one)
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        await _note_unsent(recording, outgoings[len(sent) :])
        raise
    return sent


async def note_sent(recording: Recording, outgoing: Outgoing, channel: int, message: int | None) -> None:
    """Note in which message an answer stands. A crash before this is mended by the first press of a button."""
    number = outgoing.number
    if number is not None and message is not None:
        await recording.sent(number, channel, message)


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
        filled: discord.InteractionMessage = await send_again(
            functools.partial(interaction.edit_original_response, **what)
        )
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
        return (await send_again(send)).message_id
    except discord.HTTPException as error:
        # An interaction has one first answer: the first try had arrived.
        if error.code != _ANSWERED_ALREADY:
            raise
        return (await interaction.original_response()).id


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
