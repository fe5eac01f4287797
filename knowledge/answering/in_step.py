"""Whether a library in memory is what stands in the database."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.answering.library import Library
from knowledge.store import SHARED, Audience, Store


def out_of_step(library: Library, store: Store) -> tuple[str, ...]:
    """Return which entries the library shows in another revision than the database has published, or should not show.

    What a server has of its own counts where it is in memory. Takes a time that grows with the number of entries.
    """
    return tuple(sorted(set(_behind(library, store))))


def _behind(library: Library, store: Store) -> Iterator[str]:
    with store.reading():
        numbers = store.revisions.published_numbers()
    shared = numbers.pop(SHARED, {})
    for entry, number in shared.items():
        shown = library.shared_entry(entry)
        if (shown.revision if shown else None) != number:
            yield entry
    yield from (shown.id for shown in library.browse(SHARED) if shown.id not in shared)
    for owner, own in numbers.items():
        if library.is_read(owner):
            yield from (entry for entry, number in own.items() if not _is_shown(library, owner, entry, number))


def _is_shown(library: Library, owner: Audience, entry: str, number: int | None) -> bool:
    shown, shared = library.show(entry, owner), library.shared_entry(entry)
    if number is None:
        # Its own is not published: the shared one, or none.
        return shown is None or shown == shared
    return shown is not None and shown.revision == number and shown is not shared
