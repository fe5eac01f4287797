"""Work that would otherwise be done while somebody waits for the first answer: tables read, spellings made."""

from __future__ import annotations

from knowledge.answering.library import Library
from knowledge.store import SHARED

# A word that is misspelt, one that has synonyms, a negation: it goes every way that a question may go.
_SAMPLE = "Is it not true that the polcie shot his dog and bought a house for 300 dollars?"


def warm_up(library: Library, before: Library | None = None) -> None:
    """Work out what is otherwise worked out when it is first asked for.

    `before` is the library that this one takes the place of: what both have in common was worked out already. It may
    take a second, so that nobody's question should wait behind it.
    """
    known = set(before.segments()) if before is not None else set()
    for segment in library.segments():
        if segment not in known:
            segment.prepare()
    if before is None:
        library.ask(_SAMPLE, SHARED)
