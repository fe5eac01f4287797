"""What was said to the bot while nothing was delivered: answered once where it can be read, and told where not."""

from __future__ import annotations

import dataclasses
import datetime
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app.client import Bot
from bot.asking import missed
from bot.asking.heard import HeardMessages
from bot.ui import sending
from knowledge.answering import ledger
from knowledge.store import Store
from tests.discord_double import Channel, DiscordDouble, Message, Server, User
from tests.scenes.asking import CIA_QUESTION, NOW, UNKNOWN, ZETAS_QUESTION, Clock, database, made_bot

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "_SECONDS_BETWEEN_CHANNELS", 0.0)


@dataclass
class Day:
    """A server on a day whose time goes on when a test says so."""

    discord: DiscordDouble
    clock: Clock
    folder: Path
    server: Server
    channel: Channel
    ann: User

    def later(self, minutes: float) -> None:
        self.clock.seconds += 60 * minutes

    def asks(self, question: str, place: Channel | None = None, user: User | None = None) -> Message:
        """Mention the bot while it is not told of anything."""
        text = f"<@{self.discord.bot.id}> {question}"
        return self.discord.post(user or self.ann, place or self.channel, text)

    def answers(self, to: Message) -> list[Message]:
        """Return the bot's messages that reply to this one."""
        found = (one for one in to.channel.messages if one.author is self.discord.bot)
        return [one for one in found if one.data.get("message_reference", {}).get("message_id") == str(to.id)]

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Bot]:
        """Start a bot: another process on the same database."""

        def now() -> datetime.datetime:
            return datetime.datetime.fromtimestamp(self.clock.seconds, datetime.UTC)

        async with made_bot(database(self.folder), self.clock) as bot:
            bot.surroundings = dataclasses.replace(bot.surroundings, now=now)
            await self.discord.start(bot)
            yield bot


def rows_for(store: Store, question: Message) -> int:
    """Return how many rows the ledger has for what was asked in a message."""
    return len(store._db.execute("SELECT 1 FROM answers WHERE asked_in = ?", [question.id]).fetchall())


@asynccontextmanager
async def day(folder: Path) -> AsyncIterator[Day]:
    clock = Clock(NOW.timestamp())
    async with DiscordDouble(clock) as discord:
        server = discord.server("Newsroom")
        yield Day(discord, clock, folder, server, server.channels[0], discord.user("ann"))


async def test_a_mention_in_the_gap_before_a_new_session_is_answered_once(tmp_path: Path) -> None:
    async with day(tmp_path) as it, it.bot():
        heard = await it.discord.mention(it.ann, it.channel, CIA_QUESTION)
        await it.discord.drop()
        it.later(2)
        lost, chatter = it.asks(ZETAS_QUESTION), it.discord.post(it.ann, it.channel, "nothing to do with it")
        it.later(2)
        await it.discord.new_session()
        assert len(it.answers(lost)) == 1 and it.answers(lost)[0].buttons
        assert it.answers(chatter) == []
        for _ in range(2):
            await it.discord.drop()
            it.later(1)
            await it.discord.new_session()
        assert len(it.answers(lost)) == 1
        assert sum(one.author is it.discord.bot for one in it.channel.messages) == 2 == len(heard.messages) + 1


async def test_a_resumed_session_brings_what_was_missed_and_nothing_is_looked_up(tmp_path: Path) -> None:
    async with day(tmp_path) as it, it.bot() as bot:
        await it.discord.drop()
        lost = it.asks(CIA_QUESTION)
        before = len(it.discord.requests)
        await it.discord.resume(lost)
        assert len(it.answers(lost)) == 1
        assert not [one for one in it.discord.requests[before:] if one.method == "GET"]
        # Delivered twice, it is answered once: by the bot, and not only by a nonce that Discord forgets.
        await it.discord.resume(lost)
        assert len(it.answers(lost)) == 1 == await bot.worker.run(lambda store: rows_for(store, lost))


async def test_a_mention_while_no_process_ran_is_answered_by_the_next_and_by_no_third(tmp_path: Path) -> None:
    async with day(tmp_path) as it:
        async with it.bot():
            first = (await it.discord.mention(it.ann, it.channel, CIA_QUESTION)).messages
        it.later(1)
        lost, empty = it.asks(UNKNOWN), it.asks("")
        for _ in range(2):
            it.later(5)
            async with it.bot():
                assert len(it.answers(lost)) == len(it.answers(empty)) == len(first) == 1
                assert sum(one.author is it.discord.bot for one in it.channel.messages) == 3


async def test_the_ledger_knows_what_is_answered_also_where_the_answer_is_gone(tmp_path: Path) -> None:
    async with day(tmp_path) as it:
        async with it.bot():
            answer = (await it.discord.mention(it.ann, it.channel, CIA_QUESTION)).message
            question = it.channel.messages[0]
            await it.discord.delete(answer)
        it.later(5)
        async with it.bot():
            assert [one for one in it.answers(question) if not one.deleted] == []


async def test_what_is_older_than_some_minutes_is_told_to_the_operator_and_not_answered(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "bot")
    async with day(tmp_path) as it, it.bot():
        await it.discord.mention(it.ann, it.channel, CIA_QUESTION)
        await it.discord.drop()
        it.later(1)
        old = it.asks(ZETAS_QUESTION)
        it.later(55)
        young = it.asks(UNKNOWN)
        it.later(4)
        await it.discord.new_session()
        assert (len(it.answers(old)), len(it.answers(young))) == (0, 1)
        assert "more than 15 minutes ago stays unanswered" in caplog.text


async def test_only_channels_are_read_that_can_be_and_in_which_something_was_said(tmp_path: Path) -> None:
    async with day(tmp_path) as it, it.bot():
        hidden, quiet, mute = (it.discord.channel(it.server, name) for name in ("hidden", "quiet", "mute"))
        await it.discord.mention(it.ann, it.channel, CIA_QUESTION)
        await it.discord.drop()
        it.later(1)
        hidden.bot_may_read = mute.bot_may_send = False
        asked = [it.asks(CIA_QUESTION, place) for place in (hidden, mute, it.channel)]
        before = len(it.discord.requests)
        await it.discord.new_session()
        read = [one.path for one in it.discord.requests[before:] if one.method == "GET" and one.path.endswith("s")]
        assert sorted(read) == sorted(f"/channels/{one.id}/messages" for one in (mute, it.channel))
        assert [len(it.answers(one)) for one in asked] == [0, 0, 1]
        assert quiet.messages == []


async def test_so_many_channels_are_read_the_newest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "MOST_CHANNELS", 2)
    async with day(tmp_path) as it, it.bot():
        places = [it.discord.channel(it.server, f"place-{number}") for number in range(4)]
        await it.discord.drop()
        asked = []
        for place in places:
            it.later(1)
            asked.append(it.asks(CIA_QUESTION, place))
        await it.discord.new_session()
        assert [len(it.answers(one)) for one in asked] == [0, 0, 1, 1]


async def test_a_channel_that_fails_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    async with day(tmp_path) as it, it.bot():
        other = it.discord.channel(it.server, "other")
        await it.discord.drop()
        lost, further = it.asks(CIA_QUESTION, other), it.asks(CIA_QUESTION)
        it.discord.fail("GET", f"/channels/{it.channel.id}/messages", 403, 50001)
        await it.discord.new_session()
        assert (len(it.answers(lost)), len(it.answers(further))) == (1, 0)


async def test_bots_and_what_is_answered_live_are_left_alone(tmp_path: Path) -> None:
    async with day(tmp_path) as it, it.bot():
        await it.discord.drop()
        machine = it.asks(CIA_QUESTION, user=it.discord.user("machine", bot=True))
        await it.discord.resume()
        live = await it.discord.mention(it.ann, it.channel, ZETAS_QUESTION)
        await it.discord.drop()
        await it.discord.new_session()
        assert it.answers(machine) == [] and len(live.messages) == 1
        assert sum(one.author is it.discord.bot for one in it.channel.messages) == 1


async def test_a_message_over_which_the_process_ended_is_not_tried_at_each_start(tmp_path: Path) -> None:
    async with day(tmp_path) as it:
        async with it.bot():
            pass
        lost = it.asks(CIA_QUESTION)

        def died(store: Store) -> None:
            assert ledger.begin_late(store, lost.id)

        async with made_bot(database(tmp_path), Clock()) as bot:
            await bot.worker.run(died)
        further = it.asks(ZETAS_QUESTION)
        async with it.bot():
            assert (len(it.answers(lost)), len(it.answers(further))) == (0, 1)


async def test_discord_fails_in_the_middle_and_the_answer_is_still_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_SECONDS_BEFORE_TRYING_AGAIN", 0.0)
    async with day(tmp_path) as it, it.bot():
        it.discord.strict = False
        await it.discord.drop()
        lost = it.asks(CIA_QUESTION)
        it.discord.lose_answer("POST", "/messages")
        await it.discord.new_session()
        assert len(it.answers(lost)) == 1


async def test_a_gap_begins_where_the_last_message_came_and_not_later() -> None:
    heard = HeardMessages()
    heard.hear(5)
    heard.hear(3)
    heard.connection_ended()
    heard.hear(9)
    heard.connection_ended()
    assert heard.end_gap() == 5 and heard.end_gap() is None
    heard.connection_ended()
    heard.connection_resumed()
    assert heard.end_gap() is None
    assert heard.is_new(4, "a") and not heard.is_new(4, "a") and heard.has(4)
    for number in range(100, 11_000):
        heard.is_new(number, "a")
    assert not heard.has(4) and heard.has(10_999)
