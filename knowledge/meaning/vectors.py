"""Vectors as they are kept: eight bits a number in the database, four in memory, found again by the text.

Four bits move a cosine by .006, far less than what tells two entries apart, and halve what a large base needs: the
shares of the golden questions are the same.
"""

from __future__ import annotations

import functools
import hashlib
import threading
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int32]
Keys = npt.NDArray[np.uint64]

_SCALE_BYTES = 4
# What is full is never copied, and no more than this is held for vectors that are yet to come.
_BLOCK = 1024
# So many rows are turned into floats at a time: they stay in the processor's cache, and the product is too small for
# the library to wake other threads for it, which costs ten times what it gains.
_SLICE = 256
_LEVELS = 16
_MIDDLE = (_LEVELS - 1) / 2
# Beyond so many deviations a number is cut off: the finer steps for all others are worth more.
_REACH = 2.5


def turned(vector: Vector) -> Vector:
    """Return a vector in another frame, always the same one: it changes no cosine of two vectors that are turned.

    Some models put much of what they say into a few large numbers, which four bits beside many small ones cannot hold;
    turning spreads them. It is the same on every machine, since turned vectors are kept.
    """
    signs, mixing = _turning(len(vector))
    mixed: Vector = ((vector * signs).reshape(-1, len(mixing)) @ mixing).reshape(-1).astype(np.float32)
    return mixed


@functools.cache
def _turning(length: int) -> tuple[Vector, Vector]:
    """Return signs for each number, and the Hadamard matrix of the largest size that divides the length."""
    bits = np.frombuffer(hashlib.shake_128(b"turning").digest(length), dtype=np.uint8) & 1
    mixing = np.ones((1, 1), dtype=np.float32)
    while length % (2 * len(mixing)) == 0:
        mixing = np.block([[mixing, mixing], [mixing, -mixing]])
    signs: Vector = np.where(bits, np.float32(-1), np.float32(1))
    return signs, mixing / np.sqrt(np.float32(len(mixing)))


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


def as_numbers(keys: Iterable[bytes]) -> Keys:
    """Return keys of texts as numbers, in the same order."""
    return np.frombuffer(b"".join(keys), dtype=np.uint64)


def as_keys(numbers: Keys) -> list[bytes]:
    """Return the keys that `as_numbers` made numbers of."""
    return [number.tobytes() for number in numbers]


class VectorTable:
    """The vectors of many texts, all of one length, in blocks that are filled in turn.

    Reading needs no lock; a row that was handed out is never given to another text.
    """

    def __init__(self, length: int) -> None:
        self._length = length
        self._blocks: tuple[tuple[npt.NDArray[np.uint8], Vector], ...] = ()
        self._used = 0
        # Sorted keys, each with its row, as one value: readers see both of one moment.
        self._index: tuple[Keys, Rows] = (np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int32))
        self._changing = threading.Lock()

    def __len__(self) -> int:
        return len(self._index[0])

    def add(self, vectors: Sequence[tuple[bytes, bytes]]) -> None:
        """Take in packed vectors by the key of their text; one of another length is left out."""
        with self._changing:
            known = self.rows(as_numbers(key for key, _ in vectors))
            size = _SCALE_BYTES + self._length
            new = {key: blob for (key, blob), row in zip(vectors, known, strict=True) if row < 0 and len(blob) == size}
            if not new:
                return
            rows = np.arange(self._used, self._used + len(new), dtype=np.int32)
            halved, scales = _halved(np.array([unpacked(blob) for blob in new.values()]))
            for row, numbers, scale in zip(rows, halved, scales, strict=True):
                self._put(int(row), numbers, float(scale))
            self._used += len(new)
            self._enter(as_numbers(new), rows)

    def rows(self, keys: Keys) -> Rows:
        """Return where the vectors of these texts stand, -1 for one that is not here."""
        known, rows = self._index
        if not len(known):
            return np.full(len(keys), -1, dtype=np.int32)
        places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[places] == keys, rows[places], np.int32(-1))

    def others(self, used: Iterable[Rows]) -> Keys:
        """Return the keys of the texts that stand in none of these rows."""
        keys, rows = self._index
        idle = np.ones(self._used, dtype=np.bool_)
        for some in used:
            idle[some] = False
        return keys[idle[rows]]

    def remove(self, keys: Keys) -> None:
        """Forget these texts: nothing of their vectors stays."""
        with self._changing:
            known, rows = self._index
            gone = np.isin(known, keys, kind="sort")
            for row in rows[gone]:
                numbers, scales = self._blocks[row // _BLOCK]
                numbers[row % _BLOCK] = 0
                scales[row % _BLOCK] = 0
            self._index = (known[~gone], rows[~gone])

    def cosines(self, vector: Vector) -> Vector:
        """Return the cosine of every row with a vector of length 1; 0 for the rows of texts that were forgotten."""
        blocks, used = self._blocks, self._used
        half = _half(self._length)
        low, high = vector[:half], np.zeros(half, dtype=np.float32)
        high[: self._length - half] = vector[half:]
        middle = np.float32(_MIDDLE * vector.sum())
        out = np.zeros(len(blocks) * _BLOCK, dtype=np.float32)
        for number, (numbers, scales) in enumerate(blocks):
            # Whole slices, also of a block that is not full: a product of another size differs in its last digits.
            for start in range(0, min(_BLOCK, used - number * _BLOCK), _SLICE):
                rows = numbers[start : start + _SLICE]
                some = out[number * _BLOCK + start :][:_SLICE]
                np.dot((rows & (_LEVELS - 1)).astype(np.float32), low, out=some)
                some += np.dot((rows >> 4).astype(np.float32), high)
                some -= middle
                some *= scales[start : start + _SLICE]
        return out[:used]

    def _put(self, row: int, halved: npt.NDArray[np.uint8], scale: float) -> None:
        if row // _BLOCK == len(self._blocks):
            self._blocks = (*self._blocks, _empty_block(self._length))
        numbers, scales = self._blocks[row // _BLOCK]
        numbers[row % _BLOCK] = halved
        scales[row % _BLOCK] = scale

    def _enter(self, keys: Keys, rows: Rows) -> None:
        order = np.argsort(keys, kind="stable")
        known, at = self._index
        places = np.searchsorted(known, keys[order])
        self._index = (np.insert(known, places, keys[order]), np.insert(at, places, rows[order]))


def _empty_block(length: int) -> tuple[npt.NDArray[np.uint8], Vector]:
    return np.zeros((_BLOCK, _half(length)), dtype=np.uint8), np.zeros(_BLOCK, dtype=np.float32)


def _half(length: int) -> int:
    return (length + 1) // 2


def _halved(vectors: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.uint8], Vector]:
    """Return each row in four bits a number, the second half of it above the first, and the scale of each."""
    steps = np.maximum(vectors.std(axis=1, keepdims=True) * (_REACH / _MIDDLE), np.finfo(np.float32).tiny)
    levels = np.clip(np.rint(vectors / steps + _MIDDLE), 0, _LEVELS - 1)
    # The scale with which the levels come nearest to the row.
    found = levels - _MIDDLE
    scales = (vectors * found).sum(axis=1) / (found * found).sum(axis=1)
    half = _half(vectors.shape[1])
    small = np.zeros((len(vectors), 2 * half), dtype=np.uint8)
    small[:, : vectors.shape[1]] = levels
    halved: npt.NDArray[np.uint8] = (small[:, :half] | small[:, half:] << np.uint8(4)).astype(np.uint8)
    return halved, scales.astype(np.float32)
