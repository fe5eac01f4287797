"""What the forms of a draft make of what is typed: dates as people write them, lines, a form that is sent twice."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.discord_double import Response
from tests.scenes.asking import CIA
from tests.scenes.moderating import CLAIM, Newsroom, newsroom

pytestmark = pytest.mark.asyncio

SOURCE = {"url": "https://a.example/canal", "title": "A map", "publisher": "The office", "kind": ["book"]}


async def source_form(room: Newsroom, draft: Response) -> Response:
    return await room.pick(room.cora, await room.click(room.cora, draft, "Sources"), "Add another source")


async def sources(room: Newsroom) -> list[dict[str, Any]]:
    drafts = await room.here.worker.run(lambda store: store.drafts.all_open(room.audience))
    return list(drafts[0].body["pieces"]["sources"])


@pytest.mark.parametrize(
    ("typed", "author", "date"),
    [
        ("8 April 2012", None, "2012-04-08"), ("April 2012", None, "2012-04"),
        ("Jane Doe 2012-04-08", "Jane Doe", "2012-04-08"), ("Jane Doe, 8 de abril de 2012", "Jane Doe", "2012-04-08"),
        ("Jane Doe", "Jane Doe", None),
    ],
)  # fmt: skip
async def test_author_and_date_are_told_apart(tmp_path: Path, typed: str, author: str | None, date: str | None) -> None:
    async with newsroom(tmp_path) as room:
        form = await source_form(room, await room.slash(room.cora, "entry new", claim=CLAIM))
        await room.submit(room.cora, form, **SOURCE, author_date=typed)
        (one,) = await sources(room)
        assert (one.get("author"), one.get("date")) == (author, date)


async def test_a_day_that_is_none_or_may_be_two_is_asked_for_again(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.slash(room.cora, "entry new", claim=CLAIM)
        for typed, said in (
            ("Doe, 04/08/2012", "4 August 2012 or 8 April 2012"),
            ("Doe, 31 April 2012", "no real date"),
        ):
            draft = await room.slash(room.cora, "entry edit", entry="harbour-canal-dug-cathedral")
            refused = await room.submit(room.cora, await source_form(room, draft), **SOURCE, author_date=typed)
            assert "Not saved" in room.seen(refused).text and said in room.seen(refused).text
            again = await room.click(room.cora, refused, "Open the form again")
            assert again.modal.fields["Author, date"]["value"] == typed
        draft = await room.slash(room.cora, "entry edit", entry="harbour-canal-dug-cathedral")
        saved = await room.fill(room.cora, draft, "Dates", as_of="8 de abril de 2012", review_by="mayo de 2030")
        assert "2012-04-08" in room.seen(saved).text


async def test_a_day_that_lies_ahead_is_asked_about(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.slash(room.cora, "entry new", claim=CLAIM)
        form = await source_form(room, draft)
        saved = await room.submit(room.cora, form, **SOURCE, author_date="Doe, 8 April 2112")
        assert "8 April 2112 lies ahead" in room.seen(saved).text and "Is that day right?" in room.seen(saved).text
        draft = await room.click(room.cora, saved, "Back to the draft")
        draft = await room.fill(room.cora, draft, "Dates", as_of="May 2031", review_by="2031")
        text = room.seen(draft).text
        assert "May 2031 lies ahead" in text and "8 April 2112 lies ahead" in text
        assert text.count("lies ahead") == 2, "a review is meant to lie ahead"


@pytest.mark.parametrize(
    ("part", "key", "one"),
    [
        ("Answer", "answer", ""),
        ("Answer", "would_change", ""),
        ("Caveats", "what", "caveat"),
        ("Evidence", "what", "piece of evidence"),
    ],
)
async def test_lines_are_not_folded_in_silence(tmp_path: Path, part: str, key: str, one: str) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.slash(room.cora, "entry new", claim=CLAIM)
        text = "Three things:\n- the first\n- the second"
        opened = await room.click(room.cora, draft, part)
        form = await room.pick(room.cora, opened, f"Add another {one}") if one else opened
        more = {"kind": ["study"]} if part == "Evidence" else {}
        refused = await room.submit(room.cora, form, **{key: text}, **more)
        assert "several lines" in room.seen(refused).text and "Not saved" in room.seen(refused).text
        again = await room.click(room.cora, refused, "Open the form again")
        assert text in [field.get("value") for field in again.modal.fields.values()]
        await room.click(room.cora, refused, "Save it as one paragraph")
        drafts = await room.here.worker.run(lambda store: store.drafts.all_open(room.audience))
        assert "Three things: - the first - the second" in str(drafts[0].body)


async def test_a_form_that_is_sent_twice_makes_one_piece(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        form = await source_form(room, await room.slash(room.cora, "entry new", claim=CLAIM))
        await asyncio.gather(*(room.submit(room.cora, form, **SOURCE, author_date="Doe, 1950") for _ in range(2)))
        assert len(await sources(room)) == 1
        # The same words in a form that was opened afterwards are meant.
        draft = await room.slash(room.cora, "entry edit", entry="harbour-canal-dug-cathedral")
        await room.submit(room.cora, await source_form(room, draft), **SOURCE, author_date="Doe, 1950")
        assert len(await sources(room)) == 2


async def test_a_command_that_is_sent_twice_begins_one_draft(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        for _ in range(2):
            await room.slash(room.cora, "entry new", claim=CLAIM)
        assert await room.here.rows("SELECT entry FROM drafts") == [("harbour-canal-dug-cathedral",)]


async def test_what_an_editor_would_ask_stands_on_the_drafts_card(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.slash(room.cora, "entry new", claim="The canal was not dug before the cathedral.")
        assert "it is in the negative" in room.seen(draft).text
        draft = await room.whole_draft(room.carl)
        assert "there is only one" in room.seen(draft).text
        other = room.here.bot.library().show(CIA, room.audience)
        assert other is not None
        form = await room.pick(room.carl, await room.click(room.carl, draft, "Phrasings"), "Add another phrasing")
        pieces = await room.submit(room.carl, form, text=other.entry.phrasings[0])
        draft = await room.click(room.carl, pieces, "Back to the draft")
        assert f"is near the entry {CIA}" in room.seen(draft).text.replace("\\", "")
        done = await room.fill(room.carl, draft, "Publish")
        assert "is published" in room.seen(done).text, "nothing of it is in the way"
