"""The sentence encoder for fitting, with the vectors of every text that is asked about, kept in a file between runs."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from knowledge.meaning.keeping import KeptMeaning, read_meaning
from knowledge.meaning.nearest import texts_of
from knowledge.meaning.opening import DEFAULT_MODEL, ModelChoice, open_encoder
from knowledge.meaning.vectors import text_key
from knowledge.store import open_store
from tests.bench.fitting.data import pack_base

# Each is asked of bases of every size, and encoded once.
_QUESTIONS = 20_000


def fitting_meaning(folder: Path, data: Path, vectors: Path | None) -> KeptMeaning:
    """Return the meaning of all development claims and packs; `vectors` is a database to keep it in."""
    encoder = open_encoder(ModelChoice(DEFAULT_MODEL, folder, folder), download=False)
    with tempfile.TemporaryDirectory() as temporary:
        store = open_store(vectors or Path(temporary) / "vectors.db")
        try:
            meaning = read_meaning(encoder, store, _QUESTIONS)
            texts = [text for text in dict.fromkeys(_texts(data)) if not meaning.table.has(text_key(text))]
            for batch in meaning.batches(texts):
                meaning.keep(store, meaning.encoded(batch))
            return meaning
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
