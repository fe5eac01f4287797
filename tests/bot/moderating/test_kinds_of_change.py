"""Saying in which way something changes: nobody is led to call a verdict turned round a minor change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.discord_double import Response
from tests.scenes.moderating import Newsroom, newsroom

pytestmark = pytest.mark.asyncio

ENTRY = "harbour-canal-dug-cathedral"
LABEL = "What kind of change is it?"


def picked(form: Response) -> list[str]:
    return [one["value"] for one in form.modal.fields[LABEL]["options"] if one.get("default")]


async def changed(room: Newsroom, part: str) -> Response:
    """Change one part of the published entry, and return its draft."""
    draft = await room.slash(room.cora, "entry edit", entry=ENTRY)
    if part == "claim":
        return await room.fill(room.cora, draft, "Claim and verdict", claim="The canal is older than the cathedral.")
    if part == "verdict":
        return await room.fill(room.cora, draft, "Claim and verdict", verdict="false")
    if part == "answer":
        return await room.fill(room.cora, draft, "Answer", answer="None of it was dug before.")
    pieces = await room.click(room.cora, draft, "Caveats")
    if part == "a caveat more":
        form = await room.pick(room.cora, pieces, "Add another caveat")
        pieces = await room.submit(room.cora, form, what="A second caveat.", sources=["office1950"])
    else:
        piece = await room.pick(room.cora, pieces, "1. Its mouth was dug later.")
        pieces = await room.click(room.cora, piece, "Remove")
    return await room.click(room.cora, pieces, "Back to the draft")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("claim", "Claim changed"), ("verdict", "Verdict changed: [-mostly-true-] [+false+]"),
        ("answer", "Answer changed"), ("a caveat more", "Caveat 1 added"), ("a caveat less", "Caveat 1 removed"),
    ],
)  # fmt: skip
async def test_what_askers_read_is_never_a_minor_change(tmp_path: Path, part: str, said: str) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        form = await room.click(room.cora, await changed(room, part), "Publish")
        assert picked(form) == []
        refused = await room.submit(room.cora, form, kind="minor", words="Nothing much.")
        text = room.seen(refused).text.replace("\\", "")
        assert "Not done" in text and "not minor" in text and said in text
        again = await room.click(room.cora, refused, "Publish")
        assert picked(again) == [], "what was refused is not offered again"
        assert again.modal.fields["What changed, for askers"]["value"] == "Nothing much."
        done = await room.submit(room.cora, again, kind="update", words="We know more.")
        assert "revision 2" in room.seen(done).text


async def test_a_source_or_a_phrasing_is_a_minor_change(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        draft = await room.slash(room.cora, "entry edit", entry=ENTRY)
        pieces = await room.click(room.cora, draft, "Phrasings")
        form = await room.pick(room.cora, pieces, "Add another phrasing")
        pieces = await room.submit(room.cora, form, text="is the canal the older of the two")
        draft = await room.click(room.cora, pieces, "Back to the draft")
        done = await room.fill(room.cora, draft, "Publish", kind="minor")
        assert "revision 2" in room.seen(done).text


async def test_neither_a_file_nor_going_back_nor_review_walks_round_it(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        export = await room.slash(room.cora, "entry export", form="json")
        whole = json.loads(room.here.discord.world.files[export.message.data["attachments"][0]["url"]])
        whole["entries"][0]["verdict"] = "false"
        file = room.here.discord.world.file("a.json", json.dumps(whole).encode())
        report = await room.slash(room.cora, "entry import", file=file)
        form = await room.click(room.cora, report.message, "Import")
        assert picked(form) == []
        refused = await room.submit(room.cora, form, kind="minor", words="Nothing much.")
        assert "Verdict changed" in refused.text and "Nothing much." in refused.text
        draft = await room.fill(room.cora, await changed(room, "verdict"), "Publish", kind="correction", words="Wrong.")
        shown = await room.slash(room.cora, "entry revert", entry=ENTRY, revision=1)
        assert "Verdict changed: ~~false~~ **mostly-true**" in shown.messages[0].text
        assert "mostly true" in shown.messages[1].text.lower(), "the card that askers would get"
        form = await room.click(room.cora, shown.messages[0], "Publish it again")
        assert picked(form) == []
        refused = await room.submit(room.cora, form, kind="minor", words="Nothing much.")
        assert "not minor" in refused.text and "Nothing much." in refused.text
        # What only the desk itself may say is nobody's choice.
        forged = await room.click(room.cora, shown.messages[0], "Publish it again")
        forged.modal.fields[LABEL]["options"].append({"value": "restored", "label": "Restored"})
        refused = await room.submit(room.cora, forged, kind="restored", words="So.")
        assert "Say whether it is minor" in refused.text
        await room.click(room.owner, await room.slash(room.owner, "settings"), "Ask for two people")
        draft = await changed(room, "answer")
        refused = await room.fill(room.cora, draft, "Put into review", kind="minor", words="Nothing much.")
        assert "not minor" in room.seen(refused).text
        assert await room.here.rows("SELECT max(number) FROM revisions WHERE entry = ?", ENTRY) == [(2,)]
