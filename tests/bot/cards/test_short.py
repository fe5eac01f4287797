"""The short card: on a phone it fits a screen or little more, and of what it must say nothing is cut."""

from __future__ import annotations

import re
import statistics

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards.card import about_sections
from bot.cards.fitting import MOST_CHARACTERS
from bot.cards.markdown import defuse, escape
from bot.cards.sentences import corrected
from bot.cards.short import PHONE_LINE, short_card_texts, verdict_line
from bot.cards.texts import ENGLISH, TEXTS, Texts
from knowledge.answering.corrections import Correction
from knowledge.answering.library import Answer, PublishedEntry
from knowledge.entries.entry import Entry
from knowledge.entries.verdict import Verdict
from knowledge.language import Language
from knowledge.matching.outcome import Focus
from knowledge.store.revisions import ChangeKind
from tests.pictures.lines import MOST, MOST_IN_THE_MEDIAN, read_on_a_phone, shipped
from tests.scenes.entries import entries, largest_entry, whole_entry

SHIPPED = tuple(shipped())
EACH_LANGUAGE = pytest.mark.parametrize("texts", TEXTS.values(), ids=[one.value for one in TEXTS])
QUICK = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def card(shown: PublishedEntry | Entry, texts: Texts = ENGLISH, **more: object) -> tuple[str, ...]:
    question, notes = str(more.pop("question", "")), more.pop("notes", ())
    held = shown if isinstance(shown, PublishedEntry) else PublishedEntry(shown, 7, None)
    return short_card_texts(Answer(held, 1.0, **more), texts, question, notes)  # type: ignore[arg-type]


def check_whole(entry: Entry, texts: Texts, blocks: tuple[str, ...]) -> None:
    whole = "\n".join(blocks)
    for kept in (entry.claim, entry.answer, *(caveat.what for caveat in entry.caveats)):
        assert escape(kept) in whole or defuse(kept) in whole
    assert texts.word(entry.verdict) in whole and entry.as_of.text[:4] in whole
    assert sum(map(len, blocks)) <= MOST_CHARACTERS


def test_both_packs_are_measured() -> None:
    assert len(SHIPPED) >= 51 and {shown.pack for shown in SHIPPED} == {"Central America", "Common misconceptions"}


@EACH_LANGUAGE
def test_every_shipped_card_is_short_on_a_phone_and_cuts_no_caveat(texts: Texts) -> None:
    lines = {}
    for shown in SHIPPED:
        blocks = card(shown, texts)
        read = read_on_a_phone(blocks)
        assert max(map(len, read)) <= PHONE_LINE
        lines[shown.id] = len(read)
        entry = shown.entry
        for text in (entry.claim, entry.answer, *(caveat.what for caveat in entry.caveats)):
            assert " ".join(text.split()) in " ".join(read), shown.id
    assert statistics.median(lines.values()) <= MOST_IN_THE_MEDIAN
    assert {entry: count for entry, count in lines.items() if count > MOST} == {}


@EACH_LANGUAGE
def test_the_verdict_and_as_of_when_are_one_line_on_a_phone(texts: Texts) -> None:
    for shown in SHIPPED:
        (line,) = read_on_a_phone([verdict_line(texts, shown.entry)])
        assert line.startswith(shown.entry.verdict.sign)
    longest = whole_entry(verdict="mostly-true", as_of="2017-09-30")
    assert len(read_on_a_phone([verdict_line(texts, longest)])) == 1


def test_a_long_date_has_its_month_shortened_and_a_short_one_has_not() -> None:
    spanish = next(texts for texts in TEXTS.values() if texts is not ENGLISH)
    assert verdict_line(spanish, whole_entry(verdict="false", as_of="2017-09-14")).endswith(
        "a 14 de septiembre de 2017"
    )
    assert verdict_line(spanish, whole_entry(verdict="mostly-true", as_of="2017-09-14")).endswith("a 14 sep 2017")
    assert verdict_line(ENGLISH, whole_entry(verdict="mostly-false", as_of="2017-09-30")).endswith("30 September 2017")


def test_the_order_is_claim_verdict_answer_caveats_sources_and_who_keeps_it() -> None:
    sources = [
        {"key": f"s{one}", "title": "T", "publisher": f"Paper {one}", "kind": "news report", "date": f"200{one}-05",
         "url": f"https://a.example/{one}"}
        for one in range(1, 6)
    ]  # fmt: skip
    entry = whole_entry(
        sources=sources,
        rebuttals=[{"against": "claim", "what": "No.", "sources": ["s2"]}],
        caveats=[{"what": "It depends.", "sources": ["s4", "s2"]}, {"what": "It may change.", "sources": ["s1"]}],
    )
    lines = "\n".join(card(PublishedEntry(entry, 7, "Space"))).split("\n")
    named = ", ".join(f"[Paper {one} 200{one}](<https://a.example/{one}>)" for one in (2, 1, 3))
    assert lines == [
        f"> {entry.claim}",
        f"**✘ False** · as of {entry.as_of.written_out()}",
        entry.answer,
        "- **Caveats:** It depends. [2, 4]",
        "- It may change. [1]",
        f"**Sources**: {named} and 2 more",
        "-# 1 point against · pack “Space”",
    ]
    alone = whole_entry(sources=sources[:1], rebuttals=[], caveats=[{"what": "It depends.", "sources": ["s1"]}])
    text = "\n".join(card(alone))
    assert "- **Caveat:** It depends." in text and text.endswith(
        "2001](<https://a.example/1>)\n-# No points against · kept by this server"
    )


@EACH_LANGUAGE
def test_the_question_stands_under_the_claim_unless_it_is_in_its_words(texts: Texts) -> None:
    entry = whole_entry(phrasings=["did anybody land up there"])
    asked = "is the *moon* made of cheese " * 9
    claim, second, *_ = card(entry, texts, question=asked)[0].split("\n")
    label = texts.you_asked.format(question="")
    assert claim == f"> {entry.claim}" and second.startswith(f"-# {label}is the \\*moon\\* made of cheese")
    assert len(second) < 160 and second.endswith("…")
    for question in ("", entry.claim, entry.claim.upper(), "lol did anybody land up there??"):
        assert label not in "\n".join(card(entry, texts, question=question))


def test_the_piece_that_is_asked_about_stands_below_the_answer_only_where_it_is_named() -> None:
    evidence = [{"id": "one", "kind": "study", "what": "A study says so.", "sources": ["nasa"]}]
    rebuttals = [{"against": "one", "what": "It was withdrawn.", "sources": ["nasa"]}]
    entry = whole_entry(evidence=evidence, rebuttals=rebuttals)
    blocks = card(entry, focus=Focus("evidence", 0, named=True))
    assert blocks[1:3] == (
        entry.answer,
        "**You asked about**\nA study says so. [1]\nAgainst it: It was withdrawn. [1]",
    )
    for focus in (None, Focus("evidence", 0), Focus("caveat", 0), Focus("rebuttal", 0)):
        assert "You asked about" not in "\n".join(card(entry, focus=focus))


@QUICK
@given(entries(), st.booleans(), st.sampled_from(list(TEXTS.values())), st.text(max_size=300))
def test_any_entry_fits_and_keeps_what_must_be_kept(entry: Entry, opposite: bool, texts: Texts, question: str) -> None:
    check_whole(entry, texts, card(entry, texts, opposite=opposite, question=question))


@EACH_LANGUAGE
@pytest.mark.parametrize("character", ["x", "*", "_", "🙂", "<", "\\", "é", "~", "[", "1", ">"])
def test_the_largest_entry_fits_with_every_note(texts: Texts, character: str) -> None:
    verdict_before = Verdict.MOSTLY_FALSE if character != "x" else None
    change = Correction(2, "2017-09-30T12:00:00+00:00", ChangeKind.CORRECTION, character * 300, verdict_before)
    entry = largest_entry(character)
    notes = (texts.own_words_only, corrected(texts, change, entry))
    focus = Focus("evidence", 1, named=True)
    blocks = card(entry, texts, opposite=True, focus=focus, question="* " * 400, notes=notes)
    check_whole(entry, texts, blocks)
    assert texts.opposite.split("{claim}")[1] in blocks[0] and texts.own_words_only in blocks[0]


def test_a_source_whose_address_does_not_fit_is_named_without_it() -> None:
    sources = [
        {"key": f"s{one}", "title": "T", "publisher": f"Paper {one}", "kind": "blog",
         "url": "https://a.example/" + "x" * 1900}
        for one in range(4)
    ]  # fmt: skip
    caveats = [{"what": "c" * 290, "sources": ["s0"]}] * 4
    text = "\n".join(card(whole_entry(sources=sources, caveats=caveats)))
    assert "[Paper 0](<https://a.example/" in text
    assert re.search(r"\), Paper 1, Paper 2 and 1 more$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("texts", "said"),
    [(ENGLISH, "As of 14 September 2017."), (TEXTS[Language.SPANISH], "A 14 de septiembre de 2017.")],
)
def test_behind_the_sources_the_day_is_written_as_its_language_writes_it(texts: Texts, said: str) -> None:
    meant, _ = about_sections(texts, whole_entry(as_of="2017-09-14"), 1, None)
    assert meant.lines[-1].text == said
