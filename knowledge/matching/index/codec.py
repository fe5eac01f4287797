"""A segment packed into bytes that can be searched as they are read: nothing in it is computed a second time.

A first line of JSON gives the length of each section; the sections follow: JSON, or the plain bytes of arrays.
Documents are unpacked one at a time, when a question comes near them. Whoever reads the bytes must know that they are
whole and were packed with the same fingerprint (see `fingerprint`).
"""

from __future__ import annotations

import array
import functools
import json
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, count, islice
from typing import Any, TypeVar, overload

from knowledge.matching.index.document import Document, Part
from knowledge.matching.index.postings import PackedPostings
from knowledge.matching.index.segment import Gathered, Segment
from knowledge.matching.index.spellings import Spelling, is_found, shortened_forms
from knowledge.matching.index.terms import AnalysedDocument, PartTerms, Terms

# How many unpacked documents are cached: the same ones come near questions again and again.
_KEPT_OUT = 4096
# Share one empty frozenset: a third of all these sets are empty.
_NONE: frozenset[str] = frozenset()
_ENCODER = json.JSONEncoder(separators=(",", ":"))
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A segment that was packed, with the key and the claim of each of its documents."""

    segment: Segment
    keys: tuple[str, ...]
    claims: tuple[str, ...]


def pack(documents: Iterable[AnalysedDocument], keys: Sequence[str]) -> bytes:
    """Pack these documents into a segment, with a key for each. The same documents always give the same bytes.

    The documents are read once, one after the other.
    """
    gathered = Gathered()
    number: dict[str, int] = {}
    claims: list[str] = []
    bodies: list[bytes] = []
    vectors: list[bytes] = []
    refused_vectors: list[bytes] = []
    for one in documents:
        gathered.add(one)
        claims.append(one.document.claim)
        bodies.append(_document_bytes(one, number))
        vectors.append(one.vectors)
        refused_vectors.append(one.refused_vectors)
    postings = gathered.postings()
    # The terms of refused questions have no posting.
    terms = list(number)
    words = sorted(gathered.words)
    found = [(at, word) for at, word in enumerate(words) if is_found(word)]
    near = sorted((_mark(form), at) for at, word in found for form in shortened_forms(word))
    sections = {
        "ids": _json(gathered.ids),
        "keys": _json(list(keys)),
        "claims": _json(claims),
        "sizes": array.array("I", map(len, bodies)).tobytes(),
        "documents": b"".join(bodies),
        "vectors": b"".join(vectors),
        "vector sizes": array.array("I", map(len, vectors)).tobytes(),
        "refused vectors": b"".join(refused_vectors),
        "refused vector sizes": array.array("I", map(len, refused_vectors)).tobytes(),
        "shortnesses": postings.shortnesses.tobytes(),
        "terms": _json(terms),
        "counts": array.array("I", map(postings.count, terms)).tobytes(),
        "postings": b"".join([array.array("I", postings.added(term)).tobytes() for term in terms]),
        "links": _json(sorted(gathered.links.items())),
        "words": _json(words),
        "marks": array.array("I", [mark for mark, _ in near]).tobytes(),
        "marked": array.array("I", [at for _, at in near]).tobytes(),
    }
    head = _json([[name, len(section)] for name, section in sections.items()])
    return b"".join((head, b"\n", *sections.values()))


def unpack(data: bytes) -> Unpacked:
    """Return the segment that was packed. The bytes must be whole and of the same fingerprint."""
    section = _sections(data)
    ids = json.loads(bytes(section["ids"]))
    terms = json.loads(bytes(section["terms"]))
    counts, shortnesses = _array("I", section["counts"]), _array("f", section["shortnesses"])
    postings = PackedPostings(terms, counts, section["postings"], shortnesses)
    spelling = PackedSpelling(
        json.loads(bytes(section["words"])), _array("I", section["marks"]), _array("I", section["marked"])
    )
    vectors = Run(section["vectors"], _array("I", section["vector sizes"]), bytes)
    refused_vectors = Run(section["refused vectors"], _array("I", section["refused vector sizes"]), bytes)
    documents = PackedDocuments(section["documents"], _array("I", section["sizes"]), terms)
    links = {link: tuple(places) for link, places in json.loads(bytes(section["links"]))}
    segment = Segment.held(documents, ids, postings, links, spelling, vectors, refused_vectors)
    return Unpacked(segment, tuple(json.loads(bytes(section["keys"]))), tuple(json.loads(bytes(section["claims"]))))


class Run(Sequence[Item]):
    """One item per document, packed one after the other, each unpacked when it is accessed."""

    def __init__(self, data: memoryview, sizes: array.array[int], read: Callable[[memoryview], Item]) -> None:
        self._data = data
        self._starts = array.array("Q", (0, *accumulate(sizes)))
        self._read = read

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, at: int | slice) -> Item | tuple[Item, ...]:
        places = range(len(self))[at]
        return self._kept(places) if isinstance(places, int) else tuple(map(self._kept, places))

    def __iter__(self) -> Iterator[Item]:
        """Unpack one item after the other. None is cached: whoever goes through all of them reads each once."""
        return map(self._taken_out, range(len(self)))

    def _kept(self, place: int) -> Item:
        return self._taken_out(place)

    def _taken_out(self, place: int) -> Item:
        return _taken_out(self._data, self._starts, self._read, place)


def _taken_out(data: memoryview, starts: array.array[int], read: Callable[[memoryview], Item], place: int) -> Item:
    return read(data[starts[place] : starts[place + 1]])


class PackedDocuments(Run[AnalysedDocument]):
    """Packed documents, with their terms as numbers; the last few unpacked ones are cached."""

    def __init__(self, data: memoryview, sizes: array.array[int], terms: Sequence[str]) -> None:
        super().__init__(data, sizes, functools.partial(_document, known=terms))
        # Not a bound method: the cache would hold a reference to its owner, which would be freed late or never.
        take_out = functools.partial(_taken_out, self._data, self._starts, self._read)
        self._recent = functools.lru_cache(maxsize=_KEPT_OUT)(take_out)

    def _kept(self, place: int) -> AnalysedDocument:
        return self._recent(place)


class PackedSpelling(Spelling):
    """A spelling in two arrays: sorted hashes of the words without one letter, and the number of each one's word."""

    def __init__(self, words: Sequence[str], marks: array.array[int], marked: array.array[int]) -> None:
        super().__init__(words)
        self._words = words
        self._marks = marks
        self._marked = marked

    def longer(self, shorter: str) -> Sequence[str]:
        """Return the words that this is, with one letter taken out."""
        mark = _mark(shorter)
        at = bisect_left(self._marks, mark)
        found = []
        while at < len(self._marks) and self._marks[at] == mark:
            word = self._words[self._marked[at]]
            # Two forms may have the same hash.
            if shorter in shortened_forms(word):
                found.append(word)
            at += 1
        return found


def _mark(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _sections(data: bytes) -> Mapping[str, memoryview]:
    end = data.index(b"\n")
    view = memoryview(data)
    found: dict[str, memoryview] = {}
    start = end + 1
    for name, length in json.loads(data[:end]):
        found[name] = view[start : start + length]
        start += length
    return found


def _array(kind: Any, data: memoryview) -> array.array[Any]:  # noqa: ANN401 - the letters that arrays know
    made: array.array[Any] = array.array(kind)
    made.frombytes(data)
    return made


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode("ascii")


def _document_bytes(one: AnalysedDocument, number: dict[str, int]) -> bytes:
    _number_new(one, number)
    document = one.document
    sets = [array.array("I", _numbers(some, number)) for part in one.parts for some in (part.term_set, part.within)]
    plain = (
        document.id,
        document.claim,
        document.phrasings,
        document.names,
        [(part.kind, part.place, part.text) for part in document.parts],
        [len(some) for some in sets],
        document.not_this,
        document.links,
        [_plain_terms(terms, number) for terms in one.surfaces],
        [_plain_terms(terms, number) for terms in one.not_this],
        _numbers(one.named, number),
        one.opposite,
    )
    text = zlib.compress(_json(plain), 1)
    return b"".join((len(text).to_bytes(4, "little"), text, *sets))


def _document(data: memoryview, known: Sequence[str]) -> AnalysedDocument:
    end = 4 + int.from_bytes(data[:4], "little")
    plain = json.loads(zlib.decompress(data[4:end]))
    entry, claim, phrasings, names, parts, lengths, not_this, links, asked, refused, named, opposite = plain
    found = map(known.__getitem__, _array("I", data[end:]))
    sets = [frozenset(islice(found, length)) if length else _NONE for length in lengths]
    return AnalysedDocument(
        Document(
            entry,
            claim,
            tuple(phrasings),
            tuple(names),
            tuple([Part(kind, place, text) for kind, place, text in parts]),
            tuple(not_this),
            tuple(links),
        ),
        tuple([_terms(text, known) for text in asked]),
        tuple(map(PartTerms, sets[::2], sets[1::2])),
        tuple([_terms(text, known) for text in refused]),
        _known(named, known),
        opposite,
    )


def _plain_terms(terms: Terms, number: Mapping[str, int]) -> tuple[object, ...]:
    stems = None if terms.stems == set(terms.terms) else _numbers(terms.stems, number)
    own = [number[term] for term in terms.terms]
    initials = _numbers(terms.initials, number)
    return terms.text, terms.whole, own, stems, sorted(terms.names), sorted(terms.numbers), initials


def _terms(plain: Sequence[Any], known: Sequence[str]) -> Terms:
    text, whole, own, stems, names, numbers, initials = plain
    terms = tuple([known[at] for at in own])
    stem_set = frozenset(terms) if stems is None else _known(stems, known)
    return Terms(text, whole, terms, stem_set, _set(names), _set(numbers), _known(initials, known))


def _set(some: Sequence[str]) -> frozenset[str]:
    return frozenset(some) if some else _NONE


def _known(numbers: Sequence[int], known: Sequence[str]) -> frozenset[str]:
    return frozenset([known[at] for at in numbers]) if numbers else _NONE


def _number_new(one: AnalysedDocument, number: dict[str, int]) -> None:
    """Give a number to each term of a document that has none yet."""
    for terms in (one.everything, *[text.term_set | text.stems for text in one.not_this]):
        if new := terms.difference(number):
            number.update(zip(sorted(new), count(len(number)), strict=False))


def _numbers(terms: frozenset[str], number: Mapping[str, int]) -> list[int]:
    return sorted(map(number.__getitem__, terms)) if terms else []
