"""Mentions of people, as Discord writes them: they hold the id of whoever is meant."""

from __future__ import annotations

import re

MENTION = "@…"
"""What stands in the place of a mention that is not kept."""
# https://docs.discord.com/developers/reference#message-formatting: with an exclamation mark in older messages.
_MENTION = re.compile(r"<@!?\d{1,20}>", re.ASCII)


def without_mentions(text: str) -> str:
    """Return the text with nobody's id in it: a mark stands for each mention of a person. Roles stay."""
    return _MENTION.sub(MENTION, text)
