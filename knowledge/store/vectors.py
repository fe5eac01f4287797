"""The vectors table: what the sentence encoder made of each text, so that nothing is computed twice."""

from __future__ import annotations

from collections.abc import Iterable

import sqlite_utils

# Read in some milliseconds.
SLICE = 2000


class VectorsTable:
    """Vectors by model and by the key of a text. Whose text it is stands nowhere, so reading asks for no audience."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def of(self, model: str, after: bytes = b"", most: int = SLICE) -> tuple[tuple[bytes, bytes], ...]:
        """Return so many texts' keys with their packed vectors, as this model made them, in the order of the keys.

        `after` is the last key of those that were read before.
        """
        rows = self._db.execute(
            "SELECT text, vector FROM vectors WHERE model = ? AND text > ? ORDER BY text LIMIT ?", [model, after, most]
        )
        return tuple((bytes(text), bytes(vector)) for text, vector in rows)

    def any(self) -> bool:
        """Say whether vectors are kept."""
        return bool(self._db.execute("SELECT EXISTS (SELECT 1 FROM vectors)").fetchone()[0])

    def put(self, model: str, vectors: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep packed vectors by the key of their text. Call it inside a transaction."""
        self._db.table("vectors").upsert_all(
            ({"model": model, "text": text, "vector": vector} for text, vector in vectors), pk=("model", "text")
        )

    def drop(self, texts: Iterable[bytes]) -> None:
        """Forget what any model made of these texts, by their keys. Call it inside a transaction."""
        models = [model for (model,) in self._db.execute("SELECT DISTINCT model FROM vectors")]
        for text in texts:
            for model in models:
                self._db.execute("DELETE FROM vectors WHERE model = ? AND text = ?", [model, text])

    def has_others(self, model: str) -> bool:
        """Say whether vectors of another model are kept."""
        row = self._db.execute("SELECT EXISTS (SELECT 1 FROM vectors WHERE model <> ?)", [model]).fetchone()
        return bool(row[0])

    def drop_others(self, model: str, most: int = SLICE) -> None:
        """Forget so many vectors of other models. Call it inside a transaction."""
        self._db.execute(
            "DELETE FROM vectors WHERE (model, text) IN (SELECT model, text FROM vectors WHERE model <> ? LIMIT ?)",
            [model, most],
        )
