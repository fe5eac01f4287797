"""The page, from the payloads that the real bot sends for every entry that comes with it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from bot.app.running import made_bot
from bot.cards.card import CAVEATS, CLAIM, REBUTTALS, SOURCES, Card, answer_card
from bot.settings import Settings
from knowledge.answering.library import Answer
from knowledge.store import SHARED
from tests.discord_double import DiscordDouble
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


@pytest.mark.asyncio
async def test_every_text_of_every_card_is_on_the_page(tmp_path: Path) -> None:
    async with DiscordDouble() as double, made_bot(Settings(database_path=tmp_path / "pages.db")) as bot:
        server = double.server("Newsroom")
        await double.start(bot)
        for shown in bot.library().browse(SHARED):
            entry = shown.entry
            response = await double.slash(double.user("Dana"), server.channels[0], "ask", question=entry.id)
            html = page_of([Shown(response.message, user=double.user("Dana"), command="ask")])
            check(answer_card(Answer(shown, 1.0)), read(html))
            assert f"--edge: #{entry.verdict.colour:06x}" in html
            assert all(f">{label}</button>" in html for label in response.labels)
            assert set(re.findall(r'href="([^"]+)"', html)) <= {
                link.replace("&", "&amp;") for source in entry.sources for link in source.links
            }


@pytest.mark.asyncio
async def test_every_scene_has_a_page_and_the_fullest_entry_keeps_what_must_be_kept(tmp_path: Path) -> None:
    found = await scenes(tmp_path)
    assert {"card", "evidence", "sources", "not-mine", "longest", "no-entry"} <= set(found)
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
    assert "Which claim do you mean?" in read(page_of(found["not-mine"]))
    assert "No entry is about that yet." in read(page_of(found["no-entry"]))
