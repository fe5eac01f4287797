"""An entry as askers see it, shown to a moderator."""

from __future__ import annotations

from bot.asking.views import CardStyle, card_container
from bot.ui.widgets import View, made_view
from knowledge.answering.library import Answer, PublishedEntry


async def shown_view(shown: PublishedEntry, style: CardStyle) -> View:
    """Return an entry's card exactly as askers see it, without the buttons."""
    return made_view(await card_container(Answer(shown, confidence=1.0), style))
