"""Keeping vectors: computed once for each text, in batches, and read again from the store afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from knowledge.matching.index.segment import Segment
from knowledge.meaning.encoder import Encoder
from knowledge.meaning.memory import give_back
from knowledge.meaning.nearest import REMEMBERED, VectorMeaning
from knowledge.meaning.texts import keys_of_revisions, text_key, texts_of
from knowledge.meaning.vectors import VectorTable, as_keys, as_numbers, packed
from knowledge.store import Audience, Store

# So many texts are encoded and written at a time: a fraction of a second, and a crash loses no more than that.
BATCH = 32

Vectors = tuple[tuple[bytes, bytes], ...]
Piece = TypeVar("Piece")


class KeptMeaning(VectorMeaning):
    """The meaning of entries whose vectors are kept in the store: what is missing is found, encoded and written."""

    def read(self, store: Store, after: bytes = b"") -> bytes | None:
        """Take in a slice of what the store keeps for this encoder; return where the next begins, None at the end."""
        found = store.vectors.of(self.encoder.key, after)
        self.table.add(found)
        return found[-1][0] if found else None

    def missing(self, segments: Sequence[Segment]) -> list[str]:
        """Return the texts of these segments that have no vector yet."""
        incomplete = [segment for segment in segments if not self.layout(segment).whole]
        texts = list(
            dict.fromkeys(
                text for segment in incomplete for one in segment.documents for text in texts_of(one.document)
            )
        )
        rows = self.table.rows(as_numbers(map(text_key, texts)))
        return [text for text, row in zip(texts, rows, strict=True) if row < 0]

    def encoded(self, texts: Iterable[str]) -> Vectors:
        """Return the vectors of some texts by their keys, packed. Raises MeaningError."""
        return tuple((text_key(text), packed(self.encoder.encode(text))) for text in texts)

    def keep(self, store: Store, vectors: Vectors) -> None:
        """Write vectors down, in a transaction of their own, and use them from now on."""
        with store.transaction():
            store.vectors.put(self.encoder.key, vectors)
        self.table.add(vectors)

    def idle(self, segments: Sequence[Segment]) -> list[bytes]:
        """Return the keys of the texts that have a vector and stand in none of these segments."""
        layouts = [self.layout(segment) for segment in segments]
        return as_keys(self.table.others(kind.rows for layout in layouts for kind in layout.kinds))

    def forget(self, store: Store, keys: Sequence[bytes]) -> None:
        """Forget the vectors of these texts, here and in the store, in a transaction of its own."""
        self.table.remove(as_numbers(keys))
        self.lay_out_anew()
        with store.transaction():
            store.vectors.drop(keys)

    def tidy(self, store: Store) -> bool:
        """Forget some vectors of other models, once all of this one are there; return whether there are more."""
        if not store.vectors.has_others(self.encoder.key):
            return False
        with store.transaction():
            store.vectors.drop_others(self.encoder.key)
        return store.vectors.has_others(self.encoder.key)


def keys_of(store: Store, owners: Iterable[Audience]) -> set[bytes]:
    """Return what the published texts of these owners are known by."""
    return {key for owner in owners for key in keys_of_revisions(store.revisions.published(owner))}


def batches(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """Yield texts or keys in batches: each is done in one go, so that nobody waits long behind it."""
    for start in range(0, len(pieces), BATCH):
        yield pieces[start : start + BATCH]


def new_meaning(encoder: Encoder, weights: str | None = None, remembered: int = REMEMBERED) -> KeptMeaning:
    """Return a meaning without vectors yet, with the weights of this name, remembering so many questions."""
    return KeptMeaning(encoder, VectorTable(encoder.length), weights, remembered)


def read_meaning(
    encoder: Encoder, store: Store, weights: str | None = None, remembered: int = REMEMBERED
) -> KeptMeaning:
    """Return the meaning with all vectors that the store keeps for this encoder."""
    meaning = new_meaning(encoder, weights, remembered)
    read_into(meaning, store)
    return meaning


def read_into(meaning: KeptMeaning, store: Store) -> None:
    """Take in all vectors that the store keeps for this encoder."""
    after: bytes | None = b""
    while after is not None:
        after = meaning.read(store, after)
    give_back()
