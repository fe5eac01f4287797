"""Which sentence encoder is used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from knowledge.matching.ranking.weights import FITTED_MODEL

DEFAULT_MODEL = FITTED_MODEL
MULTILINGUAL_MODEL = "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2"


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Which encoder: a model of fastembed by name, and the local folder that holds it, if any.

    Without a folder the model is downloaded once into `cache`.
    """

    model: str
    folder: Path | None
    cache: Path
