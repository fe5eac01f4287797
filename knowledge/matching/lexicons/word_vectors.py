"""Word vectors: a text's vector is the sum of its words' vectors, and near that of the same said in other words.

"Did the cops shoot his dog" and "police killed a puppy" share no word and have near vectors. It is no sentence encoder:
the order of words is lost, and a word without a vector (a rare name, most Spanish) is passed over, so that features of
words and names stand beside it. The table is made by `tests/bench/make_word_vectors.py`, which chooses the
words' vectors so that their sums come near a sentence encoder's vectors of claims; they are weighted by idf already.
"""

from __future__ import annotations

import array
import base64
import functools
import importlib.resources
import itertools
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import add, mul
from typing import TypeAlias

# Numbers to a vector. With twice as many the development questions gain next to nothing.
SIZE = 64
# How long a text's vector is, in whole numbers of -127 to 127: hardly any of a unit vector's is larger than .6.
_LENGTH = 200
_LARGEST = 127
# Added to each number, so that it fits a byte.
_MIDDLE = 128
# The vector of a text: SIZE bytes, each a number plus _MIDDLE.
TextVector: TypeAlias = bytes
_NOTHING: TextVector = bytes([_MIDDLE]) * SIZE
# Four bytes for each text are room for any sum of products; this is more than any is below 0.
_LANE = 4
_ABOVE = 1 << 24
_LANES = f"<{SIZE}H"
# More vectors, each plus _MIDDLE, have no room in two bytes.
_MOST_ADDED = 256


class WordVectors:
    """The vectors of stems, read from their line of the table when they are first asked for.

    A vector is held as one long whole number with two bytes for each of its own, plus _MIDDLE, so that it is added to
    others at once.
    """

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._lines = lines
        self._read: dict[str, int] = {}

    def text_vector(self, stems: Iterable[str]) -> TextVector:
        """Return the vector of a text with these stems; a stem without one adds nothing, and all zeros is none."""
        vectors = [vector for stem in stems if (vector := self._of(stem)) is not None]
        lanes = _added_up(vectors[:_MOST_ADDED])
        for start in range(_MOST_ADDED, len(vectors), _MOST_ADDED):
            lanes = tuple(map(add, lanes, _added_up(vectors[start : start + _MOST_ADDED])))
        # Each lane is above its number by as much, which is taken off the sum of the squares as a whole.
        above = _MIDDLE * len(vectors)
        squares = sum(map(mul, lanes, lanes)) - above * (2 * sum(lanes) - SIZE * above)
        if not squares:
            return _NOTHING
        scale = _LENGTH / squares**0.5
        # The half rounds, as what is above 0 is cut to a whole number.
        zero = _MIDDLE + 0.5 - above * scale
        scaled = [int(lane * scale + zero) for lane in lanes]
        if max(scaled) > _MIDDLE + _LARGEST or min(scaled) < _MIDDLE - _LARGEST:
            scaled = [max(_MIDDLE - _LARGEST, min(_MIDDLE + _LARGEST, number)) for number in scaled]
        return bytes(scaled)

    def _of(self, stem: str) -> int | None:
        found = self._read.get(stem)
        if found is None and (line := self._lines.get(stem)) is not None:
            numbers = [number + _MIDDLE for number in array.array("b", base64.b64decode(line))]
            found = self._read[stem] = int.from_bytes(struct.pack(_LANES, *numbers), "little")
        return found


def _added_up(vectors: Sequence[int]) -> tuple[int, ...]:
    """Return the lanes of the sum of so many vectors as two bytes have room for."""
    return struct.unpack(_LANES, sum(vectors).to_bytes(2 * SIZE, "little"))


def vector_cosines(one: TextVector, others: bytes) -> list[float]:
    """Return the cosine of a text's vector with each of others, 0 to 1; what points away is 0, as is what has none.

    `others` are vectors one after the other. The products of one direction are worked out for all of them at once, as
    one long whole number with a lane for each: many times faster than number by number.
    """
    count = len(others) // SIZE
    lanes = bytearray(_LANE * count)
    lanes[_LANE - 1 :: _LANE] = bytes([1]) * count
    sums = int.from_bytes(lanes, "little")
    lanes = bytearray(_LANE * count)
    own = [byte - _MIDDLE for byte in one]
    for direction, number in enumerate(own):
        lanes[::_LANE] = others[direction::SIZE]
        sums += number * int.from_bytes(lanes, "little")
    products = struct.unpack(f"<{count}I", sums.to_bytes(_LANE * count, "little"))
    beside = _ABOVE + _MIDDLE * sum(own)
    # Most of many are far away: two comparisons of whole numbers spare them the rest.
    most = _LENGTH * _LENGTH
    nears = [product - beside for product in products]
    return [0.0 if near <= 0 else near / most if near < most else 1.0 for near in nears]


def vector_cosines_by_entry(one: TextVector, entries: Sequence[bytes]) -> list[list[float]]:
    """Return for each entry the cosines of a text's vector with its own, which stand one after the other."""
    cosines = iter(vector_cosines(one, b"".join(entries)))
    return [list(itertools.islice(cosines, len(vectors) // SIZE)) for vectors in entries]


@dataclass(frozen=True, slots=True)
class VectorCosines:
    """The cosines of a question's vector with those of claim and phrasings, and of what the entry must not answer."""

    surfaces: Sequence[float]
    not_this: Sequence[float]


def as_line(vector: Iterable[int]) -> str:
    """Return a stem's vector, of whole numbers from -127 to 127, as it stands in the table."""
    return base64.b64encode(array.array("b", vector).tobytes()).decode("ascii")


@functools.cache
def shipped_vectors() -> WordVectors:
    """Read the table that comes with the package."""
    table = importlib.resources.files("knowledge.matching.lexicons").joinpath("word_vectors.tsv")
    return WordVectors(dict(line.split("\t") for line in table.read_text(encoding="ascii").splitlines()))
