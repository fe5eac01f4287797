"""The index of the shared entries: made of them once, kept in the database, and compared with them whenever it is read.

Each document of the kept index stands under a key made of the very text of its entry, and the whole under a fingerprint
of the code, the tables and the names that it was made with. So a stale one is always noticed, whoever has written what
in between: entries that changed are indexed on top of it, and it is made anew when they are many.
"""

from __future__ import annotations

import enum
import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.answering.published_entry import PublishedEntry, UnreadEntry
from knowledge.entries.entry import Entry
from knowledge.entries.validation import stored_entry
from knowledge.errors import StoreError
from knowledge.matching.index.codec import Unpacked, fingerprint, packed, unpacked
from knowledge.matching.index.document import document_of
from knowledge.matching.index.segment import Base, Layer, Segment
from knowledge.matching.index.terms import analyse_document
from knowledge.question.gazetteer import Gazetteer
from knowledge.store import SHARED, Store
from knowledge.store.indexes import PackedIndex
from knowledge.store.revisions import PublishedBody, read_body

_log = logging.getLogger(__name__)

# Fewer entries are indexed in less time than it is worth to keep an index for.
WORTH_KEEPING = 200
# When one entry in so many has changed since, the kept index is made anew.
MANY = 20


@dataclass(frozen=True, slots=True)
class SharedEntries:
    """The shared library in memory: what one question is answered from, and the entries by id."""

    base: Base
    entries: Mapping[str, PublishedEntry]


def shared_entries(store: Store, worth_keeping: int = WORTH_KEEPING) -> SharedEntries:
    """Read the shared entries and their index; make the index, and keep it, where the kept one does not serve."""
    with store.reading():
        titles = {pack.id: pack.title for pack in store.packs.all()}
        bodies = store.revisions.published_bodies(SHARED)
        gazetteer = Gazetteer(store.names.owned_by(SHARED))
        kept = store.indexes.get(SHARED) if len(bodies) >= worth_keeping else None
    made_with = fingerprint(gazetteer)
    keys = _keys(bodies)
    before = _usable(kept, made_with)
    if len(bodies) >= worth_keeping and (before is None or _differences(before, keys) * MANY > len(bodies)):
        made = _made(bodies, keys, gazetteer)
        _keep(store, made_with, made)
        before = unpacked(made)
    same = _unchanged(before, keys) if before else {}
    entries = {body.entry: _published(body, _held(body, before, same), titles) for body in bodies}
    changed = [document_of(shown.entry) for entry, shown in entries.items() if entry not in same]
    layers = [] if before is None else [Layer(before.segment, _stale(before, same))]
    if changed or not layers:
        layers.append(Layer(Segment(changed, gazetteer)))
    return SharedEntries(Base(tuple(layers), gazetteer), entries)


class KeptIndex(enum.Enum):
    """How the index that is kept in the database stands to the entries; the value is a sentence for the operator."""

    NOT_NEEDED = "There are so few entries that none is kept."
    IN_STEP = "The kept one is that of the published entries."
    BEHIND = "A few entries have changed since it was kept; they are indexed on top of it at a start."
    MISSING = "None is kept yet."
    OUTDATED = "The kept one is of another version of the bot, or of other entries."
    DAMAGED = "The kept one is damaged."

    @property
    def serves(self) -> bool:
        """Whether a start has no index to make."""
        return self in (KeptIndex.NOT_NEEDED, KeptIndex.IN_STEP, KeptIndex.BEHIND)

    @property
    def sentence(self) -> str:
        """Say how it stands."""
        return self.value


def kept_index(store: Store, worth_keeping: int = WORTH_KEEPING) -> KeptIndex:
    """Compare the index that is kept with the published shared entries, as a start does; change nothing."""
    with store.reading():
        bodies = store.revisions.published_bodies(SHARED)
        gazetteer = Gazetteer(store.names.owned_by(SHARED))
        kept = store.indexes.get(SHARED)
    if len(bodies) < worth_keeping:
        return KeptIndex.NOT_NEEDED
    if kept is None:
        return KeptIndex.MISSING
    if kept.body is None:
        return KeptIndex.DAMAGED
    if kept.fingerprint != fingerprint(gazetteer):
        return KeptIndex.OUTDATED
    before = unpacked(kept.body)
    apart = _differences(before, _keys(bodies))
    if not apart:
        return KeptIndex.IN_STEP
    return KeptIndex.BEHIND if apart * MANY <= len(bodies) else KeptIndex.OUTDATED


def _keys(bodies: Sequence[PublishedBody]) -> dict[str, str]:
    return {body.entry: hashlib.blake2b(body.body, digest_size=16).hexdigest() for body in bodies}


def _usable(kept: PackedIndex | None, made_with: str) -> Unpacked | None:
    if kept is None or kept.fingerprint != made_with:
        return None
    if kept.body is None:
        _log.warning("The index kept in the database is damaged; it is made anew from the entries.")
        return None
    return unpacked(kept.body)


def _keep(store: Store, made_with: str, body: bytes) -> None:
    try:
        store.indexes.put(SHARED, made_with, body)
    except StoreError as error:
        # Nothing is lost by it but time at the next start.
        _log.warning("The index could not be kept and will be made again. %s", error)


def _made(bodies: Iterable[PublishedBody], keys: Mapping[str, str], gazetteer: Gazetteer) -> bytes:
    """Return the packed index of these entries. One after the other is read, packed and forgotten."""
    documents = (document_of(_entry(body)) for body in bodies)
    return packed((analyse_document(one, gazetteer) for one in documents), list(keys.values()))


def _differences(before: Unpacked, keys: Mapping[str, str]) -> int:
    """Return how many entries are new or other ones, or gone, since the index was made."""
    same = len(_unchanged(before, keys))
    return len(before.keys) + len(keys) - 2 * same


def _unchanged(before: Unpacked, keys: Mapping[str, str]) -> dict[str, int]:
    """Return the places of the documents that are made of the very same entries as there are now."""
    kept = zip(before.segment.ids, before.keys, strict=True)
    return {entry: place for place, (entry, key) in enumerate(kept) if keys.get(entry) == key}


def _stale(before: Unpacked, same: Mapping[str, int]) -> frozenset[int]:
    seen = set(same.values())
    return frozenset(place for place in range(len(before.keys)) if place not in seen)


def _held(body: PublishedBody, before: Unpacked | None, same: Mapping[str, int]) -> Entry | UnreadEntry:
    # Where the index has an entry in the same words, the same code has found it whole and valid.
    if before is None or body.entry not in same:
        return _entry(body)
    return UnreadEntry(body.entry, before.claims[same[body.entry]], body.body)


def _entry(body: PublishedBody) -> Entry:
    return stored_entry(read_body(body.body, body.entry, body.number))


def _published(body: PublishedBody, held: Entry | UnreadEntry, titles: Mapping[str, str]) -> PublishedEntry:
    pack = titles.get(body.origin or "")
    return PublishedEntry(held, body.number, pack, body.origin if pack is not None else None)
