"""Everything that a person can send is paced, and whoever is paced reads a sentence and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.asking import form, views
from bot.cards.texts import ENGLISH
from bot.ui.cooldowns import MOST_DISPUTES, MOST_FURTHER, MOST_IN_A_CHANNEL, MOST_SENT, MOST_TYPED
from bot.ui.custom_ids import ComponentId
from tests.scenes.asking import CIA_QUESTION, ZETAS_QUESTION, Scene, scene
from tests.scenes.forging import press, send

WRONG = {form.CHOICE_INPUT: form.Choice.WRONG.value}

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]


async def number_of(here: Scene) -> int:
    ((number,),) = await here.rows("SELECT max(number) FROM answers")
    assert isinstance(number, int)
    return number


async def test_replies_to_a_card_are_paced_by_person(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        said = [await here.discord.mention(here.ann, here.channel, "source?", reply_to=card) for _ in range(25)]
        assert [bool(one.messages) for one in said] == [True] * (MOST_FURTHER + 1) + [False] * (24 - MOST_FURTHER)
        assert said[MOST_FURTHER].text == ENGLISH.slow_down
        # Somebody else is not held back by it, and soon the same person goes on.
        assert "Sources" in (await here.discord.mention(here.bob, here.channel, "source?", reply_to=card)).text
        here.clock.seconds += 11
        assert "Sources" in (await here.discord.mention(here.ann, here.channel, "source?", reply_to=card)).text


async def test_replies_that_arrive_empty_and_mentions_without_words_are_paced(tmp_path: Path) -> None:
    async with scene(tmp_path, most_asks=3) as here:
        said = [await here.discord.mention(here.ann, here.channel, "") for _ in range(10)]
        assert sum(bool(one.messages) for one in said) == 4


async def test_cards_and_parts_are_paced_by_channel(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        people = [here.discord.user(f"p{number}") for number in range(MOST_IN_A_CHANNEL + 5)]
        card = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        said = [await here.discord.mention(one, here.channel, "source?", reply_to=card) for one in people]
        assert sum("Sources" in one.text for one in said) == MOST_IN_A_CHANNEL - 1
        assert [one.text for one in said if one.messages and "Sources" not in one.text] == [ENGLISH.busy_channel]
        # By command the answer comes all the same, to the one who asked alone.
        private = await here.discord.slash(here.bob, here.channel, "ask", question=ZETAS_QUESTION)
        assert private.ephemeral and ENGLISH.busy_so_private in private.text and private.buttons
        elsewhere = here.discord.channel(here.server, "elsewhere")
        assert (await here.discord.mention(here.bob, elsewhere, CIA_QUESTION)).buttons
        here.clock.seconds += 11
        assert not (await here.discord.slash(here.bob, here.channel, "ask", question=ZETAS_QUESTION)).ephemeral


async def test_disputes_are_paced_and_what_was_written_comes_back(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION)
        which = ComponentId(views.ABOUT, await number_of(here))
        for number in range(60):
            here.clock.seconds += 0.5
            fields = {**WRONG, form.TEXT_INPUT: f"Wrong, number {number}.", form.LINK_INPUT: "https://a.example/x"}
            told = await send(here.discord, here.bob, here.channel, which, fields)
            assert told.ephemeral
            if number >= MOST_DISPUTES:
                assert ENGLISH.too_many_disputes in told.text
                assert f"Wrong, number {number}." in told.text and "https://a.example/x" in told.text
        assert await here.rows("SELECT count(*) FROM disputes") == [(MOST_DISPUTES,)]
        here.clock.seconds += 601
        await send(here.discord, here.bob, here.channel, which, {**WRONG, form.TEXT_INPUT: "Once more."})
        assert await here.rows("SELECT count(*) FROM disputes") == [(MOST_DISPUTES + 1,)]


async def test_questions_in_the_form_are_paced_and_come_back(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION)
        which = ComponentId(views.ABOUT, await number_of(here))
        fields = {form.TEXT_INPUT: "says who? " + "x" * 1990, form.LINK_INPUT: ""}
        for _ in range(MOST_FURTHER):
            await send(here.discord, here.bob, here.channel, which, {form.TEXT_INPUT: "says who?"})
        told = await send(here.discord, here.bob, here.channel, which, fields)
        assert told.ephemeral and ENGLISH.slow_down in told.text
        # Too long for a message: it comes back whole, as a file.
        (file,) = told.message.data["attachments"]
        assert file["filename"] == "text.txt" and await here.rows("SELECT count(*) FROM disputes") == [(0,)]


async def test_presses_forms_and_commands_are_paced_by_person(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION)
        number = await number_of(here)
        for _ in range(MOST_SENT):
            await press(here.discord, here.bob, here.channel, ComponentId(views.SOURCES, number))
        told = await press(here.discord, here.bob, here.channel, ComponentId(views.SOURCES, number))
        assert told.ephemeral and told.text == ENGLISH.too_fast
        fields = {**WRONG, form.TEXT_INPUT: "It took me an hour to write this."}
        told = await send(here.discord, here.bob, here.channel, ComponentId(views.ABOUT, number), fields)
        assert ENGLISH.too_fast in told.text and fields[form.TEXT_INPUT] in told.text and told.ephemeral
        for command, options in (("ask", {"question": CIA_QUESTION}), ("help", {}), ("queue", {})):
            told = await here.discord.slash(here.bob, here.channel, command, **options)
            assert told.text == ENGLISH.too_fast and told.ephemeral, command
        assert (await here.discord.slash(here.ann, here.channel, "help")).text != ENGLISH.too_fast


async def test_suggestions_are_paced_by_person(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        for _ in range(MOST_TYPED):
            typed = await here.discord.autocomplete(here.ann, here.channel, "ask", question="cia")
            assert typed.choices
        assert (await here.discord.autocomplete(here.ann, here.channel, "ask", question="cia")).choices == []
        assert (await here.discord.autocomplete(here.bob, here.channel, "ask", question="cia")).choices
