"""In which language the bot speaks to whom. What entries say stays as it is written."""

from __future__ import annotations

from knowledge.answering.published_entry import PublishedEntry
from knowledge.language import Language
from knowledge.question.tokens import language_written
from knowledge.store import Audience


def spoken_language(
    audience: Audience,
    chosen: Language,
    *,
    alone: bool,
    reader: Language | None = None,
    written: Language | None = None,
) -> Language:
    """Return the language of a reply.

    `chosen` is that of the server, which is spoken to everybody there; `reader` that of the person's client, spoken
    where they are `alone` in seeing it. Where there is no server, the language that the question is `written` in comes
    first.
    """
    if audience.server is None:
        return written or reader or chosen
    return (reader if alone else None) or chosen


def other_language(written: Language | None, *shown: PublishedEntry) -> Language | None:
    """Return the language of the entries that are shown, where a question is written in another one; else None."""
    if written is None or not shown:
        return None
    entry = shown[0].entry
    language = language_written(f"{entry.claim} {entry.answer}")
    return None if language is written else language
