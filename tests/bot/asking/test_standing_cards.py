"""A second card of the same entry in a channel is one line that leads to the first, while that is near."""

from __future__ import annotations

import asyncio
import datetime
from pathlib import Path

import pytest

from bot.asking.standing_cards import CARD_STANDS, MOST_BETWEEN, MOST_CARDS, StandingCards
from bot.cards.texts import ENGLISH
from knowledge.store import SHARED, Store
from knowledge.store.revisions import ChangeKind, RevisionState
from tests.discord_double import Message, Response
from tests.scenes.asking import CIA, CIA_QUESTION, ZETAS_QUESTION, Clock, Scene, restarted, scene

pytestmark = pytest.mark.asyncio
QUARTER = CARD_STANDS.total_seconds()


async def _stands(channel: int, message: int) -> bool:
    del channel, message
    return True


def cards(clock: Clock) -> StandingCards:
    return StandingCards(clock, _stands)


def is_pointer(answer: Response, card: Message) -> bool:
    return card.link in answer.text and not answer.buttons and len(answer.text.splitlines()) == 1


async def test_a_card_stands_for_a_quarter_of_an_hour_or_thirty_messages() -> None:
    clock = Clock()
    here = cards(clock)
    here.expect(5, 1, "a", 3)(77)
    assert await here.find(2, "a", 3) is None
    assert await here.find(1, "a", 4) is None
    assert await here.find(1, "b", 3) is None
    clock.seconds += QUARTER - 0.1
    for message in range(1000, 1000 + MOST_BETWEEN + 1):
        here.hear(1, message)
    found = await here.find(1, "a", 3)
    assert found is not None
    assert found.link == "https://discord.com/channels/5/1/77"
    clock.seconds += 0.1
    assert await here.find(1, "a", 3) is None
    here.expect(5, 1, "a", 3)(78)
    clock.seconds += 100 * QUARTER
    # Its own arrival is no message below it.
    for message in (78, *range(2000, 2000 + MOST_BETWEEN)):
        here.hear(1, message)
    assert await here.find(1, "a", 3) is not None
    here.hear(1, 2999)
    assert await here.find(1, "a", 3) is None


async def test_what_may_have_gone_unheard_is_looked_at_once_and_counts_by_time_alone() -> None:
    clock, asked, there = Clock(), [], [True]

    async def exists(channel: int, message: int) -> bool:
        asked.append((channel, message))
        return there[0]

    here = StandingCards(clock, exists)
    here.expect(5, 1, "a", 3)(77)
    assert await here.find(1, "a", 3) is not None
    assert asked == []
    here.doubt()
    assert await here.find(1, "a", 3) is not None
    assert await here.find(1, "a", 3) is not None
    assert asked == [(1, 77)]
    clock.seconds += QUARTER
    assert await here.find(1, "a", 3) is None
    here.expect(5, 1, "a", 3)(78)
    here.doubt()
    there[0] = False
    assert await here.find(1, "a", 3) is None


async def test_the_cards_of_the_channels_that_had_none_for_longest_are_forgotten() -> None:
    here = cards(Clock())
    for channel in range(MOST_CARDS + 10):
        here.expect(5, channel, "a", 3)(channel)
    assert len(here._where) == len(here._channels) == MOST_CARDS
    assert await here.find(9, "a", 3) is None
    assert await here.find(10, "a", 3) is not None
    for channel in range(MOST_CARDS + 10):
        here.forget(channel)
    assert not here._channels and not here._where


async def test_a_card_that_is_on_its_way_is_waited_for() -> None:
    here = cards(Clock())
    arrived = here.expect(5, 1, "a", 3)
    waiting = asyncio.create_task(here.find(1, "a", 3))
    await asyncio.sleep(0)
    assert not waiting.done()
    arrived(77)
    found = await waiting
    assert found is not None and found.message == 77
    given_up = here.expect(5, 1, "b", 3)
    waiting = asyncio.create_task(here.find(1, "b", 3))
    await asyncio.sleep(0)
    given_up(None)
    assert await waiting is None


@pytest.mark.parametrize("first", ["mention", "slash"])
async def test_the_same_card_is_one_line_however_it_is_asked_for(tmp_path: Path, first: str) -> None:
    async with scene(tmp_path) as here:
        if first == "mention":
            card = (await here.discord.mention(here.ann, here.channel, CIA_QUESTION)).message
        else:
            card = (await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION)).message
        here.clock.seconds += QUARTER - 1
        again = [
            await here.discord.mention(here.bob, here.channel, CIA_QUESTION),
            await here.discord.slash(here.bob, here.channel, "ask", question=CIA_QUESTION),
            await here.discord.slash(here.bob, here.channel, "ask", question=CIA),
        ]
        assert all(is_pointer(one, card) for one in again), [one.text for one in again]
        assert "False" in again[0].text and not again[1].ephemeral
        fates = await here.rows("SELECT outcome FROM answers ORDER BY number")
        assert fates == [("answered",), *[("pointed",)] * 3]
        other = here.discord.channel(here.server, "elsewhere")
        for answer in (
            await here.discord.slash(here.bob, here.channel, "ask", question=CIA_QUESTION, private=True),
            await here.discord.mention(here.bob, other, CIA_QUESTION),
            await here.discord.mention(here.bob, here.channel, ZETAS_QUESTION),
        ):
            assert answer.buttons
        # On a line that leads to a card is asked on as on the card.
        why = await here.discord.say(here.bob, here.channel, "says who?", reply_to=again[0])
        assert ENGLISH.follow_up.says_so in why.text


async def test_far_below_and_long_after_the_card_is_shown_again(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        first = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        here.clock.seconds += 100 * QUARTER
        for _ in range(MOST_BETWEEN - 1):
            await here.discord.say(here.bob, here.channel, "hm")
        assert is_pointer(await here.discord.mention(here.ann, here.channel, CIA_QUESTION), first.message)
        await here.discord.say(here.bob, here.channel, "hm")
        assert (await here.discord.mention(here.ann, here.channel, CIA_QUESTION)).buttons


async def test_a_card_that_was_deleted_is_not_pointed_at(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        first = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        await here.discord.delete(first.message)
        assert (await here.discord.slash(here.bob, here.channel, "ask", question=CIA_QUESTION)).buttons


async def test_where_nobody_else_is_the_card_comes_again(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        for _ in range(2):
            assert (await here.discord.dm(here.ann, CIA_QUESTION)).buttons


async def test_two_who_ask_at_once_get_one_card(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        both = await asyncio.gather(
            here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION),
            here.discord.slash(here.bob, here.channel, "ask", question=CIA_QUESTION),
        )
        (card,) = [one for one in both if one.buttons]
        (pointer,) = [one for one in both if not one.buttons]
        assert is_pointer(pointer, card.message)


async def test_a_card_that_could_not_be_sent_is_not_pointed_at(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.discord.strict = False
        here.discord.fail("POST", r"/channels/\d+/messages", 403, 50013)
        await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        assert (await here.discord.mention(here.bob, here.channel, CIA_QUESTION)).buttons


async def test_after_a_restart_the_ledger_knows_the_cards_of_the_last_quarter_of_an_hour(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        first = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        gone = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        private = here.discord.channel(here.server, "elsewhere")
        await here.discord.slash(here.ann, private, "ask", question=CIA_QUESTION, private=True)
        gone.message.deleted = True  # while nobody listened
        async with restarted(here, tmp_path) as after:
            assert is_pointer(await after.discord.mention(after.bob, after.channel, CIA_QUESTION), first.message)
            looked = await after.discord.slash(after.bob, after.channel, "ask", question=ZETAS_QUESTION)
            assert looked.buttons
            assert (await after.discord.slash(after.bob, private, "ask", question=CIA_QUESTION)).buttons
    old = (datetime.datetime(2026, 5, 4, 3, 2, 1, tzinfo=datetime.UTC) - CARD_STANDS).isoformat()
    async with scene(tmp_path) as later:
        await later.worker.run(lambda store: store._db.execute("UPDATE answers SET at = ?", [old]))
        async with restarted(later, tmp_path) as after:
            assert len(after.bot.standing._where) == 3
        await later.worker.run(lambda store: store._db.execute("UPDATE answers SET at = '2026-05-04T02:47:00+00:00'"))
        async with restarted(later, tmp_path) as after:
            assert not after.bot.standing._where


async def test_a_new_session_looks_whether_the_card_still_stands(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        first = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        await here.discord.new_session()
        assert is_pointer(await here.discord.mention(here.bob, here.channel, CIA_QUESTION), first.message)
        first.message.deleted = True
        await here.discord.new_session()
        assert (await here.discord.mention(here.bob, here.channel, CIA_QUESTION)).buttons


async def test_another_revision_is_another_card(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        await _revise(here)
        second = await here.discord.mention(here.bob, here.channel, CIA_QUESTION)
        assert second.buttons
        assert is_pointer(await here.discord.mention(here.ann, here.channel, CIA_QUESTION), second.message)


async def _revise(here: Scene) -> None:
    """Publish another revision of the shared entry, as a newer pack does."""

    def work(store: Store) -> None:
        before = store.revisions.latest(SHARED, CIA)
        assert before is not None
        with store.transaction():
            store.revisions.add(
                SHARED,
                CIA,
                {**before.body, "answer": "It is otherwise."},
                state=RevisionState.PUBLISHED,
                kind=ChangeKind.MINOR,
                at=before.at,
                origin=before.origin,
            )

    await here.worker.run(work)
    await here.bot.refresh_library()
