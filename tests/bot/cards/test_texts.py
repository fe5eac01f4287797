"""Both languages have every text, with the same blanks, and all of it fits where Discord shows it."""

from __future__ import annotations

import dataclasses
import string
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings

from bot.cards.card import answer_card
from bot.cards.fitting import MOST_CHARACTERS, card_texts
from bot.cards.followup_texts import FollowUpTexts
from bot.cards.markdown import defuse, escape
from bot.cards.pages import PAGED
from bot.cards.texts import ENGLISH, TEXTS, Texts
from knowledge.answering.library import Answer, PublishedEntry
from knowledge.entries.dates import PartialDate
from knowledge.entries.entry import EVIDENCE_KINDS, Entry
from knowledge.entries.verdict import Verdict
from knowledge.language import Language
from tests.pictures.scenes import fullest_entry
from tests.scenes.asking import CIA, UNKNOWN, ZETAS_QUESTION, clear_standing, disputed
from tests.scenes.moderating import newsroom
from tests.scenes.strategies import entries

SPANISH = TEXTS[Language.SPANISH]
SAME_IN_BOTH = {"between_date_parts"}


def texts_of(texts: Texts | FollowUpTexts) -> dict[str, str]:
    """Every single text of a language, by where it stands."""
    found = {}
    for field in dataclasses.fields(texts):
        value = getattr(texts, field.name)
        if isinstance(value, str):
            found[field.name] = value
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            found |= {f"{field.name} {name}": text for name, text in texts_of(value).items()}
        else:
            items = value.items() if isinstance(value, Mapping) else enumerate(value)
            found |= {f"{field.name} {key}": "\n".join(one) if isinstance(one, tuple) else one for key, one in items}
    return found


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_language_that_can_be_chosen_has_texts() -> None:
    assert set(TEXTS) == set(Language)


@pytest.mark.parametrize("language", Language)
def test_no_text_is_missing_and_the_blanks_are_the_same(language: Language) -> None:
    known, its = texts_of(ENGLISH), texts_of(TEXTS[language])
    assert its.keys() == known.keys()
    for where, text in its.items():
        assert text.strip() or where in SAME_IN_BOTH, where
        assert blanks(text) == blanks(known[where]), where
        assert "!" not in text, where
    assert set(TEXTS[language].verdicts) == set(Verdict) and set(TEXTS[language].nothing) == PAGED
    assert set(TEXTS[language].follow_up.yes_or_no) == set(Verdict)
    assert set(TEXTS[language].kinds) == set(EVIDENCE_KINDS) and len(TEXTS[language].months) == 12
    assert len(TEXTS[language].short_months) == 12


def test_nothing_was_left_in_english() -> None:
    known = texts_of(ENGLISH)
    assert [where for where, text in texts_of(SPANISH).items() if text == known[where]] == []


@pytest.mark.parametrize("language", Language)
def test_labels_and_hints_fit(language: Language) -> None:
    texts = TEXTS[language]
    for label in (texts.choice_label, texts.text_label, texts.link_label, texts.about_button):
        assert len(label) <= 45
    choices = (texts.choice_ask, texts.choice_not_mine, texts.choice_wrong, texts.choice_remove)
    hints = (texts.choice_wrong_hint, texts.choice_wrong_hint_elsewhere, texts.link_hint, texts.text_hint)
    for text in (*choices, *hints, texts.which_claim):
        assert len(text) <= 100
    for button in (texts.why_button, texts.sources_button, texts.claimants_button, texts.about_button):
        assert len(button) <= 20


def test_dates_are_written_out() -> None:
    for text in ("2012-04-08", "2012-04", "2012"):
        assert ENGLISH.date(PartialDate(text)) == PartialDate(text).written_out()
    assert SPANISH.date(PartialDate("2012-04-08")) == "8 de abril de 2012"
    assert SPANISH.date(PartialDate("2012")) == "2012"


@settings(max_examples=25, deadline=None)
@given(entries())
def test_in_spanish_too_the_verdict_the_claim_the_answer_and_every_caveat_fit(entry: Entry) -> None:
    note = SPANISH.own_words_only
    card = answer_card(Answer(PublishedEntry(entry, 1, None), 1.0, opposite=True), (note,), SPANISH)
    blocks = card_texts(card)
    whole = "\n".join(blocks)
    assert sum(len(block) for block in blocks) <= MOST_CHARACTERS
    assert SPANISH.word(entry.verdict) in blocks[0]
    for text in (entry.claim, entry.answer, *(caveat.what for caveat in entry.caveats)):
        assert escape(text) in whole or defuse(text) in whole


def test_the_fullest_entry_fits_in_every_language() -> None:
    entry = fullest_entry()
    for texts in TEXTS.values():
        card = answer_card(Answer(PublishedEntry(entry, 1, None), 1.0, opposite=True), (texts.own_words_only,), texts)
        blocks = card_texts(card)
        assert sum(len(block) for block in blocks) <= MOST_CHARACTERS
        assert defuse(entry.answer) in "\n".join(blocks) or escape(entry.answer) in "\n".join(blocks)


@pytest.mark.asyncio
async def test_a_server_chooses_its_language_and_others_are_not_touched(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        shown = await room.slash(room.owner, "settings")
        menu = "Language of what I say to askers"
        # In no language of the bot, so that what she alone sees is in the server's, too.
        room.eve.locale = "fr"
        chosen = await room.pick(room.owner, shown, "es", menu=menu)
        assert "**Language**: Español" in room.seen(chosen).text
        card = await room.slash(room.eve, "ask", question=CIA)
        for words in ("✘ Falso** · a ", "**Salvedades:**", "**Fuentes**", "paquete «Central America»"):
            assert words in card.text, words
        assert "**Sources**" not in card.text
        assert card.labels == ["Por qué", "Fuentes", "Quién lo dice", "¿Dudas, o no es así?"]
        sources = await room.here.discord.click(room.eve, card, "Fuentes")
        assert "**Fuentes**" in sources.text and "Falso" in sources.text
        form = await room.here.discord.click(room.eve, card, "¿Dudas, o no es así?")
        assert set(form.modal.fields) == {SPANISH.choice_label, SPANISH.text_label, SPANISH.link_label}
        unknown = await room.slash(room.eve, "ask", question=UNKNOWN)
        assert SPANISH.no_entry in unknown.text and SPANISH.kept_in_server in unknown.text
        page = (await room.slash(room.eve, "help")).text
        assert "**Los veredictos**" in page and "código: «Central America»." in page
        assert (await room.here.discord.mention(room.eve, room.channel, "")).text == SPANISH.how_to
        preview = await room.slash(room.cora, "entry preview", entry=CIA)
        assert "**Salvedades:**" in preview.text
        elsewhere = room.here.discord.server("Elsewhere")
        theirs = await room.here.discord.slash(room.eve, elsewhere.channels[0], "ask", question=ZETAS_QUESTION)
        assert "**Caveats:**" in theirs.text
        assert "**Caveats:**" in (await room.here.discord.dm(room.eve, ZETAS_QUESTION)).text
        audit = room.seen(await room.slash(room.cora, "audit")).text
        assert "setting `language` set (the default → es)" in audit


@pytest.mark.asyncio
async def test_where_there_is_no_server_no_text_promises_moderators(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        card = await room.here.discord.dm(room.eve, ZETAS_QUESTION)
        form = await room.here.discord.click(room.eve, card, ENGLISH.about_button)
        assert "oderators" not in str(form.modal.data)
        kept = await room.here.discord.submit(room.eve, form, disputed("A book says so."))
        assert kept.text == ENGLISH.dispute_kept_elsewhere


@pytest.mark.asyncio
async def test_a_server_chooses_full_cards_and_moderators_preview_what_askers_see(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        shown = await room.slash(room.owner, "settings")
        assert "**Cards**: short" in room.seen(shown).text
        for label, is_full in (("Show full cards", True), ("Show short cards", False)):
            shown = await room.click(room.owner, shown, label)
            assert ("**Cards**: full" in room.seen(shown).text) == is_full
            clear_standing(room.here.bot)
            for seen in (
                await room.slash(room.eve, "ask", question=CIA),
                await room.slash(room.cora, "entry preview", entry=CIA),
            ):
                headings = ("**Claim**", "**Rebuttals**", "**Claimants**", "**Kept by**", f"{CIA}, revision 1")
                assert [words in seen.text for words in headings] == [is_full] * 5
                assert ("**Caveats:**" in seen.text) != is_full and "✘ False" in seen.text
        audit = room.seen(await room.slash(room.cora, "audit")).text
        assert "setting `full_cards` set (the default → on)" in audit
