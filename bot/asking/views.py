"""Messages as Discord shows them to askers: the texts in a container, the buttons and selects under it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import discord
from discord import ui

from bot.cards import sentences
from bot.cards.card import Card
from bot.cards.fitting import card_texts
from bot.cards.followups import Lines
from bot.cards.pages import PAGED, part_pages
from bot.cards.texts import ENGLISH, Texts
from bot.ui.custom_ids import read_number
from bot.ui.widgets import View, button, form, labelled, made_view, option, row, select, text_view
from knowledge.answering.followup import AnswerPart
from knowledge.answering.library import PublishedEntry
from knowledge.entries.limits import URL_LENGTH
from knowledge.moderation.reports import REASON_LENGTH

__all__ = [
    "answer_view",
    "button",
    "card_container",
    "line_view",
    "lines_view",
    "list_view",
    "part_view",
    "question_form",
    "read_page",
    "text_view",
    "which_view",
]

EVIDENCE, SOURCES, NOT_MINE, ABOUT, PICK, PAGE = "evidence", "sources", "not-mine", "about", "pick", "page"
SEND, AGAIN = "send-question", "dispute-again"
NONE = "-"
"""The value of "none of these": no entry has such an id."""
QUESTION_INPUT, DISPUTE_INPUT, LINK_INPUT = "question", "dispute", "link"
_MOST_OFFERED = 24
MOST_IN_A_QUESTION = 1000


async def answer_view(card: Card, number: int) -> View:
    """Return the message of an answer, with the buttons that carry its number in the ledger."""
    # The largest entries take longer to fit than the event loop may be held.
    blocks = await asyncio.to_thread(card_texts, card)
    return made_view(card_container(card, blocks), _buttons(card.texts, number))


def card_container(card: Card, blocks: Sequence[str]) -> ui.Container[View]:
    """Return the card itself in the verdict's colour; `blocks` are its texts as they fit (`card_texts`)."""
    container: ui.Container[View] = ui.Container(accent_colour=card.verdict.colour)
    for place, text in enumerate(blocks):
        if place == 1:
            container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(text))
    return container


def which_view(text: str, number: int, offered: Sequence[PublishedEntry], texts: Texts = ENGLISH) -> View:
    """Return a message that asks which claim is meant, with none of these as the last choice."""
    container: ui.Container[View] = ui.Container(ui.TextDisplay(text))
    if len(offered) == 1:
        yes = button(texts.yes_that_one, PICK, number, offered[0].entry.id)
        return made_view(container, row(yes, button(texts.not_that_one, PICK, number, NONE)))
    return made_view(container, _choice(texts, number, offered))


def list_view(text: str, number: int, found: Sequence[PublishedEntry], texts: Texts = ENGLISH) -> View:
    """Return a message that lists the verdicts of several claims, with a choice of which card to see."""
    container: ui.Container[View] = ui.Container(ui.TextDisplay(text))
    options = [option(shown.entry.claim, shown.entry.id) for shown in found[:_MOST_OFFERED]]
    return made_view(container, row(select(texts.which_card, options, PICK, number)))


async def part_view(
    shown: PublishedEntry, number: int, part: AnswerPart, page: int, note: str = "", texts: Texts = ENGLISH
) -> View:
    """Return a page (from 1) of a part of an entry, with buttons to the pages beside it."""
    pages = await asyncio.to_thread(part_pages, shown.entry, shown.revision, part, texts)
    page = min(max(page, 1), len(pages))
    container: ui.Container[View] = ui.Container(accent_colour=shown.entry.verdict.colour)
    container.add_item(ui.TextDisplay(sentences.about(texts, shown) + (f"\n-# {note}" if note else "")))
    container.add_item(ui.Separator())
    container.add_item(ui.TextDisplay(pages[page - 1]))
    if len(pages) == 1:
        return made_view(container)
    container.add_item(ui.TextDisplay(f"-# {texts.page.format(page=page, pages=len(pages))}"))
    buttons = [
        button(label, PAGE, number, f"{part.value}.{target}", off=not 1 <= target <= len(pages))
        for label, target in ((texts.previous, page - 1), (texts.next, page + 1))
    ]
    return made_view(container, row(*buttons))


def lines_view(shown: PublishedEntry, number: int, lines: Lines, texts: Texts = ENGLISH, note: str = "") -> View:
    """Return an answer to a further question, with a button to the rest of the part where there is more."""
    container: ui.Container[View] = ui.Container(accent_colour=shown.entry.verdict.colour)
    container.add_item(ui.TextDisplay(sentences.about(texts, shown) + (f"\n-# {note}" if note else "")))
    container.add_item(ui.TextDisplay("\n".join(lines.lines)))
    if lines.more is None:
        return made_view(container)
    return made_view(container, row(button(texts.follow_up.all_of_it, PAGE, number, f"{lines.more.value}.1")))


def line_view(line: str, *buttons: ui.Button[View]) -> View:
    """Return one line with buttons below it."""
    return made_view(ui.TextDisplay(line), row(*buttons))


def question_form(
    number: int, texts: Texts, *, in_server: bool, reason: str = "", link: str = "", detail: str = ""
) -> ui.Modal:
    """Return the form in which to ask on about an answer, or to say that its verdict is wrong.

    `reason` and `link` are what was written in it before; `detail` stands in its custom_id.
    """
    question: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=QUESTION_INPUT, placeholder=texts.form_hint, required=False, max_length=MOST_IN_A_QUESTION
    )
    wrong: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=DISPUTE_INPUT,
        style=discord.TextStyle.paragraph,
        default=reason or None,
        required=False,
        max_length=2 * REASON_LENGTH,
    )
    address: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=LINK_INPUT, default=link or None, required=False, max_length=URL_LENGTH
    )
    fields = [
        labelled(texts.form_label, question),
        labelled(texts.dispute_label, wrong, texts.dispute_hint if in_server else texts.dispute_hint_elsewhere),
        labelled(texts.link_label, address, texts.link_hint),
    ]
    return form(texts.about_button, fields, ABOUT, number, detail)


def read_page(detail: str) -> tuple[AnswerPart, int] | None:
    """Read what the button to another page carries."""
    part, _, page = detail.partition(".")
    number = read_number(page)
    return None if part not in {one.value for one in PAGED} or number is None else (AnswerPart(part), number)


def _buttons(texts: Texts, number: int) -> ui.ActionRow[View]:
    labels = {
        EVIDENCE: texts.evidence_button,
        SOURCES: texts.sources_button,
        NOT_MINE: texts.not_mine_button,
        ABOUT: texts.about_button,
    }
    return row(*(button(label, action, number) for action, label in labels.items()))


def _choice(texts: Texts, number: int, offered: Sequence[PublishedEntry]) -> ui.ActionRow[View]:
    options = [option(shown.entry.claim, shown.entry.id) for shown in offered[:_MOST_OFFERED]]
    options.append(option(texts.none_of_these, NONE))
    return row(select(texts.which_claim, options, PICK, number))
