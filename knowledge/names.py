"""The gazetteer: canonical names and every way of writing them, and how to find them in a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.question.words import Word, split_words
from knowledge.validation import InvalidEntryError, Problem, clean_text

KINDS = ("person", "gang", "cartel", "organisation", "country", "place", "event")
NAME_LENGTH = 100
_FIELDS = ("name", "kind", "also")


@dataclass(frozen=True, slots=True)
class Name:
    """One person, group, place or event: its canonical name, what it is, and the other ways of writing it."""

    name: str
    kind: str
    also: tuple[str, ...] = ()

    @property
    def ways(self) -> tuple[str, ...]:
        """Every way of writing it, the canonical one first."""
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name met in a text: which, and the places of its words, from `start` up to but not including `end`."""

    name: Name
    start: int
    end: int


def name_mapping(name: Name) -> dict[str, Any]:
    """Return the name as the plain values of `names.toml`."""
    mapping: dict[str, Any] = {"name": name.name, "kind": name.kind}
    if name.also:
        mapping["also"] = list(name.also)
    return mapping


def read_names(data: Mapping[str, Any]) -> tuple[Name, ...]:
    """Read the `[[names]]` of a `names.toml`; raise InvalidEntryError with every problem."""
    problems: list[Problem] = []
    names: list[Name] = []
    for field in data:
        if field != "names":
            problems.append(Problem(str(field), "there is no such field here", "Write each name as [[names]]"))
    tables = data.get("names", [])
    if not isinstance(tables, list):
        raise InvalidEntryError([Problem("names", "it is no list of tables", "Write each name as [[names]]")])
    for number, table in enumerate(tables, 1):
        name = _read_name(table, f"names {number}", problems)
        if name is not None:
            names.append(name)
    problems.extend(_clashes(names))
    if problems:
        raise InvalidEntryError(problems)
    return tuple(names)


def _read_name(table: Any, place: str, problems: list[Problem]) -> Name | None:  # noqa: ANN401 - whatever the file holds
    before = len(problems)
    if not isinstance(table, Mapping):
        problems.append(Problem(place, "it is no table", "Write each name as [[names]]"))
        return None
    for field in table:
        if field not in _FIELDS:
            problems.append(Problem(f"{place}, {field}", "there is no such field here", "Use name, kind or also"))
    name, kind, also = table.get("name"), table.get("kind"), table.get("also", [])
    if not isinstance(name, str) or not clean_text(name):
        problems.append(Problem(f"{place}, name", "it is missing", "Write the canonical name in quotes"))
    if kind not in KINDS:
        problems.append(Problem(f"{place}, kind", f"{kind!r} is not one of the kinds", f"Use {', '.join(KINDS)}"))
    if not isinstance(also, list) or not all(isinstance(way, str) for way in also):
        problems.append(
            Problem(f"{place}, also", "it is no list of texts", "Write the other ways of writing in brackets")
        )
    elif isinstance(name, str):
        for way in (name, *also):
            if len(way) > NAME_LENGTH or not split_words(way):
                problems.append(
                    Problem(
                        f"{place}, also", f"{way[:40]!r} is no name", f"Use letters or digits, at most {NAME_LENGTH}"
                    )
                )
    if len(problems) > before:
        return None
    canonical = clean_text(str(name))
    return Name(
        canonical, str(kind), tuple(dict.fromkeys(clean_text(way) for way in also if clean_text(way) != canonical))
    )


def _clashes(names: Sequence[Name]) -> Iterable[Problem]:
    owners: dict[tuple[str, ...], str] = {}
    seen: set[str] = set()
    for name in names:
        if name.name in seen:
            yield Problem(f"names, {name.name}", "it stands here twice", "Put its ways of writing under one [[names]]")
        seen.add(name.name)
        for way in name.ways:
            key = _key(split_words(way))
            owner = owners.setdefault(key, name.name)
            if owner != name.name:
                yield Problem(
                    f"names, {name.name}",
                    f"{way!r} is also a way of writing {owner!r}",
                    "Keep it under one of the two, or use a longer form",
                )


def _key(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in words)


_ARTICLES = frozenset({"the", "el", "la", "los", "las"})


class Gazetteer:
    """Finds names in a text, the longest first. Immutable; a server's own names go on top with `with_names`."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names: tuple[Name, ...] = tuple(names)
        self._by_canonical = {name.name: name for name in self.names}
        self._ways: dict[tuple[str, ...], Name] = {}
        for name in self.names:
            for way in name.ways:
                self._ways[_key(split_words(way))] = name
        self._ways |= self._with_articles()
        self._longest: dict[str, int] = {}
        for key in self._ways:
            if key:
                self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def _with_articles(self) -> dict[tuple[str, ...], Name]:
        # Where "the MS" is a way of writing a name, "the MS-13" is not to be read as "the MS" and a number.
        longer: dict[tuple[str, ...], Name] = {}
        for key, name in self._ways.items():
            if len(key) > 1 and key[0] in _ARTICLES:
                for way in name.ways:
                    whole = _key(split_words(way))
                    if len(whole) >= len(key) and whole[: len(key) - 1] == key[1:]:
                        longer[(key[0], *whole)] = name
        return {key: name for key, name in longer.items() if key not in self._ways}

    def with_names(self, names: Iterable[Name]) -> Gazetteer:
        """Return a gazetteer with these names on top: they win where a way of writing is known already."""
        added = tuple(names)
        replaced = {name.name for name in added}
        return Gazetteer((*(name for name in self.names if name.name not in replaced), *added)) if added else self

    def canonical(self, name: str) -> Name | None:
        """Return the name with this canonical form."""
        return self._by_canonical.get(name)

    def find(self, words: Sequence[Word]) -> tuple[FoundName, ...]:
        """Return the names in these words, without overlaps, in the order of the text."""
        return self.find_in([word.text for word in words])

    def find_in(self, texts: Sequence[str]) -> tuple[FoundName, ...]:
        """Return the names in these folded words, without overlaps, in the order of the text."""
        longest = self._longest
        if longest.keys().isdisjoint(texts):
            return ()
        found: list[FoundName] = []
        end = 0
        for place in [place for place, text in enumerate(texts) if text in longest]:
            if place < end:
                continue
            for length in range(min(longest[texts[place]], len(texts) - place), 0, -1):
                name = self._ways.get(tuple(texts[place : place + length]))
                if name is not None:
                    end = place + length
                    found.append(FoundName(name, place, end))
                    break
        return tuple(found)
