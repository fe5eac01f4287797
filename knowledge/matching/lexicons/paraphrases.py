"""Words and phrases that stand for each other in a claim without changing it, each with how surely (0 to 1).

Two tables: `paraphrases.tsv`, groups written by hand ("shop, store, retailer", "sue, take to court"), and
`wordnet.tsv`, synonyms and derivations of WordNet 3.0 (see wordnet-licence.txt), made by `tests/bench/make_wordnet.py`.
Neither has opposites, kinds or siblings: a word that is linked wrongly makes an answer of a neighbour.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.question.tokens import stem
from knowledge.text.characters import fold

_NONE: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Synonyms:
    """`words` has by stem, or by the stems of a phrase, what it is linked to; `phrases` by first stem the lengths."""

    words: Mapping[str, Mapping[str, float]]
    of_phrase: frozenset[str]
    phrases: Mapping[str, tuple[int, ...]]

    def of(self, term: str) -> Mapping[str, float]:
        """Return what a stem or phrase may stand for, with how surely."""
        return self.words.get(term, _NONE)


@functools.cache
def shipped_synonyms() -> Synonyms:
    """Read the tables that come with the package."""
    links: dict[str, dict[str, float]] = {}
    phrases: dict[str, set[int]] = {}
    for line in _lines("wordnet.tsv"):
        one, other, _, strength = line.split("\t")
        _link(links, lemma(one), lemma(other), float(strength))
    for line in _lines("paraphrases.tsv"):
        strength, _, members = line.partition("\t")
        terms = list(dict.fromkeys(_term(member) for member in members.split(",")))
        for at, one in enumerate(terms):
            if " " in one:
                phrases.setdefault(one.split()[0], set()).add(one.count(" ") + 1)
            for other in terms[at + 1 :]:
                _link(links, one, other, float(strength))
    known = frozenset(term for term in links if " " in term)
    return Synonyms(links, known, {first: tuple(sorted(lengths, reverse=True)) for first, lengths in phrases.items()})


def _lines(file: str) -> Iterable[str]:
    text = importlib.resources.files("knowledge.matching.lexicons").joinpath(file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _term(member: str) -> str:
    return " ".join(lemma(stem(word.replace("'", ""))) for word in fold(member).replace("-", " ").split())


def lemma(term: str) -> str:
    """Return the stem of the word that this is an irregular form of ("bought"), else the stem itself."""
    return _lemmas().get(term, term)


@functools.cache
def _lemmas() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in _lines("inflections.tsv"):
        form, of = line.split("\t")
        found.setdefault(form, of)
    return found


def _link(links: dict[str, dict[str, float]], one: str, other: str, strength: float) -> None:
    if one != other:
        for first, second in ((one, other), (other, one)):
            of = links.setdefault(first, {})
            of[second] = max(of.get(second, 0.0), strength)
