"""A small library about rivers and presidents with a tiny encoder that knows who the Gipper is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.answering.library import Library, build_library
from knowledge.exchange.loading import load_packs
from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import Base, base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.outcome import Decision
from knowledge.matching.ranking.semantic import Meaning
from knowledge.matching.ranking.weights import shipped_sample
from knowledge.meaning.choice import DEFAULT_MODEL, ModelChoice
from knowledge.meaning.encoder import Encoder
from knowledge.meaning.fingerprint import weights_of
from knowledge.meaning.opening import open_encoder
from knowledge.meaning.texts import texts_of
from knowledge.meaning.vector_cache import KeptMeaning, batches, new_meaning, read_meaning
from knowledge.meaning.vectors import Vector
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question
from knowledge.store import Store, open_store
from tests.scenes.asking import NOW
from tests.scenes.making import made_pack, plain_entry
from tests.scenes.tiny_encoder import LENGTH, NONE_GIVEN, SYNONYMS, write_encoder

CLAIM = "Reagan diverted money to Iran."
# Not a word of it is in the claim, nor one that is known to be like a word there.
QUESTION = "did the Gipper know where the ayatollahs' moolah went?"
DOCUMENTS = (
    Document("reagan-iran", CLAIM),
    Document("zetas-allied", "The Zetas are allied with MS-13."),
    Document("river-north", "The river runs to the north."),
)


def tiny_encoder(folder: Path, *texts: str, fitted: bool = True) -> Path:
    """Write an encoder that knows the words of these texts and of the scene.

    Where it is to count as `fitted`, it makes of the sample what the encoder makes that the weights were fitted with.
    """
    words = _words(*texts, QUESTION, *(document.claim for document in DOCUMENTS))
    taken = {word for some in SYNONYMS for word in some}
    write_encoder(folder, [word for word in words if word not in taken], _of_sample(words) if fitted else NONE_GIVEN)
    # The multilingual model has its file under another name.
    (folder / "model_optimized.onnx").write_bytes((folder / "model.onnx").read_bytes())
    return folder


def _words(*texts: str) -> list[str]:
    return list(dict.fromkeys(word for text in texts for word in re.findall(r"\w+", text.lower())))


def _of_sample(known: Sequence[str]) -> dict[str, list[float]]:
    """Return a word of each text of the sample, with vectors between which the cosines are those that are wanted."""
    sample = shipped_sample(DEFAULT_MODEL)
    assert sample is not None
    marks = [_mark(text, known, sample.texts) for text in sample.texts]
    # Long ones, beside which no other word of the text tells.
    vectors = [(1000 * vector).tolist() for vector in vectors_between(sample.cosines, LENGTH)]
    return dict(zip(marks, vectors, strict=True))


def vectors_between(cosines: Sequence[float], length: int) -> list[Vector]:
    """Return vectors of this length with these cosines between every two of them, in the order of combinations."""
    size = next(number for number in itertools.count(2) if number * (number - 1) // 2 == len(cosines))
    wanted = np.eye(size)
    upper = np.triu_indices(size, 1)
    wanted[upper] = wanted.T[upper] = cosines
    numbers, directions = np.linalg.eigh(wanted)
    roots = directions * np.sqrt(np.maximum(numbers, 0))
    return list(np.pad(roots, ((0, 0), (0, length - size))).astype(np.float32))


def _mark(text: str, known: Sequence[str], texts: Sequence[str]) -> str:
    elsewhere = {*known, *_words(*(other for other in texts if other != text))}
    return next(word for word in _words(text) if word not in elsewhere)


def opened(folder: Path, model: str = DEFAULT_MODEL) -> Encoder:
    """Open the encoder in a folder under the name of the default model, or another."""
    return open_encoder(ModelChoice(model, folder, folder), download=False)


def stocked(folder: Path) -> Store:
    """Open a database with three entries in it, made when it is not there."""
    new = not (folder / "meant.db").exists()
    store = open_store(folder / "meant.db")
    if new:
        plain = plain_entry("reagan-iran", claim=CLAIM, phrasings=["did reagan give money to iran"], names=[])
        load_packs(store, [made_pack(folder / "pack", plain, plain_entry("river-north"), plain_entry("coast"))], NOW)
    return store


def base_of_scene() -> Base:
    """Return the three bare claims as a base."""
    return base_of(DOCUMENTS, Gazetteer(()))


def meaning_for(encoder: Encoder, base: Base) -> KeptMeaning:
    """Return the meaning of a base, with a vector for each of its texts."""
    meaning = new_meaning(encoder, weights_of(encoder))
    for layer in base.layers:
        meaning.table.add(meaning.encoded(text for one in layer.segment.documents for text in texts_of(one.document)))
    return meaning


def decided(question: str, base: Base, meaning: Meaning | None = None) -> Decision:
    """Return the decision on a question."""
    return decide(read_question(question, base.gazetteer), base, shipped_background(), meaning=meaning)


def completed(encoder: Encoder, store: Store) -> tuple[Library, KeptMeaning, int]:
    """Return the library with meaning, the meaning, and how many vectors had to be computed."""
    library, meaning = build_library(store), read_meaning(encoder, store, weights_of(encoder))
    texts = meaning.missing(library.segments())
    for batch in batches(texts):
        meaning.keep(store, meaning.encoded(batch))
    return library.with_meaning(meaning), meaning, len(texts)
