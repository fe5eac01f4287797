"""Messages: a mention, a direct message, and a reply to an answer."""

from __future__ import annotations

import asyncio
import datetime
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from weakref import WeakValueDictionary

import discord
from discord.ext import commands

from bot.asking.answering import Answering, Outgoing
from bot.asking.heard import HeardMessages
from bot.asking.message_text import text_of
from bot.asking.recording import Recording
from bot.asking.replying import Replies
from bot.asking.sending import reply
from bot.asking.standing_cards import StandingCards
from bot.cards.texts import Texts
from bot.measures import Timing
from bot.ui.audience import audience_of_message
from bot.ui.cooldowns import Admission, Pace, Paces
from bot.ui.failures import Failures
from knowledge.answering.followup import choice_in
from knowledge.answering.ledger import Asked, How
from knowledge.question.cleaning import clean
from knowledge.question.small_talk import SmallTalk, small_talk_of
from knowledge.question.tokens import language_written
from knowledge.store import SHARED, Audience
from knowledge.store.answers import AnswerFate, AnswerRow

_YOU_ARE_WELCOME = "\N{THUMBS UP SIGN}"
# In no place of a reply: the nonce is that of no answer.
_SLOW_DOWN = 999

EDITED_WITHIN = datetime.timedelta(minutes=1)
"""So long after it was written a question that is edited is read anew."""

_log = logging.getLogger(__name__)
_MENTION = re.compile(r"<@!?\d{1,20}>")


class ConversationCog(commands.Cog):
    """What people write to the bot. Nothing is answered that was not said to it, and nothing that a machine says."""

    def __init__(
        self,
        client: discord.Client,
        answering: Answering,
        recording: Recording,
        paces: Paces,
        standing: StandingCards,
        failures: Failures,
        timing: Timing,
        heard: HeardMessages,
        now: Callable[[], datetime.datetime],
    ) -> None:
        self._client = client
        self._answering = answering
        self._recording = recording
        self._paces = paces
        self._standing = standing
        self._failures = failures
        self._timing = timing
        self._heard = heard
        self._now = now
        self._replies = Replies(recording, standing, heard, now)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._readings: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is said to the bot, once, whichever way it comes here."""
        self._heard.hear(message.id)
        self._standing.hear(message.channel.id, message.id)
        audience = self._said_to_me(message)
        if audience is not None and self._heard.is_new(message.id, message.content):
            await self._read(message, audience)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Read a question anew that is edited within a minute; also one that is said to the bot only now."""
        message = event.message
        # Discord also tells of links that it has looked up, which changes nothing of what was said.
        if message.edited_at is None or message.edited_at - message.created_at > EDITED_WITHIN:
            return
        audience = self._said_to_me(message)
        if audience is not None and self._heard.is_edited(message.id, message.content):
            await self._read(message, audience)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Note that a card is gone, so that nobody is sent there, or a question, so that it gets no answer."""
        self._standing.forget(event.message_id)
        self._heard.delete(event.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Note that cards and questions are gone."""
        for message in event.message_ids:
            self._standing.forget(message)
            self._heard.delete(message)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Note that before a new session messages may have come and gone unheard."""
        self._standing.doubt()

    def _said_to_me(self, message: discord.Message) -> Audience | None:
        """Return whose library answers a message; None when it is none that a person has said to the bot."""
        if message.author.bot or message.webhook_id is not None:
            return None
        if message.type not in (discord.MessageType.default, discord.MessageType.reply):
            return None
        audience = audience_of_message(message)
        if audience in (None, SHARED) or self._mentioned(message) or self._replies_to_me(message):
            return audience
        return None

    async def _read(self, message: discord.Message, audience: Audience) -> None:
        if not _may_answer(message):
            _log.warning(
                "Not allowed to write in channel %s, so a question there stays unanswered.", message.channel.id
            )
            return
        try:
            # What it said before is answered to its end, or given up, before what it says now is read.
            async with self._readings.setdefault(message.id, asyncio.Lock()):
                if not self._heard.stands(message.id, message.content):
                    return
                self._replies.begin(message)
                with self._timing.first_response() as responded:
                    await self._answer(message, audience, responded)
                await self._replies.end(message)
        except Exception as error:  # whatever it is, the person waits for a word
            self._replies.keep(message)
            await self._failures.tell_channel(message, error)

    async def _answer(self, message: discord.Message, audience: Audience, responded: Callable[[], None]) -> None:
        if self._replies_to_me(message) and await self._asks_on(message, audience, responded):
            return
        if message.guild is not None and not self._mentioned(message):
            return
        above = getattr(message.channel, "parent_id", None)
        if message.guild is not None and not await self._answering.hears_mentions(audience, message.channel.id, above):
            return
        to_somebody_else = message.type is discord.MessageType.reply and not self._replies_to_me(message)
        text, has_picture = text_of(message)
        text = message.content or text
        texts = await self._answering.texts(audience, written=language_written(text))
        if not await self._admitted(message, self._paces.asks, texts):
            return
        if not clean(text).text:
            if _MENTION.sub("", text).strip() and not message.attachments and not to_somebody_else:
                return  # an emoji alone is a sign of life, and no question
            line = _nothing_to_read(message, texts, to_somebody_else=to_somebody_else)
            await self._replies.send(message, [Outgoing(line=line)])
            return
        if small_talk_of(clean(text).text) is SmallTalk.THANKS and not has_picture:
            await _thank(message)
            return
        how = How.MENTION if message.guild else How.DIRECT
        asked = self._asked(message, audience, how, text)
        if not to_somebody_else and await self._goes_on(message, asked, responded):
            return
        note, otherwise = (texts.own_words_only, texts.cannot_read_others) if to_somebody_else else ("", "")
        # One after the other in a channel: a question must see the card that the one just before it brought.
        async with self._turns.setdefault(message.channel.id, asyncio.Lock()):
            if not self._heard.stands(message.id, message.content):
                return
            outgoings = await self._answering.ask(asked, note, otherwise, has_picture=has_picture)
            await self._replies.send(message, outgoings, responded)

    async def _goes_on(self, message: discord.Message, asked: Asked, responded: Callable[[], None]) -> bool:
        """Answer what goes on about the card that this person was just given here; return False when it does not."""
        recent = await self._answering.recent_card(asked)
        if recent is None:
            return False
        row, shown = recent
        asked = _going_on(asked, row)
        if row.fate is AnswerFate.ASK_WHICH:
            chosen = await self._answering.chosen(asked, row)
            if chosen is not None:
                await self._replies.send(message, chosen, responded)
            return chosen is not None
        if shown is None:
            return False
        found = await self._answering.follow_up(asked, shown, fresh=True)
        if found.understood:
            await self._replies.send(message, found.outgoings, responded)
        return found.understood

    async def _asks_on(self, message: discord.Message, audience: Audience, responded: Callable[[], None]) -> bool:
        """Treat a reply to one of the bot's messages as a further question; return False when it is none."""
        reference = message.reference.message_id if message.reference else None
        row = await self._recording.answer_in(audience, reference or 0)
        shown = await self._recording.shown_entry(row) if row is not None else None
        chooses = row is not None and row.fate is AnswerFate.ASK_WHICH
        if row is None or (shown is None and not chooses):
            return False
        asked = _going_on(self._asked(message, audience, How.REPLY, message.content), row)
        if shown is None and choice_in(message.content, len(row.offered)) is None:
            return False
        texts = await self._answering.texts_for(asked)
        if not await self._admitted(message, self._paces.further, texts):
            return True
        if shown is None:
            await self._replies.send(message, await self._answering.chosen(asked, row) or [], responded)
            return True
        if not self._without_mention(message.content):
            if await self._recording.hint_once(row.number):
                await self._replies.send(message, [Outgoing(line=texts.empty_reply)])
            return True
        found = await self._answering.follow_up(asked, shown)
        await self._replies.send(message, found.outgoings, responded)
        if found.thanked:
            await _thank(message)
        return True

    async def _admitted(self, message: discord.Message, pace: Pace, texts: Texts) -> bool:
        """Count a message to the bot; say so once when the person, or the channel, has had too much of it."""
        admission, line = pace.admit(message.author.id), texts.slow_down
        if admission is Admission.ADMITTED:
            admission, line = self._paces.channels.admit(message.channel.id), texts.busy_channel
        if admission is Admission.ADMITTED:
            return True
        # What it got before it was edited stands: it is not read anew.
        self._replies.keep(message)
        if admission is Admission.SLOW_DOWN:
            await reply(message, [Outgoing(line=line)], self._recording, place=_SLOW_DOWN)
        return False

    def _asked(self, message: discord.Message, audience: Audience, how: How, question: str) -> Asked:
        return Asked(
            audience=audience,
            person=message.author.id,
            channel=message.channel.id,
            how=how,
            question=question,
            private=False,
            at=self._now(),
            message=message.id,
            written=language_written(question),
        )

    def _without_mention(self, text: str) -> str:
        me = self._client.user
        return text.strip() if me is None else text.replace(f"<@{me.id}>", "").replace(f"<@!{me.id}>", "").strip()

    def _mentioned(self, message: discord.Message) -> bool:
        return self._client.user is not None and any(user.id == self._client.user.id for user in message.mentions)

    def _replies_to_me(self, message: discord.Message) -> bool:
        resolved = message.reference.resolved if message.reference else None
        me = self._client.user
        return isinstance(resolved, discord.Message) and me is not None and resolved.author.id == me.id


def _going_on(asked: Asked, row: AnswerRow) -> Asked:
    """Return what goes on about an answer: a word that shows no language is in that of the question before it."""
    return asked if asked.written else replace(asked, written=language_written(row.question))


def _may_answer(message: discord.Message) -> bool:
    # Asked beforehand, since Discord bans an address that tries too often what it may not.
    me = message.guild.me if message.guild else None
    channel = message.channel
    if me is None or isinstance(channel, discord.DMChannel | discord.GroupChannel | discord.PartialMessageable):
        return True
    if isinstance(channel, discord.Thread):
        return channel.parent is None or channel.permissions_for(me).send_messages_in_threads
    return channel.permissions_for(me).send_messages


async def _thank(message: discord.Message) -> None:
    if _may_react(message):
        try:
            await message.add_reaction(_YOU_ARE_WELCOME)
        except discord.HTTPException as error:
            # The message may be gone; nobody waits for a reaction.
            _log.info("Could not react to a message (%s).", error.code)


def _may_react(message: discord.Message) -> bool:
    me = message.guild.me if message.guild else None
    if me is None or not isinstance(message.channel, discord.abc.GuildChannel | discord.Thread):
        return message.guild is None
    allowed = message.channel.permissions_for(me)
    return allowed.add_reactions and allowed.read_message_history


def _nothing_to_read(message: discord.Message, texts: Texts, *, to_somebody_else: bool) -> str:
    if to_somebody_else:
        return texts.cannot_read_others
    if message.attachments:
        return texts.picture_only
    return texts.how_to if message.guild else texts.how_to_directly
