"""Keeping vectors: computed once for each text, in batches, and read again from the store afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from knowledge.matching.index import Segment
from knowledge.meaning.encoder import Encoder
from knowledge.meaning.nearest import REMEMBERED, VectorMeaning, texts_of
from knowledge.meaning.vectors import VectorTable, packed, text_key
from knowledge.store import Store

# So many texts are encoded and written at a time: a fraction of a second, and a crash loses no more than that.
BATCH = 32

Vectors = tuple[tuple[bytes, bytes], ...]


class KeptMeaning(VectorMeaning):
    """The meaning of entries whose vectors are kept in the store: what is missing is found, encoded and written."""

    def missing(self, segments: Sequence[Segment]) -> list[str]:
        """Return the texts of these segments that have no vector yet."""
        texts = dict.fromkeys(text for segment in segments for text in texts_of(segment))
        return [text for text in texts if not self.table.has(text_key(text))]

    @staticmethod
    def batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
        """Yield the texts in batches."""
        for start in range(0, len(texts), BATCH):
            yield texts[start : start + BATCH]

    def encoded(self, texts: Iterable[str]) -> Vectors:
        """Return the vectors of some texts by their keys, packed. Raises MeaningError."""
        return tuple((text_key(text), packed(self.encoder.encode(text))) for text in texts)

    def keep(self, store: Store, vectors: Vectors) -> None:
        """Write vectors down, in a transaction of their own, and use them from now on."""
        with store.transaction():
            store.vectors.put(self.encoder.key, vectors)
        self.table.add(vectors)

    def tidy(self, store: Store) -> None:
        """Forget the vectors of other models, once all of this one are there."""
        if store.vectors.has_others(self.encoder.key):
            with store.transaction():
                store.vectors.drop_others(self.encoder.key)


def read_meaning(encoder: Encoder, store: Store, remembered: int = REMEMBERED) -> KeptMeaning:
    """Return the meaning with the vectors that the store keeps for this encoder, remembering so many questions."""
    table = VectorTable()
    table.add(store.vectors.of(encoder.key))
    return KeptMeaning(encoder, table, remembered)
