"""Sending what answers a question, and noting in the ledger in which message it stands, or that it stands in none."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import aiohttp
import discord
from discord import ui

from bot.asking.outgoing import Outgoing
from bot.asking.recording import Recording
from bot.measures import untimed
from bot.ui.sending import SECONDS_BEFORE_DEFERRING, send_again, send_once
from bot.ui.widgets import made_view

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
        await note_unsent(recording, outgoings[sent:])
        raise


async def reply(
    message: discord.Message,
    outgoings: Sequence[Outgoing],
    recording: Recording,
    responded: Callable[[], None] = untimed,
    *,
    place: int = 0,
) -> list[discord.Message]:
    """Reply to a message with each of these, and return what was sent. What was not is noted as such.

    `responded` is called when the first of them has arrived, or later ones. `place` is how many replies to the message
    were sent before: of two with the same place Discord makes one.
    """
    sent: list[discord.Message] = []
    try:
        for outgoing in outgoings:
            one = await _reply(message, outgoing, f"{message.id}.{place + len(sent)}")
            responded()
            await note_sent(recording, outgoing, message.channel.id, one.id)
            sent.append(one)
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        await note_unsent(recording, outgoings[len(sent) :])
        raise
    return sent


async def edit_reply(
    message: discord.Message, before: int, outgoing: Outgoing, recording: Recording, *, of_components: bool
) -> discord.Message | None:
    """Put an answer in the place of a reply to a message; None when that does not stand any more, and nothing is noted.

    `of_components`: so it was; a message that once was does not become a plain line again.
    """
    what = _content(outgoing)
    if of_components and outgoing.view is None:
        what = {"view": made_view(ui.TextDisplay(outgoing.line or ""))}
    elif not of_components and outgoing.view is not None:
        what["content"] = None
    place = _beside(message, before)
    try:
        edited = await send_again(
            functools.partial(place.edit, **what, allowed_mentions=discord.AllowedMentions.none())
        )
    except discord.NotFound:
        return None
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        await note_unsent(recording, [outgoing])
        raise
    await note_sent(recording, outgoing, message.channel.id, before)
    return edited


async def delete_reply(message: discord.Message, number: int) -> None:
    """Delete a reply to a message, if it stands."""
    with contextlib.suppress(discord.NotFound):
        await _beside(message, number).delete()


async def stands(client: discord.Client, channel: int, message: int) -> bool:
    """Say whether a message stands in a channel; where Discord does not say, it counts as gone."""
    try:
        await client.get_partial_messageable(channel).fetch_message(message)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        _log.info("A card in channel %s is not pointed at, since it cannot be seen (%s).", channel, error)
        return False
    return True


async def note_sent(recording: Recording, outgoing: Outgoing, channel: int, message: int | None) -> None:
    """Note in which message an answer stands. A crash before this is mended by the first press of a button."""
    outgoing.arrived(message)
    number = outgoing.number
    if number is not None and message is not None:
        await recording.sent(number, channel, message)


async def note_unsent(recording: Recording, outgoings: Sequence[Outgoing]) -> None:
    """Note that these were not delivered."""
    for outgoing in outgoings:
        outgoing.arrived(None)
        if outgoing.number is not None:
            await recording.unsent(outgoing.number)


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


def _beside(message: discord.Message, number: int) -> discord.PartialMessage:
    channel = message.channel
    # Bots are in no groups; they only answer interactions there.
    assert not isinstance(channel, discord.GroupChannel)
    return channel.get_partial_message(number)


def _content(outgoing: Outgoing) -> dict[str, Any]:
    return {"view": outgoing.view} if outgoing.view is not None else {"content": outgoing.line}
