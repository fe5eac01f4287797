"""A question that is deleted before its answer gets none; one that is edited within a minute is read anew."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.cards.texts import ENGLISH
from knowledge.store import SHARED
from tests.discord_double import Message, Response
from tests.scenes.asking import CIA, CIA_QUESTION, UNKNOWN, ZETAS, ZETAS_QUESTION, Scene, scene

pytestmark = pytest.mark.asyncio


def claim(here: Scene, entry: str) -> str:
    shown = here.bot.library().show(entry, SHARED)
    assert shown is not None
    return shown.entry.claim


def asked(here: Scene) -> Message:
    return next(one for one in reversed(here.channel.messages) if one.author is here.ann)


async def edited(here: Scene, text: str, *, seconds: float = 5.0) -> Response:
    return await here.discord.edit(asked(here), f"<@{here.discord.bot.id}> {text}", seconds=seconds)


def said(here: Scene) -> list[Message]:
    return [one for one in here.channel.messages if one.author is here.discord.bot and not one.deleted]


async def test_a_question_that_is_deleted_while_it_is_read_gets_no_answer(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        async with here.bot.answering._turn:  # what decides waits behind it
            asking = asyncio.create_task(here.discord.mention(here.ann, here.channel, CIA_QUESTION))
            await asyncio.sleep(0.05)
            await here.discord.delete(asked(here))
        assert (await asking).silent
        assert await here.rows("SELECT outcome, message FROM answers") == [("unsent", None)]


async def test_a_question_that_is_deleted_while_it_waits_for_its_turn_is_not_even_read(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        async with here.bot.answering._turn:
            first = asyncio.create_task(here.discord.mention(here.bob, here.channel, ZETAS_QUESTION))
            await asyncio.sleep(0.05)
            second = asyncio.create_task(here.discord.mention(here.ann, here.channel, UNKNOWN))
            await asyncio.sleep(0.05)
            await here.discord.delete(asked(here))
        assert (await first).buttons
        assert (await second).silent
        assert await here.rows("SELECT outcome FROM answers") == [("answered",)]
        assert await here.rows("SELECT 1 FROM requests") == []


async def test_an_answer_that_was_on_its_way_when_its_question_went_is_taken_back(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        send = here.discord.routes._send

        def meanwhile(number: str, body: dict[str, object]) -> object:
            here.bot.dispatch("raw_message_delete", _gone(asked(here)))
            return send(number, body)

        table = here.discord.routes._table
        place = next(place for place, (_, _, does) in enumerate(table) if does == send)
        # A reply that is slow, as from the other side of the world.
        table[place] = (*table[place][:2], meanwhile)
        await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        assert said(here) == []
        assert await here.rows("SELECT count(*) FROM answers WHERE removed_by IS NOT NULL") == [(1,)]


def _gone(message: Message) -> object:
    import discord

    data = {"id": str(message.id), "channel_id": str(message.channel.id)}
    return discord.RawMessageDeleteEvent(data)  # type: ignore[arg-type]


async def test_a_card_stays_when_its_question_goes_later(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        await here.discord.delete(asked(here))
        assert len(said(here)) == 1


async def test_the_answer_to_an_edited_question_is_edited(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        first = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        again = await edited(here, CIA_QUESTION)
        assert said(here) == [first.message]
        assert claim(here, CIA) in first.message.text and claim(here, ZETAS) not in first.message.text
        assert again.edited == [first.message]
        rows = await here.rows("SELECT number, entry, message, replaced_by FROM answers ORDER BY number")
        assert rows == [(1, ZETAS, first.message.id, 2), (2, CIA, first.message.id, None)]
        # Its buttons are of the new answer, and a reply to it is about the new claim.
        assert CIA in (await here.discord.say(here.bob, here.channel, "who wrote this?", reply_to=first)).text
        # Twice is not too often, and the same card again is no line that leads to itself.
        await edited(here, f"{CIA_QUESTION} really", seconds=59)
        assert said(here)[0] is first.message and claim(here, CIA) in first.message.text and first.message.buttons


async def test_a_question_for_which_there_was_no_entry_leaves_the_queue(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        first = await here.discord.mention(here.ann, here.channel, UNKNOWN)
        assert len(await here.rows("SELECT 1 FROM requests")) == 1
        await edited(here, CIA_QUESTION)
        assert claim(here, CIA) in first.message.text
        for table in ("requests", "request_groups", "request_terms"):
            assert await here.rows(f"SELECT 1 FROM {table}") == []
        await edited(here, f"{UNKNOWN} Really?")
        kept = await here.rows("SELECT question FROM requests")
        assert len(kept) == 1 and ENGLISH.no_entry in first.message.text


async def test_a_plain_line_becomes_a_card_and_a_card_a_line(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        first = await here.discord.mention(here.ann, here.channel, "hello there")
        assert first.text == ENGLISH.small_talk[next(one for one in ENGLISH.small_talk if one.value == "greeting")]
        await edited(here, CIA_QUESTION)
        assert said(here) == [first.message]
        assert first.message.is_v2 and first.message.buttons and first.message.data["content"] == ""
        await edited(here, "is it true that")
        assert said(here) == [first.message]
        assert first.message.text == ENGLISH.no_question and not first.message.buttons


async def test_what_asks_nothing_any_more_has_no_answer_any_more(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        await edited(here, "lol")
        assert said(here) == []
        assert await here.rows("SELECT count(*) FROM answers WHERE removed_by IS NOT NULL") == [(1,)]
        # And what begins to ask gets one.
        await edited(here, CIA_QUESTION)
        assert claim(here, CIA) in said(here)[0].text


async def test_after_a_minute_and_where_nothing_was_changed_the_answer_stands(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        first = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        assert (await edited(here, CIA_QUESTION, seconds=61)).silent
        assert (await here.discord.unfurl(asked(here))).silent
        assert said(here) == [first.message] and claim(here, ZETAS) in first.message.text
        assert len(await here.rows("SELECT 1 FROM answers")) == 1
        other = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        assert (await here.discord.edit(asked(here), asked(here).data["content"])).silent
        assert said(here) == [first.message, other.message]


async def test_who_mentions_the_bot_only_when_editing_is_answered(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        assert (await here.discord.say(here.ann, here.channel, CIA_QUESTION)).silent
        assert claim(here, CIA) in (await edited(here, CIA_QUESTION)).text


async def test_a_card_that_others_were_led_to_is_not_taken_from_them(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        led = await here.discord.mention(here.bob, here.channel, CIA_QUESTION)
        assert card.message.link in led.text
        anew = await edited(here, ZETAS_QUESTION)
        assert claim(here, CIA) in card.message.text
        assert claim(here, ZETAS) in anew.text and anew.edited == []
        assert await here.rows("SELECT 1 FROM answers WHERE replaced_by IS NOT NULL OR removed_by IS NOT NULL") == []


async def test_two_answers_become_one_and_one_two(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        both = f"\n- {claim(here, CIA)}\n- {claim(here, ZETAS)}"
        await here.discord.mention(here.ann, here.channel, both)
        first = said(here)
        assert len(first) == 2
        await edited(here, CIA_QUESTION)
        assert said(here) == first[:1]
        await edited(here, both)
        assert len(said(here)) == 2 and said(here)[0] is first[0]


async def test_an_edit_while_the_first_answer_is_on_its_way_gives_one_answer(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        async with here.bot.answering._turn:
            asking = asyncio.create_task(here.discord.mention(here.ann, here.channel, ZETAS_QUESTION))
            await asyncio.sleep(0.05)
            editing = asyncio.create_task(edited(here, CIA_QUESTION))
            await asyncio.sleep(0.05)
        await asking
        await editing
        (only,) = said(here)
        assert claim(here, CIA) in only.text


async def test_edits_are_paced_like_questions_and_the_answer_stands(tmp_path: Path) -> None:
    async with scene(tmp_path, most_asks=2) as here:
        first = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        await edited(here, CIA_QUESTION)
        told = await edited(here, UNKNOWN)
        assert told.text == ENGLISH.slow_down
        assert (await edited(here, f"{UNKNOWN} {UNKNOWN}")).silent
        assert claim(here, CIA) in first.message.text and not first.message.deleted
        # And is what a further edit replaces.
        here.clock.seconds += 11
        await edited(here, ZETAS_QUESTION)
        assert claim(here, ZETAS) in first.message.text


async def test_an_answer_that_is_gone_is_given_anew(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        first = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        first.message.deleted = True
        await edited(here, CIA_QUESTION)
        (anew,) = said(here)
        assert claim(here, CIA) in anew.text
