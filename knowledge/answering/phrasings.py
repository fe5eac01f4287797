"""Whether a draft's phrasings would be answered with another entry of the same library."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.answering.library import Library
from knowledge.entries.problems import Problem
from knowledge.errors import InvalidInputError
from knowledge.moderation.editorial import near_phrasing
from knowledge.store import Audience

MOST_TRIED = 12
"""So many phrasings are asked: each takes as long as a question does."""


def phrasings_of_others(
    library: Library, audience: Audience, entry: str, phrasings: Iterable[str]
) -> tuple[Problem, ...]:
    """Return a problem for each of the last phrasings that another entry is sure to be asked by. It takes a while.

    Those that the entry has already as it is published are not asked again.
    """
    shown = library.show(entry, audience)
    known = set(shown.entry.phrasings) if shown is not None else set()
    numbered = [(number, text) for number, text in enumerate(phrasings, 1) if text not in known]
    found = []
    for number, text in numbered[-MOST_TRIED:]:
        try:
            answers = library.ask(text, audience).answers
        except InvalidInputError:
            continue
        other = next((one.shown.id for one in answers if one.shown.id != entry), None)
        if other is not None:
            found.append(near_phrasing(number, text, other))
    return tuple(found)
