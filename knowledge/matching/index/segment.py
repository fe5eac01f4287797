"""The index: an immutable inverted index over documents, and the view of several of them as one base.

A base is one or more segments (the shared entries, edits made since, one server's own entries), each with entries that
are hidden in it. What is hidden is taken out before anything is scored, so that it moves no rank and no margin.
"""

from __future__ import annotations

import array
import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from knowledge.matching.index.document import Document
from knowledge.matching.index.idf import IdfTable, Masses, NameIdfTable
from knowledge.matching.index.postings import CLAIM, NAME, PHRASED_CLAIM, PHRASING, BuiltPostings, Postings
from knowledge.matching.index.spellings import BuiltSpelling, Spelling
from knowledge.matching.index.terms import NAME_MARK, AnalysedDocument, Terms, analyse_document
from knowledge.matching.lexicons.background import Background
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.tokens import split_words

LENGTH_MATTERS = 0.2
# The vectors of some texts of each document, by its place: of its surfaces, or of what it must not answer.
VectorsByPlace: TypeAlias = Sequence[bytes]


class Gathered:
    """What an inverted index keeps of documents, which are added one after the other and not kept themselves."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.links: dict[str, list[int]] = {}
        self.words: set[str] = set()
        self._postings = BuiltPostings()
        self._lengths = array.array("I")

    def add(self, one: AnalysedDocument) -> None:
        """Add the next document."""
        place = len(self.ids)
        self.ids.append(one.document.id)
        self._lengths.append(len(one.claim.terms))
        self._postings.add(place, one.everything, _levels(one))
        for link in one.document.links:
            self.links.setdefault(link, []).append(place)
        for terms in one.surfaces:
            self.words.update(terms.text.split(), terms.initials)

    def postings(self) -> BuiltPostings:
        """Return the postings, normalised by the length of claims."""
        typical = sum(self._lengths) / max(1, len(self._lengths)) or 1.0
        # BM25's length normalisation, mild, over the claim alone: a long body is no fault of an entry.
        self._postings.shortnesses.extend(
            1 / (1 - LENGTH_MATTERS + LENGTH_MATTERS * length / typical) for length in self._lengths
        )
        return self._postings


class Segment:
    """An inverted index over some documents: the posting of each term, normalised by the length of claims."""

    def __init__(self, documents: Iterable[Document | AnalysedDocument], gazetteer: Gazetteer) -> None:
        analysed = tuple(
            one if isinstance(one, AnalysedDocument) else analyse_document(one, gazetteer) for one in documents
        )
        gathered = Gathered()
        for one in analysed:
            gathered.add(one)
        postings, spelling = gathered.postings(), BuiltSpelling(gathered.words)
        self._hold(analysed, gathered.ids, postings, gathered.links, spelling)

    @classmethod
    def held(
        cls,
        documents: Sequence[AnalysedDocument],
        ids: Sequence[str],
        postings: Postings,
        links: Mapping[str, Sequence[int]],
        spelling: Spelling,
        vectors: VectorsByPlace,
        refused_vectors: VectorsByPlace,
    ) -> Segment:
        """Return a segment made of parts that were computed before."""
        segment = cls.__new__(cls)
        segment._hold(documents, ids, postings, links, spelling)
        segment._vectors, segment._refused_vectors = vectors, refused_vectors
        return segment

    def _hold(
        self,
        documents: Sequence[AnalysedDocument],
        ids: Sequence[str],
        postings: Postings,
        links: Mapping[str, Sequence[int]],
        spelling: Spelling,
    ) -> None:
        self.documents = documents
        self.ids = ids
        self.places = {entry: place for place, entry in enumerate(ids)}
        self.postings = postings
        self.links = links
        self.spelling = spelling
        self._vectors: VectorsByPlace | None = None
        self._refused_vectors: VectorsByPlace | None = None

    def __len__(self) -> int:
        return len(self.documents)

    def prepare(self) -> None:
        """Compute now what would otherwise be computed at the first question."""
        self.spelling.longer("")
        if self._vectors is None:
            self._vectors = [one.vectors for one in self.documents]
        if self._refused_vectors is None:
            self._refused_vectors = [one.refused_vectors for one in self.documents]

    def places_of(self, term: str) -> frozenset[int]:
        """Return the places of the documents that have this term."""
        posting = self.postings.get(term)
        return frozenset(posting.places) if posting else frozenset()

    def vectors(self, place: int) -> bytes:
        """Return the vectors of a document's claim and phrasings, one after the other, without unpacking it."""
        return self.documents[place].vectors if self._vectors is None else self._vectors[place]

    def refused_vectors(self, place: int) -> bytes:
        """Return the same of the questions that it must not answer."""
        return self.documents[place].refused_vectors if self._refused_vectors is None else self._refused_vectors[place]

    def frequency(self, term: str) -> int:
        """Return how many documents have this term."""
        return self.postings.count(term)


@dataclass(frozen=True, slots=True)
class Layer:
    """A segment as one library sees it: without the documents at the places in `hidden`."""

    segment: Segment
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Base:
    """All that one question can be answered from."""

    layers: tuple[Layer, ...]
    gazetteer: Gazetteer
    names_spelling: Spelling = field(init=False)
    size: int = field(init=False)
    _idfs: dict[Background, IdfTable] = field(init=False, repr=False, compare=False, default_factory=dict)
    _names: dict[Background, NameIdfTable] = field(init=False, repr=False, compare=False, default_factory=dict)
    _masses: dict[Background, Masses] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names_spelling", _names_spelling(self.gazetteer))
        object.__setattr__(self, "size", sum(len(layer.segment) - len(layer.hidden) for layer in self.layers))

    def frequency(self, term: str) -> int:
        """Return about how many documents have this term; hidden ones count, as they too say how common a word is."""
        return _frequency(self.layers, term)

    def idfs(self, background: Background) -> IdfTable:
        """Return the idf of the terms of its entries' texts, over the background and this base."""
        found = self._idfs.get(background)
        if found is None:
            # Not the bound method: the base would hold a reference to itself, and be freed late or never.
            frequency = functools.partial(_frequency, self.layers)
            found = self._idfs[background] = IdfTable(frequency, self.size, background)
        return found

    def names(self, background: Background) -> NameIdfTable:
        """Return the name-like idf of the terms of its entries' texts, over the background and this base."""
        found = self._names.get(background)
        if found is None:
            found = self._names[background] = NameIdfTable(self.idfs(background), background)
        return found

    def masses(self, background: Background) -> Masses:
        """Return what the texts of its entries weigh, over the background and this base."""
        found = self._masses.get(background)
        if found is None:
            found = self._masses[background] = Masses(self.idfs(background))
        return found

    def spells(self, word: str) -> bool:
        """Say whether the base has a word written so, in a claim, a phrasing or a name."""
        return word in self.names_spelling.words or any(word in layer.segment.spelling.words for layer in self.layers)

    def near_spellings(self, word: str) -> Sequence[tuple[int, str]]:
        """Return the base's words nearest to an unknown one, of claims, phrasings and names, each with its edits."""
        spellings = (self.names_spelling, *(layer.segment.spelling for layer in self.layers))
        found = {near for spelling in spellings for near in spelling.near(word)}
        least = min([edits for edits, _ in found], default=0)
        return sorted([near for near in found if near[0] == least])

    def with_one_letter_more(self, word: str) -> Sequence[str]:
        """Return the base's words that have one letter more than this one."""
        spellings = (self.names_spelling, *(layer.segment.spelling for layer in self.layers))
        return sorted({known for spelling in spellings for known in spelling.longer(word)})

    def document(self, entry: str) -> AnalysedDocument | None:
        """Return the document with this id, unless it is hidden."""
        return document_in(self.layers, entry)

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


def _frequency(layers: Sequence[Layer], term: str) -> int:
    return sum(layer.segment.frequency(term) for layer in layers)


def document_in(layers: Sequence[Layer], entry: str) -> AnalysedDocument | None:
    """Return the document with this id that lies uppermost, unless it is hidden."""
    for layer in reversed(layers):
        place = layer.segment.places.get(entry)
        if place is not None and place not in layer.hidden:
            return layer.segment.documents[place]
    return None


def base_of(documents: Iterable[Document], gazetteer: Gazetteer) -> Base:
    """Make a base of a single segment."""
    return Base((Layer(Segment(documents, gazetteer)),), gazetteer)


@functools.lru_cache(maxsize=64)
def _names_spelling(gazetteer: Gazetteer) -> Spelling:
    # Cached: an edit makes a new base over the same names.
    return BuiltSpelling({word.text for name in gazetteer.names for way in name.ways for word in split_words(way)})


def _levels(one: AnalysedDocument) -> dict[str, int]:
    """Return the levels of those terms that stand in more than the body."""
    levels = {NAME_MARK + name: NAME for name in one.document.names}
    phrased = {term for surface in one.surfaces[1:] for term in _all_terms(surface)}
    levels.update(dict.fromkeys(phrased, PHRASING))
    for term in _all_terms(one.claim):
        levels[term] = PHRASED_CLAIM if term in phrased else CLAIM
    return levels


def _all_terms(terms: Terms) -> tuple[str, ...]:
    return (*terms.stems, *(NAME_MARK + name for name in terms.names), *terms.initials)
