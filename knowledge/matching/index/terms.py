"""Texts as the matcher compares them: terms in order, names in their canonical form, numbers."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.matching.index.columns import Columns, columns_of, read_columns
from knowledge.matching.index.document import Document
from knowledge.matching.lexicons.direction import Arrow, arrows
from knowledge.matching.lexicons.relations import Relation, relations_in
from knowledge.matching.lexicons.roles import Deed, deed
from knowledge.matching.lexicons.word_vectors import Gist, shipped_vectors
from knowledge.names import FoundName, Gazetteer
from knowledge.question.details import counted, details_asked
from knowledge.question.initials import NUMBER, initials_in
from knowledge.question.polarity import states_opposite
from knowledge.question.words import Word, split_words, stem

NAME_MARK = "@"
# Words that begin with the same five letters are mostly of one family (`crime`, `criminal`).
START = 5
# Few texts have initials or numbers, and not all have names: an empty set of each one's own takes room.
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Terms:
    """A text in terms: the stems of its telling words in order, a name of the gazetteer as one term, `@canonical name`.

    `distinct` are the terms without repeats by the alphabet (what is added up in this order is always the same),
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
        # Not worked out when it is asked for: every text is asked for it, and what is added to an object later takes
        # three times the room. In a text without names these are the stems; of a large base, sets take most room.
        terms = self.initials.union(self.terms)
        object.__setattr__(self, "term_set", self.stems if terms == self.stems else terms)

    @functools.cached_property
    def distinct(self) -> tuple[str, ...]:
        """The terms without repeats by the alphabet."""
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
        return grams_of(self.whole)

    @functools.cached_property
    def relations(self) -> frozenset[Relation]:
        """The relations that the text speaks of."""
        return relations_in(self.stems)

    @functools.cached_property
    def arrows(self) -> frozenset[Arrow]:
        """Who did it to whom, where two names stand around a verb that goes one way."""
        return arrows(self.terms, self.whole.split(), NAME_MARK)

    @functools.cached_property
    def deed(self) -> Deed | None:
        """The first deed that the text tells of: who did it to whom."""
        return deed(self.terms, self.whole.split(), NAME_MARK)

    @functools.cached_property
    def details(self) -> frozenset[str]:
        """The details that the text asks for."""
        return details_asked(self.words)

    @functools.cached_property
    def counted(self) -> frozenset[str]:
        """The stems of what the text asks the number of."""
        return frozenset(map(stem, counted(self.words)))

    @functools.cached_property
    def gist(self) -> Gist:
        """What the text is about as a whole."""
        return shipped_vectors().gist(self.stems)


@dataclass(frozen=True)
class AnalysedDocument:
    """A document in terms.

    `asked` holds the claim first and then each phrasing, `asked_terms` all their terms; `everything` is every stem and
    name term of it, `starts` the first letters of the longer ones; `opposite` says whether the claim denies something.
    """

    document: Document
    asked: tuple[Terms, ...]
    parts: tuple[Terms, ...]
    not_this: tuple[Terms, ...]
    everything: frozenset[str]
    opposite: bool

    @functools.cached_property
    def gists(self) -> bytes:
        """The gists of the claim and each phrasing, one after the other."""
        return b"".join([text.gist for text in self.asked])

    @functools.cached_property
    def refused_gists(self) -> bytes:
        """The same of the questions that must not be answered."""
        return b"".join([text.gist for text in self.not_this])

    @functools.cached_property
    def asked_terms(self) -> frozenset[str]:
        """The terms of the claim and the phrasings."""
        return frozenset().union(*[terms.term_set for terms in self.asked])

    @functools.cached_property
    def apart(self) -> tuple[tuple[str, ...], ...]:
        """For each question that must not be answered the terms that set it apart: no phrasing has them."""
        return tuple([tuple([one for one in text.distinct if one not in self.asked_terms]) for text in self.not_this])

    @functools.cached_property
    def asked_starts(self) -> frozenset[str]:
        """The first letters of the terms of claim and phrasings that are long enough."""
        return frozenset([term[:START] for term in self.asked_terms if len(term) >= START])

    @functools.cached_property
    def starts(self) -> frozenset[str]:
        """The first letters of all terms that are long enough."""
        return frozenset([term[:START] for term in self.everything if len(term) >= START])

    @property
    def claim(self) -> Terms:
        """The claim in terms."""
        return self.asked[0]


def analyse_words(words: Sequence[Word], found: Sequence[FoundName]) -> Terms:
    """Turn read words and the names found in them into terms."""
    return _terms(columns_of(words), found)


def analyse_text(text: str, gazetteer: Gazetteer) -> Terms:
    """Turn a text of an entry into terms."""
    columns = read_columns(text)
    return _terms(columns, gazetteer.find_in(columns.texts))


def _terms(columns: Columns, found: Sequence[FoundName]) -> Terms:
    texts, stems, shapes = columns
    initials = initials_in(texts, shapes)
    if found:
        terms: list[str] = []
        numbers: list[str] = []
        ends = [0, *(name.end for name in found)]
        starts = [*(name.start for name in found), len(texts)]
        for start, end, name in itertools.zip_longest(ends, starts, found):
            terms += filter(None, stems[start:end])
            numbers += _numbers(texts[start:end], shapes[start:end])
            if name is not None:
                terms.append(NAME_MARK + name.name.name)
    else:
        terms, numbers = list(filter(None, stems)), _numbers(texts, shapes)
    return Terms(
        " ".join(itertools.compress(texts, stems)),
        " ".join(texts),
        tuple(terms),
        frozenset(filter(None, stems)),
        frozenset([name.name.name for name in found]) if found else _NONE,
        frozenset(numbers) if numbers else _NONE,
        frozenset(map(stem, initials)) if initials else _NONE,
    )


def _numbers(texts: Sequence[str], shapes: str) -> list[str]:
    return [text for text, form in zip(texts, shapes, strict=True) if form == NUMBER] if NUMBER in shapes else []


def analyse_document(
    document: Document, gazetteer: Gazetteer, before: AnalysedDocument | None = None
) -> AnalysedDocument:
    """Turn a document into terms.

    `before` is the same document as it was, read with the same names: texts that did not change are not read again.
    """
    known = {} if before is None else _read_texts(before)

    def read(texts: Iterable[str]) -> tuple[Terms, ...]:
        return tuple([known.get(text) or analyse_text(text, gazetteer) for text in texts])

    asked = read((document.claim, *document.phrasings))
    parts = read(part.text for part in document.parts)
    both = (*asked, *parts)
    names = frozenset(document.names).union(*(terms.names for terms in both))
    everything = frozenset(NAME_MARK + name for name in names).union(*(terms.stems | terms.initials for terms in both))
    for name in document.names:
        everything |= frozenset(word.stem for word in split_words(name) if not word.stops)
    return AnalysedDocument(
        document=document,
        asked=asked,
        parts=parts,
        not_this=read(document.not_this),
        everything=everything,
        opposite=states_opposite(document.claim),
    )


def _read_texts(before: AnalysedDocument) -> dict[str, Terms]:
    document = before.document
    read = dict(zip((part.text for part in document.parts), before.parts, strict=True))
    read.update(zip(document.not_this, before.not_this, strict=True))
    read.update(zip((document.claim, *document.phrasings), before.asked, strict=True))
    return read


@functools.lru_cache(maxsize=4096)
def grams_of(text: str) -> frozenset[str]:
    """Return the runs of four characters in a text."""
    return frozenset([text[place : place + 4] for place in range(len(text) - 3)])
