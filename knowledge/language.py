"""The languages in which the bot speaks to askers. Entries stay as they are written."""

from __future__ import annotations

import enum


class Language(enum.Enum):
    """A language that has texts. The value is how it is kept."""

    ENGLISH = "en"
    SPANISH = "es"

    @property
    def own_name(self) -> str:
        """What those who speak it call it."""
        return {"en": "English", "es": "Español"}[self.value]
