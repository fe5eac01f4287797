"""The encoder with the vectors of the entries: how near a question is to each."""

from __future__ import annotations

import logging
import threading
import weakref
from collections import OrderedDict
from collections.abc import Sequence, Set

import numpy as np
import numpy.typing as npt

from knowledge.errors import MeaningError
from knowledge.matching.index import Segment
from knowledge.matching.nearness import Nearness
from knowledge.meaning.encoder import Encoder
from knowledge.meaning.vectors import Vector, VectorTable, text_key

_log = logging.getLogger(__name__)

REMEMBERED = 512

Rows = npt.NDArray[np.int32]


def texts_of(segment: Segment) -> list[str]:
    """Return every text of a segment that has a vector, without repeats."""
    found: dict[str, None] = {}
    for one in segment.documents:
        document = one.document
        found.update(dict.fromkeys((document.claim, *document.phrasings)))
        found.update(dict.fromkeys(part.text for part in document.parts))
        found.update(dict.fromkeys(document.not_this))
    return list(found)


class VectorMeaning:
    """Implements `knowledge.matching.nearness.Meaning`. Safe to ask from any thread.

    When the encoder fails at a question, that is logged once, `failure` says it, and matching goes on by words alone.
    """

    def __init__(self, encoder: Encoder, table: VectorTable, remembered: int = REMEMBERED) -> None:
        self.encoder = encoder
        self._most = remembered
        self.table = table
        self.failure: str | None = None
        self._questions: OrderedDict[str, Vector] = OrderedDict()
        self._layouts: weakref.WeakKeyDictionary[Segment, tuple[int, _Layout | None]] = weakref.WeakKeyDictionary()
        self._changing = threading.Lock()

    def near(self, text: str, segments: Sequence[Segment]) -> Sequence[SegmentNear] | None:
        """Return how near a text is to each segment; None when vectors are missing yet or the encoder failed."""
        layouts = [self._layout(segment) for segment in segments]
        if any(layout is None for layout in layouts):
            return None
        vector = self._encoded(text)
        if vector is None:
            return None
        return [SegmentNear(self.table, layout, vector) for layout in layouts if layout is not None]

    def is_ready(self, segments: Sequence[Segment]) -> bool:
        """Say whether every text of these segments has its vector and the encoder works."""
        return self.failure is None and all(self._layout(segment) is not None for segment in segments)

    def _encoded(self, text: str) -> Vector | None:
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
            with self._changing:
                first, self.failure = self.failure is None, str(error)
            if first:
                _log.warning("Meaning is off until the next start: %s Questions are matched by their words.", error)
            return None
        with self._changing:
            self._questions[text] = vector
            while len(self._questions) > self._most:
                self._questions.popitem(last=False)
        return vector

    def _layout(self, segment: Segment) -> _Layout | None:
        with self._changing:
            known = self._layouts.get(segment)
        size = len(self.table)
        # An incomplete one is looked at again when there are more vectors than there were.
        if known is not None and (known[1] is not None or known[0] == size):
            return known[1]
        layout = _laid_out(segment, self.table)
        with self._changing:
            self._layouts[segment] = (size, layout)
        return layout


class _Layout:
    """Where the vectors of a segment stand: rows for each kind of text, and where each document's begin."""

    def __init__(self, asked: _Ranges, parts: _Ranges, refused: _Ranges) -> None:
        self.asked, self.parts, self.refused = asked, parts, refused


class _Ranges:
    def __init__(self, rows: Rows, starts: Rows) -> None:
        self.rows, self.starts = rows, starts

    def of(self, place: int) -> Rows:
        return self.rows[self.starts[place] : self.starts[place + 1]]


class SegmentNear:
    """How near one vector is to the entries of one segment, by one product over claims, phrasings and parts."""

    def __init__(self, table: VectorTable, layout: _Layout, vector: Vector) -> None:
        self._table, self._layout, self._vector = table, layout, vector
        self._asked = table.cosines(layout.asked.rows, vector)
        self._parts = table.cosines(layout.parts.rows, vector)

    def places(self, most: int, hidden: Set[int]) -> Sequence[int]:
        """Return the places of at most so many documents, the nearest first, without the hidden ones."""
        best = np.maximum(_highest(self._asked, self._layout.asked), _highest(self._parts, self._layout.parts))
        wanted = most + len(hidden)
        few = np.argpartition(-best, wanted)[:wanted] if wanted < len(best) else np.arange(len(best))
        ordered = sorted((int(place) for place in few if int(place) not in hidden), key=lambda at: (-best[at], at))
        return ordered[:most]

    def of(self, place: int) -> Nearness:
        """Return how near the document at this place is."""
        asked = self._within(self._asked, self._layout.asked, place)
        parts = self._within(self._parts, self._layout.parts, place)
        refused = self._table.cosines(self._layout.refused.of(place), self._vector)
        return Nearness(
            float(asked[0]), float(asked.max()), float(parts.max(initial=0.0)), float(refused.max(initial=0.0))
        )

    @staticmethod
    def _within(cosines: Vector, ranges: _Ranges, place: int) -> Vector:
        return cosines[ranges.starts[place] : ranges.starts[place + 1]]


def _laid_out(segment: Segment, table: VectorTable) -> _Layout | None:
    documents = [one.document for one in segment.documents]
    kinds = (
        [(document.claim, *document.phrasings) for document in documents],
        [[part.text for part in document.parts] for document in documents],
        [document.not_this for document in documents],
    )
    found = [_ranges(texts, table) for texts in kinds]
    if any(ranges is None for ranges in found):
        return None
    asked, parts, refused = (ranges for ranges in found if ranges is not None)
    return _Layout(asked, parts, refused)


def _ranges(texts: Sequence[Sequence[str]], table: VectorTable) -> _Ranges | None:
    rows = table.rows(text_key(text) for some in texts for text in some)
    if rows is None:
        return None
    return _Ranges(rows, np.cumsum([0, *(len(some) for some in texts)], dtype=np.int32))


def _highest(cosines: Vector, ranges: _Ranges) -> Vector:
    """Return the highest cosine of each document, 0 where it has none."""
    out = np.zeros(len(ranges.starts) - 1, dtype=np.float32)
    filled = ranges.starts[1:] > ranges.starts[:-1]
    if filled.any():
        out[filled] = np.maximum.reduceat(cosines, ranges.starts[:-1][filled])
    return out
