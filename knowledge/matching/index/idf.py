"""The idf of terms, how name-like they are, and the weight of texts in one base: computed on first use, and cached."""

from __future__ import annotations

import array
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.matching.index.terms import NAME_MARK, AnalysedDocument, Terms
from knowledge.matching.lexicons.background import Background

# As many documents as a packed index caches.
_KEPT = 4096


class IdfTable(dict[str, float]):
    """The idf of each term of the base's texts (about 0 to 10).

    Only terms of entries are looked up here, so that it does not grow with what askers write.
    """

    def __init__(self, frequency: Callable[[str], int], size: int, background: Background) -> None:
        super().__init__()
        self._frequency, self._size, self._background = frequency, size, background

    def __missing__(self, term: str) -> float:
        idf = self[term] = self._background.idf(term.removeprefix(NAME_MARK), self._frequency(term), self._size)
        return idf


class NameIdfTable(dict[str, float]):
    """The name-like idf of each term of the base's texts (about 0 to 10): its idf times how likely it is a name."""

    def __init__(self, idfs: IdfTable, background: Background) -> None:
        super().__init__()
        self._idfs, self._background = idfs, background

    def __missing__(self, term: str) -> float:
        value = self[term] = self._idfs[term] * self.name_likeness(term)
        return value

    def name_likeness(self, term: str) -> float:
        """Return how likely a term is a name, 0 to 1; a known name is one."""
        return 1.0 if term.startswith(NAME_MARK) else self._background.name_likeness(term)


@dataclass(frozen=True, slots=True)
class TextMasses:
    """What the texts of a document weigh: the idf of the claim in all; of each text the squares of idf in all."""

    claim: float
    surfaces: array.array[float]
    not_this: array.array[float]


class Masses:
    """What the texts of each document weigh, by the idf of terms in one base, in which no two documents have one id."""

    def __init__(self, idfs: IdfTable) -> None:
        self._idfs = idfs
        self._known: dict[str, TextMasses] = {}

    def of(self, document: AnalysedDocument) -> TextMasses:
        """Return what the texts of this document weigh."""
        entry = document.document.id
        found = self._known.get(entry)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[entry] = TextMasses(
                sum(map(self._idfs.__getitem__, document.claim.distinct)),
                array.array("d", map(self._squares, document.surfaces)),
                array.array("d", map(self._squares, document.not_this)),
            )
        return found

    def _squares(self, text: Terms) -> float:
        return sum([idf * idf for idf in map(self._idfs.__getitem__, text.distinct)])
