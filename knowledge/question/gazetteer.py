"""The gazetteer: canonical names and every way of writing them, and how to find them in a question."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.entries.limits import NAME_LENGTH, STRANGE_FIELDS
from knowledge.entries.problems import Code, InvalidEntryError, Path, Problem, kind_of_value, quoted
from knowledge.question.longer_names import longer_name, may_be_longer, words_shortened
from knowledge.question.tokens import OPENING, Word, split_words
from knowledge.text.normalization import clean_text
from knowledge.text.visibility import has_unshown, is_blank

KINDS = ("person", "gang", "cartel", "organisation", "country", "place", "event")
MOST_WAYS = 200
_FIELDS = ("name", "kind", "also")
_HOW_TO_WRITE = "Write each name as [[names]]"


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


def name_from_mapping(plain: Mapping[str, Any]) -> Name:
    """Return the name again that `name_mapping` wrote; nothing is checked."""
    return Name(plain["name"], plain["kind"], tuple(plain.get("also", ())))


def read_names(data: Mapping[str, Any]) -> tuple[Name, ...]:
    """Read the `[[names]]` of a `names.toml`; raise InvalidEntryError with every problem."""
    problems: list[Problem] = []
    names: list[Name] = []
    for field in data:
        if field != "names":
            wrong = "there is no such field here"
            problems.append(Problem((quoted(field),), Code.UNKNOWN, wrong, _HOW_TO_WRITE))
    tables = data.get("names", [])
    if not isinstance(tables, list):
        raise InvalidEntryError([Problem(("names",), Code.INVALID, "it is no list of tables", _HOW_TO_WRITE)])
    for number, table in enumerate(tables, 1):
        name = _read_name(table, ("names", number), problems)
        if name is not None:
            names.append(name)
    problems.extend(_clashes(names))
    if problems:
        raise InvalidEntryError(problems)
    return tuple(names)


def _read_name(table: Any, path: Path, problems: list[Problem]) -> Name | None:  # noqa: ANN401 - whatever the file holds
    before = len(problems)
    if not isinstance(table, Mapping):
        problems.append(Problem(path, Code.INVALID, "it is no table", _HOW_TO_WRITE))
        return None
    strange = [quoted(field) for field in table if field not in _FIELDS]
    if strange:
        named_here = ", ".join(strange[:STRANGE_FIELDS])
        wrong = f"there is no such field here as {named_here}"
        problems.append(Problem(path, Code.UNKNOWN, wrong, "Use name, kind or also"))
    name, kind, also = table.get("name"), table.get("kind"), table.get("also", [])
    if not isinstance(name, str) or is_blank(name):
        right = "Write the canonical name in quotes"
        problems.append(Problem((*path, "name"), Code.MISSING, "it is missing", right))
    if not isinstance(kind, str) or kind not in KINDS:
        wrong = f"{quoted(kind) if isinstance(kind, str) else kind_of_value(kind)} is not one of the kinds"
        problems.append(Problem((*path, "kind"), Code.UNKNOWN, wrong, f"Use {', '.join(KINDS)}"))
    if isinstance(also, list) and len(also) > MOST_WAYS:
        wrong = f"it has {len(also)} items"
        problems.append(Problem((*path, "also"), Code.TOO_MANY, wrong, f"Keep at most {MOST_WAYS}"))
    elif not isinstance(also, list) or not all(isinstance(way, str) for way in also):
        right = "Write the other ways of writing in brackets"
        problems.append(Problem((*path, "also"), Code.INVALID, "it is no list of texts", right))
    elif isinstance(name, str):
        for way in (name, *also):
            if len(way) > NAME_LENGTH or is_blank(way) or has_unshown(way) or not split_words(way):
                right = f"Use letters or digits, at most {NAME_LENGTH}"
                problems.append(Problem((*path, "also"), Code.INVALID, f"{quoted(way[:40])} is no name", right))
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
            right = "Put its ways of writing under one [[names]]"
            yield Problem(("names", name.name), Code.REPEATED, "it stands here twice", right)
        seen.add(name.name)
        for way in name.ways:
            key = _key(split_words(way))
            owner = owners.setdefault(key, name.name)
            if owner != name.name:
                wrong = f"{way!r} is also a way of writing {owner!r}"
                right = "Keep it under one of the two, or use a longer form"
                yield Problem(("names", name.name), Code.REPEATED, wrong, right)


def _key(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in words)


_ARTICLES = frozenset({"the", "el", "la", "los", "las"})


def _stands_alone(texts: Sequence[str], place: int, length: int) -> bool:
    """Say whether a name of so many words is one word, with an article or without."""
    return length == 1 or (length == 2 and texts[place] in _ARTICLES)


class Gazetteer:
    """Finds names in a text, the longest first. Immutable; a server's own names go on top with `with_names`."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names: tuple[Name, ...] = tuple(names)
        self._by_canonical = {name.name: name for name in self.names}
        self._ways: dict[tuple[str, ...], Name] = {}
        self._keys = {name: tuple(_key(split_words(way)) for way in name.ways) for name in self.names}
        for name, keys in self._keys.items():
            self._ways.update(dict.fromkeys(keys, name))
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
        """Return the names in these words, without overlaps, in the order of the text.

        What is a piece of a longer name ("Zeta-Jones"), or initials of other words, is none.
        """
        return tuple(one for one, other in self._scan(words) if not other)

    def find_in(self, text: str, texts: Sequence[str]) -> tuple[FoundName, ...] | None:
        """Return the same for the folded words of a text, or None where it takes all that is known of the words.

        Then a name may be a piece of a longer one, or initials of other words.
        """
        longest = self._longest
        if longest.keys().isdisjoint(texts):
            return ()
        found: list[FoundName] = []
        end = 0
        for place in [place for place, word in enumerate(texts) if word in longest]:
            name, length = self._at(texts, place) if place >= end else (None, 0)
            if name is not None:
                end = place + length
                if _stands_alone(texts, place, length) and may_be_longer(text, texts, end - 1):
                    return None
                found.append(FoundName(name, place, end))
        return tuple(found)

    def read(self, words: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[FoundName, ...]]:
        """Return the words with what is somebody else's name put together to one word, and the names in them."""
        scanned = self._scan(words)
        if not any(other for _, other in scanned):
            return words, tuple(one for one, _ in scanned)
        for one, other in reversed(scanned):
            if isinstance(other, str):
                written = " ".join([word.written for word in words[one.start : one.end]])
                longer = dataclasses.replace(words[one.start], text=other, stem=other, written=written)
                words = (*words[: one.start], longer, *words[one.end :])
        return words, self.find(words)

    def _scan(self, words: Sequence[Word]) -> list[tuple[FoundName, str | None]]:
        """Return what is written like a name, each with the longer name that it is a piece of, if it is."""
        texts = [word.text for word in words]
        if self._longest.keys().isdisjoint(texts):
            return []
        # Looked up once: a text of names alone would be scanned for each of them.
        opened = any(word.before == OPENING for word in words)
        found: list[tuple[FoundName, str | None]] = []
        place = 0
        while place < len(texts):
            name, length = self._at(texts, place) if texts[place] in self._longest else (None, 1)
            if name is None:
                place += 1
                continue
            start, end = place, place + length
            alone = _stands_alone(texts, place, length)
            longer = self._longer(words, texts, end - 1, name, opened=opened) if alone else None
            if longer is not None:
                # What was put together before stays so.
                start, end = max(longer[0], found[-1][0].end if found else 0), longer[1]
            other = "-".join(longer[2] or texts[start:end]) if longer is not None else None
            found.append((FoundName(name, start, end), other))
            place = end
        return found

    def _at(self, texts: Sequence[str], place: int) -> tuple[Name | None, int]:
        """Return the longest name that begins at a place, and how many words it has there."""
        for length in range(min(self._longest.get(texts[place], 0), len(texts) - place), 0, -1):
            name = self._ways.get(tuple(texts[place : place + length]))
            if name is not None:
                return name, length
        return None, 1

    def _longer(
        self, words: Sequence[Word], texts: Sequence[str], place: int, name: Name, *, opened: bool
    ) -> tuple[int, int, tuple[str, ...]] | None:
        """Return where the longer name stands that the word at a place is a piece of; for initials, their words too.

        `opened` says whether anything in the text stands behind an opening bracket, as initials do.
        """
        ways = self._keys[name]
        follows = place + 1 < len(texts) and self._at(texts, place + 1)[0] is not None
        precedes = place > 0 and (texts[place - 1],) in self._ways
        own = frozenset(itertools.chain.from_iterable(ways))
        span = longer_name(words, place, name.kind, own, (precedes, follows))
        if span is not None:
            return *span, ()
        # One place in a text says what the initials mean in all of it.
        for at, text in enumerate(texts) if opened else ():
            if text == texts[place] and (told := words_shortened(words, at, ways)):
                return place, place + 1, told
        return None


def with_own_names(shared: Gazetteer, names: Iterable[Name]) -> Gazetteer:
    """Return the shared names with a server's own on top; one that both have keeps every way of writing it."""
    both = []
    for name in names:
        known = shared.canonical(name.name)
        both.append(
            name if known is None else Name(name.name, name.kind, tuple(dict.fromkeys((*known.also, *name.also))))
        )
    return shared.with_names(both)


def known_ways(gazetteer: Gazetteer, name: str) -> tuple[str, ...]:
    """Return every way in which a gazetteer knows a name to be written."""
    known = gazetteer.canonical(name)
    return known.ways if known else ()
