"""Opening the sentence encoder. It needs nothing of the extra itself, and says when that is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import MeaningError
from knowledge.meaning.choice import ModelChoice

if TYPE_CHECKING:
    from knowledge.meaning.encoder import Encoder


def open_encoder(choice: ModelChoice, *, download: bool) -> Encoder:
    """Open the encoder, from its folder without any network or by its name.

    Where `download` is false, a model without a folder must be in the cache. Raises MeaningError with what to do.
    """
    # First, since it costs nothing: a wrong folder is told before anything large is imported.
    if choice.folder is not None:
        _check_folder(choice.folder)
    try:
        # Not above: without the extra there is neither numpy nor fastembed.
        from knowledge.meaning.encoder import FastembedEncoder
    except ImportError as error:
        raise MeaningError(
            f"What it needs is not installed ({error.name or error}). Where the bot's files are, run: "
            'pip install -e ".[semantic]".'
        ) from error
    return FastembedEncoder(choice, download=download)


def _check_folder(folder: Path) -> None:
    try:
        missing = [name for name in ("tokenizer.json", "tokenizer_config.json") if not (folder / name).is_file()]
        there = folder.is_dir()
    except OSError as error:
        raise MeaningError(
            f"{folder} cannot be looked into ({error.strerror}). Set SEMANTIC_MODEL_PATH to a folder that may be read."
        ) from error
    if not there:
        raise MeaningError(f"There is no folder {folder}. Set SEMANTIC_MODEL_PATH to the folder of a model.")
    if missing:
        raise MeaningError(f"There is no {missing[0]} in {folder}. Set SEMANTIC_MODEL_PATH to the folder of a model.")
