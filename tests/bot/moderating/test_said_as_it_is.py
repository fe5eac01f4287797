"""What moderators are told an entry is, and what each command offers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenes.asking import CIA, CIA_QUESTION, ZETAS
from tests.scenes.moderating import CLAIM, Newsroom, newsroom

pytestmark = pytest.mark.asyncio

ENTRY = "harbour-canal-dug-cathedral"
COMMANDS = ("edit", "show", "preview", "history", "revert", "retire", "restore", "hide", "unhide", "export")


async def overridden(room: Newsroom, entry: str = CIA) -> None:
    """Publish this server's own version of a shared entry."""
    draft = await room.slash(room.cora, "entry edit", entry=entry)
    draft = await room.fill(room.cora, draft, "Answer", answer="This server says so.")
    await room.fill(room.cora, draft, "Publish", kind="update", words="We know more.")


async def offered(room: Newsroom, words: str) -> dict[str, list[tuple[str, str]]]:
    """Return what each command offers for some words."""
    found = {}
    for command in COMMANDS:
        room.here.clock.seconds += 100
        response = await room.here.discord.autocomplete(room.cora, room.channel, f"entry {command}", entry=words)
        found[command] = response.choices
    return found


def by_command(found: dict[str, list[tuple[str, str]]], entry: str) -> dict[str, str]:
    """Return the state in which each command that offers an entry names it."""
    labels = {}
    for command, choices in found.items():
        for label, value in choices:
            if value == entry:
                labels[command] = label.split(" · ")[0] if " · " in label else ""
    return labels


async def test_hiding_a_shared_entry_says_that_the_own_version_goes_on_answering(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await overridden(room)
        said = (await room.slash(room.cora, "entry hide", entry=CIA)).text
        assert "own version goes on answering" in said and "hidden from this server" not in said
        assert "This server says so." in (await room.slash(room.eve, "ask", question=CIA_QUESTION, private=True)).text
        shown = (await room.slash(room.cora, "entry show", entry=CIA)).messages[0].text
        assert "It is published." in shown and "own version" in shown and "which is hidden here" in shown
        await room.slash(room.cora, "entry retire", entry=CIA, reason="No.")
        assert "It is retired" in (await room.slash(room.cora, "entry show", entry=CIA)).messages[0].text
        back = (await room.slash(room.cora, "entry unhide", entry=CIA)).text
        assert "shown to this server's askers again" in back


async def test_a_hidden_entry_is_shown_as_what_it_is(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.slash(room.cora, "entry hide", entry=CIA)
        shown = await room.slash(room.cora, "entry show", entry=CIA)
        assert "It is hidden." in shown.messages[0].text and "Kept by: the pack" in shown.messages[0].text
        assert "Nothing of it was ever published" not in shown.text and "CIA" in shown.messages[1].text


async def test_a_published_entry_is_not_discarded_with_its_draft(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora)
        draft = await room.slash(room.cora, "entry edit", entry=ENTRY)
        draft = await room.click(room.cora, draft, "Discard")
        await room.click(room.cora, draft, "Yes, discard it")
        assert "It is published." in (await room.slash(room.cora, "entry show", entry=ENTRY)).messages[0].text
        labels = by_command(await offered(room, "harbour canal"), ENTRY)
        assert set(labels.values()) == {""}


async def test_an_entry_of_a_pack_that_is_switched_off_is_said_to_be(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        settings = await room.slash(room.owner, "settings")
        await room.pick(room.owner, settings, "central-america", menu="Packs to switch off (none: pick nothing)")
        shown = await room.slash(room.cora, "entry show", entry=CIA)
        assert "It is switched off." in shown.messages[0].text
        listed = room.seen(await room.slash(room.cora, "entry list", state="switched off")).text
        assert "46 entries" in listed and "switched off, shared" in listed


async def test_each_command_offers_what_it_can_do_something_with_by_words_of_the_claim(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        always = {"edit": "", "show": ""}
        seen = {**always, "preview": "", "history": "", "export": ""}
        draft = await room.slash(room.cora, "entry new", claim=CLAIM)
        words = "cathedral HARBOUR"
        begun = dict.fromkeys(("edit", "show", "preview"), "draft")
        assert by_command(await offered(room, words), ENTRY) == begun
        draft = await room.click(room.cora, draft, "Discard")
        await room.click(room.cora, draft, "Yes, discard it")
        assert by_command(await offered(room, words), ENTRY) == dict.fromkeys(always, "discarded")
        await room.slash(room.cora, "entry edit", entry=ENTRY)
        await room.published(room.cora)
        assert by_command(await offered(room, words), ENTRY) == {**seen, "retire": ""}
        draft = await room.slash(room.cora, "entry edit", entry=ENTRY)
        draft = await room.fill(room.cora, draft, "Answer", answer="Another answer.")
        assert by_command(await offered(room, words), ENTRY) == {**seen, **begun, "retire": ""}
        await room.fill(room.cora, draft, "Publish", kind="update", words="We know more.")
        assert by_command(await offered(room, words), ENTRY) == {**seen, "retire": "", "revert": ""}
        await room.slash(room.cora, "entry retire", entry=ENTRY, reason="No.")
        retired = dict.fromkeys(("edit", "show", "history", "restore"), "retired")
        assert by_command(await offered(room, words), ENTRY) == retired
        # A shared one: as it is, hidden, and with an own version on top of the hidden one.
        words = "cia"
        assert by_command(await offered(room, words), CIA) == {**seen, "hide": ""}
        await room.slash(room.cora, "entry hide", entry=CIA)
        hidden = dict.fromkeys(("edit", "show", "history", "unhide", "export"), "hidden")
        assert by_command(await offered(room, words), CIA) == hidden
        await overridden(room)
        assert by_command(await offered(room, words), CIA) == {**seen, "retire": "", "unhide": "hidden"}
        assert ZETAS not in str((await offered(room, "cathedral"))["hide"])
