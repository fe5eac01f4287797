"""What people write under an answer, through the real bot: replies, mentions, direct messages, the form."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import discord
import pytest

from bot.cards.texts import ENGLISH, TEXTS
from knowledge.language import Language
from knowledge.store import SHARED, Audience
from tests.discord_double import Message, Response
from tests.golden.questions import golden_questions
from tests.scenes.asking import CIA, CIA_QUESTION, UNKNOWN, ZETAS, ZETAS_QUESTION, Scene, disputed, scene

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]

KNOWN = ENGLISH.follow_up
JOH_QUESTION = "was Juan Orlando Hernández convicted of drug trafficking in the United States?"


def number_of(answer: Response | Message) -> int:
    return int((answer.buttons[0].custom_id or "").split(":")[3])


async def card(here: Scene, question: str = ZETAS_QUESTION) -> Response:
    return await here.discord.mention(here.ann, here.channel, question)


async def replied(here: Scene, answer: Response, text: str) -> Response:
    return await here.discord.say(here.bob, here.channel, text, reply_to=answer)


async def test_each_part_is_answered_in_two_to_six_lines(tmp_path: Path) -> None:
    async with scene(tmp_path, most_asks=100) as here:
        answer = await card(here)
        for text, heading in (
            ("why unproven?", KNOWN.why.format(word="Unproven")),
            ("so is it true or not?", "Neither"),
            ("tldr", KNOWN.in_short),
            ("what changed", KNOWN.changed),
            ("who wrote this", KNOWN.kept_by),
            ("what does misleading mean", KNOWN.meaning.format(word="Misleading")),
            ("is that still so", KNOWN.still),
            ("says who", KNOWN.says_otherwise),
            ("says the bot?", KNOWN.about_me),
        ):
            here.clock.seconds += 20
            part = await replied(here, answer, text)
            assert heading in part.text, text
            assert 2 <= len(part.text.splitlines()) - 1 <= 9, part.text
            assert part.message.data["message_reference"]


async def test_says_who_of_a_card_gives_both_sides_with_sources(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        part = await replied(here, await card(here, CIA_QUESTION), "says who?")
        shown = here.bot.library().show(CIA, SHARED)
        assert shown is not None
        assert shown.entry.claimants[0].who in part.text
        assert next(one.what for one in shown.entry.rebuttals if one.against == "claim") in part.text
        assert "https://" in part.text


async def test_more_of_a_part_is_a_press_away(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        part = await replied(here, await card(here), "sources?")
        shown = here.bot.library().show(ZETAS, SHARED)
        assert shown is not None
        assert shown.entry.sources[4].title not in part.text
        await here.discord.click(here.ann, part, KNOWN.all_of_it)
        assert shown.entry.sources[4].title in part.message.text


async def test_a_content_question_is_answered_with_a_quotation_and_its_sources(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await card(here, JOH_QUESTION)
        part = await replied(here, answer, "how long did he get")
        assert "45 years" in part.text
        assert KNOWN.says in part.text
        assert (await here.row(number_of(answer)))[1] == "answered"


async def test_what_the_entry_does_not_say_can_be_sent_to_the_moderators(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        part = await replied(here, await card(here), "what about the sinaloa cartel?")
        assert KNOWN.not_in_entry in part.text
        assert await here.rows("SELECT 1 FROM requests") == []
        assert (await here.discord.click(here.bob, part, KNOWN.send)).text == KNOWN.sent
        assert (await here.discord.click(here.ann, part, KNOWN.send)).text == KNOWN.sent_before
        [(question, server)] = await here.rows("SELECT question, server FROM requests")
        assert question == f"{ZETAS}: what about the sinaloa cartel?"
        assert server == here.server.id


async def test_the_same_question_under_two_cards_is_two_requests(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        for question in (ZETAS_QUESTION, CIA_QUESTION):
            part = await replied(here, await card(here, question), "did the vatican launder anything?")
            await here.discord.click(here.bob, part, KNOWN.send)
        assert await here.rows("SELECT count(*) FROM request_groups") == [(2,)]


async def test_an_objection_leads_to_the_form_and_what_was_not_meant_to_its_button(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await card(here)
        objection = await replied(here, answer, "bot is wrong")
        assert objection.text == KNOWN.objection.format(button=ENGLISH.about_button)
        form = await here.discord.click(here.bob, objection, ENGLISH.about_button)
        kept = await here.discord.submit(here.bob, form, disputed("It is known."))
        assert kept.text == ENGLISH.dispute_kept
        other = await replied(here, answer, "thats not what i asked")
        assert other.text == KNOWN.not_mine.format(button=ENGLISH.about_button, choice=ENGLISH.choice_not_mine)


async def test_remarks_get_silence_and_thanks_a_reaction_where_it_is_allowed(tmp_path: Path) -> None:
    async with scene(tmp_path, most_asks=100) as here:
        answer = await card(here)
        for text in ("huh", "wtf", "jajaja", "😂", "thanks!"):
            silent = await replied(here, answer, text)
            assert silent.silent, text
            assert silent.happening.refused == []
            assert here.channel.messages[-1].reactions == []
        in_dm = await here.discord.dm(here.ann, ZETAS_QUESTION)
        assert (await here.discord.dm(here.ann, "thanks!", reply_to=in_dm)).silent
        assert here.discord.dm_channel(here.ann).messages[-1].reactions == ["👍"]


async def test_thanks_get_a_reaction_in_a_server_that_allows_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        other = here.discord.server("Kind")
        role = here.discord.role(other, "bots", discord.Permissions(add_reactions=True, read_message_history=True))
        other.member(here.discord.bot, roles=(role,))
        await here.discord.join(other)
        place = other.channels[0]
        answer = await here.discord.mention(here.ann, place, ZETAS_QUESTION)
        assert (await here.discord.say(here.bob, place, "gracias", reply_to=answer)).silent
        assert place.messages[-1].reactions == ["👍"]


async def test_in_a_direct_message_the_card_is_remembered_for_ten_minutes(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await here.discord.dm(here.ann, JOH_QUESTION)
        assert KNOWN.says_otherwise in (await here.discord.dm(here.ann, "says who?")).text
        assert "45 years" in (await here.discord.dm(here.ann, "how long did he get?")).text
        assert ENGLISH.no_entry in (await here.discord.dm(here.ann, UNKNOWN)).text
        assert KNOWN.says_otherwise not in (await here.discord.dm(here.bob, "says who?")).text

        def age(store: object) -> None:
            old = (datetime.datetime(2026, 5, 4, 2, 51, tzinfo=datetime.UTC)).isoformat(timespec="seconds")
            store._db.execute("UPDATE answers SET at = ?", [old])  # type: ignore[attr-defined]

        await here.discord.dm(here.ann, JOH_QUESTION)
        await here.worker.run(age)
        assert KNOWN.says_otherwise not in (await here.discord.dm(here.ann, "says who?")).text


async def test_a_mention_that_asks_for_a_part_is_about_the_card_that_this_person_got_here(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await card(here)
        assert KNOWN.says_otherwise in (await here.discord.mention(here.ann, here.channel, "says who?")).text
        assert KNOWN.says_otherwise not in (await here.discord.mention(here.bob, here.channel, "says who?")).text
        other = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        assert "CIA" in other.text
        assert KNOWN.says not in other.text


async def test_a_choice_is_made_in_words(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        library = here.bot.library()
        unsure = next(one.question for one in golden_questions() if len(library.ask(one.question, SHARED).offered) > 1)
        asking = await here.discord.mention(here.ann, here.channel, unsure)
        offered = [one["value"] for one in asking.selects[0]["options"]][:-1]
        picked = await here.discord.say(here.ann, here.channel, "the first one", reply_to=asking)
        shown = here.bot.library().show(offered[0], SHARED)
        assert shown is not None
        assert shown.claim in picked.text
        assert await here.rows("SELECT picked FROM picks") == [(offered[0],)]
        assert (await here.discord.say(here.bob, here.channel, "ninguna", reply_to=asking)).silent
        assert await here.rows("SELECT count(*) FROM requests") == [(0,)]
        none = await here.discord.say(here.ann, here.channel, "no", reply_to=asking)
        assert ENGLISH.no_entry in none.text
        assert await here.rows("SELECT count(*) FROM requests") == [(1,)]


async def test_in_the_form_silence_is_one_private_line(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        form = await here.discord.click(here.bob, await card(here), ENGLISH.about_button)
        line = await here.discord.submit(here.bob, form, {ENGLISH.text_label: "lol"})
        assert line.ephemeral
        assert line.text == KNOWN.nothing_asked


async def test_a_dispute_with_a_bad_link_comes_back_filled(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await card(here)
        form = await here.discord.click(here.bob, answer, ENGLISH.about_button)
        typed = disputed("The court says otherwise.", "not a link")
        refused = await here.discord.submit(here.bob, form, typed)
        assert refused.ephemeral
        assert KNOWN.fill_again in [one.label for one in refused.buttons]
        again = await here.discord.click(here.bob, refused, KNOWN.fill_again)
        kept = await here.discord.submit(here.bob, again, {ENGLISH.link_label: "https://example.org/judgment"})
        assert kept.text == ENGLISH.dispute_kept
        rows = await here.rows("SELECT state, reason, link FROM disputes ORDER BY number")
        assert rows == [
            ("finished", "The court says otherwise.", "not a link"),
            ("open", "The court says otherwise.", "https://example.org/judgment"),
        ]


async def test_what_somebody_wrote_in_a_form_is_shown_to_nobody_else(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        form = await here.discord.click(here.bob, await card(here), ENGLISH.about_button)
        refused = await here.discord.submit(
            here.bob,
            form,
            disputed("Mine.", "not a link"),
        )
        own = await here.discord.click(here.ann, await card(here, CIA_QUESTION), ENGLISH.about_button)
        hers = await here.discord.submit(
            here.ann,
            own,
            disputed("Hers.", "not a link"),
        )
        # Forged: her button with the number of his.
        forged = next(one for one in hers.message.components if one.get("custom_id"))
        number = next(one for one in refused.message.components if one.get("custom_id"))["custom_id"].split(":")[-1]
        forged["custom_id"] = ":".join([*forged["custom_id"].split(":")[:-1], number])
        theirs = await here.discord.click(here.ann, hers, KNOWN.fill_again)
        assert theirs.text == ENGLISH.gone


async def test_in_a_spanish_server_the_parts_are_in_spanish(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        audience = Audience(here.server.id)

        def choose(store: object) -> None:
            with store.transaction():  # type: ignore[attr-defined]
                store.settings.put(audience, "language", json.dumps(Language.SPANISH.value))  # type: ignore[attr-defined]

        await here.worker.run(choose)
        await here.bot.take_in(audience)
        part = await replied(here, await card(here), "¿según quién?")
        assert TEXTS[Language.SPANISH].follow_up.says_otherwise in part.text
