"""The index of the shared entries: made of them once, kept in the database, and compared with them whenever it is read.

Each document of the kept index stands under a key made of the very text of its entry, and the whole under a fingerprint
of the code, the tables and the names that it was made with. So a stale one is always noticed, whoever has written what
in between: entries that changed are indexed on top of it, and it is made anew when they are many.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.answering.published_entry import PublishedEntry, UnreadEntry
from knowledge.entries.validation import stored_entry
from knowledge.errors import StoreError
from knowledge.matching.index.codec import Unpacked, fingerprint, packed, unpacked
from knowledge.matching.index.document import Document, document_of
from knowledge.matching.index.segment import Base, Layer, Segment
from knowledge.matching.index.terms import AnalysedDocument
from knowledge.question.gazetteer import Gazetteer
from knowledge.store import SHARED, Store
from knowledge.store.indexes import PackedIndex
from knowledge.store.revisions import PublishedBody

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
    before = _usable(kept, made_with)
    keys = {body.entry: hashlib.blake2b(body.body, digest_size=16).hexdigest() for body in bodies}
    same = _unchanged(before, keys) if before else {}
    held = {body.entry: _held(body, before, same) for body in bodies}
    entries = {body.entry: _published(body, held[body.entry], titles) for body in bodies}
    changed = [entry for entry in entries if entry not in same]
    stale = len(before.keys) - len(same) if before else 0
    if before and (len(changed) + stale) * MANY <= len(entries):
        return SharedEntries(_on_top(before, same, [entries[one] for one in changed], gazetteer), entries)
    documents: list[Document | AnalysedDocument] = [
        before.segment.documents[same[one]] if before and one in same else document_of(shown.entry)
        for one, shown in entries.items()
    ]
    segment = Segment(documents, gazetteer)
    if len(bodies) < worth_keeping:
        return SharedEntries(Base((Layer(segment),), gazetteer), entries)
    body = packed(segment, [keys[one] for one in entries])
    _keep(store, made_with, body)
    # The packed one takes a fraction of the memory.
    return SharedEntries(Base((Layer(unpacked(body).segment),), gazetteer), entries)


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


def _unchanged(before: Unpacked, keys: Mapping[str, str]) -> dict[str, int]:
    """Return the places of the documents that are made of the very same entries as there are now."""
    kept = zip(before.segment.ids, before.keys, strict=True)
    return {entry: place for place, (entry, key) in enumerate(kept) if keys.get(entry) == key}


def _held(body: PublishedBody, before: Unpacked | None, same: Mapping[str, int]) -> UnreadEntry | None:
    # Where the kept index has an entry in the same words, the same code has found it whole and valid.
    if before is None or body.entry not in same:
        return None
    return UnreadEntry(body.entry, before.claims[same[body.entry]], body.body)


def _published(body: PublishedBody, held: UnreadEntry | None, titles: Mapping[str, str]) -> PublishedEntry:
    pack = titles.get(body.origin or "")
    pack_id = body.origin if pack is not None else None
    return PublishedEntry(held or stored_entry(json.loads(body.body)), body.number, pack, pack_id)


def _on_top(before: Unpacked, same: Mapping[str, int], changed: Sequence[PublishedEntry], gazetteer: Gazetteer) -> Base:
    seen = set(same.values())
    stale = frozenset(place for place in range(len(before.keys)) if place not in seen)
    layers = [Layer(before.segment, stale)]
    if changed:
        layers.append(Layer(Segment([document_of(shown.entry) for shown in changed], gazetteer)))
    return Base(tuple(layers), gazetteer)
