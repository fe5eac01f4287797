"""Mentions that nobody delivered: made while the bot was away, looked up when it is back, and answered once each.

A session that is resumed brings what was missed. A new one does not, nor does a start: Discord then tells of each
channel which message is its last, and where that is newer than the gap the channel is read.
"""

from __future__ import annotations

import asyncio
import datetime
import logging
from collections.abc import Awaitable, Callable, Iterator

import discord
from discord.ext import commands

from bot.asking.heard import HeardMessages
from bot.asking.recording import Recording

MOST_AGE = datetime.timedelta(minutes=15)
"""An older question has been answered by people, or nobody waits for it any more."""
MOST_CHANNELS = 100
"""So many channels are read after a gap, those with the newest messages first."""
MOST_MESSAGES = 200
"""So many messages of a channel are read: two requests."""
# Discord allows 50 requests a second in all, which those who ask now need more.
_SECONDS_BETWEEN_CHANNELS = 0.2
# Messages of different channels come in nearly, not exactly, the order of their ids.
_MARGIN = datetime.timedelta(seconds=10)

Readable = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
Pause = Callable[[float], Awaitable[None]]

_log = logging.getLogger(__name__)


class MissedMentions(commands.Cog):
    """Looks up what was said to the bot in a gap, and gives it to `answer` as if it had just come."""

    def __init__(
        self,
        client: discord.Client,
        recording: Recording,
        heard: HeardMessages,
        answer: Callable[[discord.Message], Awaitable[None]],
        now: Callable[[], datetime.datetime],
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._client = client
        self._recording = recording
        self._heard = heard
        self._answer = answer
        self._now = now
        self._pause = pause
        self._one_at_a_time = asyncio.Lock()

    @commands.Cog.listener()
    async def on_disconnect(self) -> None:
        """Note where the gap begins."""
        self._heard.connection_ended()

    @commands.Cog.listener()
    async def on_resumed(self) -> None:
        """Note that nothing is missing."""
        self._heard.connection_resumed()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look up the gap before a new session, or the last minutes before a start."""
        before = self._heard.end_gap()
        async with self._one_at_a_time:
            await self.look_up(before)

    async def look_up(self, before: int | None) -> int:
        """Answer what was said after a message and is not too old; return how many messages that were."""
        oldest = self._now() - MOST_AGE
        gap_from = oldest if before is None else discord.utils.snowflake_time(before) - _MARGIN
        if before is not None and gap_from < oldest:
            _log.warning(
                "I was away since %s. What was said to me more than %s minutes ago stays unanswered.",
                gap_from.isoformat(timespec="seconds"),
                int(MOST_AGE.total_seconds() // 60),
            )
        after = discord.Object(discord.utils.time_snowflake(max(gap_from, oldest)))
        channels = sorted(self._changed_since(after.id), key=lambda one: -(one.last_message_id or 0))
        if len(channels) > MOST_CHANNELS:
            _log.warning(
                "In %s channels something was said while I was away; I look at %s.", len(channels), MOST_CHANNELS
            )
        answered = 0
        for channel in channels[:MOST_CHANNELS]:
            try:
                answered += await self._look_up_in(channel, after)
            except discord.HTTPException as error:
                _log.warning("What was said in channel %s while I was away cannot be read (%s).", channel.id, error)
            await self._pause(_SECONDS_BETWEEN_CHANNELS)
        if answered:
            _log.info("Mentions that were made while I was away: %s.", answered)
        return answered

    def _changed_since(self, after: int) -> Iterator[Readable]:
        for guild in self._client.guilds:
            found: tuple[Readable, ...] = (*guild.text_channels, *guild.voice_channels, *guild.stage_channels)
            for channel in (*found, *guild.threads):
                if (channel.last_message_id or 0) > after and _may_read(channel, guild):
                    yield channel

    async def _look_up_in(self, channel: Readable, after: discord.Object) -> int:
        me = self._client.user
        messages = [one async for one in channel.history(limit=MOST_MESSAGES, after=after, oldest_first=True)]
        replied_to = {
            one.reference.message_id for one in messages if me is not None and one.author.id == me.id and one.reference
        }
        count = 0
        for message in messages:
            said_to_me = me is not None and any(user.id == me.id for user in message.mentions)
            if not said_to_me or message.author.bot or message.id in replied_to or self._heard.has(message.id):
                continue
            if await self._recording.may_answer_late(message.id):
                await self._answer(message)
                await self._recording.answered_late(message.id)
                count += 1
        return count


def _may_read(channel: Readable, guild: discord.Guild) -> bool:
    me = guild.me
    if me is None or (isinstance(channel, discord.Thread) and channel.parent is None):
        return False
    allowed = channel.permissions_for(me)
    return allowed.read_messages and allowed.read_message_history
