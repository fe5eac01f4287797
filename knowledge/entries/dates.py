"""Dates as sources give them: a day, a month or a year, and nothing more precise than what is known."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar day, month or year: `text` is `2012-04-08`, `2012-04` or `2012`."""

    text: str

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2012-04-08`, `2012-04` or `2012`; raise ValueError when that is no real day, month or year."""
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not of the form 2012-04-08, 2012-04 or 2012")
        year, month, day = (int(part) if part else 1 for part in match.groups())
        datetime.date(year, month, day)
        return cls(text)

    def first_day(self) -> datetime.date:
        """Return the first day that the date covers."""
        year, month, day = ([int(part) for part in self.text.split("-")] + [1, 1])[:3]
        return datetime.date(year, month, day)

    def written_out(self) -> str:
        """Return the date as people read it: `8 April 2012`, `April 2012` or `2012`."""
        parts = [int(part) for part in self.text.split("-")]
        words = [str(parts[0])]
        if len(parts) > 1:
            words.insert(0, _MONTHS[parts[1] - 1])
        if len(parts) > 2:
            words.insert(0, str(parts[2]))
        return " ".join(words)

    def __str__(self) -> str:
        return self.text
