"""Texts as the matcher compares them: terms in order, names in their canonical form, numbers."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.matching.index.document import Document
from knowledge.matching.lexicons.word_vectors import Gist, shipped_vectors
from knowledge.question.gazetteer import FoundName, Gazetteer
from knowledge.question.initials import initials_in
from knowledge.question.polarity import states_opposite, without_negation
from knowledge.question.tokens import STOP_WORDS, Word, reads_as_spanish, split_words, stem

NAME_MARK = "@"
# Words that begin with the same five letters are mostly of one family (`crime`, `criminal`).
START = 5


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
    def gist(self) -> Gist:
        """What the text is about as a whole."""
        return shipped_vectors().gist(self.stems)


class TextPlaces(NamedTuple):
    """By term the places of the texts that have it, in order; `initials` the same of initials that are no term there.

    Most of an entry's many texts share no word with a question: what they share is added up without reading them.
    """

    terms: Mapping[str, Sequence[int]]
    initials: Mapping[str, Sequence[int]]


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
    def asked_places(self) -> TextPlaces:
        """Where each term stands among the claim and the phrasings."""
        return _text_places(self.asked)

    @functools.cached_property
    def refused_places(self) -> TextPlaces:
        """Where each term stands among the questions that must not be answered."""
        return _text_places(self.not_this)

    @functools.cached_property
    def asked_whole(self) -> frozenset[str]:
        """All words of the claim and of each phrasing, as one text each."""
        return frozenset([text.whole for text in self.asked])

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
        return self.asked[0]


def analyse_words(words: Sequence[Word], found: Sequence[FoundName]) -> Terms:
    """Turn read words and the names found in them into terms."""
    terms: list[str] = []
    numbers: list[str] = []
    place = 0
    for name in found:
        _add_words(words[place : name.start], terms, numbers)
        terms.append(NAME_MARK + name.name.name)
        place = name.end
    _add_words(words[place:], terms, numbers)
    telling = [word for word in words if word.text not in STOP_WORDS and not word.small]
    return Terms(
        " ".join([word.text for word in telling]),
        " ".join([word.text for word in words]),
        tuple(terms),
        frozenset([word.stem for word in telling]) if found else frozenset(terms),
        frozenset([name.name.name for name in found]),
        frozenset(numbers),
        frozenset(map(stem, initials_in(words))),
    )


def _add_words(words: Sequence[Word], terms: list[str], numbers: list[str]) -> None:
    for word in words:
        if word.text not in STOP_WORDS and not word.small:
            terms.append(word.stem)
            if word.number is not None:
                numbers.append(word.text)


def analyse_text(text: str, gazetteer: Gazetteer) -> Terms:
    """Turn a text of an entry into terms."""
    return analyse_words(*gazetteer.read(without_negation(split_words(text, spanish=reads_as_spanish(text)))))


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


def _text_places(texts: Sequence[Terms]) -> TextPlaces:
    terms: dict[str, list[int]] = {}
    initials: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        for term in text.distinct:
            terms.setdefault(term, []).append(place)
        for term in text.initials.difference(text.terms):
            initials.setdefault(term, []).append(place)
    return TextPlaces(terms, initials)


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
