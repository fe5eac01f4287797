"""What is no claim: small talk is nobody's question, a bare name gets the claims about it, a list each of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cards.texts import ENGLISH
from knowledge.question.small_talk import SmallTalk
from tests.scenes.asking import scene

pytestmark = pytest.mark.asyncio

SILENT = [
    "brb",
    "fuck off",
    "good bot",
    "sorry wrong channel",
    "stop",
    "you suck",
    "lol",
    ":D",
    "\N{THUMBS UP SIGN}",
    "jaja",
]
KIND = {"hola": SmallTalk.GREETING, "are you chatgpt": SmallTalk.ABOUT, "who made you": SmallTalk.ABOUT}
HELP = ["help", "ayuda", "how do you work", "what can you do", "list"]
LIST = """can somebody check these?
- MS-13 is in all 50 states
- the Zetas were founded by Kaibiles
- the CIA created MS-13
- penguins run the city bakery"""


async def test_small_talk_in_a_channel_is_answered_kindly_or_not_at_all_and_kept_by_nobody(tmp_path: Path) -> None:
    async with scene(tmp_path, most_asks=1000) as here:
        for text in SILENT:
            here.clock.seconds += 20
            assert (await here.discord.mention(here.ann, here.channel, text)).silent, text
        for text, kind in KIND.items():
            here.clock.seconds += 20
            assert (await here.discord.mention(here.ann, here.channel, text)).text == ENGLISH.small_talk[kind], text
        for text in HELP:
            here.clock.seconds += 20
            assert "How to ask" in (await here.discord.mention(here.ann, here.channel, text)).text, text
        assert await here.rows("SELECT * FROM requests") == []
        assert await here.rows("SELECT * FROM answers") == []


async def test_a_command_with_small_talk_gets_one_line_that_others_do_not_see(tmp_path: Path) -> None:
    async with scene(tmp_path, most_asks=1000) as here:
        for text in (*SILENT, *KIND, *HELP):
            here.clock.seconds += 20
            answer = await here.discord.slash(here.ann, here.channel, "ask", question=text)
            assert answer.ephemeral and answer.text, text
        said = here.discord.post(here.bob, here.channel, "good morning everyone")
        checked = await here.discord.context_menu(here.ann, said, "Check this message")
        assert checked.ephemeral and checked.text == ENGLISH.small_talk[SmallTalk.GREETING]
        assert await here.rows("SELECT * FROM requests") == []


async def test_a_bare_name_gets_the_claims_about_it_to_pick_from(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        for text in ("Zetas?", "tell me about the Zetas", "\u00bfqu\u00e9 sabes de los Zetas?"):
            here.clock.seconds += 20
            asked = await here.discord.slash(here.ann, here.channel, "ask", question=text)
            assert "Claims about" in asked.text and "Zetas" in asked.text
            values = [one["value"] for one in asked.selects[0]["options"]]
            assert len(values) > 4 and values[-1] == "-"
        picked = await here.discord.select(here.ann, asked, values[0])
        assert "**Sources**" in picked.edited[0].text
        assert await here.rows("SELECT * FROM requests") == []


async def test_of_a_list_each_item_is_looked_up_and_what_is_unknown_is_said(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        listed = await here.discord.slash(here.ann, here.channel, "ask", question=LIST)
        assert "I found 3 claims that I know" in listed.text and "Of one more I know nothing" in listed.text
        assert listed.text.count("**False**") + listed.text.count("**Mostly false**") >= 1
        values = [one["value"] for one in listed.selects[0]["options"]]
        assert len(values) == 3
        card = await here.discord.select(here.ann, listed, "ms13-created-by-cia")
        # The list stays for the others.
        assert card.ephemeral and not card.edited
        assert await here.rows("SELECT outcome FROM answers WHERE outcome = 'listed'") == [("listed",)]


async def test_of_a_short_list_too_it_is_said_when_something_is_unknown(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        text = "- MS-13 is in all 50 states\n- penguins run the city bakery"
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=text)
        assert "I found one claim that I know" in answer.text and "Of one more I know nothing" in answer.text


async def test_of_a_list_of_two_each_gets_its_card(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        text = "- MS-13 is in all 50 states\n- the Zetas were founded by Kaibiles"
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=text)
        assert len(answer.messages) == 2
