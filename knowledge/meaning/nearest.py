"""How near a question is to each entry, by the encoder and the entries' vectors."""

from __future__ import annotations

import array
import logging
import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

import numpy as np

from knowledge.errors import MeaningError
from knowledge.matching.index.segment import Segment
from knowledge.matching.ranking.semantic import FEW, Nearness
from knowledge.meaning.encoder import Encoder
from knowledge.meaning.texts import KEY_BYTES, text_key
from knowledge.meaning.vectors import Rows, Vector, VectorTable

_log = logging.getLogger(__name__)

REMEMBERED = 512


class VectorMeaning:
    """Implements `knowledge.matching.ranking.semantic.Meaning`. Safe to ask from any thread.

    `weights` names the weights that were fitted with the encoder, None when there are none. When the encoder fails at a
    question, the failure is logged once and kept in `failure`, and matching goes on by words alone.
    """

    def __init__(self, encoder: Encoder, table: VectorTable, weights: str | None, remembered: int = REMEMBERED) -> None:
        self.encoder = encoder
        self.weights = weights
        self._most = remembered
        self.table = table
        self.failure: str | None = None
        self._questions: OrderedDict[str, Vector] = OrderedDict()
        self._layouts: weakref.WeakKeyDictionary[Segment, _Layout] = weakref.WeakKeyDictionary()
        # How often all layouts were dropped.
        self._laid_out = 0
        self._changing = threading.Lock()

    def near(self, text: str, segments: Sequence[Segment]) -> Sequence[SegmentNear] | None:
        """Return how near a text is to each segment; None while vectors are missing or when the encoder failed."""
        try:
            layouts = [self.layout(segment) for segment in segments]
            if not all(layout.whole for layout in layouts):
                return None
            vector = self._encode(text)
            if vector is None:
                return None
            cosines = self.table.cosines(vector)
            return [SegmentNear(layout, cosines) for layout in layouts]
        except MemoryError:
            self._fail("There is not enough memory.")
            return None

    def is_ready(self, segments: Sequence[Segment]) -> bool:
        """Say whether every text of these segments has its vector and the encoder works."""
        return self.failure is None and all(self.layout(segment).whole for segment in segments)

    def layout(self, segment: Segment) -> _Layout:
        """Return the rows of a segment's vectors; cached once it has all of them."""
        with self._changing:
            known, laid_out = self._layouts.get(segment), self._laid_out
        size = len(self.table)
        # An incomplete layout is computed again when the table has grown.
        if known is not None and (known.whole or known.size == size):
            return known
        layout = _lay_out(segment, self.table, size)
        with self._changing:
            # A layout computed while vectors were being removed may point at rows that are gone.
            if laid_out == self._laid_out:
                self._layouts[segment] = layout
        return layout

    def lay_out_anew(self) -> None:
        """Drop all layouts, after vectors were removed."""
        with self._changing:
            self._layouts.clear()
            self._laid_out += 1

    def _fail(self, why: str) -> None:
        with self._changing:
            first, self.failure = self.failure is None, why
        if first:
            _log.warning("Meaning is off until the next start: %s Questions are matched by their words.", why)

    def _encode(self, text: str) -> Vector | None:
        with self._changing:
            vector = self._questions.get(text)
            if vector is not None:
                self._questions.move_to_end(text)
                return vector
        if self.failure is not None:
            return None
        try:
            vector = self.encoder.encode(text)
        except MeaningError as error:
            self._fail(str(error))
            return None
        with self._changing:
            self._questions[text] = vector
            while len(self._questions) > self._most:
                self._questions.popitem(last=False)
        return vector


@dataclass(frozen=True, slots=True)
class _Ranges:
    """The rows of one kind of text, and where those of each document begin."""

    rows: Rows
    starts: Rows


@dataclass(frozen=True, slots=True)
class _Layout:
    """The rows of a segment's vectors in a table that had `size` of them."""

    asked: _Ranges
    parts: _Ranges
    refused: _Ranges
    size: int

    @property
    def kinds(self) -> tuple[_Ranges, _Ranges, _Ranges]:
        """The rows of claims and phrasings, of parts of the body, and of what must not be answered."""
        return self.asked, self.parts, self.refused

    @property
    def whole(self) -> bool:
        """Whether no vector is missing."""
        return all(bool((kind.rows >= 0).all()) for kind in self.kinds)


class SegmentNear:
    """How near one vector is to the entries of one segment, from its cosines with all rows."""

    def __init__(self, layout: _Layout, cosines: Vector) -> None:
        self._starts = [kind.starts for kind in layout.kinds]
        self._cosines = [cosines[kind.rows] for kind in layout.kinds]

    def places(self, most: int, hidden: Set[int]) -> Sequence[int]:
        """Return the places of at most so many documents, the nearest first, without the hidden ones."""
        best = np.maximum(*(_highest(self._cosines[kind], self._starts[kind]) for kind in (0, 1)))
        wanted = most + len(hidden)
        few = np.argpartition(-best, wanted)[:wanted] if wanted < len(best) else np.arange(len(best))
        ordered = sorted((int(place) for place in few if int(place) not in hidden), key=lambda at: (-best[at], at))
        return ordered[:most]

    def of(self, place: int) -> Nearness:
        """Return how near the document at this place is."""
        asked, parts, refused = (
            cosines[starts[place] : starts[place + 1]]
            for cosines, starts in zip(self._cosines, self._starts, strict=True)
        )
        few = sorted(asked.tolist(), reverse=True)[:FEW]
        return Nearness(float(asked[0]), few[0], float(parts.max(initial=0.0)), tuple(few), tuple(refused.tolist()))


def _lay_out(segment: Segment, table: VectorTable, size: int) -> _Layout:
    asked, parts, refused = _Keys(), _Keys(), _Keys()
    # One document at a time: all of a large base unpacked together would leave the process that much larger.
    for document in (one.document for one in segment.documents):
        asked.add((document.claim, *document.phrasings))
        parts.add([part.text for part in document.parts])
        refused.add(document.not_this)
    return _Layout(asked.ranges(table), parts.ranges(table), refused.ranges(table), size)


class _Keys:
    """The keys of one kind of text, document by document."""

    def __init__(self) -> None:
        # Not a list: for all the texts of a large base it would take more memory than their rows.
        self._keys = bytearray()
        self._starts = array.array("i", [0])

    def add(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._keys += text_key(text)
        self._starts.append(len(self._keys) // KEY_BYTES)

    def ranges(self, table: VectorTable) -> _Ranges:
        rows = table.rows(np.frombuffer(self._keys, dtype=np.uint64))
        return _Ranges(rows, np.array(self._starts, dtype=np.int32))


def _highest(cosines: Vector, starts: Rows) -> Vector:
    """Return the highest cosine of each document, 0 where it has none."""
    out = np.zeros(len(starts) - 1, dtype=np.float32)
    filled = starts[1:] > starts[:-1]
    if filled.any():
        out[filled] = np.maximum.reduceat(cosines, starts[:-1][filled])
    return out
