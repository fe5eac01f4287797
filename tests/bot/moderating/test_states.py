"""Each step of a draft and of an entry in each state, through the real buttons and commands; each refused case."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.ui.custom_ids import ComponentId
from knowledge.moderation import overrides, publishing
from knowledge.moderation.audit import Curator
from knowledge.moderation.drafts import editing, states
from knowledge.store import Store
from knowledge.store.drafts import DraftRow
from tests.discord_double import Response
from tests.scenes.asking import CIA, NOW
from tests.scenes.desk import DRAFT_TABLE, draft_of, plain, published
from tests.scenes.forging import press, send
from tests.scenes.moderating import CLAIM, Newsroom, newsroom

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]

ENTRY = "harbour-canal-dug-cathedral"
DRAFT_STATES = ("draft", "in review", "published", "discarded")
ENTRY_STATES = ("none", "draft", "published", "retired", "shared", "hidden")
# What each command does to what askers are shown of an entry; what is not here is refused.
ENTRIES = {
    ("published", "retire"): "retired",
    ("published", "revert"): "published",
    ("retired", "restore"): "published",
    ("shared", "hide"): "hidden",
    ("hidden", "unhide"): "shared",
}
SAID = ("is retired", "is published", "no entry", "shared", "not hidden", "hidden already")
COMMANDS: dict[str, dict[str, object]] = {
    "retire": {"reason": "It does not hold."},
    "revert": {"revision": 1},
    "restore": {},
    "hide": {},
    "unhide": {},
}


async def step(room: Newsroom, action: str, draft: DraftRow) -> Response:
    """Do it by the button or form of a draft, as somebody who still has the message on the screen."""
    discord, cora, place, number = room.here.discord, room.cora, room.channel, draft.number
    version = str(draft.version)
    if action == "change":
        which = ComponentId("form", number, f"answer.0.{version}")
        return await send(discord, cora, place, which, {"answer": "It does, on the whole."})
    if action in ("submit", "publish"):
        return await send(discord, cora, place, ComponentId(action, number, version), {"kind": "minor"})
    if action == "send back":
        return await send(discord, cora, place, ComponentId("send-back", number), {"words": "Mend it."})
    return await press(discord, cora, place, ComponentId("discard-sure" if action == "discard" else action, number))


async def test_each_step_of_a_draft_by_its_buttons_and_forms(tmp_path: Path) -> None:
    assert dict(states.STEPS) == DRAFT_TABLE
    async with newsroom(tmp_path) as room:
        who = Curator(room.audience, room.cora.id, NOW)

        def made(store: Store, entry: str, state: str) -> DraftRow:
            draft = draft_of(store, who, entry)
            if state == "in review":
                states.submit(store, who, draft.number)
            elif state == "discarded":
                states.discard(store, who, draft.number)
            elif state == "published":
                publishing.publish(store, who, draft.number, version=draft.version)
            return editing.get(store, who.audience, draft.number)

        actions = sorted({action for _, action in DRAFT_TABLE})
        for place, (state, action) in enumerate((state, action) for state in DRAFT_STATES for action in actions):
            draft = await room.here.worker.run(lambda store, n=place, its=state: made(store, f"entry-{n}", its))
            answer = await step(room, action, draft)
            now = await room.here.worker.run(lambda store, n=draft.number: editing.get(store, who.audience, n))
            assert now.state == DRAFT_TABLE.get((state, action), state), (state, action)
            if (state, action) not in DRAFT_TABLE:
                assert f"is {state}" in answer.text, (state, action)
                assert (now.body, now.version) == (draft.body, draft.version), (state, action)


async def test_each_command_on_an_entry_in_each_state(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        who = Curator(room.audience, room.cora.id, NOW)
        shared = iter(shown.entry.id for shown in room.here.bot.library().browse(room.audience))

        def made(store: Store, entry: str, state: str) -> None:
            if state == "draft":
                draft_of(store, who, entry)
            elif state in ("published", "retired"):
                published(store, who, entry)
                draft = editing.edit(store, who, entry)
                draft = editing.send(store, who, draft.number, "answer", 0, draft.version, {"answer": "Anew."}).draft
                publishing.publish(
                    store, who, draft.number, version=draft.version, kind="update", sentence="It changed."
                )
            if state == "retired":
                publishing.retire(store, who, entry, "It does not hold.")
            if state == "hidden":
                overrides.hide(store, who, entry, hidden=True)

        def state_of(store: Store, entry: str) -> str:
            own, choice = store.revisions.states(who.audience).get(entry), store.choices.of(who.audience).get(entry)
            if own is not None:
                return own[0]
            if choice is not None and choice.hidden:
                return "hidden"
            if store.drafts.open_for(who.audience, entry) is not None:
                return "draft"
            return "shared" if room.here.bot.library().shared_entry(entry) else "none"

        for place, (state, action) in enumerate((state, action) for state in ENTRY_STATES for action in COMMANDS):
            entry = next(shared) if state in ("shared", "hidden") else f"entry-{place}"
            await room.here.worker.run(lambda store, e=entry, its=state: made(store, e, its))
            answer = await room.slash(room.cora, f"entry {action}", entry=entry, **COMMANDS[action])
            if action == "revert" and (state, action) in ENTRIES:
                change = {"kind": "update", "words": "It was so."}
                answer = await room.fill(room.cora, answer.messages[0], "Publish it again", **change)
            now = await room.here.worker.run(lambda store, e=entry: state_of(store, e))
            assert now == ENTRIES.get((state, action), state), (state, action, answer.text)
            if (state, action) not in ENTRIES:
                assert answer.message.ephemeral and not answer.buttons, (state, action)
                assert [words for words in SAID if words in answer.text], (state, action, answer.text)


async def test_two_who_publish_at_the_same_moment_publish_once(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.whole_draft(room.cora)
        forms = []
        for user in (room.cora, room.carl):
            theirs = await room.slash(user, "entry edit", entry=ENTRY)
            forms.append((user, await room.click(user, theirs, "Publish")))
        done = await asyncio.gather(*(room.submit(user, form) for user, form in forms))
        assert sorted("is published as revision 1" in one.text for one in done) == [False, True]
        assert len(await room.here.rows("SELECT 1 FROM revisions WHERE entry = ?", ENTRY)) == 1


async def test_a_draft_that_was_changed_after_it_was_looked_at_is_not_published(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.whole_draft(room.cora)
        stale = await room.click(room.cora, draft, "Publish")
        theirs = await room.slash(room.carl, "entry edit", entry=ENTRY)
        await room.fill(room.carl, theirs, "Answer", answer="Put in at the last moment.")
        refused = await room.submit(room.cora, stale, words="A note.")
        assert "Not done" in refused.text and "changed after you looked at it" in refused.text
        assert await room.here.rows("SELECT 1 FROM revisions WHERE entry = ?", ENTRY) == []


REFUSED: dict[str, tuple[str, dict[str, object], str]] = {
    "an id that is taken": ("entry new", {"claim": CLAIM, "id": CIA}, "never used twice"),
    "an id that is none": ("entry new", {"claim": CLAIM, "id": "No Id"}, "not a short id"),
    "an entry that is not there": ("entry edit", {"entry": "nowhere"}, "no entry"),
    "a preview of nothing": ("entry preview", {"entry": "nowhere"}, "no entry"),
    "a history of nothing": ("entry history", {"entry": "nowhere"}, "no entry"),
    "an export of nothing": ("entry export", {}, "no entries or names of its own"),
    "a reason that is too long": ("entry retire", {"entry": "new-one", "reason": "x" * 301}, "at most 300"),
    "a revision that is not there": ("entry revert", {"entry": "new-one", "revision": 9}, "no revision 9"),
    "a name that is too long": ("name add", {"name": "x" * 101, "kind": "gang"}, "is no name"),
    "a name that is not there": ("name remove", {"name": "Nobody"}, "no name"),
    "a time that is none": ("undo", {"since": "soon"}, "no time span"),
}  # fmt: skip
FILES = {
    "=": "not valid TOML",
    "{": "not valid JSON",
    json.dumps([plain("file-one", sources=[])]): "**wrong**",
    json.dumps([plain("file-one", caveats=[{"what": "A.", "sources": ["nobody"]}])]): "no source of this entry",
    json.dumps([plain("file-one", answer="x" * 901)]): "901 characters",
    json.dumps([plain("file-one"), plain("file-one")]): "file-one",
}


async def test_each_refused_case_says_what_is_wrong_and_changes_nothing(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        for case, (command, options, wrong) in REFUSED.items():
            more = {"who": room.cora} if command == "undo" else {}
            if options.get("entry") == "new-one" and not await room.here.rows(
                "SELECT 1 FROM revisions WHERE server > 0"
            ):
                who = Curator(room.audience, room.cora.id, NOW)
                await room.here.worker.run(lambda store, who=who: published(store, who))
            before = await room.here.rows("SELECT count(*) FROM audit")
            refused = await room.slash(room.cora, command, **options, **more)
            assert wrong in refused.text and refused.message.ephemeral, case
            assert await room.here.rows("SELECT count(*) FROM audit") == before, case
        for text, wrong in FILES.items():
            name = "entries.toml" if text == "=" else "entries.json"
            file = room.here.discord.world.file(name, text.encode())
            refused = await room.slash(room.cora, "entry import", file=file)
            assert wrong in refused.text and "Import" not in refused.message.text, text[:60]
            assert not refused.messages[0].buttons, text[:60]
