"""The page, from the payloads that the real bot sends for every entry that comes with it."""

from __future__ import annotations

import datetime
import re
from html import unescape
from pathlib import Path

import pytest

from bot.app.running import made_bot
from bot.cards.card import CAVEATS, CLAIM, REBUTTALS, SOURCES, Card, answer_card
from bot.settings import Settings
from knowledge.answering.library import Answer, PublishedEntry
from knowledge.entries.entry import Entry
from knowledge.moderation.audit import Curator
from knowledge.moderation.settings import change_settings
from knowledge.store import SHARED, Audience
from tests.discord_double import DiscordDouble, Response
from tests.pictures.page import Shown, page_of
from tests.pictures.scenes import fullest_entry, scenes

INLINE = re.compile(r"</?(?:a|b|i|u|s|em|strong|code|mark|span)\b[^>]*>")


def read(html: str) -> str:
    body = html[html.index("<body>") :]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", INLINE.sub("", body))).split())


def is_in(text: str, page: str) -> bool:
    return " ".join(text.split()) in page


def check(card: Card, page: str) -> None:
    """Every text is on the page, or the page says how many lines are left and which button shows them."""
    assert is_in(f"{card.verdict.sign} {card.verdict.word.capitalize()} {card.verdict.definition}", page)
    for section in card.sections:
        shown = [is_in(line.text, page) for line in section.lines]
        assert all(shown[: section.kept]) and section.kept >= (section.what in (CLAIM, CAVEATS))
        assert shown == sorted(shown, reverse=True), f"{section.heading} has a hole"
        if not all(shown) and section.what in (REBUTTALS, SOURCES):
            assert f"{shown.count(False)} more: press" in page
        if shown[0]:
            assert is_in(f"{section.heading} ", page)


def check_short(shown: PublishedEntry, page: str) -> None:
    """Check that all of a short card is on the page, in order."""
    entry = shown.entry
    as_of = f"{entry.verdict.sign} {entry.verdict.word.capitalize()} · as of {entry.as_of.written_out()}"
    caveats = [caveat.what for caveat in entry.caveats]
    wanted = [entry.claim, as_of, entry.answer, *caveats, "Sources:", f"pack “{shown.pack}”"]
    places = [page.find(" ".join(text.split())) for text in wanted]
    assert -1 not in places and places == sorted(places), (shown.id, places)


@pytest.mark.asyncio
async def test_every_text_of_every_card_is_on_the_page(tmp_path: Path) -> None:
    async with DiscordDouble() as double, made_bot(Settings(database_path=tmp_path / "pages.db")) as bot:
        server, fuller = double.server("Newsroom"), double.server("Library")
        await double.start(bot)
        who = Curator(Audience(fuller.id), 1, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
        await bot.worker.run(lambda store: change_settings(store, who, full_cards=True))
        await bot.take_in(who.audience)
        for shown in bot.library().browse(SHARED):
            for place in (server.channels[0], fuller.channels[0]):
                response = await double.slash(double.user("Dana"), place, "ask", question=shown.id)
                html = page_of([Shown(response.message, user=double.user("Dana"), command="ask")])
                if place.server is fuller:
                    check(answer_card(Answer(shown, 1.0)), read(html))
                else:
                    check_short(shown, read(html))
                check_page(shown.entry, response, html)


def check_page(entry: Entry, response: Response, html: str) -> None:
    """Check the card's colour, its buttons, and that nothing is linked but the entry's sources."""
    assert f"--edge: #{entry.verdict.colour:06x}" in html
    assert all(f">{label}</button>" in html for label in response.labels)
    assert set(re.findall(r'href="([^"]+)"', html)) <= {
        link.replace("&", "&amp;") for source in entry.sources for link in source.links
    }


@pytest.mark.asyncio
async def test_every_scene_has_a_page_and_the_fullest_entry_keeps_what_must_be_kept(tmp_path: Path) -> None:
    found = await scenes(tmp_path)
    assert {"card", "why", "sources", "who", "not-mine", "longest", "no-entry"} <= set(found)
    for theme in ("dark", "light"):
        for name, shown in found.items():
            html = page_of(shown, theme=theme)
            assert f'data-theme="{theme}"' in html and "Not So Fast" in read(html), name
            assert not re.search(r"(?:src|href)=\"(?!https?://)|url\(|@import|<script", html), "it is self-contained"
    page = read(page_of(found["longest"]))
    entry = fullest_entry()
    plain = re.compile(r"[^A-Za-z0-9 ]")
    for text in (entry.claim, entry.answer, entry.caveats[0].what):
        assert " ".join(plain.sub("", text).split()) in " ".join(plain.sub("", page).split())
    words = " ".join(plain.sub("", entry.caveats[0].what).split())
    assert " ".join(plain.sub("", page).split()).count(words) >= len(entry.caveats)
    assert "Which claim did you mean?" in read(page_of(found["not-mine"]))
    assert "No entry is about that yet." in read(page_of(found["no-entry"]))
