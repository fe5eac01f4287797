"""The card in Discord: within every limit whatever the entry, and caveats never cut."""

from __future__ import annotations

import asyncio
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.asking.views import CardStyle, card_container
from bot.cards.card import answer_card
from bot.cards.fitting import card_texts
from bot.cards.markdown import defuse, escape
from bot.cards.pages import MOST_ON_A_PAGE, part_pages
from bot.cards.texts import ENGLISH
from knowledge.answering.followup import AnswerPart
from knowledge.answering.library import Answer, PublishedEntry
from knowledge.entries.entry import Entry
from knowledge.matching.outcome import Focus
from tests.scenes.entries import entries, largest_entry, whole_entry

CHARACTERS, COMPONENTS, ROW_AND_CONTROLS = 4000, 40, 6
QUICK = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def texts_of(entry: Entry, *, opposite: bool = False, focus: Focus | None = None, note: str = "") -> tuple[str, ...]:
    answer = Answer(PublishedEntry(entry, 7, "A pack"), 1.0, opposite, focus)
    return card_texts(answer_card(answer, (note,) if note else ()))


def check_whole(entry: Entry, texts: tuple[str, ...]) -> None:
    everything = "\n".join(texts)
    for kept in (entry.claim, entry.answer, *(caveat.what for caveat in entry.caveats)):
        assert escape(kept) in everything or defuse(kept) in everything
    assert entry.verdict.word.capitalize() in texts[0]
    assert entry.as_of.written_out() in everything
    assert sum(map(len, texts)) <= CHARACTERS


@QUICK
@given(entries(), st.booleans())
def test_any_entry_fits_and_keeps_verdict_claim_answer_and_caveats(entry: Entry, opposite: bool) -> None:
    check_whole(entry, texts_of(entry, opposite=opposite))


@pytest.mark.parametrize("character", ["x", "*", "_", "🙂", "<", "\\", "é", "~", "[", "1", ">"])
@pytest.mark.parametrize("focus", [None, Focus("evidence", 1, named=True), Focus("rebuttal", 5)])
def test_the_largest_entry_fits(character: str, focus: Focus | None) -> None:
    entry = largest_entry(character)
    note = ENGLISH.own_words_only
    check_whole(entry, texts_of(entry, opposite=True, focus=focus, note=note))
    answer = Answer(PublishedEntry(entry, 1, None), 1.0, True, focus)
    container = asyncio.run(card_container(answer, CardStyle(full=True), "", (note,)))
    count = sum(1 for _ in container.walk_children()) + 1
    assert count + ROW_AND_CONTROLS <= COMPONENTS


def test_what_is_cut_is_counted_and_the_button_named() -> None:
    text = "\n".join(texts_of(largest_entry()))
    assert "-# 24 more: press *Why*" in text
    assert "-# 40 more: press *Sources*" in text


def test_rebuttals_are_cut_before_sources_and_the_strongest_stay() -> None:
    sources = [
        {
            "key": f"s{one}",
            "title": f"Title {one}",
            "publisher": "P",
            "kind": "blog",
            "url": "https://a.example/" + "x" * 150,
        }
        for one in range(10)
    ]
    rebuttals = [{"against": "claim", "what": f"{one} " + "r" * 300, "sources": ["s1"]} for one in range(10)]
    text = "\n".join(texts_of(whole_entry(sources=sources, rebuttals=rebuttals, caveats=[])))
    assert all(f"Title {one}]" in text for one in range(10))
    shown = [one for one in range(10) if f"- {one} r" in text]
    assert shown == list(range(len(shown)))
    assert 2 <= len(shown) < 10
    assert f"-# {10 - len(shown)} more: press *Why*" in text


def test_references_are_the_numbers_of_the_list() -> None:
    sources = [{"key": f"s{one}", "title": f"Title {one}", "publisher": "P", "kind": "blog"} for one in range(1, 6)]
    caveats = [{"what": "It depends.", "sources": ["s4", "s2"]}]
    text = "\n".join(texts_of(whole_entry(sources=sources, caveats=caveats)))
    assert "- It depends. [2, 4]" in text
    assert re.search(r"^2\. Title 2 · P$", text, re.MULTILINE)
    assert re.search(r"^4\. Title 4 · P$", text, re.MULTILINE)


def test_the_order_is_that_of_the_design() -> None:
    entry = whole_entry(
        claimants=[{"who": "Somebody", "when": "1969"}],
        rebuttals=[{"against": "claim", "what": "No.", "sources": ["nasa"]}],
    )
    headings = [text.splitlines()[0] for text in texts_of(entry)]
    wanted = ["Claim", "Answer", "Rebuttals", "Caveats", "As of", "Claimants", "Sources", "Kept by"]
    assert headings == ["## ✘ False", *(f"**{one}**" for one in wanted)]


@QUICK
@given(entries(), st.sampled_from(AnswerPart))
def test_pages_of_a_part_fit_and_lose_nothing(entry: Entry, part: AnswerPart) -> None:
    pages = part_pages(PublishedEntry(entry, 3, None), part)
    assert pages
    assert all(0 < len(page) <= MOST_ON_A_PAGE for page in pages)
    everything = "\n".join(pages)
    wanted = {
        AnswerPart.CAVEATS: [caveat.what for caveat in entry.caveats],
        AnswerPart.EVIDENCE: [piece.what for piece in entry.evidence]
        + [one.what for one in entry.rebuttals if one.against == "claim"],
    }
    for text in wanted.get(part, []):
        assert escape(text) in everything
    for rebuttal in entry.rebuttals if part in (AnswerPart.EVIDENCE, AnswerPart.REBUTTALS) else ():
        assert escape(rebuttal.what)[3:] in everything or escape("x" + rebuttal.what)[4:] in everything
    if part is AnswerPart.SOURCES:
        numbers = [int(found) for found in re.findall(r"^(\d+)\. ", everything, re.MULTILINE)]
        assert numbers == list(range(1, len(entry.sources) + 1))


def test_the_largest_parts_fit_on_pages() -> None:
    for character in ("x", "*", "["):
        entry = largest_entry(character)
        for part in AnswerPart:
            pages = part_pages(PublishedEntry(entry, 1, None), part)
            assert all(0 < len(page) <= MOST_ON_A_PAGE for page in pages)


def test_a_source_shows_its_archived_copy_on_the_page_of_sources() -> None:
    source = {"key": "nasa", "title": "T", "publisher": "P", "kind": "blog", "url": "https://a.example"}
    entry = whole_entry(sources=[{**source, "archived_url": "https://archive.example/1"}])
    shown = PublishedEntry(entry, 1, None)
    assert "[archived copy](<https://archive.example/1>)" in part_pages(shown, AnswerPart.SOURCES)[0]
