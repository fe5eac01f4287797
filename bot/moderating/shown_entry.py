"""An entry as askers see it, shown to a moderator."""

from __future__ import annotations

import asyncio

from bot.asking.views import card_container
from bot.cards.card import answer_card
from bot.cards.fitting import card_texts
from bot.cards.texts import Texts
from bot.ui.widgets import View, made_view
from knowledge.answering.library import Answer, PublishedEntry


async def shown_view(shown: PublishedEntry, texts: Texts) -> View:
    """Return an entry's card exactly as askers see it, without the buttons."""
    card = answer_card(Answer(shown, confidence=1.0), texts=texts)
    return made_view(card_container(card, await asyncio.to_thread(card_texts, card)))
