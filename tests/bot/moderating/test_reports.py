"""Reports on answers: what accepting one changes, those that stand together, and that all can be reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.discord_double import Response, User
from tests.scenes.asking import CIA, CIA_QUESTION, ZETAS, clear_standing, disputed, not_mine
from tests.scenes.moderating import Newsroom, newsroom

pytestmark = pytest.mark.asyncio


async def reported(room: Newsroom, user: User, question: str) -> None:
    room.here.clock.seconds += 100
    clear_standing(room.here.bot)
    card = await room.slash(user, "ask", question=question)
    await not_mine(room.here.discord, user, card)


async def first_item(room: Newsroom) -> Response:
    queue = await room.slash(room.cora, "queue")
    return await room.pick(room.cora, queue, room.seen(queue).selects[0]["options"][0]["value"])


def phrasing_of(room: Newsroom, entry: str = CIA) -> str:
    shown = room.here.bot.library().show(entry, room.audience)
    assert shown is not None
    return shown.entry.phrasings[0]


async def test_a_phrasing_that_is_reported_is_offered_to_be_taken_out(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        phrasing = phrasing_of(room)
        await reported(room, room.eve, phrasing.upper())
        item = await first_item(room)
        text, labels = room.seen(item).text, [one.label for one in room.seen(item).buttons]
        assert "one of the entry's own phrasings" in text and "would change nothing" in text
        assert "Accept: it is not this" not in labels
        done = await room.click(room.cora, item, "Take that phrasing out")
        assert "is taken out" in room.seen(done).text
        shown = room.here.bot.library().show(CIA, room.audience)
        assert shown is not None and phrasing not in shown.entry.phrasings and shown.pack is not None
        assert "Nothing waits" in room.seen(done).text


async def test_an_old_accept_says_that_it_would_change_nothing(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        claim = room.here.bot.library().show(CIA, room.audience).entry.claim  # type: ignore[union-attr]
        await reported(room, room.eve, "is ms-13 a gang that the cia created")
        item = await first_item(room)
        # Somebody makes the very question a phrasing while the message stands on the screen.
        draft = await room.slash(room.carl, "entry edit", entry=CIA)
        pieces = await room.click(room.carl, draft, "Phrasings")
        form = await room.pick(room.carl, pieces, "Add another phrasing", menu="Pick a phrasing, or add one")
        pieces = await room.submit(room.carl, form, text="Is MS-13 a gang that the CIA created?")
        await room.fill(room.carl, await room.click(room.carl, pieces, "Back to the draft"), "Publish")
        refused = await room.click(room.cora, item, "Accept: it is not this")
        assert "would change nothing" in refused.text and "one of its phrasings" in refused.text
        await reported(room, room.eve, claim)
        queue = await room.slash(room.cora, "queue")
        item = await room.pick(room.cora, queue, room.seen(queue).selects[0]["options"][1]["value"])
        assert "That is the claim itself" in room.seen(item).text
        assert not [one for one in room.seen(item).buttons if (one.label or "").startswith(("Accept", "Take"))]


async def test_reports_of_one_question_stand_together_with_their_count(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        for user, question in (
            (room.eve, CIA_QUESTION),
            (room.here.ann, "Did the CIA create MS-13"),
            (room.eve, ZETAS),
        ):
            await reported(room, user, question)
        queue = await room.slash(room.cora, "queue")
        assert "2 reports" in room.seen(queue).text and "2 people" in room.seen(queue).text
        item = await first_item(room)
        assert "said 2 people" in room.seen(item).text and "2 answers" in room.seen(item).text
        done = await room.click(room.cora, item, "Dismiss: the answer was right")
        assert "1 report," in room.seen(done).text
        assert await room.here.rows("SELECT count(*) FROM reports WHERE state = 'dismissed'") == [(2,)]


async def test_every_report_and_dispute_can_be_reached(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        entries = [one.id for one in room.here.bot.library().browse(room.audience)][:8]
        for entry in entries:
            await reported(room, room.eve, entry)
        queue = await room.slash(room.cora, "queue")
        assert "8 reports" in room.seen(queue).text
        seen = {one["value"] for one in room.seen(queue).selects[0]["options"]}
        queue = await room.click(room.cora, queue, "Next")
        seen |= {one["value"] for one in room.seen(queue).selects[0]["options"]}
        assert len([one for one in seen if one.startswith("r")]) == 8


async def test_a_dispute_shows_claim_and_verdict_and_can_be_dismissed(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        card = await room.slash(room.eve, "ask", question=CIA)
        form = await room.here.discord.click(room.eve, card, "Ask, or not right?")
        for _ in range(2):
            await room.here.discord.submit(room.eve, form, disputed("A book says so."))
        queue = await room.slash(room.cora, "queue")
        assert "1 dispute" in room.seen(queue).text, "a form that is sent twice is one"
        item = await first_item(room)
        shown = room.here.bot.library().show(CIA, room.audience)
        assert shown is not None and shown.entry.verdict.word.capitalize() in room.seen(item).text
        assert shown.entry.claim.split()[0] in room.seen(item).text and "A book says so." in room.seen(item).text
        done = await room.click(room.cora, item, "Dismiss without an answer")
        assert "nobody is told" in room.seen(done).text
        assert not room.here.discord.dm_channel(room.eve).messages
        assert "Nothing waits" in (await room.slash(room.cora, "queue")).text


async def test_who_is_kept_out_is_listed_and_let_in(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.slash(room.eve, "ask", question="Is the lighthouse painted with beetroot juice?")
        item = await first_item(room)
        kept = await room.click(room.cora, item, "Keep this asker out of the queue")
        listed = await room.click(room.cora, kept, "Kept out (1)")
        assert f"<@{room.eve.id}>" in room.seen(listed).text
        gone = await room.click(room.cora, listed, "Let in 1")
        assert "Nobody is kept out" in room.seen(gone).text
        await room.slash(room.eve, "ask", question="Does the mayor own a submarine made of butter?")
        assert "submarine" in room.seen(await room.slash(room.cora, "queue")).text
