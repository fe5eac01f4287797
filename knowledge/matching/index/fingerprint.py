"""What a packed index depends on beside its documents; when any of it changes, what was packed before is void."""

from __future__ import annotations

import array
import functools
import hashlib
import importlib.resources
import sys
import unicodedata

import Stemmer

from knowledge.question.gazetteer import Gazetteer

# The code that decides what a document or a segment is packed into.
SOURCES = (
    "entries/dates.py",
    "entries/entry.py",
    "entries/limits.py",
    "entries/problems.py",
    "entries/table.py",
    "entries/validation.py",
    "entries/verdict.py",
    "errors.py",
    "language.py",
    "matching/index/codec.py",
    "matching/index/columns.py",
    "matching/index/document.py",
    "matching/index/postings.py",
    "matching/index/segment.py",
    "matching/index/spellings.py",
    "matching/index/terms.py",
    "matching/lexicons/word_vectors.py",
    "question/gazetteer.py",
    "question/initials.py",
    "question/languages.py",
    "question/links.py",
    "question/longer_names.py",
    "question/numbers.py",
    "question/polarity.py",
    "question/spanish.py",
    "question/tokens.py",
    "text/addresses.py",
    "text/characters.py",
    "text/normalization.py",
    "text/visibility.py",
)
# The tables that decide it too.
TABLES = ("matching/lexicons/word_vectors.tsv",)


def fingerprint(gazetteer: Gazetteer) -> str:
    """Return a digest of the code that packs and unpacks, of its tables and of the names, and of the machine."""
    parts = [sys.byteorder, str(array.array("I").itemsize), unicodedata.unidata_version, str(Stemmer.version())]
    parts += [f"{name.name}\0{name.kind}\0{name.also}" for name in gazetteer.names]
    return hashlib.blake2b("\n".join((_code(), *parts)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@functools.cache
def _code() -> str:
    package = importlib.resources.files("knowledge")
    return hashlib.blake2b(b"\0".join(package.joinpath(name).read_bytes() for name in (*SOURCES, *TABLES))).hexdigest()
