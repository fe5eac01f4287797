"""The encoder with the vectors of the entries: how near a question is to each."""

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

    `weights` is the name under which weights were fitted with the encoder, None when none were. When the encoder fails
    at a question, that is logged once, `failure` says it, and matching goes on by words alone.
    """

    def __init__(self, encoder: Encoder, table: VectorTable, weights: str | None, remembered: int = REMEMBERED) -> None:
        self.encoder = encoder
        self.weights = weights
        self._most = remembered
        self.table = table
        self.failure: str | None = None
        self._questions: OrderedDict[str, Vector] = OrderedDict()
        self._layouts: weakref.WeakKeyDictionary[Segment, _Layout] = weakref.WeakKeyDictionary()
        # How often all layouts were let go of.
        self._laid_out = 0
        self._changing = threading.Lock()

    def near(self, text: str, segments: Sequence[Segment]) -> Sequence[SegmentNear] | None:
        """Return how near a text is to each segment; None when vectors are missing yet or the encoder failed."""
        try:
            layouts = [self.layout(segment) for segment in segments]
            if not all(layout.whole for layout in layouts):
                return None
            vector = self._encoded(text)
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
        """Return where the vectors of a segment stand, worked out once it has them all."""
        with self._changing:
            known, laid_out = self._layouts.get(segment), self._laid_out
        size = len(self.table)
        # One that is not whole is looked at again when the table has changed.
        if known is not None and (known.whole or known.size == size):
            return known
        layout = _laid_out(segment, self.table, size)
        with self._changing:
            # One that was worked out while some were forgotten may point at what is gone.
            if laid_out == self._laid_out:
                self._layouts[segment] = layout
        return layout

    def lay_out_anew(self) -> None:
        """Let go of where vectors stood, after some were forgotten."""
        with self._changing:
            self._layouts.clear()
            self._laid_out += 1

    def _fail(self, why: str) -> None:
        with self._changing:
            first, self.failure = self.failure is None, why
        if first:
            _log.warning("Meaning is off until the next start: %s Questions are matched by their words.", why)

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
            self._fail(str(error))
            return None
        with self._changing:
            self._questions[text] = vector
            while len(self._questions) > self._most:
                self._questions.popitem(last=False)
        return vector


@dataclass(frozen=True, slots=True)
class _Ranges:
    """The rows of one kind of text, and where each document's begin among them."""

    rows: Rows
    starts: Rows


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the vectors of a segment stand in a table that had so many."""

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
    """How near one vector is to the entries of one segment, from the cosines of all rows."""

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


def _laid_out(segment: Segment, table: VectorTable, size: int) -> _Layout:
    asked, parts, refused = _Keys(), _Keys(), _Keys()
    # One at a time: all of a large base taken out together would leave the process that much larger.
    for document in (one.document for one in segment.documents):
        asked.add((document.claim, *document.phrasings))
        parts.add([part.text for part in document.parts])
        refused.add(document.not_this)
    return _Layout(asked.ranges(table), parts.ranges(table), refused.ranges(table), size)


class _Keys:
    """The keys of one kind of text, document by document."""

    def __init__(self) -> None:
        # Not a list of keys: of all the texts of a large base it would take more than their rows.
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
