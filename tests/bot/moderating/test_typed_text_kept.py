"""Nothing that a moderator typed is lost: forms that do not fit, come late, meet another's, or outlive the bot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.moderating import sentences
from knowledge.entries.entry import EVIDENCE_KINDS
from knowledge.entries.verdict import Verdict
from tests.scenes.asking import restarted, scene
from tests.scenes.moderating import CLAIM, furnished, newsroom

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]

ENTRY = "harbour-canal-dug-cathedral"


async def test_a_form_that_does_not_fit_opens_again_with_everything_that_was_typed(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.slash(room.cora, "entry new", claim=CLAIM)
        long, change = "Too long. " * 95, "What would change it."
        refused = await room.fill(room.cora, draft, "Answer", answer=long, would_change=change)
        assert "answer" in room.seen(refused).text and "Shorten it to at most 900" in room.seen(refused).text
        form = await room.click(room.cora, refused, "Open the form again")
        values = {one["custom_id"]: one.get("value") for one in form.modal.fields.values()}
        assert values == {"answer": long, "would_change": change}
        saved = await room.submit(room.cora, form, answer="Short.")
        assert sentences.SAVED in room.seen(saved).text and "Short." in room.seen(saved).text


async def test_a_form_that_was_open_while_the_bot_restarted_is_accepted(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        room = await furnished(here)
        draft = await room.slash(room.cora, "entry new", claim=CLAIM)
        form = await room.click(room.cora, draft, "Answer")
        async with restarted(here, tmp_path) as after:
            room.here = after
            saved = await room.submit(room.cora, form, answer="Typed across the restart.")
            assert "Typed across the restart." in room.seen(saved).text
            opened = await room.click(room.cora, draft, "Dates")
            assert "As of" in opened.modal.fields


async def test_of_two_forms_on_the_same_part_the_second_sees_the_first(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.slash(room.cora, "entry new", claim=CLAIM, id="canal")
        coras = await room.slash(room.cora, "entry edit", entry="canal")
        carls = await room.slash(room.carl, "entry edit", entry="canal")
        form_of_cora, form_of_carl = (
            await room.click(room.cora, coras, "Answer"),
            await room.click(room.carl, carls, "Answer"),
        )
        await room.submit(room.cora, form_of_cora, answer="Cora's answer.")
        conflict = await room.submit(room.carl, form_of_carl, answer="Carl's answer.")
        text = room.seen(conflict).text
        assert "Cora's answer." in text and "Carl's answer." in text
        kept = await room.slash(room.cora, "entry edit", entry="canal")
        assert "Cora's answer." in room.seen(kept).text
        over = await room.click(room.carl, conflict, "Use mine")
        assert "Carl's answer." in room.seen(over).text and "Cora's answer." not in room.seen(over).text


async def test_a_form_that_comes_after_publishing_goes_on_in_a_new_draft(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.whole_draft(room.cora)
        form = await room.click(room.cora, draft, "Answer")
        theirs = await room.slash(room.carl, "entry edit", entry=ENTRY)
        await room.fill(room.carl, theirs, "Publish")
        late = await room.submit(room.cora, form, answer="Typed for a long time.")
        assert "is published, so the form came too late" in room.seen(late).text
        assert "Typed for a long time." in room.seen(late).text
        again = await room.click(room.cora, late, "Go on in the open draft")
        saved = await room.submit(room.cora, again)
        assert "Typed for a long time." in room.seen(saved).text and "a change of what is published" in saved.text


async def test_what_was_typed_before_is_read_under_earlier_texts(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.slash(room.cora, "entry new", claim=CLAIM)
        draft = await room.fill(room.cora, draft, "Answer", answer="The first words.")
        draft = await room.fill(room.cora, draft, "Answer", answer="The second words.")
        earlier = await room.click(
            room.carl, room.seen(await room.slash(room.carl, "entry edit", entry=ENTRY)), "Earlier"
        )
        text = room.seen(earlier).text
        assert text.index("The second words.") < text.index("The first words.") and f"<@{room.cora.id}>" in text


async def test_a_discarded_draft_is_found_and_opened_again(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.whole_draft(room.cora)
        asked = await room.click(room.cora, draft, "Discard")
        assert "Discard the draft" in room.seen(asked).text
        assert not await room.here.rows("SELECT 1 FROM drafts WHERE state = 'discarded'")
        gone = await room.click(room.cora, asked, "Yes, discard it")
        assert "Nothing of it is lost" in room.seen(gone).text
        assert f"`{ENTRY}` · discarded" in room.seen(await room.slash(room.carl, "entry list", state="discarded")).text
        choices = await room.here.discord.autocomplete(room.carl, room.channel, "entry edit", entry="harbour")
        assert (f"discarded · {CLAIM}", ENTRY) in choices.choices
        again = await room.slash(room.carl, "entry edit", entry=ENTRY)
        assert "Most of it was dug two years before." in room.seen(again).text


async def test_a_draft_is_sentence_of_return_a_word_on_what_is_to_be_done(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        settings = await room.slash(room.owner, "settings")
        await room.click(room.owner, settings, "Ask for two people")
        draft = await room.whole_draft(room.cora)
        await room.fill(room.cora, draft, "Put into review")
        theirs = await room.slash(room.carl, "entry edit", entry=ENTRY)
        form = await room.click(room.carl, theirs, "Send back")
        long = await room.submit(room.carl, form, words="x" * 301)
        assert "x" * 301 in long.text and "at most 300" in long.text
        back = await room.submit(room.carl, form, words="Name a second source.")
        assert "It was sent back**: Name a second source." in room.seen(back).text
        late = await room.submit(room.carl, form, words="Name a third one.")
        assert "cannot be sent back" in late.text and "Name a third one." in late.text


async def test_a_reviewer_reads_the_difference_in_words_in_the_moderators_channel(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        await room.click(room.owner, await room.slash(room.owner, "settings"), "Ask for two people")
        draft = await room.slash(room.cora, "entry edit", entry=ENTRY)
        draft = await room.fill(room.cora, draft, "Answer", answer="Most of it was dug ten years before.")
        await room.fill(room.cora, draft, "Put into review", kind="correction", words="It was ten.")
        waiting = next(one for one in room.desk.messages if "waits for review" in one.text)
        assert "Answer changed: Most of it was dug ~~two~~ **ten** years before." in waiting.text
        assert "correction: It was ten." in waiting.text


async def test_the_verdict_is_picked_by_its_definition_and_kinds_and_targets_from_menus(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.whole_draft(room.cora)
        form = await room.click(room.cora, draft, "Claim and verdict")
        scale = form.modal.fields["Verdict"]
        assert scale["type"] == 21
        assert [(one["value"], one["description"]) for one in scale["options"]] == [
            (one.value, one.definition) for one in Verdict
        ]
        pieces = await room.click(room.cora, draft, "Evidence")
        kinds = (await room.pick(room.cora, pieces, "0")).modal.fields["Kind"]
        assert kinds["type"] == 3 and [one["value"] for one in kinds["options"]] == list(EVIDENCE_KINDS)


async def test_a_file_that_says_more_than_fits_comes_with_the_whole_report(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        bad = [{"id": f"bad-{number}", "claim": "x" * 400} for number in range(60)]
        file = room.here.discord.world.file("many.json", json.dumps(bad).encode())
        report = await room.slash(room.cora, "entry import", file=file)
        assert "bad-0: **wrong**" in report.messages[0].text and "whole report" in report.messages[0].text
        attached = report.messages[-1].data["attachments"]
        assert [one["filename"] for one in attached] == ["report.md"] and report.messages[-1].ephemeral
