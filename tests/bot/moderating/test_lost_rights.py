"""A role that is lost while a form is open: nothing that was typed is lost. And channels one cannot write to."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.moderating import sentences
from tests.scenes.asking import UNKNOWN
from tests.scenes.moderating import CLAIM, newsroom

pytestmark = pytest.mark.asyncio

ENTRY = "harbour-canal-dug-cathedral"


async def test_a_form_of_a_part_is_quoted_back_and_kept_for_those_who_may(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.slash(room.cora, "entry new", claim=CLAIM)
        form = await room.click(room.cora, draft, "Answer")
        room.server.member(room.cora, roles=())
        refused = await room.submit(room.cora, form, answer="Typed for an hour.", would_change="A map.")
        text = room.seen(refused).text
        assert sentences.NOT_A_CURATOR in text and "Typed for an hour." in text and "A map." in text
        assert "kept for those who may" in text and room.seen(refused).ephemeral
        theirs = await room.slash(room.carl, "entry edit", entry=ENTRY)
        assert "Typed for an hour." not in room.seen(theirs).text, "nothing was changed"
        earlier = await room.click(room.carl, theirs, "Earlier texts")
        assert "Typed for an hour." in room.seen(earlier).text and "no curator any more" in room.seen(earlier).text
        told = room.desk.messages[-1]
        assert "Typed for an hour." in told.text and f"<@{room.cora.id}>" in told.text
        again = await room.click(room.carl, told, "Open the form with it")
        saved = await room.submit(room.carl, again)
        assert "Typed for an hour." in room.seen(saved).text


async def test_somebody_who_never_was_a_curator_leaves_nothing_behind(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.slash(room.cora, "entry new", claim=CLAIM)
        theirs = await room.slash(room.carl, "entry edit", entry=ENTRY)
        form = await room.click(room.carl, theirs, "Answer")
        edits = await room.here.rows("SELECT count(*) FROM draft_edits")
        refused = await room.here.discord.submit(room.eve, form, {"Answer": "Let me in."})
        assert "Let me in." in refused.text and "kept" not in refused.text
        assert await room.here.rows("SELECT count(*) FROM draft_edits") == edits


async def test_what_is_typed_in_any_other_form_is_quoted_back(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        await room.slash(room.eve, "ask", question=UNKNOWN)
        draft = await room.slash(room.cora, "entry edit", entry=ENTRY)
        draft = await room.fill(room.cora, draft, "Answer", answer="Another answer.")
        queue = await room.slash(room.cora, "queue")
        item = await room.pick(room.cora, queue, room.seen(queue).selects[0]["options"][0]["value"])
        forms = [
            (await room.click(room.cora, draft, "Publish"), {"kind": "update", "words": "A sentence that took long."}),
            (await room.click(room.cora, item, "Dismiss with a reason"), {"words": "A reason that took long."}),
        ]
        room.server.member(room.cora, roles=())
        for form, values in forms:
            refused = await room.submit(room.cora, form, **values)
            assert sentences.NOT_A_CURATOR in refused.text and values["words"] in refused.text
            assert room.seen(refused).ephemeral


async def test_a_moderators_channel_in_which_the_bot_cannot_write_is_refused(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        discord = room.here.discord
        closed = discord.channel(room.server, "closed", bot_may_send=False)
        settings = await room.slash(room.owner, "settings")
        menu = "Moderators' channel (none: pick nothing)"
        refused = await room.pick(room.owner, settings, closed, menu=menu)
        assert (
            "cannot write in" in refused.text
            and "Send Messages" in refused.text
            and "Nothing was changed" in refused.text
        )
        assert room.here.bot.library().settings(room.audience).channel == room.desk.id
        other = discord.channel(room.server, "open")
        await room.pick(room.owner, settings, other, menu=menu)
        assert room.here.bot.library().settings(room.audience).channel == other.id
