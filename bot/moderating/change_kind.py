"""In which way something that was published changes: asked in the same words wherever it is asked."""

from __future__ import annotations

from typing import Any

from discord import ui

from bot.ui.widgets import radio_field, text_field
from knowledge.entries.limits import LINE_LENGTH
from knowledge.moderation.kinds import KINDS

KIND = "kind"
SENTENCE = "words"
"""The fields of such a form; their ids stay as they are, since forms that are open now are sent in later."""


def kind_fields(kind: str | None = None, sentence: str | None = None) -> list[ui.Item[Any]]:
    """Return the fields of a form that ask for the kind of change and the sentence for askers, as filled before.

    Nothing is picked that nobody has said.
    """
    kinds = [(one, one.capitalize(), about) for one, about in KINDS.items()]
    hint = "One sentence; an update and a correction need it, and askers will read it"
    return [
        radio_field(KIND, "What kind of change is it?", kinds, kind or "", needed=True),
        text_field(SENTENCE, "What changed, for askers", sentence or "", hint=hint, long=True, longest=LINE_LENGTH),
    ]
