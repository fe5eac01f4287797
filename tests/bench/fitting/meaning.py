"""The sentence encoder for fitting, with the vectors of every text that is asked about, kept in a file between runs."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from knowledge.meaning.encoder import open_encoder
from knowledge.meaning.keeping import batches, encoded, keep, kept_for, read_meaning
from knowledge.meaning.nearest import VectorMeaning, texts_of
from knowledge.meaning.vectors import text_key
from knowledge.store import open_store
from tests.bench.fitting.data import pack_base

# Each is asked of bases of every size, and encoded once.
_QUESTIONS = 20_000
MODEL = "sentence-transformers/all-MiniLM-L6-v2"


def fitting_meaning(folder: Path, data: Path, vectors: Path | None) -> VectorMeaning:
    """Return the meaning with the vectors of all development claims and packs; `vectors` is a database to keep them in."""
    encoder = open_encoder(MODEL, folder)
    with tempfile.TemporaryDirectory() as temporary:
        store = open_store(vectors or Path(temporary) / "vectors.db")
        try:
            known = {key for key, _ in kept_for(encoder, store)}
            texts = [text for text in dict.fromkeys(_texts(data)) if text_key(text) not in known]
            for batch in batches(texts):
                keep(store, encoder, encoded(encoder, batch))
            return read_meaning(encoder, kept_for(encoder, store), _QUESTIONS)
        finally:
            store.close()


def _texts(data: Path) -> Iterator[str]:
    for file in sorted(data.glob("*/claims.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            claim = json.loads(line)
            yield claim["claim"]
            if claim.get("title"):
                yield claim["title"]
    for layer in pack_base().layers:
        yield from texts_of(layer.segment)
