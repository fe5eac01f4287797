"""Which texts of an entry have a vector, and what each is known by. This module needs nothing of the extra."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from knowledge.entries.validation import stored_entry
from knowledge.matching.index.document import Document, document_of
from knowledge.store.revisions import Revision

KEY_BYTES = 8


def text_key(text: str) -> bytes:
    """Return what a text is known by: equal texts have equal keys, others never by chance."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES).digest()


def texts_of(document: Document) -> Iterator[str]:
    """Yield every text of an entry that has a vector: claim, phrasings, parts of the body, what it must not answer."""
    yield document.claim
    yield from document.phrasings
    yield from (part.text for part in document.parts)
    yield from document.not_this


def keys_of_revisions(revisions: Iterable[Revision]) -> set[bytes]:
    """Return what the texts of these revisions are known by."""
    return {text_key(text) for one in revisions for text in texts_of(document_of(stored_entry(one.body)))}
