"""Texts as the matcher compares them: terms in order, names in their canonical form, numbers."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.matching.index.columns import Columns, columns_of, read_columns
from knowledge.matching.index.document import Document
from knowledge.matching.lexicons.word_vectors import TextVector, shipped_vectors
from knowledge.question.gazetteer import FoundName, Gazetteer
from knowledge.question.initials import NUMBER, initials_in
from knowledge.question.polarity import states_opposite, without_negation
from knowledge.question.tokens import Word, reads_as_spanish, split_words, stem

NAME_MARK = "@"
# Words that begin with the same five letters are mostly of one family (`crime`, `criminal`).
START = 5
# Shared by all texts: few have initials or numbers, and not all have names.
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Terms:
    """A text in terms: the stems of its telling words in order, a name of the gazetteer as one term, `@canonical name`.

    `distinct` are the terms without repeats, sorted (sums in this order are always the same),
    `stems` the same words without names put together, `numbers` the numbers as plain digits, outside names, `initials`
    those of names that are spelt out, stemmed as words are, `term_set` the terms and the initials.
    """

    text: str
    whole: str
    terms: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    initials: frozenset[str] = frozenset()
    term_set: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Computed eagerly: every text needs it, and a cached property costs three times the memory. In a text without
        # names it is the very set of the stems: sets take most of the memory of a large base.
        terms = self.initials.union(self.terms)
        object.__setattr__(self, "term_set", self.stems if terms == self.stems else terms)

    @functools.cached_property
    def distinct(self) -> tuple[str, ...]:
        """The terms without repeats, sorted."""
        return tuple(sorted(set(self.terms)))

    @functools.cached_property
    def words(self) -> tuple[str, ...]:
        """All words in order, common ones too."""
        return tuple(self.whole.split())

    @functools.cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """The pairs of neighbouring terms."""
        return frozenset(itertools.pairwise(self.terms))

    @functools.cached_property
    def grams(self) -> frozenset[str]:
        """The runs of four characters."""
        return _kept_grams(self.whole)

    @functools.cached_property
    def vector(self) -> TextVector:
        """What the text is about as a whole, as a vector."""
        return shipped_vectors().text_vector(self.stems)


class TextPlaces(NamedTuple):
    """Maps each term to the places of the texts that have it, in order; `initials` does so for initials.

    Initials are those that are no term of the same text. Most of an entry's many texts share no word with a question;
    with these maps what is shared is added up without reading them.
    """

    terms: Mapping[str, Sequence[int]]
    initials: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class PartTerms:
    """The terms of a part of a body, without their order, which no question depends on.

    `term_set` are the terms and the initials, as in `Terms`; `within` the stems that stand within names only.
    """

    term_set: frozenset[str]
    within: frozenset[str] = _NONE


@dataclass(frozen=True)
class AnalysedDocument:
    """A document in terms.

    `surfaces` are the claim and then each phrasing, `surface_terms` all their terms; `named` are the name terms of
    its names, and the stems of these; `everything` is every stem and name term of it, `starts` the first letters of the
    longer ones; `opposite` says whether the claim denies something.
    """

    document: Document
    surfaces: tuple[Terms, ...]
    parts: tuple[PartTerms, ...]
    not_this: tuple[Terms, ...]
    named: frozenset[str]
    opposite: bool

    @functools.cached_property
    def everything(self) -> frozenset[str]:
        """Every stem and name term of it."""
        own = [some for text in self.surfaces for some in (text.term_set, text.stems)]
        return self.named.union(*own, *[some for part in self.parts for some in (part.term_set, part.within)])

    @functools.cached_property
    def vectors(self) -> bytes:
        """The vectors of the claim and each phrasing, one after the other."""
        return b"".join([text.vector for text in self.surfaces])

    @functools.cached_property
    def refused_vectors(self) -> bytes:
        """The same of the questions that must not be answered."""
        return b"".join([text.vector for text in self.not_this])

    @functools.cached_property
    def surface_terms(self) -> frozenset[str]:
        """The terms of the claim and the phrasings."""
        return frozenset().union(*[terms.term_set for terms in self.surfaces])

    @functools.cached_property
    def apart(self) -> tuple[tuple[str, ...], ...]:
        """For each question that must not be answered the terms that set it apart: no phrasing has them."""
        return tuple([tuple([one for one in text.distinct if one not in self.surface_terms]) for text in self.not_this])

    @functools.cached_property
    def surface_starts(self) -> frozenset[str]:
        """The first letters of the terms of claim and phrasings that are long enough."""
        return frozenset([term[:START] for term in self.surface_terms if len(term) >= START])

    @functools.cached_property
    def surface_places(self) -> TextPlaces:
        """Where each term stands among the claim and the phrasings."""
        return _text_places(self.surfaces)

    @functools.cached_property
    def refused_places(self) -> TextPlaces:
        """Where each term stands among the questions that must not be answered."""
        return _text_places(self.not_this)

    @functools.cached_property
    def surface_whole(self) -> frozenset[str]:
        """All words of the claim and of each phrasing, as one text each."""
        return frozenset([text.whole for text in self.surfaces])

    @functools.cached_property
    def refused_whole(self) -> Mapping[str, int]:
        """The same of the questions that must not be answered, with the place of each."""
        return {text.whole: place for place, text in reversed([*enumerate(self.not_this)])}

    @functools.cached_property
    def starts(self) -> frozenset[str]:
        """The first letters of all terms that are long enough."""
        return frozenset([term[:START] for term in self.everything if len(term) >= START])

    @property
    def claim(self) -> Terms:
        """The claim in terms."""
        return self.surfaces[0]


def analyse_words(words: Sequence[Word], found: Sequence[FoundName]) -> Terms:
    """Turn read words and the names found in them into terms."""
    return _terms(columns_of(words), found)


def analyse_text(text: str, gazetteer: Gazetteer) -> Terms:
    """Turn a text of an entry into terms."""
    return _terms(*_read(text, gazetteer))


def analyse_part(text: str, gazetteer: Gazetteer) -> PartTerms:
    """Turn a part of a body into terms, the same ones as `analyse_text` finds."""
    columns, found = _read(text, gazetteer)
    term_set = set(_ordered(columns, found))
    term_set.update(map(stem, initials_in(columns.texts, columns.shapes)))
    term_set.discard("")
    within = frozenset(filter(None, columns.stems)) - term_set if found else _NONE
    return PartTerms(frozenset(term_set), within)


def _read(text: str, gazetteer: Gazetteer) -> tuple[Columns, Sequence[FoundName]]:
    columns = read_columns(text)
    found = gazetteer.find_in(text, columns.texts)
    if found is None:
        words, found = gazetteer.read(without_negation(split_words(text, spanish=reads_as_spanish(text))))
        columns = columns_of(words)
    return columns, found


def _ordered(columns: Columns, found: Sequence[FoundName]) -> Sequence[str]:
    """Return the stems in order, each found name as one term; words that say nothing are empty."""
    if not found:
        return columns.stems
    terms: list[str] = []
    place = 0
    for name in found:
        terms += columns.stems[place : name.start]
        terms.append(NAME_MARK + name.name.name)
        place = name.end
    return [*terms, *columns.stems[place:]]


def _terms(columns: Columns, found: Sequence[FoundName]) -> Terms:
    texts, stems, shapes = columns
    initials = initials_in(texts, shapes)
    numbers = [place for place, form in enumerate(shapes) if form == NUMBER] if NUMBER in shapes else []
    outside = [place for place in numbers if not any(name.start <= place < name.end for name in found)]
    return Terms(
        " ".join(itertools.compress(texts, stems)),
        " ".join(texts),
        tuple(filter(None, _ordered(columns, found))),
        frozenset(filter(None, stems)),
        frozenset([name.name.name for name in found]) if found else _NONE,
        frozenset([texts[place] for place in outside]) if outside else _NONE,
        frozenset(map(stem, initials)) if initials else _NONE,
    )


def analyse_document(
    document: Document, gazetteer: Gazetteer, before: AnalysedDocument | None = None
) -> AnalysedDocument:
    """Turn a document into terms.

    `before` is the same document as it was, read with the same names: texts that did not change are not read again.
    """
    known = {} if before is None else _read_texts(before)
    parts = () if before is None else zip(before.document.parts, before.parts, strict=True)
    known_parts = {part.text: terms for part, terms in parts}

    def read(texts: Iterable[str]) -> tuple[Terms, ...]:
        return tuple([known.get(text) or analyse_text(text, gazetteer) for text in texts])

    return AnalysedDocument(
        document=document,
        surfaces=read((document.claim, *document.phrasings)),
        parts=tuple([known_parts.get(part.text) or analyse_part(part.text, gazetteer) for part in document.parts]),
        not_this=read(document.not_this),
        named=frozenset([term for name in document.names for term in _name_terms(name)]) if document.names else _NONE,
        opposite=states_opposite(document.claim),
    )


def _text_places(texts: Sequence[Terms]) -> TextPlaces:
    terms: dict[str, list[int]] = {}
    initials: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        for term in text.distinct:
            terms.setdefault(term, []).append(place)
        for term in text.initials.difference(text.terms):
            initials.setdefault(term, []).append(place)
    return TextPlaces(terms, initials)


@functools.lru_cache(maxsize=4096)
def _name_terms(name: str) -> tuple[str, ...]:
    return (NAME_MARK + name, *(word.stem for word in split_words(name) if not word.stops))


def _read_texts(before: AnalysedDocument) -> dict[str, Terms]:
    document = before.document
    read = dict(zip(document.not_this, before.not_this, strict=True))
    read.update(zip((document.claim, *document.phrasings), before.surfaces, strict=True))
    return read


def grams_of(text: str) -> frozenset[str]:
    """Return the runs of four characters in a text."""
    return frozenset([text[place : place + 4] for place in range(len(text) - 3)])


# Of the texts of entries alone: thousands of long messages would take a gigabyte.
_kept_grams = functools.lru_cache(maxsize=4096)(grams_of)
