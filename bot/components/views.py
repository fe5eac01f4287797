"""Messages as Discord shows them: the texts in a container, the buttons and selects under it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import discord
from discord import ui

from bot.cards import words
from bot.cards.card import Card
from bot.cards.fitting import card_texts
from bot.cards.markdown import shorten
from bot.cards.pages import part_pages
from bot.components.ids import ComponentId
from knowledge.complaints import REASON_LENGTH
from knowledge.followup import Part
from knowledge.library import PublishedEntry

EVIDENCE, SOURCES, NOT_MINE, ABOUT, PICK, PAGE = "evidence", "sources", "not-mine", "about", "pick", "page"
NONE = "-"
"""The value of "none of these": no entry has such an id."""
QUESTION_INPUT, DISPUTE_INPUT, LINK_INPUT = "question", "dispute", "link"
MOST_OPTIONS = 10
MOST_IN_A_QUESTION = 1000
_OPTION = 100


async def answer_view(card: Card, number: int) -> ui.LayoutView:
    """Return the message of an answer, with the buttons that carry its number in the ledger."""
    # The largest entries take longer to fit than the event loop may be held.
    texts = await asyncio.to_thread(card_texts, card)
    return _view(card_container(card, texts), _buttons(number))


def card_container(card: Card, texts: Sequence[str]) -> ui.Container[ui.LayoutView]:
    """Return the card itself in the verdict's colour; `texts` are its blocks as they fit (`card_texts`)."""
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=card.verdict.colour)
    for place, text in enumerate(texts):
        if place == 1:
            container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(text))
    return container


def which_view(text: str, number: int, offered: Sequence[PublishedEntry]) -> ui.LayoutView:
    """Return a message that asks which claim is meant, with none of these as the last choice."""
    return _view(_plain(text), _choice(number, offered))


def with_choice(message: discord.Message, number: int, offered: Sequence[PublishedEntry]) -> ui.LayoutView:
    """Return the message as it stands, with a choice of other claims below it."""
    view = ui.LayoutView.from_message(message, timeout=None)
    if not any(isinstance(item, ui.Select) for item in view.walk_children()):
        view.add_item(_choice(number, offered))
    view.stop()
    return view


def text_view(text: str) -> ui.LayoutView:
    """Return a message of a few words that may later become, or have been, a card."""
    return _view(_plain(text))


async def part_view(shown: PublishedEntry, number: int, part: Part, page: int, note: str = "") -> ui.LayoutView:
    """Return a page (from 1) of a part of an entry, with buttons to the pages beside it."""
    pages = await asyncio.to_thread(part_pages, shown.entry, shown.revision, part)
    page = min(max(page, 1), len(pages))
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=shown.entry.verdict.colour)
    container.add_item(ui.TextDisplay(words.about(shown) + (f"\n-# {note}" if note else "")))
    container.add_item(ui.Separator())
    container.add_item(ui.TextDisplay(pages[page - 1]))
    if len(pages) == 1:
        return _view(container)
    container.add_item(ui.TextDisplay(f"-# Page {page} of {len(pages)}"))
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    for label, target in (("Previous", page - 1), ("Next", page + 1)):
        which = ComponentId(PAGE, number, f"{part.value}.{target}")
        row.add_item(ui.Button(label=label, custom_id=str(which), disabled=not 1 <= target <= len(pages)))
    return _view(container, row)


def question_form(number: int) -> ui.Modal:
    """Return the form in which to ask on about an answer, or to say that its verdict is wrong."""
    form = ui.Modal(title=words.FORM_TITLE, custom_id=str(ComponentId(ABOUT, number)), timeout=None)
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=QUESTION_INPUT, placeholder=words.FORM_HINT, required=False, max_length=MOST_IN_A_QUESTION
    )
    form.add_item(ui.Label(text=words.FORM_LABEL, component=field))
    reason: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=DISPUTE_INPUT, style=discord.TextStyle.paragraph, required=False, max_length=2 * REASON_LENGTH
    )
    form.add_item(ui.Label(text=words.DISPUTE_LABEL, description=words.DISPUTE_HINT, component=reason))
    address: ui.TextInput[ui.Modal] = ui.TextInput(custom_id=LINK_INPUT, required=False, max_length=2000)
    form.add_item(ui.Label(text=words.LINK_LABEL, description=words.LINK_HINT, component=address))
    form.stop()
    return form


def read_page(detail: str) -> tuple[Part, int] | None:
    """Read what the button to another page carries."""
    part, _, page = detail.partition(".")
    if part not in {one.value for one in Part} or not page.isdecimal():
        return None
    return Part(part), int(page)


def _buttons(number: int) -> ui.ActionRow[ui.LayoutView]:
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    labels = {EVIDENCE: "Evidence", SOURCES: "Sources", NOT_MINE: "Not my question", ABOUT: "Ask about this"}
    for action, label in labels.items():
        row.add_item(ui.Button(label=label, custom_id=str(ComponentId(action, number))))
    return row


def _choice(number: int, offered: Sequence[PublishedEntry]) -> ui.ActionRow[ui.LayoutView]:
    options = [
        discord.SelectOption(label=shorten(shown.entry.claim, _OPTION), value=shown.entry.id)
        for shown in offered[:MOST_OPTIONS]
    ]
    options.append(discord.SelectOption(label=words.NONE_OF_THESE, value=NONE))
    select: ui.Select[ui.LayoutView] = ui.Select(
        custom_id=str(ComponentId(PICK, number)), placeholder="Which claim do you mean?", options=options
    )
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(select)
    return row


def _plain(text: str) -> ui.Container[ui.LayoutView]:
    container: ui.Container[ui.LayoutView] = ui.Container()
    container.add_item(ui.TextDisplay(text))
    return container


def _view(*items: ui.Item[ui.LayoutView]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    # Presses are routed by custom_id; a stopped view is not kept in memory for each message that was ever sent.
    view.stop()
    return view
