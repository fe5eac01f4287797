"""The vectors table: what the sentence encoder made of each text, so that nothing is computed twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlite_utils


class VectorsTable:
    """Vectors by model and by the key of a text. Whose text it is stands nowhere, so reading asks for no audience."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def of(self, model: str) -> Iterator[tuple[bytes, bytes]]:
        """Yield every text's key with its packed vector, as this model made it."""
        rows = self._db.execute("SELECT text, vector FROM vectors WHERE model = ? ORDER BY text", [model])
        return ((bytes(text), bytes(vector)) for text, vector in rows)

    def put(self, model: str, vectors: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep packed vectors by the key of their text. Call it inside a transaction."""
        self._db.table("vectors").upsert_all(
            ({"model": model, "text": text, "vector": vector} for text, vector in vectors), pk=("model", "text")
        )

    def has_others(self, model: str) -> bool:
        """Say whether vectors of another model are kept."""
        row = self._db.execute("SELECT EXISTS (SELECT 1 FROM vectors WHERE model <> ?)", [model]).fetchone()
        return bool(row[0])

    def drop_others(self, model: str) -> None:
        """Forget the vectors of every other model. Call it inside a transaction."""
        self._db.execute("DELETE FROM vectors WHERE model <> ?", [model])
