"""What is no claim: small talk is nobody's question, a bare name gets the claims about it, a list each of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cards.texts import ENGLISH
from knowledge.question.small_talk import SmallTalk
from tests.scenes.asking import CIA_QUESTION, UNKNOWN, ZETAS_QUESTION, scene

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


LONG = (
    "So my uncle sent me this whole thing yesterday and I do not know what to make of it. {claim} The moon is made of "
    "blue cheese from Reykjavik. Penguins run a bakery near the old harbour of that town. Our neighbours sold three "
    "wooden boats to a travelling circus last summer. What do you think?"
)


async def test_of_a_long_message_it_is_said_how_many_sentences_no_entry_is_about(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.discord.mention(here.ann, here.channel, LONG.format(claim="The CIA created MS-13."))
        assert card.buttons
        count = int(card.text.split(ENGLISH.more_sentences.split("{count}")[0])[1].split()[0])
        # The three that say something; the first may be taken for one too, the last asks nothing.
        assert 3 <= count <= 4
        assert ENGLISH.more_sentences.format(count=count) in card.text
        alone = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        assert "sentence" not in alone.text


async def test_a_picture_is_mentioned_where_the_text_gives_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path, most_asks=100) as here:
        picture = {"attachments": [here.discord.file("a.png", b"x")]}
        for text in (UNKNOWN, "is it true that", "lol", ""):
            said = await here.discord.mention(here.ann, here.channel, text, **picture)
            assert ENGLISH.picture_only in said.text, text
            posted = here.discord.post(here.bob, here.channel, text, **picture)
            checked = await here.discord.context_menu(here.ann, posted, "Check this message")
            assert ENGLISH.picture_only in checked.text and checked.ephemeral, text
        for said in (
            await here.discord.mention(here.ann, here.channel, UNKNOWN),
            await here.discord.mention(here.ann, here.channel, CIA_QUESTION, **picture),
        ):
            assert ENGLISH.picture_only not in said.text


async def test_no_entry_says_back_at_most_120_characters_and_who_has_the_question(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        asked = "Do penguins run a bakery in Reykjavik that sells " + "very " * 60 + "old bread?"
        said = await here.discord.mention(here.ann, here.channel, asked)
        (echoed,) = [line for line in said.text.splitlines() if "penguins" in line]
        assert len(echoed) <= 120 + len(ENGLISH.understood_as.format(question=""))
        assert ENGLISH.kept_in_server in said.text
        assert len(await here.rows("SELECT 1 FROM requests")) == 1


async def test_where_a_command_must_be_answered_only_the_asker_reads_that_nothing_was_found_in_it(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path) as here:
        said = await here.discord.slash(here.ann, here.channel, "ask", question="is it true that")
        assert said.ephemeral and said.text == ENGLISH.no_question and len(said.text.splitlines()) == 1


async def test_thanks_without_a_reply_get_a_reaction_where_it_is_allowed(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        assert (await here.discord.mention(here.ann, here.channel, "thanks!")).silent
        assert here.channel.messages[-1].reactions == []
        assert (await here.discord.dm(here.ann, "gracias")).silent
        assert here.discord.dm_channel(here.ann).messages[-1].reactions == ["\N{THUMBS UP SIGN}"]


async def test_the_other_way_round_is_said_with_the_claim(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        said = await here.discord.mention(here.ann, here.channel, "the CIA never created MS-13")
        beginning, end = ENGLISH.opposite.split("{claim}")
        assert f"{beginning}The CIA, the US intelligence agency" in said.text and end in said.text
        elsewhere = here.discord.channel(here.server, "elsewhere")
        assert (
            end not in (await here.discord.mention(here.ann, elsewhere, "I can't believe the CIA created MS-13")).text
        )
