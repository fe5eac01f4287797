"""The sentence encoder: from a text to a vector whose cosine with another says how near they are in meaning."""

from __future__ import annotations

import hashlib
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime
from fastembed import TextEmbedding
from loguru import logger

from knowledge.errors import MeaningError
from knowledge.meaning.choice import DEFAULT_MODEL, ModelChoice
from knowledge.meaning.memory import give_back
from knowledge.meaning.vectors import Vector, turned

# How a text is prepared for the encoder; another way gives other vectors, which must not meet those kept before.
PREPARED = "2"
_CHUNK = 1 << 20
# Weights, those kept apart among them, and what the tokenizer is made of.
_OF_A_MODEL = (".onnx", ".onnx_data", ".data", ".safetensors", ".json", ".txt")
# What goes wrong is said once, by whoever opened the encoder or asked it, and not by the libraries below as well.
logger.disable("fastembed")
onnxruntime.set_default_logger_severity(4)
_LONGEST = 160
# How the runtime puts it, which raises an error of its own.
_NO_MEMORY = "Failed to allocate memory"


class Encoder(Protocol):
    """What turns texts into vectors of length 1. Vectors of two keys never meet."""

    @property
    def key(self) -> str:
        """The model by name, and by all else that its vectors depend on."""

    @property
    def model(self) -> str:
        """The model by name."""

    @property
    def length(self) -> int:
        """How many numbers a vector has."""

    def encode(self, text: str) -> Vector:
        """Return the vector of one text. Raises MeaningError."""


class FastembedEncoder:
    """An encoder of the fastembed library, which runs ONNX on the processor."""

    def __init__(self, choice: ModelChoice, *, download: bool, threads: int = 1) -> None:
        # One spelling, whatever the case that it was typed in: vectors are kept under it.
        name, file = _known(choice.model)
        folder = choice.folder
        if folder is not None and not (folder / file).is_file():
            raise MeaningError(f"There is no {file} in {folder}, which {name} needs. Put the whole model there.")
        places: dict[str, Any] = {"cache_dir": str(choice.cache), "local_files_only": not download}
        if folder is not None:
            places = {"specific_model_path": str(folder)}
        try:
            # The library warns of models that it corrected in a newer version; an operator can do nothing about it.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._embedding = TextEmbedding(choice.model, threads=threads, **places)
            self._model = name
            files = _digest(folder or _folder(self._embedding))
            self._key = f"{name} {files} {version('fastembed')} {PREPARED}"
            self._length = len(self._run("length"))
            give_back()
        except Exception as error:  # whatever the runtime, the tokenizer, the download or the file system raises
            raise MeaningError(_sentence(choice, error, download=download)) from error

    @property
    def key(self) -> str:
        """The model by name, a digest of its files, and the version of the library that runs it."""
        return self._key

    @property
    def model(self) -> str:
        """The model by name."""
        return self._model

    @property
    def length(self) -> int:
        """How many numbers a vector has."""
        return self._length

    def encode(self, text: str) -> Vector:
        """Return the vector of one text. Raises MeaningError."""
        try:
            vector = self._run(text)
        except Exception as error:  # whatever the runtime raises, out of memory among it
            raise MeaningError(f"A text could not be encoded ({_line(error)}).") from error
        if len(vector) != self._length or not np.isfinite(vector).all():
            raise MeaningError("A text could not be encoded (the model gave no usable vector).")
        return vector

    def _run(self, text: str) -> Vector:
        # One text at a time: in a batch, a quantised model gives a text another vector beside other texts.
        (vector,) = self._embedding.embed([text], batch_size=1)
        found = np.asarray(vector, dtype=np.float32)
        length = float(np.linalg.norm(found))
        return turned(found / length if length else found)


def _known(model: str) -> tuple[str, str]:
    """Return the name of a model as the library spells it, and its file."""
    known = {about["model"].casefold(): about for about in TextEmbedding.list_supported_models()}
    about = known.get(model.casefold())
    if about is None:
        raise MeaningError(
            f"{model} is no model that fastembed knows. Set SEMANTIC_MODEL to another, such as {DEFAULT_MODEL}."
        )
    return about["model"], about["model_file"]


def _folder(embedding: TextEmbedding) -> Path:
    # The library tells nobody where it put what it downloaded.
    return Path(vars(embedding.model)["_model_dir"])


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.suffix in _OF_A_MODEL and file.is_file()):
        digest.update(f"{file.relative_to(folder)}\n{file.stat().st_size}\n".encode())
        with file.open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()[:16]


def _sentence(choice: ModelChoice, error: Exception, *, download: bool) -> str:
    if choice.folder is not None:
        advice = f"Check that {choice.folder} holds that model, whole."
    elif download:
        advice = "Check its name and the network, or set SEMANTIC_MODEL_PATH to a folder that holds it."
    else:
        advice = "Get it with `python -m bot doctor`, or set SEMANTIC_MODEL_PATH to a folder that holds it."
    return f"The model {choice.model} cannot be opened ({_line(error)}). {advice}"


def _line(error: Exception) -> str:
    if isinstance(error, MemoryError) or _NO_MEMORY in str(error):
        return "there is not enough memory"
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
