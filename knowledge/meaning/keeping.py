"""Keeping vectors: computed once for each text, in batches, and read again from the store afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from knowledge.matching.index import Segment
from knowledge.meaning.encoder import Encoder
from knowledge.meaning.nearest import REMEMBERED, VectorMeaning, texts_of
from knowledge.meaning.vectors import VectorTable, packed, text_key
from knowledge.store import Store

# So many texts are encoded and written at a time: a few tens of milliseconds, and a crash loses no more than that.
BATCH = 32

Kept = tuple[tuple[bytes, bytes], ...]


def read_meaning(encoder: Encoder, kept: Kept, remembered: int = REMEMBERED) -> VectorMeaning:
    """Return the meaning with the vectors that were kept for its encoder (`kept_for`), remembering so many questions."""
    table = VectorTable()
    table.add(kept)
    return VectorMeaning(encoder, table, remembered)


def kept_for(encoder: Encoder, store: Store) -> Kept:
    """Return what the store keeps of this encoder's vectors."""
    return store.vectors.of(encoder.key)


def missing(meaning: VectorMeaning, segments: Sequence[Segment]) -> list[str]:
    """Return the texts of these segments that have no vector yet."""
    texts = dict.fromkeys(text for segment in segments for text in texts_of(segment))
    return [text for text in texts if not meaning.table.has(text_key(text))]


def batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the texts in batches."""
    for start in range(0, len(texts), BATCH):
        yield texts[start : start + BATCH]


def encoded(encoder: Encoder, texts: Iterable[str]) -> Kept:
    """Return the vectors of some texts by their keys, packed. Raises MeaningError."""
    return tuple((text_key(text), packed(encoder.encode(text))) for text in texts)


def keep(store: Store, encoder: Encoder, vectors: Kept) -> None:
    """Write vectors down, in a transaction of their own."""
    with store.transaction():
        store.vectors.put(encoder.key, vectors)


def tidy(store: Store, encoder: Encoder) -> None:
    """Forget the vectors of other models, once all of this one are there."""
    with store.transaction():
        store.vectors.drop_others(encoder.key)
