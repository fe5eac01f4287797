"""An index of many entries of a server's own, made and packed somewhere else: a process, where there is one.

Reading, checking and indexing a thousand entries takes a second, in which everybody would wait; and packed they take a
fraction of the memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from knowledge.answering.published_entry import PublishedEntry, UnreadEntry
from knowledge.entries.validation import stored_entry
from knowledge.matching.index.codec import packed, unpacked
from knowledge.matching.index.document import document_of
from knowledge.matching.index.segment import Segment
from knowledge.matching.index.terms import analyse_document
from knowledge.question.gazetteer import Gazetteer, name_from_mapping, name_mapping
from knowledge.store.revisions import PublishedBody

WORTH_PACKING = 200
"""Fewer entries are indexed in less time than a process takes to start."""

Elsewhere = Callable[[bytes], bytes]
"""Does what `indexed` does, in another process."""


def indexed(given: bytes) -> bytes:
    """Return the packed index of entries as they stand in the database: JSON with `names` and `entries`, in bytes."""
    plain = json.loads(given)
    gazetteer = Gazetteer(name_from_mapping(name) for name in plain["names"])
    entries = plain["entries"]
    documents = (analyse_document(document_of(stored_entry(entry)), gazetteer) for entry in entries)
    return packed(documents, ["" for _ in entries])


def packed_segment(
    bodies: Sequence[PublishedBody], gazetteer: Gazetteer, elsewhere: Elsewhere
) -> tuple[Segment, dict[str, PublishedEntry]]:
    """Return the index of these entries, read with these names, and the entries, each of which is read when shown."""
    names = json.dumps([name_mapping(name) for name in gazetteer.names]).encode()
    read = unpacked(elsewhere(b'{"names": %s, "entries": [%s]}' % (names, b",".join(one.body for one in bodies))))
    claims = dict(zip(read.segment.ids, read.claims, strict=True))
    shown = {
        one.entry: PublishedEntry(UnreadEntry(one.entry, claims[one.entry], one.body), one.number, None)
        for one in bodies
    }
    return read.segment, shown
