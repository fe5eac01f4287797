"""The sentence encoder for fitting, with the vectors of every text that is asked about, kept in a file between runs."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from knowledge.exchange.packs import starter_packs
from knowledge.matching.index.document import document_of
from knowledge.meaning.choice import ModelChoice
from knowledge.meaning.fingerprint import cosines
from knowledge.meaning.opening import open_encoder
from knowledge.meaning.texts import text_key, texts_of
from knowledge.meaning.vector_cache import KeptMeaning, batches, read_meaning
from knowledge.meaning.vectors import as_numbers
from knowledge.store import open_store
from tests.bench.fitting.servers import OWN, read_server, server_files, server_questions

# Each is asked of bases of every size, and encoded once.
_QUESTIONS = 40_000
# By these an encoder is known again: near and far, said and denied, asked and stated, long and short, in two languages.
_SAMPLE = (
    "The mayor sold the old harbour to a foreign bank.",
    "Did the mayor really sell our port to a bank from abroad?",
    "A vaccine was withdrawn after three weeks.",
    "Nobody ever withdrew the vaccine.",
    "The gang pays the army.",
    "The army fought the gang for years.",
    "How many people live in the valley?",
    "El presidente mintió sobre la guerra.",
    "The president lied about the war.",
    "It rained on the day of the election.",
)


def fitting_meaning(model: str, folder: Path, data: Path, vectors: Path | None) -> KeptMeaning:
    """Return the meaning of all development claims and packs, by the model with this name in this folder.

    `vectors` is a database to keep it in.
    """
    encoder = open_encoder(ModelChoice(model, folder, folder), download=False)
    with tempfile.TemporaryDirectory() as temporary:
        store = open_store(vectors or Path(temporary) / "vectors.db")
        try:
            meaning = read_meaning(encoder, store, remembered=_QUESTIONS)
            texts = list(dict.fromkeys(_texts(data)))
            rows = meaning.table.rows(as_numbers(map(text_key, texts)))
            for batch in batches([text for text, row in zip(texts, rows, strict=True) if row < 0]):
                meaning.keep(store, meaning.encoded(batch))
            return meaning
        finally:
            store.close()


def sample(model: str, folder: Path) -> dict[str, object]:
    """Return by what the model with this name in this folder is known again, as it is written beside its weights."""
    found = cosines(open_encoder(ModelChoice(model, folder, folder), download=False), _SAMPLE)
    return {"texts": _SAMPLE, "cosines": [round(cosine, 4) for cosine in found]}


def _texts(data: Path) -> Iterator[str]:
    for file in sorted(data.glob("*/claims.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            claim = json.loads(line)
            yield claim["claim"]
            if claim.get("title"):
                yield claim["title"]
    for pack in starter_packs():
        for entry in pack.entries:
            yield from texts_of(document_of(entry))
    for file in server_files(data / "bases", OWN):
        for document in read_server(file)[0]:
            yield from texts_of(document)
        # The thick bases know them as phrasings and refused questions.
        yield from (asked.text for asked in server_questions(file))
