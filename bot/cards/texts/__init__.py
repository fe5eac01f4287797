"""Every fixed text that askers read, one language a file."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.texts.english import ENGLISH
from bot.cards.texts.fields import Texts
from bot.cards.texts.spanish import SPANISH
from knowledge.language import Language

__all__ = ["ENGLISH", "TEXTS", "Texts"]

TEXTS: Mapping[Language, Texts] = {Language.ENGLISH: ENGLISH, Language.SPANISH: SPANISH}
