"""Where two people publish, and who may take what back: nobody walks round it, and two curators always get on."""

from __future__ import annotations

import json
from pathlib import Path

import discord
import pytest

from tests.discord_double import Response, User
from tests.scenes.asking import CIA
from tests.scenes.desk import plain
from tests.scenes.moderating import Newsroom, newsroom

pytestmark = pytest.mark.asyncio

ENTRY = "harbour-canal-dug-cathedral"


async def two_people(room: Newsroom) -> None:
    await room.click(room.owner, await room.slash(room.owner, "settings"), "Ask for two people")


def curators(room: Newsroom) -> tuple[tuple[int, ...], bool]:
    settings = room.here.bot.library().settings(room.audience)
    return settings.curators, settings.two_people


async def shown(room: Newsroom) -> str | None:
    found = room.here.bot.library().show(ENTRY, room.audience)
    return found.entry.answer if found else None


async def undone(room: Newsroom, by: User, who: User) -> tuple[str, str]:
    """Undo what somebody did in the last day; return what was shown before and after."""
    plan = await room.slash(by, "undo", who=who, since="1d")
    before = room.seen(plan)
    if not before.buttons:
        return before.text, before.text
    done = await room.click(by, plan, before.buttons[0].label or "")
    return before.text, room.seen(done).text


async def test_a_curator_cannot_take_back_what_only_a_manager_may_set(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await two_people(room)
        await room.slash(room.owner, "name add", name="Harbour Board", kind="organisation")
        as_set = curators(room)
        before, after = await undone(room, room.cora, room.owner)
        for text in (before, after):
            assert "only those who may change the settings" in text and "setting `curators`" in text
        assert curators(room) == as_set == ((room.role.id,), True)
        assert "name `Harbour Board`" in after, "what a curator may change is put back all the same"
        assert "Harbour Board" not in (await room.slash(room.cora, "name list")).text
        # Those who may set it may put it back.
        await undone(room, room.owner, room.owner)
        assert curators(room)[1] is False


async def test_neither_the_undo_of_an_undo_nor_a_lost_right_walks_round_it(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        manager = room.here.discord.user("manager")
        room.server.member(manager, roles=(room.role,), permissions=discord.Permissions(manage_guild=True))
        settings = await room.slash(manager, "settings")
        await room.click(manager, settings, "Ask for two people")
        plan = await room.slash(manager, "undo", who=manager, since="1d")
        # The right is lost between looking and pressing.
        room.server.member(manager, roles=(room.role,), permissions=discord.Permissions.none())
        await room.click(manager, plan, "Undo")
        assert curators(room)[1] is True
        await undone(room, room.owner, manager)
        assert curators(room)[1] is False
        await undone(room, room.cora, room.owner)
        assert curators(room) == ((room.role.id,), False)


async def test_an_undo_that_changes_what_askers_read_waits_for_the_second_person(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        draft = await room.slash(room.cora, "entry edit", entry=ENTRY)
        draft = await room.fill(room.cora, draft, "Answer", answer="Vandalised.")
        await room.fill(room.cora, draft, "Publish", kind="update", words="It is so now.")
        await two_people(room)
        before, after = await undone(room, room.carl, room.cora)
        assert "waits in review for a second person" in before and "Undone: 0 changes" in after
        assert await shown(room) == "Vandalised."
        own = await room.slash(room.carl, "entry edit", entry=ENTRY)
        refused = await room.fill(room.carl, own, "Retire")
        assert "two people publish" in room.seen(refused).text and await shown(room) == "Vandalised."
        theirs = await room.slash(room.owner, "entry edit", entry=ENTRY)
        done = await room.fill(room.owner, theirs, "Retire")
        assert "is retired" in room.seen(done).text and await shown(room) is None


async def test_an_undo_says_what_an_open_draft_keeps_from_being_put_back(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        await two_people(room)
        await room.slash(room.carl, "entry edit", entry=ENTRY)
        await room.slash(room.cora, "entry hide", entry=CIA)
        before, after = await undone(room, room.owner, room.cora)
        assert "an open draft of it is in the way" in before and "an open draft of it is in the way" in after
        assert "not hidden" in after and await shown(room) is not None


async def test_retiring_waits_for_the_second_person_and_typing_into_it_makes_it_a_change_like_any_other(
    tmp_path: Path,
) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        await two_people(room)
        waiting = await room.slash(room.cora, "entry retire", entry=ENTRY, reason="It does not hold.")
        assert "waits in review for somebody else" in waiting.text and await shown(room) is not None
        draft = await room.slash(room.cora, "entry edit", entry=ENTRY)
        assert "to retire what is published" in room.seen(draft).text and "It does not hold." in room.seen(draft).text
        changed = await room.fill(room.cora, draft, "Answer", answer="Another answer.")
        form = await room.click(room.cora, changed, "Put into review")
        kinds = form.modal.fields["What kind of change is it?"]["options"]
        assert not [one for one in kinds if one.get("default")]


async def test_whoever_brings_a_file_or_an_old_revision_is_one_of_its_writers(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        draft = await room.slash(room.cora, "entry edit", entry=ENTRY)
        draft = await room.fill(room.cora, draft, "Answer", answer="Another answer.")
        await room.fill(room.cora, draft, "Publish", kind="update", words="It is so now.")
        await two_people(room)
        file = room.here.discord.world.file("a.json", json.dumps([plain("file-one")]).encode())
        report = await room.slash(room.cora, "entry import", file=file)
        await room.click(room.cora, report.message, "Import")
        back = await room.slash(room.cora, "entry revert", entry=ENTRY, revision=1)
        await room.fill(room.cora, back.messages[0], "Publish it again", kind="correction", words="It was right.")
        for entry in ("file-one", ENTRY):
            room.here.clock.seconds += 100
            # Carl changes a word, so that the only one who typed is he.
            theirs = await room.slash(room.carl, "entry edit", entry=entry)
            theirs = await room.click(room.carl, theirs, "Answer")
            theirs = await room.click(room.carl, theirs, "Change it myself")
            theirs = await room.submit(room.carl, theirs, answer="Carl's words.")
            said = {} if entry == "file-one" else {"kind": "correction", "words": "It was wrong."}
            await room.fill(room.carl, theirs, "Put into review", **said)
            own = await room.slash(room.cora, "entry edit", entry=entry)
            refused = await room.fill(room.cora, own, "Publish", **said)
            assert "two people publish" in room.seen(refused).text, entry
            # No dead end: the one makes the other's words their own, and the other publishes.
            theirs = await room.slash(room.carl, "entry edit", entry=entry)
            await room.fill(room.carl, theirs, "Send back")
            own = await room.click(room.cora, await room.slash(room.cora, "entry edit", entry=entry), "Make the others")
            await room.fill(room.cora, own, "Put into review", **said)
            done = await room.fill(room.carl, await room.slash(room.carl, "entry edit", entry=entry), "Publish", **said)
            assert "is published" in room.seen(done).text, entry
            history = room.seen(await room.slash(room.cora, "entry history", entry=entry)).text
            assert f"<@{room.cora.id}> (the whole of it, brought in at once, Answer)" in history
            assert f"<@{room.carl.id}> (Answer)" in history and f"published by <@{room.carl.id}>" in history


async def in_review(room: Newsroom) -> Response:
    """Let Cora put a draft into review, and return it as Carl sees it."""
    await two_people(room)
    draft = await room.whole_draft(room.cora)
    await room.fill(room.cora, draft, "Put into review")
    return await room.slash(room.carl, "entry edit", entry=ENTRY)


async def test_a_reviewer_is_told_before_they_mend_and_can_suggest_instead(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        theirs = await in_review(room)
        told = await room.click(room.carl, theirs, "Answer")
        assert told.asked is None or told.asked.modal is None
        assert "cannot publish it any more" in room.seen(told).text
        form = await room.click(room.carl, told, "Suggest it to the writers")
        sent = await room.submit(room.carl, form, answer="Most of it was dug two years earlier.")
        assert "In review" in room.seen(sent).text and "Suggestions (1)" in [
            one.label for one in room.seen(sent).buttons
        ]
        assert "earlier" not in room.seen(sent).text, "the draft stays as it is"
        desk = room.desk.messages[-1] if "A suggestion" in room.desk.messages[-1].text else room.desk.messages[-2]
        assert "dug two years earlier" in desk.text and f"<@{room.carl.id}>" in desk.text
        refused = await room.click(room.carl, desk, "Take it up")
        assert "could not publish it" in refused.text
        form = await room.click(room.cora, desk, "Take it up")
        taken = await room.submit(room.cora, form)
        assert "two years earlier" in room.seen(taken).text
        assert not [one for one in room.seen(taken).buttons if (one.label or "").startswith("Suggestions")]
        await room.fill(room.cora, taken, "Put into review")
        done = await room.fill(room.carl, await room.slash(room.carl, "entry edit", entry=ENTRY), "Publish")
        assert "is published" in room.seen(done).text
        assert await shown(room) == "Most of it was dug two years earlier."


async def test_a_form_that_was_open_when_the_draft_went_into_review_is_a_suggestion(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await two_people(room)
        draft = await room.whole_draft(room.cora)
        theirs = await room.slash(room.carl, "entry edit", entry=ENTRY)
        form = await room.click(room.carl, theirs, "Answer")
        await room.fill(room.cora, draft, "Put into review")
        sent = await room.submit(room.carl, form, answer="Carl's words.")
        assert "Suggested" in room.seen(sent).text and "In review" in room.seen(sent).text
        assert await room.here.rows("SELECT fate FROM draft_edits ORDER BY number DESC LIMIT 1") == [("suggested",)]
        done = await room.fill(room.carl, await room.slash(room.carl, "entry edit", entry=ENTRY), "Publish")
        assert "is published" in room.seen(done).text


@pytest.mark.parametrize("what", ["a new piece", "a piece", "moving", "removing"])
async def test_each_way_of_changing_a_draft_in_review_is_asked_about(tmp_path: Path, what: str) -> None:
    async with newsroom(tmp_path) as room:
        theirs = await in_review(room)
        pieces = await room.click(room.carl, theirs, "Caveats")
        if what == "a new piece":
            told = await room.pick(room.carl, pieces, "Add another caveat")
        else:
            piece = await room.pick(room.carl, pieces, "1. Its mouth was dug later.")
            told = await room.click(
                room.carl, piece, {"a piece": "Edit", "moving": "Move up", "removing": "Remove"}[what]
            )
        assert "cannot publish it any more" in room.seen(told).text
        drafts = "SELECT state, version FROM drafts WHERE entry = ?"
        (before,) = await room.here.rows(drafts, ENTRY)
        assert before[0] == "in review"
        if what in ("moving", "removing"):
            done = await room.click(room.carl, told, "Change it myself")
            assert ("There is none yet" in room.seen(done).text) == (what == "removing")
        else:
            form = await room.click(room.carl, told, "Change it myself")
            await room.submit(room.carl, form, what="Another.", sources=["office1950"])
        (after,) = await room.here.rows(drafts, ENTRY)
        assert after == ("draft", before[1] + 1)
        # The writer is told nothing of the kind.
        own = await room.slash(room.cora, "entry edit", entry=ENTRY)
        assert (await room.click(room.cora, own, "Answer")).modal


async def test_a_draft_is_put_into_review_as_it_was_looked_at(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await two_people(room)
        draft = await room.whole_draft(room.cora)
        form = await room.click(room.cora, draft, "Put into review")
        theirs = await room.slash(room.carl, "entry edit", entry=ENTRY)
        await room.fill(room.carl, theirs, "Answer", answer="Put in at the last moment.")
        refused = await room.submit(room.cora, form)
        assert "changed after you looked at it" in room.seen(refused).text


async def test_what_is_pressed_in_the_moderators_channel_answers_the_presser_alone(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await in_review(room)
        waiting = next(one for one in room.desk.messages if "waits for review" in one.text)
        text, labels = waiting.text, [one.label for one in waiting.buttons]
        for label in ("Preview", "Caveats", "Earlier texts", "Discard", "Answer"):
            pressed = await room.click(room.carl, waiting, label)
            assert pressed.message.ephemeral, label
            assert (waiting.text, [one.label for one in waiting.buttons]) == (text, labels), label
        asked = await room.click(room.carl, waiting, "Discard")
        assert "Discard the draft" in asked.text
        assert await room.here.rows("SELECT state FROM drafts WHERE entry = ?", ENTRY) == [("in review",)]
        published = await room.fill(room.carl, waiting, "Publish")
        assert room.seen(published).ephemeral and (waiting.text, [one.label for one in waiting.buttons]) == (
            text,
            labels,
        )
