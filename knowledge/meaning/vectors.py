"""Vectors as they are kept: eight bits a number, one matrix for all texts, found again by the text."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]

_SCALE_BYTES = 4
_GROWTH = 1.5
# So many rows are turned into floats at a time: they stay in the processor's cache, and the product is too small for
# the library to wake other threads for it, which costs ten times what it gains.
_BLOCK = 512


def text_key(text: str) -> bytes:
    """Return what a text is known by: equal texts have equal keys."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def packed(vector: Vector) -> bytes:
    """Return a vector of length 1 in a quarter of its size: a scale, then a signed byte a number."""
    most = float(np.abs(vector).max(initial=0.0)) or 1.0
    scale = np.float32(most / 127)
    numbers: npt.NDArray[np.int8] = np.rint(vector / scale).astype(np.int8)
    return bytes(scale.tobytes() + numbers.tobytes())


def unpacked(blob: bytes) -> Vector:
    """Return the vector that was packed, as near as eight bits hold it."""
    scale = np.frombuffer(blob[:_SCALE_BYTES], dtype=np.float32)[0]
    vector: Vector = np.frombuffer(blob[_SCALE_BYTES:], dtype=np.int8).astype(np.float32) * scale
    return vector


class VectorTable:
    """The vectors of many texts. It only grows; reading needs no lock, adding takes one."""

    def __init__(self) -> None:
        self._rows: dict[bytes, int] = {}
        self._matrix: npt.NDArray[np.int8] = np.zeros((0, 0), dtype=np.int8)
        self._scales: Vector = np.zeros(0, dtype=np.float32)
        self._adding = threading.Lock()

    def __len__(self) -> int:
        return len(self._rows)

    def has(self, key: bytes) -> bool:
        """Say whether the text with this key has its vector here."""
        return key in self._rows

    def add(self, vectors: Iterable[tuple[bytes, bytes]]) -> None:
        """Take in packed vectors by the key of their text; one of another length than those before is left out."""
        with self._adding:
            for key, blob in vectors:
                length = len(blob) - _SCALE_BYTES
                if key in self._rows or length <= 0 or (self._rows and length != self._matrix.shape[1]):
                    continue
                row = len(self._rows)
                if row == len(self._matrix):
                    self._grow(length)
                self._matrix[row] = np.frombuffer(blob[_SCALE_BYTES:], dtype=np.int8)
                self._scales[row] = np.frombuffer(blob[:_SCALE_BYTES], dtype=np.float32)[0]
                self._rows[key] = row

    def rows(self, keys: Iterable[bytes]) -> npt.NDArray[np.int32] | None:
        """Return where the vectors of these texts stand; None when one is not here."""
        found: list[int] = []
        for key in keys:
            row = self._rows.get(key)
            if row is None:
                return None
            found.append(row)
        return np.array(found, dtype=np.int32)

    def cosines(self, rows: npt.NDArray[np.int32], vector: Vector) -> Vector:
        """Return the cosine of each of these rows with a vector of length 1."""
        matrix, scales = self._matrix, self._scales
        out = np.empty(len(rows), dtype=np.float32)
        for start in range(0, len(rows), _BLOCK):
            some = rows[start : start + _BLOCK]
            np.dot(matrix[some].astype(np.float32), vector, out=out[start : start + len(some)])
        out *= scales[rows]
        return out

    def _grow(self, length: int) -> None:
        size = int(len(self._rows) * _GROWTH) + 256
        matrix = np.zeros((size, length), dtype=np.int8)
        scales = np.zeros(size, dtype=np.float32)
        matrix[: len(self._rows)] = self._matrix[: len(self._rows)] if self._rows else 0
        scales[: len(self._rows)] = self._scales[: len(self._rows)]
        # Whoever reads meanwhile has the old arrays, which hold every row that was handed out.
        self._matrix, self._scales = matrix, scales
