"""What can be wrong with an entry: a code for the program, and two sentences for the person who is to mend it."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.errors import InvalidInputError

_QUOTED = 80
Path = tuple[str | int, ...]
"""Where a problem is, from the outside in: `("evidence", 2, "sources")` are the sources of the second evidence."""


class Code(enum.Enum):
    """What sort of problem it is. What is MISSING may still be on its way; all else has to be mended."""

    MISSING = "missing"
    TOO_LONG = "too long"
    TOO_MANY = "too many"
    UNKNOWN = "unknown"
    """It names something that is not there: a field, a source, a kind, a topic."""
    INVALID = "invalid"
    """It cannot be read as what belongs there, or it deceives."""
    REPEATED = "repeated"
    LINES = "lines"
    """It has line breaks, which would not be kept."""
    EDITORIAL = "editorial"
    """It is valid; a careful editor would still change it."""
    FORBIDDEN = "forbidden"
    """It is valid and cannot be published as things stand: the entry was taken down, or somebody is at work on it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One violation: where (see Path), of which sort, and in sentences what is wrong and what would be right.

    Programs compare `code` and `path`; `wrong` and `right` are for people alone and may be worded anew at any time.
    """

    path: Path
    code: Code
    wrong: str
    right: str

    @property
    def field(self) -> str:
        """The path as people read it: "evidence 2, sources"."""
        field = ""
        for step in self.path:
            field += f" {step}" if isinstance(step, int) else f", {step}" if field else step
        return field

    @property
    def remedy(self) -> str:
        """What is wrong and what would be right, without the place."""
        return f"{self.wrong}. {self.right}."

    def __str__(self) -> str:
        return f"{self.field}: {self.remedy}"


class InvalidEntryError(InvalidInputError):
    """An entry that does not fit; `problems` has every violation, in the order of the file form."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


def quoted(text: str) -> str:
    """Return a text in quotes as a problem names it: cut where it is long, with nothing that is not shown."""
    return repr(text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…")


def listed(choices: Sequence[str]) -> str:
    """Return choices as a sentence offers them: "a, b or c"."""
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def kind_of_value(value: Any) -> str:  # noqa: ANN401 - whatever the file holds
    """Return what kind of value something of a file is, in words."""
    kinds = {bool: "true or false", int: "a number", float: "a number", dict: "a table", list: "a list", str: "a text"}
    return next((name for kind, name in kinds.items() if isinstance(value, kind)), "a date or something else")
