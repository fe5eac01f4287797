"""Messages as Discord shows them to askers: the texts in a container, the buttons and selects under it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from discord import ui

from bot.cards import sentences
from bot.cards.card import answer_card
from bot.cards.fitting import card_texts
from bot.cards.followups import Lines
from bot.cards.pages import PAGED, part_pages
from bot.cards.short import short_card_texts
from bot.cards.texts import ENGLISH, Texts
from bot.ui.custom_ids import read_number
from bot.ui.widgets import View, button, made_view, option, row, select, text_view
from knowledge.answering.followup import AnswerPart
from knowledge.answering.library import Answer, PublishedEntry

__all__ = [
    "CardStyle",
    "answer_view",
    "button",
    "card_container",
    "line_view",
    "lines_view",
    "list_view",
    "part_view",
    "read_page",
    "text_view",
    "which_view",
]

EVIDENCE, SOURCES, CLAIMANTS, ABOUT, PICK, PAGE = "evidence", "sources", "claimants", "about", "pick", "page"
NOT_MINE = "not-mine"
"""The action of a button that cards had; those that were sent have it still."""
SEND, AGAIN = "send-question", "dispute-again"
NONE = "-"
"""The value of "none of these": no entry has such an id."""
_MOST_OFFERED = 24


@dataclass(frozen=True, slots=True)
class CardStyle:
    """How a server shows cards: in which language, and short, or `full` with all of an entry in one message."""

    texts: Texts = ENGLISH
    full: bool = False


async def answer_view(
    answer: Answer, number: int, style: CardStyle, question: str = "", notes: tuple[str, ...] = ()
) -> View:
    """Return the message of an answer, with the buttons that carry its number in the ledger."""
    card = await card_container(answer, style, question, notes)
    return made_view(card, _buttons(style.texts, number))


async def card_container(
    answer: Answer, style: CardStyle, question: str = "", notes: tuple[str, ...] = ()
) -> ui.Container[View]:
    """Return the card itself, in the verdict's colour."""
    # The largest entries take longer to fit than the event loop may be held.
    blocks = await asyncio.to_thread(_card_texts, answer, style, question, notes)
    container: ui.Container[View] = ui.Container(accent_colour=answer.shown.entry.verdict.colour)
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
    pages = await asyncio.to_thread(part_pages, shown, part, texts)
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


def read_page(detail: str) -> tuple[AnswerPart, int] | None:
    """Read what the button to another page carries."""
    part, _, page = detail.partition(".")
    number = read_number(page)
    return None if part not in {one.value for one in PAGED} or number is None else (AnswerPart(part), number)


def _card_texts(answer: Answer, style: CardStyle, question: str, notes: tuple[str, ...]) -> tuple[str, ...]:
    if style.full:
        return card_texts(answer_card(answer, notes, style.texts))
    return short_card_texts(answer, style.texts, question, notes)


def _buttons(texts: Texts, number: int) -> ui.ActionRow[View]:
    # Of the five that a row holds, the last place is free.
    labels = {
        EVIDENCE: texts.why_button,
        SOURCES: texts.sources_button,
        CLAIMANTS: texts.claimants_button,
        ABOUT: texts.about_button,
    }
    return row(*(button(label, action, number) for action, label in labels.items()))


def _choice(texts: Texts, number: int, offered: Sequence[PublishedEntry]) -> ui.ActionRow[View]:
    options = [option(shown.entry.claim, shown.entry.id) for shown in offered[:_MOST_OFFERED]]
    options.append(option(texts.none_of_these, NONE))
    return row(select(texts.which_claim, options, PICK, number))
