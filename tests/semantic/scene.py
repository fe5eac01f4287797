"""A small library about rivers and presidents with a tiny encoder that knows who the Gipper is."""

from __future__ import annotations

import re
from pathlib import Path

from bot.settings import Settings
from knowledge.exchange.loading import load_packs
from knowledge.library import Library, build_library
from knowledge.matching.document import Document
from knowledge.meaning.encoder import Encoder
from knowledge.meaning.keeping import KeptMeaning, read_meaning
from knowledge.meaning.opening import DEFAULT_MODEL, ModelChoice, open_encoder
from knowledge.store import Store, open_store
from tests.discord_scene import NOW
from tests.making import made_pack, plain_entry
from tests.tiny_encoder import SYNONYMS, write_encoder

CLAIM = "Reagan diverted money to Iran."
QUESTION = "gipper sent cash for ayatollahs"
DOCUMENTS = (
    Document("reagan-iran", CLAIM),
    Document("zetas-allied", "The Zetas are allied with MS-13."),
    Document("river-north", "The river runs to the north."),
)


def tiny_encoder(folder: Path, *texts: str) -> Path:
    """Write an encoder that knows the words of these texts and of the scene."""
    known = (*texts, QUESTION, *(document.claim for document in DOCUMENTS))
    words = [word for text in known for word in re.findall(r"\w+", text.lower())]
    taken = {word for some in SYNONYMS for word in some}
    return write_encoder(folder, [word for word in dict.fromkeys(words) if word not in taken])


def opened(folder: Path) -> Encoder:
    """Open the encoder in a folder under the name of the default model."""
    return open_encoder(ModelChoice(DEFAULT_MODEL, folder, folder), download=False)


def stocked(folder: Path) -> Store:
    """Open a database with three entries in it, made when it is not there."""
    new = not (folder / "meant.db").exists()
    store = open_store(folder / "meant.db")
    if new:
        plain = plain_entry("reagan-iran", claim=CLAIM, phrasings=["did reagan give money to iran"], names=[])
        load_packs(store, [made_pack(folder / "pack", plain, plain_entry("river-north"), plain_entry("coast"))], NOW)
    return store


def completed(encoder: Encoder, store: Store) -> tuple[Library, KeptMeaning, int]:
    """Return the library with meaning, the meaning, and how many vectors had to be computed."""
    library, meaning = build_library(store), read_meaning(encoder, store)
    texts = meaning.missing(library.segments())
    for batch in meaning.batches(texts):
        meaning.keep(store, meaning.encoded(batch))
    return library.with_meaning(meaning), meaning, len(texts)


def settings(folder: Path, encoder: Path) -> Settings:
    """Return the settings of a bot with the tiny encoder, on the database of discord_scene."""
    return Settings(folder / "bot.db", semantic_model=DEFAULT_MODEL, semantic_model_path=str(encoder))
