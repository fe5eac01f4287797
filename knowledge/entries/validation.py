"""Reading an entry from plain values: a whole Entry, or everything that is wrong with it, said so that one can act.

One pass collects all problems, since a curator who mends a file wants the list and not the first item of it.
"""

from __future__ import annotations

import datetime
import difflib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from knowledge.entries.dates import PartialDate
from knowledge.entries.entry import (
    AGAINST_CLAIM,
    EVIDENCE_KINDS,
    SLUG,
    SOURCE_KINDS,
    Caveat,
    Claimant,
    Entry,
    Evidence,
    Rebuttal,
    Source,
)
from knowledge.entries.verdict import Verdict
from knowledge.errors import InvalidInputError
from knowledge.text.addresses import NOT_WHOLE, link_fault, pretended_host
from knowledge.text.normalization import composed, has_long_row
from knowledge.text.visibility import is_blank

ID_LENGTH = 60
CLAIM_LENGTH = 300
ANSWER_LENGTH = 900
CAVEATS = 8
CAVEAT_LENGTH = 300
PIECE_LENGTH = 600
LINE_LENGTH = 300
NAME_LENGTH = 100
URL_LENGTH = 2000
PIECES = 24
SOURCES = 40
PHRASINGS = 60

# White space may be folded and characters composed; what is longer than this by so much is not looked into.
_FOLDED_AT_MOST = 4
# What is named of a table that is not ours, and how long a name of it may be to be quoted or compared.
_STRANGE_FIELDS = 10
_QUOTED = 80
# Beyond so many problems it is not said any more what may have been meant, which takes a thousandth of a second each.
_SUGGESTIONS = 20
_FIELDS = tuple(Entry.__slots__)
Piece = TypeVar("Piece")


@dataclass(frozen=True, slots=True)
class Problem:
    """One violation: in which field, what is wrong, and what would be right."""

    field: str
    wrong: str
    right: str

    def __str__(self) -> str:
        return f"{self.field}: {self.wrong}. {self.right}."


class InvalidEntryError(InvalidInputError):
    """An entry that does not fit; `problems` has every violation, in the order of the file form."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


def read_entry(data: Mapping[str, Any]) -> Entry:
    """Read a whole entry from the plain values of a TOML or JSON file.

    Text is cleaned on the way (white space folded to single spaces, Unicode in its composed form). Raises
    InvalidEntryError with all problems when it is not fit to be published.
    """
    entry, problems = examine_entry(data)
    if entry is None:
        raise InvalidEntryError(problems)
    return entry


def stored_entry(body: Mapping[str, Any]) -> Entry:
    """Read an entry from a revision, as the rules of its day let it through.

    Rules against deception came later than some revisions. Raises InvalidEntryError when it is no entry at all.
    """
    entry, problems = _examined(_Table(body, "", [], strict=False))
    if entry is None:
        raise InvalidEntryError(problems)
    return entry


def examine_entry(data: Mapping[str, Any]) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return the entry and no problems, or no entry and every problem that keeps it from being published.

    Lengths and numbers of pieces are looked at before what they hold: of a list that is too long only as much is read
    as is allowed, and a text that is far too long is not looked into. The time grows with the size of `data`.
    """
    return _examined(_Table(data, "", []))


def _examined(table: _Table) -> tuple[Entry | None, tuple[Problem, ...]]:
    table.only(_FIELDS)
    entry_id = table.slug("id", ID_LENGTH)
    claim = table.text("claim", CLAIM_LENGTH)
    topics = table.texts("topics", 8, 40)
    names = table.texts("names", PIECES * 2, 100)
    verdict = table.verdict("verdict")
    answer = table.text("answer", ANSWER_LENGTH)
    as_of = table.date("as_of")
    as_of_note = table.optional_text("as_of_note", LINE_LENGTH)
    review_by = table.optional_date("review_by")
    would_change = table.optional_text("would_change", LINE_LENGTH)
    phrasings = table.texts("phrasings", PHRASINGS, LINE_LENGTH)
    not_this = table.texts("not_this", PHRASINGS, LINE_LENGTH)
    claimants = table.pieces("claimants", PIECES, _read_claimant)
    evidence = table.pieces("evidence", PIECES, _read_evidence)
    rebuttals = table.pieces("rebuttals", PIECES, _read_rebuttal)
    caveats = table.pieces("caveats", CAVEATS, _read_caveat)
    sources = table.pieces("sources", SOURCES, _read_source)
    _check_references(table, evidence, rebuttals, caveats, sources)
    if table.problems or verdict is None or as_of is None:
        return None, tuple(table.problems)
    entry = Entry(
        id=entry_id,
        claim=claim,
        topics=topics,
        names=names,
        verdict=verdict,
        answer=answer,
        as_of=as_of,
        as_of_note=as_of_note,
        review_by=review_by,
        would_change=would_change,
        phrasings=phrasings,
        not_this=not_this,
        claimants=claimants,
        evidence=evidence,
        rebuttals=rebuttals,
        caveats=caveats,
        sources=sources,
    )
    return entry, ()


def clean_text(text: str) -> str:
    """Return the text with white space folded to single spaces and characters in their composed form.

    A text of invisible characters alone is empty.
    """
    if _is_clean(text):
        return text
    folded = " ".join(text.split())
    return "" if is_blank(folded) else composed(folded)


def _is_clean(text: str) -> bool:
    """Say whether a text is one of those, most of all, that cleaning leaves alone, and all of it can be shown."""
    return text.isascii() and text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]


def _read_claimant(table: _Table) -> Claimant:
    table.only(Claimant.__slots__)
    return Claimant(who=table.text("who", 200), when=table.text("when", 100))


def _read_evidence(table: _Table) -> Evidence:
    table.only(Evidence.__slots__)
    return Evidence(
        id=table.slug("id", ID_LENGTH),
        kind=table.choice("kind", EVIDENCE_KINDS),
        what=table.text("what", PIECE_LENGTH),
        sources=table.keys("sources"),
    )


def _read_rebuttal(table: _Table) -> Rebuttal:
    table.only(Rebuttal.__slots__)
    return Rebuttal(
        against=table.text("against", ID_LENGTH),
        what=table.text("what", PIECE_LENGTH),
        sources=table.keys("sources"),
    )


def _read_caveat(table: _Table) -> Caveat:
    table.only(Caveat.__slots__)
    # A caveat may be the curator's own reasoning; the editorial checks ask for a source, the form does not force one.
    return Caveat(what=table.text("what", CAVEAT_LENGTH), sources=table.keys("sources", needed=False))


def _read_source(table: _Table) -> Source:
    table.only(Source.__slots__)
    return Source(
        key=table.slug("key", ID_LENGTH),
        title=table.title("title", ("url", "archived_url")),
        publisher=table.text("publisher", 200),
        kind=table.choice("kind", SOURCE_KINDS),
        author=table.optional_text("author", 200),
        date=table.optional_date("date"),
        url=table.optional_link("url"),
        archived_url=table.optional_link("archived_url"),
        accessed=table.optional_date("accessed"),
    )


def _check_references(
    table: _Table,
    evidence: tuple[Evidence, ...],
    rebuttals: tuple[Rebuttal, ...],
    caveats: tuple[Caveat, ...],
    sources: tuple[Source, ...],
) -> None:
    if not sources and "sources" not in table.faulty:
        table.complain("sources", "there is none", "An entry needs at least one source")
    keys = [source.key for source in sources]
    ids = [piece.id for piece in evidence]
    table.complain_about_repeats("sources", "key", keys)
    table.complain_about_repeats("evidence", "id", ids)
    if AGAINST_CLAIM in ids:
        table.complain("evidence", f"the id {AGAINST_CLAIM!r} is kept for the claim itself", "Give it another id")
    referring: tuple[tuple[str, Sequence[Evidence | Rebuttal | Caveat]], ...] = (
        ("evidence", evidence),
        ("rebuttals", rebuttals),
        ("caveats", caveats),
    )
    for field, pieces in referring:
        for number, piece in enumerate(pieces, 1):
            for key in piece.sources:
                if key not in keys:
                    table.complain(
                        f"{field} {number}, sources",
                        f"no source of this entry has the key {key!r}",
                        table.meant(key, keys, "Use the key of one of its sources, or add the source"),
                    )
    for number, rebuttal in enumerate(rebuttals, 1):
        if rebuttal.against and rebuttal.against not in (AGAINST_CLAIM, *ids):
            table.complain(
                f"rebuttals {number}, against",
                f"{rebuttal.against!r} is neither the word 'claim' nor a piece of evidence of this entry",
                table.meant(rebuttal.against, [AGAINST_CLAIM, *ids], "Use 'claim' or the id of a piece of evidence"),
            )


class _Table:
    """One table of the file being read: takes fields out of it and notes what is wrong with them.

    `strict` holds it to the rules against deception, too: addresses that look like others, and invisible text.
    """

    def __init__(self, data: Mapping[str, Any], place: str, problems: list[Problem], *, strict: bool = True) -> None:
        self.data = data
        self.place = place
        self.problems = problems
        self.strict = strict
        self.faulty: set[str] = set()

    def complain(self, field: str, wrong: str, right: str) -> None:
        self.faulty.add(field)
        self.problems.append(Problem(f"{self.place}, {field}" if self.place else field, wrong, right))

    def complain_about_repeats(self, field: str, what: str, values: Sequence[str]) -> None:
        for value in sorted({value for value in values if value and values.count(value) > 1}):
            self.complain(
                field, f"the {what} {value!r} is used {values.count(value)} times", f"Give each its own {what}"
            )

    def only(self, fields: Sequence[str]) -> None:
        strange = [field for field in self.data if field not in fields]
        for field in strange[:_STRANGE_FIELDS]:
            named = field if len(field) <= ID_LENGTH and field.isprintable() else quoted(field)
            self.complain(named, "there is no such field here", self.meant(field, fields, f"Use {_listed(fields)}"))
        if len(strange) > _STRANGE_FIELDS:
            more = f"and {len(strange) - _STRANGE_FIELDS} more"
            self.complain(more, "there are no such fields here", f"Use {_listed(fields)}")

    def meant(self, word: str, choices: Sequence[str], otherwise: str) -> str:
        if len(word) > ID_LENGTH or len(self.problems) > _SUGGESTIONS:
            return otherwise
        near = difflib.get_close_matches(word, choices, n=1)
        return f"Did you mean {near[0]!r}?" if near else otherwise

    def text(self, field: str, longest: int) -> str:
        value = self.optional_text(field, longest)
        if value is None and field not in self.faulty:
            self.complain(field, "it is missing or empty", f"Write at most {longest} characters")
        return value or ""

    def optional_text(self, field: str, longest: int) -> str | None:
        value = self.data.get(field)
        if isinstance(value, str) and len(value) <= longest and _is_clean(value):
            return value or None
        return None if value is None else self._clean(field, value, longest)

    def _clean(self, field: str, value: Any, longest: int) -> str | None:  # noqa: ANN401 - whatever the file holds
        if not isinstance(value, str):
            self.complain(field, f"it is {named(value)}", "Write a text in quotes")
            return None
        if len(value) > _FOLDED_AT_MOST * longest:
            self.complain(field, f"it is {len(value)} characters long", f"Shorten it to at most {longest}")
            return None
        if self.strict and has_long_row(value):
            self.complain(field, "it has more marks on one letter than any writing has", "Take some of them out")
            return None
        text = clean_text(value) if self.strict else composed(" ".join(value.split()))
        if has_unshown(text):
            self.complain(field, "it has a character that cannot be shown", "Take control characters out")
            return None
        if len(text) > longest:
            self.complain(field, f"it is {len(text)} characters long", f"Shorten it to at most {longest}")
            return None
        return text or None

    def texts(self, field: str, most: int, longest: int) -> tuple[str, ...]:
        value = self.data.get(field, [])
        if not isinstance(value, list | tuple):
            self.complain(field, f"it is {named(value)}", "Write a list of texts in square brackets")
            return ()
        if len(value) > most:
            self.complain(field, f"it has {len(value)} items", f"Keep at most {most}")
            value = value[:most]
        if all(isinstance(item, str) and 0 < len(item) <= longest and _is_clean(item) for item in value):
            return tuple(dict.fromkeys(value))
        texts = [self._clean(f"{field} {number}", item, longest) for number, item in enumerate(value, 1)]
        for number, text in enumerate(texts, 1):
            if text is None and f"{field} {number}" not in self.faulty:
                self.complain(f"{field} {number}", "it is empty", "Write something or take the item out")
        return tuple(dict.fromkeys(text for text in texts if text))

    def keys(self, field: str, *, needed: bool = True) -> tuple[str, ...]:
        keys = self.texts(field, SOURCES, ID_LENGTH)
        if needed and not keys and field not in self.faulty:
            self.complain(field, "it names no source", "Name the key of at least one source of this entry")
        return keys

    def slug(self, field: str, longest: int) -> str:
        value = self.text(field, longest)
        if value and not SLUG.fullmatch(value):
            self.complain(
                field,
                f"{value!r} is not a short id",
                "Use lower-case letters and digits joined by hyphens, as in zetas-ms13",
            )
        return value

    def choice(self, field: str, choices: Sequence[str]) -> str:
        value = self.text(field, LINE_LENGTH)
        if value and value not in choices:
            self.complain(field, f"{value!r} is not one of the kinds", f"Use {_listed(choices)}")
        return value

    def verdict(self, field: str) -> Verdict | None:
        value = self.text(field, LINE_LENGTH)
        try:
            return Verdict.parse(value) if value else None
        except ValueError:
            self.complain(field, f"{value!r} is no verdict", f"Use {_listed([verdict.value for verdict in Verdict])}")
            return None

    def date(self, field: str) -> PartialDate | None:
        if self.data.get(field) is None:
            self.complain(
                field, "it is missing", 'Write a day, a month or a year, as in "2012-04-08", "2012-04" or "2012"'
            )
        return self.optional_date(field)

    def optional_date(self, field: str) -> PartialDate | None:
        value = self.data.get(field)
        if value is None:
            return None
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            value = value.isoformat()
        elif type(value) is int and 0 < value < 10_000:
            value = str(value)
        try:
            if not isinstance(value, str) or len(value) > _QUOTED:
                raise ValueError("too long to be one, or no text at all")
            return PartialDate.parse(value)
        except ValueError:
            self.complain(
                field,
                f"{quoted(value) if isinstance(value, str) else named(value)} is no real date",
                'Write a day, a month or a year, as in "2012-04-08", "2012-04" or "2012"',
            )
            return None

    def optional_link(self, field: str) -> str | None:
        value = self.optional_text(field, URL_LENGTH)
        fault = link_fault(value) if value is not None and self.strict else None
        if fault is not None:
            wrong = f"{quoted(value or '')} is no link" if fault == NOT_WHOLE else fault
            self.complain(field, wrong, "Use a whole address that begins with http:// or https://")
        return value

    def title(self, field: str, links: Sequence[str]) -> str:
        value = self.text(field, LINE_LENGTH)
        addresses = [link for link in map(self.data.get, links) if isinstance(link, str) and len(link) <= URL_LENGTH]
        pretended = pretended_host(value, addresses) if self.strict else None
        if pretended is not None:
            wrong = f"it looks like an address of {quoted(pretended)}, where the source's link does not lead"
            self.complain(field, wrong, "Write the title in words")
        return value

    def pieces(self, field: str, most: int, read: Callable[[_Table], Piece]) -> tuple[Piece, ...]:
        value = self.data.get(field, [])
        if not isinstance(value, list | tuple) or not all(isinstance(item, Mapping) for item in value):
            self.complain(field, f"it is {named(value)}", f"Write each piece as a table of its own, headed [[{field}]]")
            return ()
        if len(value) > most:
            self.complain(field, f"there are {len(value)}", f"Keep at most {most}")
        return tuple(
            read(_Table(item, f"{field} {number}", self.problems, strict=self.strict))
            for number, item in enumerate(value[:most], 1)
        )


_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def has_unshown(text: str) -> bool:
    """Say whether a text has a control character, half of a character, or a mark that turns the order round."""
    # What Python calls printable has none of these; only a text with something else in it is looked through.
    return not text.isprintable() and any(
        unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") or character in _BIDI for character in text
    )


def quoted(text: str) -> str:
    """Return a text in quotes as a problem names it: cut where it is long, with nothing that is not shown."""
    return repr(text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…")


def _listed(choices: Sequence[str]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def named(value: Any) -> str:  # noqa: ANN401 - whatever the file holds
    """Return what kind of value something of a file is, in words."""
    kinds = {bool: "true or false", int: "a number", float: "a number", dict: "a table", list: "a list", str: "a text"}
    return next((name for kind, name in kinds.items() if isinstance(value, kind)), "a date or something else")
