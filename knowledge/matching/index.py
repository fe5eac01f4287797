"""The index: an immutable inverted index over documents, and the view of several of them as one base.

A base is one or more segments (the shared entries, edits made since, one server's own entries), each with entries that
are hidden in it. What is hidden is taken out before anything is scored, so that it moves no rank and no margin.
"""

from __future__ import annotations

import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.matching.analysis import NAME_MARK, AnalysedDocument, Terms, analyse_document
from knowledge.matching.document import Document
from knowledge.matching.repair import Spelling
from knowledge.names import Gazetteer
from knowledge.question.words import split_words

# How much a word counts by where it stands. Rank by the whole entry: people ask in the words of its body as often as
# in those of its claim, but a word of the claim says more.
CLAIM_WEIGHT, PHRASING_WEIGHT, NAME_WEIGHT, BODY_WEIGHT = 1.0, 0.8, 0.6, 0.45
PHRASED_TOO = 0.6
LENGTH_MATTERS = 0.2


class Segment:
    """An inverted index over some documents: for each term the places of its documents and the weight in each."""

    def __init__(self, documents: Iterable[Document], gazetteer: Gazetteer) -> None:
        self.documents: tuple[AnalysedDocument, ...] = tuple(analyse_document(one, gazetteer) for one in documents)
        self.places = {one.document.id: place for place, one in enumerate(self.documents)}
        self.postings: dict[str, tuple[array.array[int], array.array[float]]] = {}
        self.links: dict[str, list[int]] = {}
        for place, one in enumerate(self.documents):
            for term, weight in _weights(one).items():
                places, weights = self.postings.setdefault(term, (array.array("I"), array.array("f")))
                places.append(place)
                weights.append(weight)
            for link in one.document.links:
                self.links.setdefault(link, []).append(place)
        typical = sum(len(one.claim.terms) for one in self.documents) / max(1, len(self.documents)) or 1.0
        # BM25's length normalisation, mild, over the claim alone: a long body is no fault of an entry.
        self.shortness = array.array(
            "f", (1 / (1 - LENGTH_MATTERS + LENGTH_MATTERS * len(one.claim.terms) / typical) for one in self.documents)
        )
        self.spelling = Spelling({word for one in self.documents for terms in one.asked for word in terms.text.split()})

    def __len__(self) -> int:
        return len(self.documents)

    @staticmethod
    def probe(scores: dict[int, float], places: array.array[int], weights: array.array[float], rarity: float) -> None:
        """Add a common term to those documents only that have a score already."""
        for place in scores:
            at = bisect_left(places, place)
            if at < len(places) and places[at] == place:
                scores[place] += rarity * weights[at]

    def frequency(self, term: str) -> int:
        """Return in how many documents the term stands."""
        posting = self.postings.get(term)
        return len(posting[0]) if posting else 0


@dataclass(frozen=True, slots=True)
class Layer:
    """A segment as one library sees it: without the documents at the places in `hidden`."""

    segment: Segment
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Base:
    """Everything that one question can be answered from."""

    layers: tuple[Layer, ...]
    gazetteer: Gazetteer
    names_spelling: Spelling = field(init=False)
    size: int = field(init=False)

    def __post_init__(self) -> None:
        names = {word.text for name in self.gazetteer.names for way in name.ways for word in split_words(way)}
        object.__setattr__(self, "names_spelling", Spelling(names))
        object.__setattr__(self, "size", sum(len(layer.segment) - len(layer.hidden) for layer in self.layers))

    def frequency(self, term: str) -> int:
        """Return in about how many documents the term stands; hidden ones count, as they say how common a word is."""
        return sum(layer.segment.frequency(term) for layer in self.layers)

    def spells(self, word: str) -> bool:
        """Say whether the base has a word written so, in a claim, a phrasing or a name."""
        return word in self.names_spelling.words or any(word in layer.segment.spelling.words for layer in self.layers)

    def nearest_spelling(self, word: str) -> str | None:
        """Return the base's word that an unknown one is most likely a misspelling of; names go first."""
        spellings = (self.names_spelling, *(layer.segment.spelling for layer in self.layers))
        return next((near for spelling in spellings if (near := spelling.nearest(word)) is not None), None)

    def document(self, entry: str) -> AnalysedDocument | None:
        """Return the document with this id, unless it is hidden."""
        for layer in reversed(self.layers):
            place = layer.segment.places.get(entry)
            if place is not None and place not in layer.hidden:
                return layer.segment.documents[place]
        return None

    def citing(self, links: Sequence[str]) -> tuple[AnalysedDocument, ...]:
        """Return the documents that cite one of these links."""
        found: dict[str, AnalysedDocument] = {}
        for layer in self.layers:
            for link in links:
                for place in layer.segment.links.get(link, ()):
                    if place not in layer.hidden:
                        one = layer.segment.documents[place]
                        found[one.document.id] = one
        return tuple(found.values())


def base_of(documents: Iterable[Document], gazetteer: Gazetteer) -> Base:
    """Make a base of a single segment."""
    return Base((Layer(Segment(documents, gazetteer)),), gazetteer)


def _weights(one: AnalysedDocument) -> dict[str, float]:
    weights: dict[str, float] = dict.fromkeys(one.everything, BODY_WEIGHT)
    for name in one.document.names:
        weights[NAME_MARK + name] = NAME_WEIGHT
    phrased = {term for asked in one.asked[1:] for term in _all_terms(asked)}
    weights.update(dict.fromkeys(phrased, PHRASING_WEIGHT))
    for term in _all_terms(one.claim):
        weights[term] = CLAIM_WEIGHT + (PHRASED_TOO if term in phrased else 0.0)
    return weights


def _all_terms(terms: Terms) -> tuple[str, ...]:
    return (*terms.stems, *(NAME_MARK + name for name in terms.names))
