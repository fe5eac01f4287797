"""The sentence encoder: from a text to a vector whose cosine with another says how near they are in meaning."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from knowledge.errors import NotSoFastError

Vector = npt.NDArray[np.float32]

MODEL_FILES = ("model.onnx", "tokenizer.json")
# How a text is prepared for the encoder; another way gives other vectors, which must not meet those kept before.
PREPARED = "1"
_CHUNK = 1 << 20


class MeaningError(NotSoFastError):
    """The encoder cannot be used; matching goes on by words alone."""


class Encoder(Protocol):
    """What turns texts into vectors of length 1. `key` names the model and its exact state: vectors of two keys never meet."""

    @property
    def key(self) -> str:
        """The model by name, and which bytes it is made of where they are known."""

    @property
    def model(self) -> str:
        """The model by name."""

    def encode(self, text: str) -> Vector:
        """Return the vector of one text. Raises MeaningError."""


class FastembedEncoder:
    """An encoder of the fastembed library, which runs ONNX on the processor."""

    def __init__(self, model: str, folder: Path | None, threads: int = 1) -> None:
        try:
            from fastembed import TextEmbedding
        except ImportError as error:
            raise MeaningError(
                "The extra for meaning is not installed. Install it with: pip install 'not-so-fast[semantic]'"
            ) from error
        if folder is not None:
            _check_folder(folder)
        try:
            # The library warns of models that were corrected in a newer version of it; that is nothing an operator can act on.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._embedding = TextEmbedding(
                    model, threads=threads, **({"specific_model_path": str(folder)} if folder else {})
                )
            self._model = model
            self._key = f"{model} {_digest(folder) if folder else 'by name'} {PREPARED}"
            self._size = len(self._run("size"))
        except MeaningError:
            raise
        except Exception as error:  # whatever the runtime, the tokenizer, the download or the file system raises
            raise MeaningError(f"The model {model} cannot be opened ({_line(error)}). {_advice(folder)}") from error

    @property
    def key(self) -> str:
        """The model by name, and which bytes it is made of when it was opened from a folder."""
        return self._key

    @property
    def model(self) -> str:
        """The model by name."""
        return self._model

    def encode(self, text: str) -> Vector:
        """Return the vector of one text. Raises MeaningError."""
        try:
            vector = self._run(text)
        except Exception as error:  # whatever the runtime raises, out of memory among it
            raise MeaningError(f"A text could not be encoded ({_line(error)}).") from error
        if len(vector) != self._size or not np.isfinite(vector).all():
            raise MeaningError("A text could not be encoded (the model gave no usable vector).")
        return vector

    def _run(self, text: str) -> Vector:
        # One text at a time: in a batch, a quantised model gives a text another vector beside other texts.
        (vector,) = self._embedding.embed([text], batch_size=1)
        found = np.asarray(vector, dtype=np.float32)
        length = float(np.linalg.norm(found))
        return found / length if length else found


def open_encoder(model: str, folder: Path | None) -> Encoder:
    """Open a fastembed model: from a local folder without any network, or by its name (it is downloaded once).

    Raises MeaningError with what to do.
    """
    return FastembedEncoder(model, folder)


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise MeaningError(f"There is no folder {folder}. Set SEMANTIC_MODEL_PATH to the folder of a model.")
    if not (folder / "tokenizer.json").is_file():
        raise MeaningError(f"There is no tokenizer.json in {folder}. Set SEMANTIC_MODEL_PATH to the folder of a model.")


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.suffix == ".onnx" or file.name in MODEL_FILES):
        with file.open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()[:16]


def _advice(folder: Path | None) -> str:
    if folder is not None:
        return f"Check that {folder} holds that model, whole."
    return "Check its name and the network, or set SEMANTIC_MODEL_PATH to a folder that holds it."


def _line(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 160 else f"{text[:160]}…"
