"""Quantised vectors, looked up by the key of their text: eight bits a number in the database, four in memory.

Four bits change a cosine by .006, far less than the distance between two entries, and halve the memory that a large
base needs: the shares of the golden questions are the same.
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
# Rows per block. Full blocks are never copied, and at most one block is allocated ahead of the vectors to come.
_BLOCK = 1024
# Rows converted to floats at a time: few enough to stay in the processor's cache, and too few for BLAS to start
# threads, which would cost ten times what they gain.
_SLICE = 256
_LEVELS = 16
_MIDDLE = (_LEVELS - 1) / 2
# Numbers beyond this many standard deviations are clipped; finer steps for all others are worth more.
_REACH = 2.5


def rotate(vector: Vector) -> Vector:
    """Apply a fixed random rotation (signs, then a Hadamard transform); cosines between rotated vectors are unchanged.

    Some models put most of a vector's length into a few large numbers, and four bits cannot hold these beside many
    small ones; the rotation spreads them. It is the same on every machine, since rotated vectors are stored.
    """
    signs, mixing = _rotation(len(vector))
    mixed: Vector = ((vector * signs).reshape(-1, len(mixing)) @ mixing).reshape(-1).astype(np.float32)
    return mixed


@functools.cache
def _rotation(length: int) -> tuple[Vector, Vector]:
    """Return a sign for each number, and the largest Hadamard matrix whose size divides the length."""
    bits = np.frombuffer(hashlib.shake_128(b"turning").digest(length), dtype=np.uint8) & 1
    mixing = np.ones((1, 1), dtype=np.float32)
    while length % (2 * len(mixing)) == 0:
        mixing = np.block([[mixing, mixing], [mixing, -mixing]])
    signs: Vector = np.where(bits, np.float32(-1), np.float32(1))
    return signs, mixing / np.sqrt(np.float32(len(mixing)))


def pack(vector: Vector) -> bytes:
    """Pack a unit vector into a quarter of its size: a scale, then one signed byte per number."""
    most = float(np.abs(vector).max(initial=0.0)) or 1.0
    scale = np.float32(most / 127)
    numbers: npt.NDArray[np.int8] = np.rint(vector / scale).astype(np.int8)
    return bytes(scale.tobytes() + numbers.tobytes())


def unpack(blob: bytes) -> Vector:
    """Return the packed vector, as near as eight bits hold it."""
    scale = np.frombuffer(blob[:_SCALE_BYTES], dtype=np.float32)[0]
    vector: Vector = np.frombuffer(blob[_SCALE_BYTES:], dtype=np.int8).astype(np.float32) * scale
    return vector


def as_numbers(keys: Iterable[bytes]) -> Keys:
    """Return the keys of texts as numbers, in the same order."""
    return np.frombuffer(b"".join(keys), dtype=np.uint64)


def as_keys(numbers: Keys) -> list[bytes]:
    """Return the keys of texts from numbers; the inverse of `as_numbers`."""
    return [number.tobytes() for number in numbers]


class VectorTable:
    """The vectors of many texts, all of one length, in blocks filled one after the other.

    Reading takes no lock; a row is never reused for another text.
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
        """Add packed vectors by the key of their text; vectors of another length are ignored."""
        with self._changing:
            known = self.rows(as_numbers(key for key, _ in vectors))
            size = _SCALE_BYTES + self._length
            new = {key: blob for (key, blob), row in zip(vectors, known, strict=True) if row < 0 and len(blob) == size}
            if not new:
                return
            rows = np.arange(self._used, self._used + len(new), dtype=np.int32)
            halved, scales = _quantized(np.array([unpack(blob) for blob in new.values()]))
            for row, numbers, scale in zip(rows, halved, scales, strict=True):
                self._put(int(row), numbers, float(scale))
            self._used += len(new)
            self._enter(as_numbers(new), rows)

    def rows(self, keys: Keys) -> Rows:
        """Return the row of each of these texts, -1 for a text that has no vector here."""
        known, rows = self._index
        if not len(known):
            return np.full(len(keys), -1, dtype=np.int32)
        places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[places] == keys, rows[places], np.int32(-1))

    def others(self, used: Iterable[Rows]) -> Keys:
        """Return the keys of the texts whose row is in none of these."""
        keys, rows = self._index
        idle = np.ones(self._used, dtype=np.bool_)
        for some in used:
            idle[some] = False
        return keys[idle[rows]]

    def remove(self, keys: Keys) -> None:
        """Remove these texts and overwrite their vectors with zeros."""
        with self._changing:
            known, rows = self._index
            gone = np.isin(known, keys, kind="sort")
            for row in rows[gone]:
                numbers, scales = self._blocks[row // _BLOCK]
                numbers[row % _BLOCK] = 0
                scales[row % _BLOCK] = 0
            self._index = (known[~gone], rows[~gone])

    def cosines(self, vector: Vector) -> Vector:
        """Return the cosine of every row with a unit vector; 0 for the rows of removed texts."""
        blocks, used = self._blocks, self._used
        half = _half(self._length)
        low, high = vector[:half], np.zeros(half, dtype=np.float32)
        high[: self._length - half] = vector[half:]
        middle = np.float32(_MIDDLE * vector.sum())
        out = np.zeros(len(blocks) * _BLOCK, dtype=np.float32)
        for number, (numbers, scales) in enumerate(blocks):
            # Always whole slices, even where a block is not full: products of other sizes differ in the last digits.
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


def _quantized(vectors: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.uint8], Vector]:
    """Quantise each row to four bits a number, its second half in the upper bits; return the rows and their scales."""
    steps = np.maximum(vectors.std(axis=1, keepdims=True) * (_REACH / _MIDDLE), np.finfo(np.float32).tiny)
    levels = np.clip(np.rint(vectors / steps + _MIDDLE), 0, _LEVELS - 1)
    # The least-squares scale: the one at which the levels come nearest to the row.
    found = levels - _MIDDLE
    scales = (vectors * found).sum(axis=1) / (found * found).sum(axis=1)
    half = _half(vectors.shape[1])
    small = np.zeros((len(vectors), 2 * half), dtype=np.uint8)
    small[:, : vectors.shape[1]] = levels
    halved: npt.NDArray[np.uint8] = (small[:, :half] | small[:, half:] << np.uint8(4)).astype(np.uint8)
    return halved, scales.astype(np.float32)
