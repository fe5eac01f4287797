"""What is added to a shared entry lies on top of it: the entry goes on following its pack, and keeps its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.answering.library import PublishedEntry
from knowledge.store import SHARED, Store
from tests.scenes.asking import CIA, restarted, scene
from tests.scenes.moderating import Newsroom, furnished, newsroom

pytestmark = pytest.mark.asyncio

PHRASING, NEAR_MISS = "did langley invent the mara salvatrucha gang", "did the cia create barrio 18"


def shown(room: Newsroom) -> PublishedEntry:
    found = room.here.bot.library().show(CIA, room.audience)
    assert found is not None
    return found


async def added(room: Newsroom) -> None:
    """Add a phrasing and a near-miss by the draft's forms, and publish them."""
    draft = await room.slash(room.cora, "entry edit", entry=CIA)
    for part, one, text in (("Phrasings", "phrasing", PHRASING), ("Not this", "near-miss", NEAR_MISS)):
        pieces = await room.click(room.cora, draft, part)
        form = await room.pick(room.cora, pieces, f"Add another {one}", menu=f"Pick a {one}, or add one")
        draft = await room.click(room.cora, await room.submit(room.cora, form, text=text), "Back to the draft")
    form = await room.click(room.cora, draft, "Publish")
    assert "What kind of change is it?" not in form.modal.fields, "nothing that askers read is changed"
    done = await room.submit(room.cora, form)
    assert "on top of the shared" in room.seen(done).text and "following its pack" in room.seen(done).text


async def test_the_entry_stays_the_packs_and_follows_it(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        before = shown(room)
        await added(room)
        after = shown(room)
        assert (after.pack, after.revision) == (before.pack, before.revision) and before.pack
        assert PHRASING in after.entry.phrasings and NEAR_MISS in after.entry.not_this
        assert before.pack in (await room.slash(room.eve, "ask", question=CIA)).text
        state = (await room.slash(room.cora, "entry show", entry=CIA)).messages[0].text
        assert "On top of it, for this server alone: 1 phrasing, 1 refused question" in state
        assert "own version" not in state and f"the pack “{before.pack}”" in state
        elsewhere = room.here.discord.server("Elsewhere")
        assert room.here.bot.library().show(CIA, SHARED) == before
        assert elsewhere.id != room.server.id
        assert not await room.here.rows("SELECT 1 FROM revisions WHERE server > 0")

        def changed(store: Store) -> None:
            shared = store.revisions.latest(SHARED, CIA)
            assert shared is not None
            with store.transaction():
                body = {**shared.body, "answer": "The pack says something new.", "phrasings": ["how was ms-13 made"]}
                store.revisions.add(
                    SHARED, CIA, body, state="published", kind="update", at="2026", origin=shared.origin,
                )  # fmt: skip

        await room.here.worker.run(changed)
        await room.here.bot.refresh_library()
        assert shown(room).entry.answer == "The pack says something new."
        assert shown(room).entry.phrasings == ("how was ms-13 made", PHRASING) and shown(room).pack == before.pack


async def test_it_lasts_over_a_restart_hiding_and_a_version_of_the_servers_own(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        room = await furnished(here)
        await added(room)
        async with restarted(here, tmp_path) as after:
            room.here = after
            assert PHRASING in shown(room).entry.phrasings
            await room.slash(room.cora, "entry hide", entry=CIA)
            assert after.bot.library().show(CIA, room.audience) is None
            await room.slash(room.cora, "entry unhide", entry=CIA)
            assert PHRASING in shown(room).entry.phrasings and shown(room).pack
            draft = await room.slash(room.cora, "entry edit", entry=CIA)
            draft = await room.fill(room.cora, draft, "Answer", answer="This server says so.")
            await room.fill(room.cora, draft, "Publish", kind="update", words="We know more.")
            assert shown(room).pack is None and PHRASING in shown(room).entry.phrasings
            await room.slash(room.cora, "entry retire", entry=CIA, reason="No.")
            assert shown(room).pack and PHRASING in shown(room).entry.phrasings


async def test_it_is_undone_taken_out_and_added_once(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        before = shown(room)
        await added(room)
        again = await room.slash(room.cora, "entry edit", entry=CIA)
        refused = await room.fill(room.cora, again, "Publish")
        assert "Nothing differs" in room.seen(refused).text
        plan = await room.slash(room.owner, "undo", who=room.cora, since="1d")
        assert f"addition `{CIA}`" in room.seen(plan).text and PHRASING in room.seen(plan).text
        await room.click(room.owner, plan, "Undo")
        assert shown(room) == before
        plan = await room.slash(room.carl, "undo", who=room.owner, since="1d")
        assert f"addition `{CIA}`" in room.seen(plan).text


async def test_where_two_people_publish_it_waits_for_the_second(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        before = shown(room)
        await room.click(room.owner, await room.slash(room.owner, "settings"), "Ask for two people")
        draft = await room.slash(room.cora, "entry edit", entry=CIA)
        pieces = await room.click(room.cora, draft, "Phrasings")
        form = await room.pick(room.cora, pieces, "Add another phrasing", menu="Pick a phrasing, or add one")
        pieces = await room.submit(room.cora, form, text=PHRASING)
        draft = await room.click(room.cora, pieces, "Back to the draft")
        await room.fill(room.cora, draft, "Put into review")
        assert shown(room) == before
        theirs = await room.slash(room.carl, "entry edit", entry=CIA)
        await room.fill(room.carl, theirs, "Publish")
        assert PHRASING in shown(room).entry.phrasings and shown(room).pack == before.pack
