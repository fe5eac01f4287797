"""Writing, changing and publishing entries in Discord, through the real commands, buttons and forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.moderating import sentences
from knowledge.exchange.bundle import JSON
from knowledge.moderation import importing
from knowledge.store import Audience
from tests.scenes.moderating import CLAIM, QUESTION, Newsroom, newsroom

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]

ENTRY = "harbour-canal-dug-cathedral"
SHARED = "ms13-created-by-cia"
# An entry's id always finds it, whatever the matcher makes of a question.
SHARED_QUESTION = SHARED


async def asked(room: Newsroom, question: str = QUESTION) -> str:
    return (await room.here.discord.slash(room.eve, room.channel, "ask", question=question, private=True)).text


async def test_an_entry_goes_from_its_claim_to_an_answer(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.slash(room.cora, "entry new", claim=CLAIM, id="first-try")
        message = room.seen(draft)
        assert message.ephemeral
        for field in ("verdict", "answer", "as of", "sources"):
            assert f"**{field}**" in message.text
        assert [one.disabled for one in message.buttons if one.label == "Publish"] == [True]
        done = await room.published(room.carl)
        assert "is published as revision 1" in room.seen(done).text
        card = await room.slash(room.eve, "ask", question=QUESTION)
        for words in ("Mostly true", CLAIM, "Its mouth was dug later. [1]", "November 2015", "this server"):
            assert words in card.text
        other = room.here.discord.server("Elsewhere")
        theirs = await room.here.discord.slash(room.eve, other.channels[0], "ask", question=QUESTION, private=True)
        assert "Most of it was dug" not in theirs.text


async def test_the_entries_that_come_near_are_shown_before_anything_is_typed_twice(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.slash(room.cora, "entry new", claim="The CIA created MS-13.")
        assert sentences.NEAR in room.seen(draft).text and f"`{SHARED}`" in room.seen(draft).text
        instead = await room.click(room.cora, draft, "Edit that one instead")
        assert f"Draft of `{SHARED}`" in room.seen(instead).text
        again = await room.slash(room.carl, "entry new", claim="MS-13 was made by the CIA, they say.")
        added = await room.click(room.carl, again, "Add as a phrasing of that one")
        assert f"draft of `{SHARED}`, which is open" in room.seen(added).text


async def test_pieces_are_picked_edited_moved_and_removed(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.whole_draft(room.cora)
        pieces = await room.click(room.cora, draft, "Caveats")
        form = await room.pick(room.cora, pieces, "Add another caveat")
        pieces = await room.submit(room.cora, form, what="A second caveat.")
        second = await room.pick(room.cora, pieces, "2. A second caveat.")
        pieces = await room.click(room.cora, second, "Move up")
        assert room.seen(pieces).text.index("A second caveat.") < room.seen(pieces).text.index("Its mouth")
        first = await room.pick(room.cora, pieces, "1. A second caveat.")
        pieces = await room.fill(room.cora, first, "Edit", what="A better caveat.", sources=["office1950"])
        assert "A better caveat." in room.seen(pieces).text
        first = await room.pick(room.cora, pieces, "1. A better caveat.")
        pieces = await room.click(room.cora, first, "Remove")
        assert "A better caveat." not in room.seen(pieces).text
        sources = await room.click(room.cora, await room.click(room.cora, pieces, "Back"), "Sources")
        source = await room.pick(room.cora, sources, "1. A map, The office")
        sources = await room.fill(room.cora, source, "Archived link", archived_url="https://archive.example/canal")
        source = await room.pick(room.cora, sources, "1. A map, The office")
        assert "https://archive.example/canal" in room.seen(source).text


async def test_every_part_has_a_form_and_evidence_and_rebuttals_are_picked_by_kind_and_target(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.whole_draft(room.cora)
        for part, values in {
            "Evidence": {"kind": ["study"], "what": "A study of the mud.", "sources": ["office1950"]},
            "Rebuttals": {"against": ["study"], "what": "The mud was moved.", "sources": ["office1950"]},
            "Claimants": {"who": "The town", "when": "every summer"},
            "Phrasings": {"text": "is the canal older than the cathedral"},
            "Names": {"text": "The Cathedral"},
            "Not this": {"text": "how long is the canal"},
        }.items():
            pieces = await room.click(room.cora, draft, part)
            form = await room.pick(room.cora, pieces, "0")
            pieces = await room.submit(room.cora, form, **values)
            assert sentences.SAVED in room.seen(pieces).text, part
            draft = await room.click(room.cora, pieces, "Back to the draft")
        await room.click(room.owner, await room.slash(room.owner, "settings"), "Show full cards")
        card = room.seen(await room.click(room.cora, draft, "Preview")).text
        assert "On the study: The mud was moved. [1]" in card and "The town (every summer)" in card


async def test_a_preview_is_the_very_card_that_askers_get(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.whole_draft(room.cora)
        preview = room.seen(await room.slash(room.cora, "entry preview", entry=ENTRY)).text
        draft = await room.slash(room.cora, "entry edit", entry=ENTRY)
        await room.fill(room.cora, draft, "Publish")
        card = await asked(room)
        assert card == preview


async def test_a_question_is_tried_with_the_drafts_included(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        before = await room.slash(room.cora, "entry test", question=CLAIM)
        assert f"`{ENTRY}`" not in room.seen(before).text
        await room.whole_draft(room.cora)
        tried = room.seen(await room.slash(room.cora, "entry test", question=CLAIM)).text
        assert f"The nearest: `{ENTRY}`" in tried and f"With the drafts of `{ENTRY}`" in tried
        assert "No entry is about that" in await asked(room)


async def test_a_change_says_what_kind_it_is_and_history_shows_it(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        draft = await room.slash(room.carl, "entry edit", entry=ENTRY)
        draft = await room.fill(room.carl, draft, "Answer", answer="Most of it was dug ten years before.")
        assert "~~two~~ **ten**" in room.seen(draft).text
        refused = await room.fill(room.carl, draft, "Publish", kind="correction", words="")
        assert "Not done" in room.seen(refused).text and "sentence that askers will read" in room.seen(refused).text
        form = await room.click(room.carl, refused, "Publish")
        chosen = [
            one["value"] for one in form.modal.fields["What kind of change is it?"]["options"] if one.get("default")
        ]
        assert chosen == ["correction"]
        done = await room.submit(room.carl, form, kind="correction", words="It was ten years, not two.")
        assert "revision 2" in room.seen(done).text
        assert "ten years before" in await asked(room)
        history = room.seen(await room.slash(room.cora, "entry history", entry=ENTRY)).text
        for words in ("Revision 2", "correction", "It was ten years, not two.", f"<@{room.carl.id}>", "Revision 1"):
            assert words in history


async def test_revert_retire_and_restore(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        draft = await room.slash(room.cora, "entry edit", entry=ENTRY)
        draft = await room.fill(room.cora, draft, "Answer", answer="Something else.")
        await room.fill(room.cora, draft, "Publish", kind="update", words="We know more.")
        before = await room.slash(room.carl, "entry revert", entry=ENTRY, revision=1)
        assert "two years before" not in await asked(room), "it is only shown what would change"
        await room.fill(room.carl, before.messages[0], "Publish it again", kind="update", words="The first was right.")
        assert "two years before" in await asked(room)
        unknown = await room.slash(room.carl, "entry revert", entry=ENTRY, revision=9)
        assert "no revision 9" in unknown.text
        await room.slash(room.carl, "entry retire", entry=ENTRY, reason="It does not hold.")
        assert "No entry is about that" in await asked(room)
        again = await room.slash(room.carl, "entry retire", entry=ENTRY, reason="It does not hold.")
        assert "is retired, so it cannot be retired" in again.text
        shown = await room.slash(room.cora, "entry show", entry=ENTRY)
        assert "It is retired." in shown.text
        await room.slash(room.cora, "entry restore", entry=ENTRY)
        assert "two years before" in await asked(room)


async def test_two_people_publish_where_the_server_wants_it(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        settings = await room.slash(room.owner, "settings")
        await room.click(room.owner, settings, "Ask for two people")
        draft = await room.whole_draft(room.cora)
        assert "Publish" not in [one.label for one in room.seen(draft).buttons]
        await room.fill(room.cora, draft, "Put into review")
        waiting = room.desk.messages[-1]
        assert "waits for review" in waiting.text or "waits for review" in room.desk.messages[-2].text
        own = await room.slash(room.cora, "entry edit", entry=ENTRY)
        refused = await room.fill(room.cora, own, "Publish")
        assert "two people publish" in room.seen(refused).text
        theirs = await room.slash(room.carl, "entry edit", entry=ENTRY)
        done = await room.fill(room.carl, theirs, "Publish")
        assert "is published" in room.seen(done).text


async def test_a_shared_entry_is_overridden_and_hidden_on_this_server_alone(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        other = room.here.discord.server("Elsewhere")
        before = await asked(room, SHARED_QUESTION)
        await room.slash(room.cora, "entry hide", entry=SHARED)
        hidden = await asked(room, SHARED_QUESTION)
        assert hidden != before and "points against" not in hidden
        elsewhere = await room.here.discord.slash(
            room.eve, other.channels[0], "ask", question=SHARED_QUESTION, private=True
        )
        assert elsewhere.text == before
        await room.slash(room.cora, "entry unhide", entry=SHARED)
        draft = await room.slash(room.cora, "entry edit", entry=SHARED)
        draft = await room.fill(room.cora, draft, "Answer", answer="This server says so.")
        await room.fill(room.cora, draft, "Publish", kind="update", words="We know more.")
        assert "This server says so." in await asked(room, SHARED_QUESTION)
        gone = await room.slash(room.cora, "entry retire", entry=SHARED, reason="The shared one is better.")
        assert "the shared one answers again" in gone.text
        assert await asked(room, SHARED_QUESTION) == before


async def test_entries_are_listed_by_state_on_pages(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        await room.slash(room.cora, "entry new", claim="Another claim altogether.", id="another-one")
        drafts = room.seen(await room.slash(room.cora, "entry list", state="draft")).text
        assert "`another-one`" in drafts and ENTRY not in drafts
        first = await room.slash(room.cora, "entry list")
        assert "Page 1 of" in room.seen(first).text
        second = await room.click(room.cora, first, "Next")
        assert "Page 2 of" in room.seen(second).text


async def test_a_file_is_taken_in_after_a_dry_run_and_exported_the_same(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        export = await room.slash(room.cora, "entry export", form="json")
        assert export.message.ephemeral
        text = await room.here.worker.run(lambda store: _export(store, room.audience))
        changed = json.loads(text)
        changed["entries"][0]["answer"] = "Changed in the file."
        changed["entries"].append({**changed["entries"][0], "id": "second-one"})
        report = await _import(room, json.dumps(changed))
        assert f"{ENTRY}: **changed**" in report.text and "second-one: **new**" in report.text
        done = await room.fill(room.cora, report.message, "Import", kind="update", words="We know more.")
        assert "Published: 2." in room.seen(done).text
        again = await room.click(room.cora, report.message, "Import") if report.message.buttons else None
        assert again is None or again.modal
        wrong = await _import(room, json.dumps([{"id": "bad", "claim": "x"}]))
        assert "bad: **wrong**" in wrong.text and not wrong.message.buttons
        assert "not valid TOML" in (await _import(room, "=")).text


def _export(store, audience: Audience) -> str:  # type: ignore[no-untyped-def]
    from knowledge.moderation.importing import export

    return export(store, audience, "json")


async def test_a_file_that_brings_nothing_new_is_not_called_wrong(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        text = await room.here.worker.run(lambda store: importing.export(store, room.audience, JSON))
        report = (await _import(room, text)).text
        assert "**same**" in report and "all of it stands here already" in report and "Mend" not in report


async def _import(room: Newsroom, text: str):  # type: ignore[no-untyped-def]
    file = room.here.discord.world.file("entries.json", text.encode())
    return await room.slash(room.cora, "entry import", file=file)
