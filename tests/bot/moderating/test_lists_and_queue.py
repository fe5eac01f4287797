"""The queue, complaints, names, settings, the audit and undoing, in Discord."""

from __future__ import annotations

import asyncio
import datetime
import time
from pathlib import Path

import pytest

from bot.cards.texts import ENGLISH
from bot.moderating.undo import read_since
from knowledge.errors import InvalidInputError
from tests.discord_double import Response
from tests.scenes.asking import CIA, NOW, UNKNOWN, disputed, not_mine
from tests.scenes.moderating import Newsroom, newsroom

CIA_CLAIM = "The CIA, the US intelligence agency, created the gang MS-13 (Mara Salvatrucha)."

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]


async def ask(room: Newsroom, question: str, user: object = None) -> Response:
    return await room.slash(user or room.eve, "ask", question=question)  # type: ignore[arg-type]


async def test_a_question_that_nobody_could_answer_becomes_an_entry(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        assert "Nothing waits" in (await room.slash(room.cora, "queue")).text
        await ask(room, UNKNOWN)
        await ask(room, "do penguins run a bakery in reykjavik??", room.here.ann)
        await ask(room, "Is the lighthouse painted with beetroot juice?")
        queue = await room.slash(room.cora, "queue")
        text = room.seen(queue).text
        assert text.index("penguins") < text.index("lighthouse") and "2 people" in text
        item = await room.pick(room.cora, queue, room.seen(queue).selects[0]["options"][0]["value"])
        assert "Asked by 2 people, 2 times in all" in room.seen(item).text
        draft = await room.click(room.cora, item, "Write an entry")
        assert "Draft of" in room.seen(draft).text and "Phrasings (1)" in [
            one.label for one in room.seen(draft).buttons
        ]
        left = await room.slash(room.carl, "queue")
        assert "penguins" not in room.seen(left).text and "lighthouse" in room.seen(left).text


async def test_a_question_is_added_as_a_phrasing_or_a_near_miss_of_one_of_the_nearest(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        for menu, gets in (("Add as a phrasing of ...", True), ("Add as not-this of ...", False)):
            question = "Do penguins run the bakery of the minister?" if gets else "Do walruses knit in Guatemala?"
            await ask(room, question)
            queue = await room.slash(room.cora, "queue")
            item = await room.pick(room.cora, queue, room.seen(queue).selects[0]["options"][0]["value"])
            nearest = next(one for one in room.seen(item).selects if one["placeholder"] == menu)
            assert 1 <= len(nearest["options"]) <= 3
            entry = nearest["options"][0]["value"]
            done = await room.pick(room.cora, item, entry, menu=menu)
            assert f"on top of the shared `{entry}`" in room.seen(done).text
            shown = room.here.bot.library().show(entry, room.audience)
            assert shown is not None and shown.pack is not None
            assert question in (shown.entry.phrasings if gets else shown.entry.not_this)


async def test_dismissing_and_keeping_an_asker_out(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await ask(room, UNKNOWN)
        queue = await room.slash(room.cora, "queue")
        item = await room.pick(room.cora, queue, room.seen(queue).selects[0]["options"][0]["value"])
        gone = await room.fill(room.cora, item, "Dismiss with a reason", words="Not a claim that anybody makes.")
        assert "Dismissed" in room.seen(gone).text and "penguins" not in room.seen(gone).text
        await ask(room, "Is the lighthouse painted with beetroot juice?")
        queue = await room.slash(room.cora, "queue")
        item = await room.pick(room.cora, queue, room.seen(queue).selects[0]["options"][0]["value"])
        await room.click(room.cora, item, "Keep this asker out of the queue")
        await ask(room, "Does the mayor own a submarine made of butter?")
        assert "Nothing waits" in (await room.slash(room.cora, "queue")).text


async def test_a_report_is_accepted_as_a_near_miss(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        card = await ask(room, "is ms-13 a gang that the cia created")
        await not_mine(room.here.discord, room.eve, card)
        queue = await room.slash(room.cora, "queue")
        assert f"got `{CIA}`" in room.seen(queue).text
        item = await room.pick(room.cora, queue, room.seen(queue).selects[0]["options"][0]["value"])
        assert "Answered with" in room.seen(item).text
        done = await room.click(room.cora, item, "Accept: it is not this")
        assert f"Added as a near-miss. It lies on top of the shared `{CIA}`" in room.seen(done).text
        shown = room.here.bot.library().show(CIA, room.audience)
        assert shown is not None and shown.pack is not None
        assert "is ms-13 a gang that the cia created" in shown.entry.not_this


async def test_a_verdict_is_disputed_behind_ask_or_not_right_and_answered_with_one_sentence(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        card = await ask(room, CIA)
        form = await room.here.discord.click(room.eve, card, "Ask, or not right?")
        wrong = await room.here.discord.submit(
            room.eve,
            form,
            disputed("A book says so.", "nowhere"),
        )
        assert "no whole address" in wrong.text or "not a whole address" in wrong.text
        assert "the form opens again with what you wrote" in wrong.text
        kept = await room.here.discord.submit(
            room.eve,
            form,
            disputed("A book says so.", "https://a.example/book"),
        )
        assert kept.text == ENGLISH.dispute_kept and kept.message.ephemeral
        queue = await room.slash(room.cora, "queue")
        assert "Verdict disputed" in room.seen(queue).text
        item = await room.pick(room.cora, queue, room.seen(queue).selects[0]["options"][0]["value"])
        assert "https://a.example/book" in room.seen(item).text
        await room.fill(room.cora, item, "Answer with one sentence", words="The book gives no source for it.")
        letters = room.here.discord.dm_channel(room.eve).messages
        assert "The book gives no source for it." in letters[-1].text
        assert "Nothing waits" in (await room.slash(room.cora, "queue")).text


async def test_the_form_without_anything_in_it_says_so(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        form = await room.here.discord.click(room.eve, await ask(room, CIA), "Ask, or not right?")
        assert (await room.here.discord.submit(room.eve, form, {})).text == ENGLISH.nothing_written


async def test_a_servers_own_name_is_used_by_the_reader_of_questions(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:

        def names() -> set[str]:
            read = room.here.bot.library().read("is it so that the Torchbearers rule", room.audience)
            return {found.name.name for passage in read.passages for found in passage.names}

        assert names() == set()
        added = await room.slash(
            room.cora, "name add", name="Brotherhood of the Torch", kind="gang", also="Torchbearers"
        )
        assert "known from now on" in added.text
        assert names() == {"Brotherhood of the Torch"}
        clash = await room.slash(room.cora, "name add", name="Somebody else", kind="person", also="Torchbearers")
        assert "known as a way of writing" in clash.text
        assert "Torchbearers" in (await room.slash(room.carl, "name list")).text
        choices = await room.here.discord.autocomplete(room.cora, room.channel, "name remove", name="torch")
        assert choices.choices == [("Brotherhood of the Torch", "Brotherhood of the Torch")]
        await room.slash(room.cora, "name remove", name="Brotherhood of the Torch")
        assert names() == set()


async def test_mentions_are_answered_in_the_chosen_channels_only(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        only = room.here.discord.channel(room.server, "questions")
        settings = await room.slash(room.owner, "settings")
        await room.pick(room.owner, settings, only, menu="Channels in which mentions are answered (all: pick nothing)")
        assert (await room.here.discord.mention(room.eve, room.channel, UNKNOWN)).silent
        assert "penguins" in (await room.here.discord.mention(room.eve, only, UNKNOWN)).text
        assert "penguins" in (await ask(room, UNKNOWN)).text


async def test_a_pack_is_switched_off_and_the_budget_is_set(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        settings = await room.slash(room.owner, "settings")
        menu = "Packs to switch off (none: pick nothing)"
        settings = await room.pick(room.owner, settings, "central-america", menu=menu)
        assert ENGLISH.no_entry in (await room.slash(room.eve, "ask", question=CIA)).text
        settings = await room.pick(room.owner, settings, "strict", menu="Budget of matching")
        assert room.here.bot.library().settings(room.audience).budget.value == "strict"
        await room.here.discord.select(room.owner, room.seen(settings), menu=menu)
        assert CIA_CLAIM in (await room.slash(room.eve, "ask", question=CIA)).text


async def test_every_change_stands_in_the_audit_and_in_the_moderators_channel(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.slash(room.cora, "entry hide", entry=CIA)
        audit = room.seen(await room.slash(room.carl, "audit")).text
        for text in (audit, room.desk.messages[-1].text):
            assert f"<@{room.cora.id}>" in text and f"`{CIA}` hidden" in text and "not hidden → hidden" in text
        assert room.desk.messages[-1].data["mentions"] == [] or room.desk.messages[-1].data["content"] == ""


async def test_a_draft_is_named_by_its_claim_and_never_by_a_number(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.slash(room.cora, "entry new", claim="The harbour canal was dug before the cathedral.")
        draft = await room.click(room.cora, draft, "Discard")
        await room.click(room.cora, draft, "Yes, discard it")
        audit = room.seen(await room.slash(room.carl, "audit")).text
        assert audit.count("draft `harbour-canal-dug-cathedral` “The harbour canal was dug before the cathedral.”") == 2
        assert "draft `harbour-canal-dug-cathedral` draft: discard" in room.desk.messages[-1].text
        plan = room.seen(await room.slash(room.owner, "undo", who=room.cora, since="1d")).text
        assert "draft `harbour-canal-dug-cathedral`: " in plan or "nothing to undo" in plan
        assert "draft `1`" not in audit + plan


async def test_the_audit_says_whether_a_switch_is_on(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        settings = await room.slash(room.owner, "settings")
        await room.click(room.owner, await room.click(room.owner, settings, "Ask for two people"), "Let one person")
        audit = room.seen(await room.slash(room.carl, "audit")).text
        assert "setting `two_people` set (the default → on)" in audit
        assert "setting `two_people` set (on → the default)" in audit


@pytest.mark.parametrize("pressed", [False, True])
async def test_a_change_that_takes_long_gets_a_sign_of_life_first(tmp_path: Path, pressed: bool) -> None:
    async with newsroom(tmp_path) as room:
        settings = await room.slash(room.owner, "settings")
        going_on = asyncio.create_task(room.here.bot._reader.run(lambda _: time.sleep(1.8)))
        if pressed:
            done = await room.click(room.owner, settings, "Ask for two people")
        else:
            done = await room.slash(room.cora, "name add", name="Harbour Board", kind="organisation")
        await going_on
        assert done.deferred
        if pressed:
            assert "Let one person publish" in [one.label for one in done.edited[-1].buttons]
            assert all(one.channel is room.desk for one in done.messages)
        else:
            assert "is known from now on" in done.messages[0].text and done.messages[0].ephemeral


async def test_what_one_person_did_is_shown_undone_and_that_is_undone(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        await room.slash(room.cora, "entry hide", entry=CIA)
        await room.slash(room.carl, "name add", name="Kept", kind="person")
        shown = await room.slash(room.owner, "undo", who=room.cora, since="1d")
        assert "shared entry" in room.seen(shown).text and "Kept" not in room.seen(shown).text
        done = await room.click(room.owner, shown, "Undo 2 changes")
        assert "Undone: 2 changes" in room.seen(done).text
        assert CIA_CLAIM in (await room.slash(room.eve, "ask", question=CIA)).text
        assert "retired" in (await room.slash(room.cora, "entry show", entry="harbour-canal-dug-cathedral")).text
        again = await room.slash(room.owner, "undo", who=room.owner, since="1d")
        assert "entry `harbour-canal-dug-cathedral`" in room.seen(again).text
        nothing = await room.slash(room.owner, "undo", who=room.eve, since="1d")
        assert "nothing to undo" in nothing.text
        assert "is no time span" in (await room.slash(room.owner, "undo", who=room.eve, since="soon")).text


async def test_time_spans_are_read() -> None:
    assert read_since("30m", NOW) == NOW - datetime.timedelta(minutes=30)
    assert read_since("2 hours", NOW) == NOW - datetime.timedelta(hours=2)
    assert read_since("1d", NOW) == NOW - datetime.timedelta(days=1)
    assert read_since("2026-05-04 13:30", NOW) == datetime.datetime(2026, 5, 4, 13, 30, tzinfo=datetime.UTC)
    for wrong in ("", "yesterday", "9" * 30, "1y"):
        with pytest.raises(InvalidInputError):
            read_since(wrong, NOW)


async def test_a_server_that_removes_the_bot_is_erased_in_time(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        await room.here.discord.leave(room.server)
        cog = room.here.bot.get_cog("DepartureCog")
        assert cog is not None and await cog.erase() == ()  # type: ignore[attr-defined]
        left = await room.here.rows("SELECT server, left_at FROM erasures")
        assert left == [(room.server.id, NOW.isoformat(timespec="seconds"))]
        await room.here.discord.join(room.server)
        assert await room.here.rows("SELECT * FROM erasures") == []
