"""Taking fields out of a plain table, one by one, and noting everything that is wrong with them."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from knowledge.entries.dates import PartialDate
from knowledge.entries.entry import SLUG
from knowledge.entries.limits import ID_LENGTH, LINE_LENGTH, SOURCES, STRANGE_FIELDS, URL_LENGTH
from knowledge.entries.problems import Code, Path, Problem, kind_of_value, listed, quoted
from knowledge.entries.verdict import Verdict
from knowledge.text.addresses import LinkFault, link_fault, pretended_host
from knowledge.text.normalization import clean_text, composed, has_long_row, is_clean
from knowledge.text.visibility import has_unshown

# White space may be folded and characters composed; what is longer than this by so much is not looked into.
_FOLDED_AT_MOST = 4
# Beyond so many problems it is not said any more what may have been meant, which takes a thousandth of a second each.
_SUGGESTIONS = 20
# No date is longer, not even one with words around it that can be told to be none.
_LONGEST_DATE = 80
_HOW_TO_DATE = 'Write a day, a month or a year, as in "2012-04-08", "2012-04" or "2012"'
Piece = TypeVar("Piece")


class Table:
    """One table of the file being read: takes fields out of it and notes what is wrong with them.

    `path` says where the table stands in the file. `strict` also holds it to the rules against deception: addresses
    that look like others, and invisible text.
    """

    def __init__(self, data: Mapping[str, Any], path: Path, problems: list[Problem], *, strict: bool = True) -> None:
        self.data = data
        self.path = path
        self.problems = problems
        self.strict = strict
        self._faulty: set[Path] = set()

    def complain(self, where: str | Path, code: Code, wrong: str, right: str) -> None:
        """Note a problem of a field of this table, given by its name or by its path from here."""
        path = (where,) if isinstance(where, str) else where
        self._faulty.add(path)
        self.problems.append(Problem((*self.path, *path), code, wrong, right))

    def complain_about_repeats(self, field: str, what: str, values: Sequence[str]) -> None:
        """Note which of the values, each of which must be another, stand there more than once."""
        for value in sorted({value for value in values if value and values.count(value) > 1}):
            wrong = f"the {what} {value!r} is used {values.count(value)} times"
            self.complain(field, Code.REPEATED, wrong, f"Give each its own {what}")

    def is_faulty(self, field: str) -> bool:
        """Say whether something is wrong with a field itself, beyond what stands inside its pieces."""
        return (field,) in self._faulty

    def only(self, fields: Sequence[str]) -> None:
        """Note the fields that do not belong here."""
        strange = [field for field in self.data if field not in fields]
        for field in strange[:STRANGE_FIELDS]:
            name = field if len(field) <= ID_LENGTH and field.isprintable() else quoted(field)
            right = self.meant(field, fields, f"Use {listed(fields)}")
            self.complain(name, Code.UNKNOWN, "there is no such field here", right)
        if len(strange) > STRANGE_FIELDS:
            more = f"and {len(strange) - STRANGE_FIELDS} more"
            self.complain(more, Code.UNKNOWN, "there are no such fields here", f"Use {listed(fields)}")

    def meant(self, word: str, choices: Sequence[str], otherwise: str) -> str:
        """Return the question whether a choice like the word was meant, or `otherwise` where none is like it."""
        if len(word) > ID_LENGTH or len(self.problems) > _SUGGESTIONS:
            return otherwise
        near = difflib.get_close_matches(word, choices, n=1)
        return f"Did you mean {near[0]!r}?" if near else otherwise

    def text(self, field: str, longest: int) -> str:
        """Return a text that has to be there, cleaned; empty when it is not."""
        value = self.optional_text(field, longest)
        if value is None and not self.is_faulty(field):
            self.complain(field, Code.MISSING, "it is missing or empty", f"Write at most {longest} characters")
        return value or ""

    def optional_text(self, field: str, longest: int) -> str | None:
        """Return a text, cleaned, or None when there is none or it does not fit."""
        value = self.data.get(field)
        if isinstance(value, str) and len(value) <= longest and is_clean(value):
            return value or None
        return None if value is None else self._clean((field,), value, longest)

    def _clean(self, path: Path, value: Any, longest: int) -> str | None:  # noqa: ANN401 - whatever the file holds
        if not isinstance(value, str):
            self.complain(path, Code.INVALID, f"it is {kind_of_value(value)}", "Write a text in quotes")
            return None
        if len(value) > _FOLDED_AT_MOST * longest:
            self._complain_of_length(path, len(value), longest)
            return None
        if self.strict and has_long_row(value):
            wrong = "it has more marks on one letter than any writing has"
            self.complain(path, Code.INVALID, wrong, "Take some of them out")
            return None
        text = clean_text(value) if self.strict else composed(" ".join(value.split()))
        if has_unshown(text):
            wrong = "it has a character that cannot be shown"
            self.complain(path, Code.INVALID, wrong, "Take control characters out")
            return None
        if len(text) > longest:
            self._complain_of_length(path, len(text), longest)
            return None
        return text or None

    def _complain_of_length(self, path: Path, length: int, longest: int) -> None:
        self.complain(path, Code.TOO_LONG, f"it is {length} characters long", f"Shorten it to at most {longest}")

    def texts(self, field: str, most: int, longest: int) -> tuple[str, ...]:
        """Return a list of texts, cleaned and without repeats."""
        value = self.data.get(field, [])
        if not isinstance(value, list | tuple):
            right = "Write a list of texts in square brackets"
            self.complain(field, Code.INVALID, f"it is {kind_of_value(value)}", right)
            return ()
        if len(value) > most:
            self.complain(field, Code.TOO_MANY, f"it has {len(value)} items", f"Keep at most {most}")
            value = value[:most]
        if all(isinstance(item, str) and 0 < len(item) <= longest and is_clean(item) for item in value):
            return tuple(dict.fromkeys(value))
        texts = [self._clean((field, number), item, longest) for number, item in enumerate(value, 1)]
        for number, text in enumerate(texts, 1):
            if text is None and (field, number) not in self._faulty:
                right = "Write something or take the item out"
                self.complain((field, number), Code.MISSING, "it is empty", right)
        return tuple(dict.fromkeys(text for text in texts if text))

    def keys(self, field: str, *, needed: bool = True) -> tuple[str, ...]:
        """Return the keys of sources that a piece names."""
        keys = self.texts(field, SOURCES, ID_LENGTH)
        if needed and not keys and not self.is_faulty(field):
            right = "Name the key of at least one source of this entry"
            self.complain(field, Code.MISSING, "it names no source", right)
        return keys

    def slug(self, field: str) -> str:
        """Return a short id, empty when there is none; one that is written wrongly is returned as it is."""
        value = self.text(field, ID_LENGTH)
        if value and not SLUG.fullmatch(value):
            right = "Use lower-case letters and digits joined by hyphens, as in zetas-ms13"
            self.complain(field, Code.INVALID, f"{value!r} is not a short id", right)
        return value

    def choice(self, field: str, choices: Sequence[str]) -> str:
        """Return one of the choices, empty when there is none; another word is returned as it is."""
        value = self.text(field, LINE_LENGTH)
        if value and value not in choices:
            self.complain(field, Code.UNKNOWN, f"{value!r} is not one of the kinds", f"Use {listed(choices)}")
        return value

    def verdict(self, field: str) -> Verdict | None:
        """Return a verdict, None when there is none or it is not of the scale."""
        value = self.text(field, LINE_LENGTH)
        try:
            return Verdict.parse(value) if value else None
        except ValueError:
            right = f"Use {listed([verdict.value for verdict in Verdict])}"
            self.complain(field, Code.UNKNOWN, f"{value!r} is no verdict", right)
            return None

    def date(self, field: str) -> PartialDate | None:
        """Return a date that has to be there, None when it is not or is none."""
        if self.data.get(field) is None:
            self.complain(field, Code.MISSING, "it is missing", _HOW_TO_DATE)
        return self.optional_date(field)

    def optional_date(self, field: str) -> PartialDate | None:
        """Return a date, None when there is none or it is none."""
        value = self.data.get(field)
        if value is None:
            return None
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            value = value.isoformat()
        elif type(value) is int and 0 < value < 10_000:
            value = str(value)
        try:
            if not isinstance(value, str) or len(value) > _LONGEST_DATE:
                raise ValueError("too long to be one, or no text at all")
            return PartialDate.parse(value)
        except ValueError:
            wrong = f"{quoted(value) if isinstance(value, str) else kind_of_value(value)} is no real date"
            self.complain(field, Code.INVALID, wrong, _HOW_TO_DATE)
            return None

    def optional_link(self, field: str) -> str | None:
        """Return a link, None when there is none; a text that is no link is returned as it is."""
        value = self.optional_text(field, URL_LENGTH)
        fault = link_fault(value) if value is not None and self.strict else None
        if fault is not None:
            wrong = f"{quoted(value or '')} is no link" if fault is LinkFault.NOT_WHOLE else fault.value
            right = "Use a whole address that begins with http:// or https://"
            self.complain(field, Code.INVALID, wrong, right)
        return value

    def title(self, field: str, links: Sequence[str]) -> str:
        """Return the title of a source whose addresses stand in the fields `links`."""
        value = self.text(field, LINE_LENGTH)
        addresses = [link for link in map(self.data.get, links) if isinstance(link, str) and len(link) <= URL_LENGTH]
        pretended = pretended_host(value, addresses) if self.strict else None
        if pretended is not None:
            wrong = f"it looks like an address of {quoted(pretended)}, where the source's link does not lead"
            self.complain(field, Code.INVALID, wrong, "Write the title in words")
        return value

    def pieces(self, field: str, most: int, read: Callable[[Table], Piece]) -> tuple[Piece, ...]:
        """Return the pieces of a list of tables, each read by `read`."""
        value = self.data.get(field, [])
        if not isinstance(value, list | tuple) or not all(isinstance(item, Mapping) for item in value):
            right = f"Write each piece as a table of its own, headed [[{field}]]"
            self.complain(field, Code.INVALID, f"it is {kind_of_value(value)}", right)
            return ()
        if len(value) > most:
            self.complain(field, Code.TOO_MANY, f"there are {len(value)}", f"Keep at most {most}")
        return tuple(
            read(Table(item, (*self.path, field, number), self.problems, strict=self.strict))
            for number, item in enumerate(value[:most], 1)
        )
