"""Every way of asking in Discord, through the real commands, the real library and a real database."""

from __future__ import annotations

from pathlib import Path

import discord
import pytest

from bot.asking.sending import reply
from bot.cards.texts import ENGLISH
from knowledge.answering.ledger import Asked, How
from knowledge.answering.library import Answer
from knowledge.store import SHARED, Audience
from tests.scenes.asking import CIA, CIA_QUESTION, CODE, NOW, UNKNOWN, ZETAS, ZETAS_QUESTION, Scene, scene

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]


CICIG = "cicig-was-a-un-court"


def claim(here: Scene, entry: str) -> str:
    shown = here.bot.library().show(entry, SHARED)
    assert shown is not None
    return shown.entry.claim


def number_of(message: object) -> int:
    return int(message.buttons[0].custom_id.split(":")[3])  # type: ignore[attr-defined]


async def test_ask_answers_with_the_card_and_keeps_a_row(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION)
        assert not answer.ephemeral
        assert answer.message.is_v2
        assert claim(here, CIA) in answer.text
        assert answer.labels == ["Why", "Sources", "Who says it", "Ask, or not right?"]
        row = await here.row(number_of(answer.message))
        assert row == (answer.message.id, "answered", CIA, 1, "slash", here.server.id, 0)


async def test_ask_in_private_is_seen_by_the_asker_alone(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION, private=True)
        assert answer.ephemeral
        assert (await here.row(number_of(answer.message)))[-1] == 1


async def test_a_claim_that_is_picked_while_typing_is_the_one_that_is_answered(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        for typed in ("", "zetas", "cia", "x" * 3000):
            offered = await here.discord.autocomplete(here.ann, here.channel, "ask", question=typed)
            assert len(offered.choices) <= 25
            assert all(len(name) <= 100 for name, _ in offered.choices)
        offered = await here.discord.autocomplete(here.ann, here.channel, "ask", question="zetas")
        assert offered.choices
        for _, value in offered.choices[:5]:
            answer = await here.discord.slash(here.ann, here.channel, "ask", question=value)
            assert (await here.row(number_of(answer.message)))[2] == value


async def test_a_mention_is_answered_with_a_reply(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        assert claim(here, CIA) in answer.text
        assert answer.message.data["message_reference"]["message_id"]
        assert answer.message.data["mentions"] == []
        row = await here.row(number_of(answer.message))
        assert row == (answer.message.id, "answered", CIA, 1, "mention", here.server.id, 0)


async def test_a_direct_message_is_answered_from_the_shared_library(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.dm(here.ann, CIA_QUESTION)
        assert claim(here, CIA) in answer.text
        assert (await here.row(number_of(answer.message)))[4:6] == ("direct", 0)
        unknown = await here.discord.dm(here.ann, UNKNOWN)
        assert ENGLISH.kept_elsewhere in unknown.text
        assert "moderators" not in unknown.text


async def test_where_the_bot_is_no_member_the_shared_library_answers(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        foreign = here.discord.server("Elsewhere", joined=False)
        group = here.discord.group(here.ann, here.bob)
        for place in (foreign.channels[0], group):
            answer = await here.discord.slash(here.ann, place, "ask", question=CIA_QUESTION)
            assert (await here.row(number_of(answer.message)))[5] == 0
            evidence = await here.discord.click(here.bob, answer, "Why")
            assert evidence.ephemeral
            unknown = await here.discord.slash(here.ann, place, "ask", question=UNKNOWN)
            assert "moderators" not in unknown.text


async def test_no_entry_says_so_and_keeps_the_question_for_the_moderators_of_that_server(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=f"hey, is it true? {UNKNOWN}")
        assert ENGLISH.no_entry in answer.text
        assert "penguins run a bakery" in answer.text
        assert ENGLISH.kept_in_server in answer.text
        await here.discord.dm(here.bob, UNKNOWN)
        kept = await here.rows("SELECT server, question FROM requests ORDER BY number")
        assert [server for server, _ in kept] == [here.server.id, 0]
        assert all("penguins run a bakery" in str(question) for _, question in kept)


async def test_the_text_of_people_is_shown_as_it_was_written(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        asked = "do penguins [win](https://evil.example) the ||secret|| Reykjavik <b> bake-off?"
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=asked)
        assert "](" not in answer.text.replace("\\]", "")
        assert "||" not in answer.text
        pinged = await here.discord.slash(here.ann, here.channel, "ask", question="do penguins bake? @everyone <@1>")
        allowed = pinged.requests[0].body["data"]["allowed_mentions"]
        assert allowed["parse"] == []


async def test_check_this_message_reads_text_embeds_and_forwards(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        title, description = CIA_QUESTION.split(" create ")
        embed = {"type": "rich", "title": title, "description": f"create {description}"}
        original = here.discord.post(here.bob, here.channel, CIA_QUESTION)
        for message in (
            original,
            here.discord.post(here.bob, here.channel, "", embeds=[embed]),
            here.discord.post(here.bob, here.channel, "", forwarded=original),
        ):
            answer = await here.discord.context_menu(here.ann, message, "Check this message")
            assert answer.ephemeral
            assert claim(here, CIA) in answer.text
            assert (await here.row(number_of(answer.message)))[4] == "check"


async def test_check_this_message_says_what_it_cannot_read(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        picture = here.discord.post(here.bob, here.channel, "", attachments=[here.discord.world.file("a.png", b"x")])
        answer = await here.discord.context_menu(here.ann, picture, "Check this message")
        assert (answer.text, answer.ephemeral) == (ENGLISH.picture_only, True)
        empty = here.discord.post(here.bob, here.channel, "")
        assert (await here.discord.context_menu(here.ann, empty, "Check this message")).text == ENGLISH.nothing_to_read
        own = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        answer = await here.discord.context_menu(here.ann, own.message, "Check this message")
        assert answer.text == ENGLISH.own_message


async def test_a_mention_that_replies_to_somebody_else_says_what_it_cannot_read(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        other = here.discord.post(here.bob, here.channel, CIA_QUESTION)
        for text in ("", "is this true?", UNKNOWN):
            answer = await here.discord.mention(here.ann, here.channel, text, reply_to=other)
            assert answer.text == ENGLISH.cannot_read_others
            assert "Check this message" in answer.text
        answer = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION, reply_to=other)
        assert claim(here, ZETAS) in answer.text
        assert ENGLISH.own_words_only in answer.text
        assert await here.rows("SELECT 1 FROM requests") == []


async def test_a_bare_mention_explains_how_to_ask(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        assert (await here.discord.mention(here.ann, here.channel, "")).text == ENGLISH.how_to
        assert (await here.discord.mention(here.ann, here.channel, "is it true that")).text == ENGLISH.no_question


async def test_nothing_is_said_to_bots_webhooks_and_bystanders(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        machine = here.discord.user("machine", bot=True)
        assert (await here.discord.mention(machine, here.channel, CIA_QUESTION)).silent
        assert (await here.discord.mention(here.ann, here.channel, CIA_QUESTION, webhook_id="5")).silent
        assert (await here.discord.say(here.ann, here.channel, CIA_QUESTION)).silent
        assert (await here.discord.mention(here.ann, here.channel, CIA_QUESTION, type=7)).silent
        assert await here.rows("SELECT 1 FROM answers") == []


async def test_many_questions_at_once_get_one_request_to_slow_down(tmp_path: Path) -> None:
    async with scene(tmp_path, most_asks=3) as here:
        for _ in range(3):
            assert (await here.discord.dm(here.ann, CIA_QUESTION)).buttons
        assert (await here.discord.dm(here.ann, CIA_QUESTION)).text == ENGLISH.slow_down
        assert (await here.discord.dm(here.ann, CIA_QUESTION)).silent
        by_command = await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION)
        assert (by_command.text, by_command.ephemeral) == (ENGLISH.slow_down, True)
        assert (await here.discord.dm(here.bob, CIA_QUESTION)).buttons
        here.clock.seconds += 10
        assert (await here.discord.dm(here.ann, CIA_QUESTION)).buttons


async def test_buttons_and_follow_ups_are_not_counted(tmp_path: Path) -> None:
    async with scene(tmp_path, most_asks=1) as here:
        answer = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        for _ in range(5):
            assert (await here.discord.click(here.ann, answer, "Sources")).text != ENGLISH.slow_down
            further = await here.discord.mention(here.ann, here.channel, "says who?", reply_to=answer)
            assert ENGLISH.follow_up.says_so in further.text


async def test_help_explains_asking_verdicts_and_who_keeps_the_entries(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        page = await here.discord.slash(here.ann, here.channel, "help")
        assert page.ephemeral
        for word in ("True", "Mostly true", "Mixed", "Unproven", "Misleading", "Mostly false", "False", "Outdated"):
            assert f"**{word}**" in page.text
        assert "Central America" in page.text
        assert all(f"`{command}`" in page.text for command in ("/ask", "/claims", "/claim"))
        assert "moderators" not in (await here.discord.slash(here.ann, here.discord.dm_channel(here.ann), "help")).text


async def test_joining_a_server_says_nothing_in_its_channels(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        assert (await here.discord.join(here.discord.server("New", joined=False))).silent


async def test_a_failure_gives_one_sentence_and_the_operator_the_traceback_with_the_same_code(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with scene(tmp_path) as here:

        def break_it(store: object) -> None:
            store._db.execute("DROP TABLE reports")  # type: ignore[attr-defined]
            store._db.execute("DROP TABLE requests")  # type: ignore[attr-defined]
            store._db.execute("DROP TABLE answers")  # type: ignore[attr-defined]

        await here.worker.run(break_it)
        here.discord.strict = False
        by_command = await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION)
        by_mention = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        by_message = await here.discord.dm(here.ann, CIA_QUESTION)
        assert by_command.ephemeral
        for answer in (by_command, by_mention, by_message):
            assert len(answer.messages) == 1
            assert CODE in answer.text
            assert "answers" not in answer.text
        assert caplog.text.count(f"Failure {CODE}") == 3
        assert "no such table" in caplog.text
        assert CIA_QUESTION not in caplog.text


async def test_an_unexpected_failure_has_a_code(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        here.discord.fail("POST", "/callback", 500)
        here.discord.fail("POST", "/callback", 500)
        here.discord.strict = False
        here.discord.fail("POST", "/callback", 404, 10062)
        await here.discord.click(here.ann, answer, "Sources")
        assert CODE in caplog.text
        assert "Traceback" in caplog.text


async def test_a_channel_without_history_gets_its_answer_all_the_same(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.discord.fail("POST", "/messages", 403, 160002)
        answer = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        assert claim(here, CIA) in answer.text


async def test_a_rate_limit_is_waited_out(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.discord.fail("POST", "/messages", 429)
        assert (await here.discord.mention(here.ann, here.channel, CIA_QUESTION)).buttons


async def test_two_answers_are_two_cards_with_rows_of_their_own(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        place = here.channel
        asked = Asked(Audience(here.server.id), here.ann.id, place.id, How.MENTION, "both?", private=False, at=NOW)
        library = here.bot.library()
        shown = [library.show(entry, SHARED) for entry in (CIA, ZETAS)]
        cards = [await here.bot.answering.card(asked, Answer(one, 1.0), ()) for one in shown if one]
        question = here.discord.post(here.ann, place, "both?")
        channel = here.bot.get_channel(place.id)
        assert isinstance(channel, discord.TextChannel)
        sent = await reply(await channel.fetch_message(question.id), cards, here.bot.recording)
        rows = [await here.row(card.number or 0) for card in cards]
        assert [(row[0], row[2]) for row in rows] == [(sent[0].id, CIA), (sent[1].id, ZETAS)]


async def test_a_server_that_discord_has_not_described_yet_is_no_direct_message(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.bot._connection._guilds.pop(here.server.id)
        assert (await here.discord.mention(here.ann, here.channel, CIA_QUESTION)).silent
        assert (await here.discord.say(here.ann, here.channel, CIA_QUESTION)).silent


@pytest.mark.asyncio
async def test_one_claim_that_may_be_meant_is_asked_about_in_the_singular(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        question = "What legal status did CICIG have, was it a UN tribunal?"
        offered = await here.discord.slash(here.ann, here.channel, "ask", question=question)
        assert offered.labels == [ENGLISH.yes_that_one, ENGLISH.not_that_one]
        assert not offered.selects and "Is it this one?" in offered.text
        assert claim(here, CICIG) in offered.text
        answered = await here.discord.click(here.ann, offered, ENGLISH.yes_that_one)
        assert claim(here, CICIG) in answered.edited[0].text and "**Sources**" in answered.edited[0].text


async def test_no_to_one_claim_is_none_of_these(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        question = "What legal status did CICIG have, was it a UN tribunal?"
        offered = await here.discord.slash(here.ann, here.channel, "ask", question=question)
        refused = await here.discord.click(here.ann, offered, ENGLISH.not_that_one)
        assert "No entry is about that yet" in refused.edited[0].text
        assert len(await here.rows("SELECT 1 FROM requests")) == 1
