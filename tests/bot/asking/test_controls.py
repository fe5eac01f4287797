"""Buttons, selects and the form under an answer, before and after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.asking.views import NONE, PICK
from bot.cards.texts import ENGLISH
from bot.ui.custom_ids import ComponentId
from knowledge.store import SHARED
from knowledge.store.revisions import RevisionState
from tests.discord_double import Message, Response
from tests.scenes.asking import (
    CIA,
    CIA_QUESTION,
    CODE,
    UNKNOWN,
    ZETAS,
    ZETAS_QUESTION,
    Scene,
    not_mine,
    restarted,
    scene,
)

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]
KAIBILES = "zetas-founded-by-kaibiles"
# Answered, and with another entry that is plausible beside it.
HIRED_QUESTION = "did the zetas hire former kaibiles from guatemala"


def number_of(answer: Response | Message) -> int:
    return int((answer.buttons[0].custom_id or "").split(":")[3])


def claim(here: Scene, entry: str) -> str:
    shown = here.bot.library().show(entry, SHARED)
    assert shown is not None
    return shown.entry.claim


async def ask_about(here: Scene, answer: Response, text: str) -> Response:
    form = await here.discord.click(here.bob, answer, "Ask, or not right?")
    return await here.discord.submit(here.bob, form, {ENGLISH.text_label: text})


async def test_evidence_and_sources_are_shown_to_whoever_presses_and_to_them_alone(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        entry = here.bot.library().show(ZETAS, SHARED)
        assert entry is not None
        evidence = await here.discord.click(here.bob, answer, "Why")
        assert evidence.ephemeral
        assert entry.entry.evidence[0].what in evidence.text
        assert "Against it" in evidence.text
        assert claim(here, ZETAS) in evidence.text
        sources = await here.discord.click(here.bob, answer, "Sources")
        assert sources.ephemeral
        assert f"1. [{entry.entry.sources[0].title}]" in sources.text


async def test_long_parts_are_turned_page_by_page(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        first = await here.discord.click(here.bob, answer, "Sources")
        assert "Page 1 of" in first.text
        one = first.message
        text = first.text
        second = await here.discord.click(here.bob, one, "Next")
        assert second.message is one
        assert "Page 2 of" in one.text
        assert one.text != text
        await here.discord.click(here.bob, one, "Previous")
        assert one.text == text


async def test_not_my_question_leaves_the_answer_to_others_and_offers_what_is_plausible_aside(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, HIRED_QUESTION)
        first, card = number_of(answer), answer.text
        for who in (here.ann, here.bob):
            aside = await not_mine(here.discord, who, answer)
            assert aside.ephemeral and aside.message is not answer.message
            assert ENGLISH.others_to_pick in aside.text and claim(here, KAIBILES) in aside.text
            own = await here.discord.click(who, aside.message, ENGLISH.yes_that_one)
            assert own.message is aside.message
            assert claim(here, KAIBILES) in own.message.text
        assert answer.message.text == card and answer.message.selects == []
        assert await here.rows("SELECT replaced_by FROM answers WHERE number = ?", first) == [(None,)]
        assert await here.rows("SELECT answer, meant FROM reports") == [(first, KAIBILES)] * 2
        assert await here.rows("SELECT answer, picked FROM picks") == [(first, KAIBILES)] * 2
        # On the card is asked on as before.
        assert "**Who says it**" in (await here.discord.say(here.bob, here.channel, "says who?", reply_to=answer)).text


async def test_where_no_other_claim_is_plausible_none_is_offered(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        aside = await not_mine(here.discord, here.ann, answer)
        assert aside.ephemeral and aside.text == ENGLISH.nothing_else
        assert not aside.selects and not aside.buttons
        assert len(await here.rows("SELECT 1 FROM reports")) == 1


async def test_none_of_these_keeps_the_question_of_the_asker_alone(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, HIRED_QUESTION)
        card = answer.text
        other = await not_mine(here.discord, here.bob, answer)
        await here.discord.click(here.bob, other.message, ENGLISH.not_that_one)
        assert other.message.text == ENGLISH.not_mine_either
        assert await here.rows("SELECT count(*) FROM requests") == [(0,)]
        mine = await not_mine(here.discord, here.ann, answer)
        await here.discord.click(here.ann, mine.message, ENGLISH.not_that_one)
        assert ENGLISH.no_entry in mine.message.text and mine.message.buttons == []
        assert answer.message.text == card
        kept = await here.rows("SELECT server, question FROM requests")
        assert len(kept) == 1
        assert kept[0][0] == here.server.id
        assert await here.rows("SELECT answer, picked FROM picks") == [(1, None)] * 2


async def test_what_an_older_version_offered_under_a_card_is_answered_aside(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        card, number = answer.text, number_of(answer)
        for who, value, words in (
            (here.ann, KAIBILES, claim(here, KAIBILES)),
            (here.bob, KAIBILES, claim(here, KAIBILES)),
            (here.bob, NONE, ENGLISH.only_the_asker),
            (here.ann, NONE, ENGLISH.no_entry),
        ):
            which = str(ComponentId(PICK, number))
            data = {"custom_id": which, "component_type": 3, "values": [value]}
            asked = here.discord._ask(3, who, here.channel, answer.message)
            aside = await here.discord._interact(asked, data)
            assert aside.ephemeral and words in aside.text
        assert answer.message.text == card
        assert await here.rows("SELECT 1 FROM answers WHERE replaced_by IS NOT NULL") == []


async def test_which_claim_is_asked_and_the_pick_is_answered_in_place(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        library = here.bot.library()
        claims = [shown.entry.claim.split() for shown in library.browse(SHARED)]
        parts = (one[start : start + count] for count in (3, 4, 5, 6) for one in claims for start in range(len(one)))
        unsure = next(" ".join(part) for part in parts if library.ask(" ".join(part), SHARED).offered)
        asking = await here.discord.mention(here.ann, here.channel, unsure)
        ((first,),) = await here.rows("SELECT max(number) FROM answers")
        options = asking.selects[0]["options"]
        assert 2 <= len(options) <= 4
        assert options[-1]["label"] == ENGLISH.none_of_these
        aside = await here.discord.select(here.bob, asking.message, options[0]["value"])
        assert aside.ephemeral
        await here.discord.select(here.ann, asking.message, options[0]["value"])
        assert claim(here, options[0]["value"]) in asking.message.text
        assert (await here.row(number_of(asking.message)))[0] == asking.message.id
        again = await here.discord.slash(here.ann, here.channel, "ask", question=unsure)
        await here.discord.select(here.ann, again.message, ENGLISH.none_of_these)
        assert ENGLISH.no_entry in again.message.text
        assert len(await here.rows("SELECT 1 FROM requests")) == 1
        people = await here.rows("SELECT person FROM answers WHERE number = ?", first)
        picks = await here.rows("SELECT answer, picked, person = ? FROM picks ORDER BY rowid", *people[0])
        assert [one[:2] for one in picks[:2]] == [(first, options[0]["value"])] * 2
        assert [one[2] for one in picks] == [0, 1, 1]
        assert (picks[2][0] > first, picks[2][1]) == (True, None)
        # Nothing is answered because askers confirmed it.
        third = await here.discord.slash(here.ann, here.channel, "ask", question=unsure)
        assert third.selects


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ("says who?", "**Who says otherwise**"),
        ("isn't that just jailhouse gossip?", "Against it"),
        ("source?", "**Sources**"),
        ("could it still happen?", "**Caveats**"),
        ("since when?", "**As of "),
        ("what's against it?", "**Rebuttals**"),
        ("hmm", ENGLISH.follow_up.nothing_asked),
        ("thanks!", ENGLISH.follow_up.nothing_asked),
    ],
)
async def test_ask_about_this_answers_the_part_that_is_asked_for(tmp_path: Path, asked: str, heading: str) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=ZETAS_QUESTION)
        part = await ask_about(here, answer, asked)
        assert part.ephemeral
        assert heading in part.text


async def test_a_further_question_about_something_else_gets_that_entry(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=ZETAS_QUESTION)
        other = await ask_about(here, answer, CIA_QUESTION)
        assert claim(here, CIA) in other.text
        assert (await here.row(number_of(other)))[4] == "form"


async def test_a_reply_to_an_answer_is_a_question_about_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        part = await here.discord.say(here.bob, here.channel, "says who?", reply_to=answer)
        assert "**Who says it**" in part.text
        assert not part.ephemeral
        assert part.message.data["message_reference"]
        further = await here.discord.say(here.bob, here.channel, "and the sources?", reply_to=part)
        assert "**Sources**" in further.text
        assert (await here.discord.say(here.bob, here.channel, "thanks!", reply_to=answer)).silent
        in_dm = await here.discord.dm(here.ann, ZETAS_QUESTION)
        assert "**Caveats**" in (await here.discord.dm(here.ann, "are you sure?", reply_to=in_dm)).text


async def test_a_reply_without_its_text_gets_one_line_an_answer(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=ZETAS_QUESTION)
        first = await here.discord.say(here.bob, here.channel, "says who?", reply_to=answer)
        assert first.text == ENGLISH.empty_reply
        assert "Ask, or not right?" in first.text
        assert (await here.discord.say(here.ann, here.channel, "says who?", reply_to=answer)).silent
        quiet = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        silent = await here.discord.say(here.bob, here.channel, "says who?", reply_to=quiet, ping=False)
        assert silent.text == ENGLISH.empty_reply


async def test_everything_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with scene(tmp_path) as before:
        elsewhere = before.discord.channel(before.server, "elsewhere")
        answers = [
            await before.discord.mention(before.ann, before.channel, HIRED_QUESTION),
            await before.discord.slash(before.ann, elsewhere, "ask", question=HIRED_QUESTION),
            await before.discord.dm(before.ann, HIRED_QUESTION),
        ]
        asides = []
        long = await before.discord.mention(before.ann, before.channel, ZETAS_QUESTION)
        pages = await before.discord.click(before.ann, long, "Sources")
        form = await before.discord.click(before.ann, answers[0], "Ask, or not right?")
        async with restarted(before, tmp_path) as here:
            for answer in answers:
                for button, heading in (("Why", "Against it"), ("Sources", "**Sources**")):
                    assert heading in (await here.discord.click(here.ann, answer, button)).text
                part = await here.discord.click(here.ann, answer, "Ask, or not right?")
                assert (
                    "**As of " in (await here.discord.submit(here.ann, part, {ENGLISH.text_label: "since when?"})).text
                )
                asides.append(await not_mine(here.discord, here.ann, answer))
            assert (
                "**Who says it**" in (await here.discord.submit(here.ann, form, {ENGLISH.text_label: "says who?"})).text
            )
            await here.discord.click(here.ann, pages.message, "Next")
            assert "Page 2 of" in pages.message.text
        async with restarted(before, tmp_path) as here:
            for aside in asides:
                await here.discord.click(here.ann, aside.message, ENGLISH.yes_that_one)
                assert claim(here, KAIBILES) in aside.message.text


async def test_a_press_mends_a_row_that_does_not_know_its_message(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)

        def lose(store: object) -> None:
            store._db.execute("UPDATE answers SET message = NULL, channel = 1")  # type: ignore[attr-defined]

        await here.worker.run(lose)
        assert (
            await here.discord.say(here.bob, here.channel, "says who?", reply_to=answer)
        ).text != ENGLISH.empty_reply
        await here.discord.click(here.bob, answer, "Sources")
        assert await here.rows("SELECT message, channel FROM answers LIMIT 1") == [(answer.message.id, here.channel.id)]


async def test_an_old_answer_shows_the_parts_of_the_revision_that_stands_there(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)

        def change(state: str) -> object:
            def work(store: object) -> None:
                latest = store.revisions.latest(SHARED, CIA)  # type: ignore[attr-defined]
                body = {**latest.body, "sources": list(reversed(latest.body["sources"]))}
                with store.transaction():  # type: ignore[attr-defined]
                    store.revisions.add(SHARED, CIA, body, state=state, kind="update", at="2026", origin=latest.origin)  # type: ignore[attr-defined]

            return work

        before = await here.discord.click(here.bob, answer, "Sources")
        await here.worker.run(change(RevisionState.PUBLISHED))  # type: ignore[arg-type]
        await here.bot.refresh_library()
        after = await here.discord.click(here.bob, answer, "Sources")
        assert ENGLISH.changed_since in after.text
        assert (
            after.text.replace(f"-# {ENGLISH.changed_since}\n", "").replace(f"\n-# {ENGLISH.changed_since}", "")
            == before.text
        )
        await here.worker.run(change(RevisionState.RETIRED))  # type: ignore[arg-type]
        await here.bot.refresh_library()
        assert ENGLISH.retired_since in (await here.discord.click(here.bob, answer, "Sources")).text


async def test_an_answer_that_is_gone_or_of_another_server_is_not_shown(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        other = here.discord.server("Other")
        await here.discord.join(other)
        answer = await here.discord.slash(here.ann, other.channels[0], "ask", question=ZETAS_QUESTION)
        mine = await here.discord.slash(here.ann, here.channel, "ask", question=ZETAS_QUESTION)
        own, others = f":{number_of(mine)}", f":{number_of(answer)}"
        for button in mine.message.data["components"][1]["components"]:
            button["custom_id"] = button["custom_id"].replace(own, others)
        refused = await here.discord.click(here.bob, mine, "Sources")
        assert (refused.text, refused.ephemeral) == (ENGLISH.gone, True)


async def test_buttons_of_another_time_say_so(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=ZETAS_QUESTION)
        answer.message.data["components"][1]["components"][0]["custom_id"] = "nsf:0:old:1"
        refused = await here.discord.click(here.ann, answer, "Why")
        assert (refused.text, refused.ephemeral) == (ENGLISH.out_of_date, True)


async def test_a_failure_behind_a_button_or_a_form_has_a_code(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=ZETAS_QUESTION)
        form = await here.discord.click(here.ann, answer, "Ask, or not right?")

        def break_it(store: object) -> None:
            for table in ("reports", "requests", "answers"):
                store._db.execute(f"DROP TABLE {table}")  # type: ignore[attr-defined]

        await here.worker.run(break_it)
        here.discord.strict = False
        for response in (
            await here.discord.click(here.ann, answer, "Why"),
            await here.discord.submit(here.ann, form, {ENGLISH.text_label: UNKNOWN}),
        ):
            assert response.ephemeral
            assert CODE in response.text
        assert caplog.text.count(f"Failure {CODE}") == 2
