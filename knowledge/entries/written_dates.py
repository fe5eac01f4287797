"""Dates as people write them, in English and Spanish, read into what an entry keeps: a day, a month or a year."""

from __future__ import annotations

import datetime
import re

from knowledge.entries.dates import PartialDate
from knowledge.text.characters import fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene", "february feb febrero", "march mar marzo", "april apr abril abr",
            "may mayo", "june jun junio", "july jul julio", "august aug agosto ago",
            "september sept sep septiembre setiembre set", "october oct octubre", "november nov noviembre",
            "december dec diciembre dic",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|[.oº°])?"
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<year>\d{4})"
_OF = r"(?:\s+(?:of|de|del))?"
# The longer forms first, since each also ends in a shorter one.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})",
        rf"(?:the\s+|el\s+)?{_DAY}{_OF}\s+{_MONTH},?{_OF}\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR},?\s+{_MONTH}\s+{_DAY}",
        rf"{_YEAR}[-/](?P<number>\d{{1,2}})",
        rf"{_MONTH},?{_OF}\s+{_YEAR}",
        rf"{_YEAR},?\s+{_MONTH}",
        _YEAR,
    )
)
_BY_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_LONGEST = 80


class AmbiguousDateError(ValueError):
    """A date by numbers alone that is one day in one country and another in another; `days` are the two."""

    def __init__(self, days: tuple[PartialDate, PartialDate]) -> None:
        super().__init__(f"{days[0].written_out()} or {days[1].written_out()}")
        self.days = days


def read_date(text: str) -> PartialDate | None:
    """Read a day, a month or a year however it is written; None when the text is none of them.

    `2012-04-08`, `8 April 2012`, `April 8, 2012`, `8 de abril de 2012`, `abril de 2012`, `25/12/2012`, `2012`. Raises
    AmbiguousDateError for `04/08/2012`, in which either number may be the month.
    """
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    by_numbers = _BY_NUMBERS.fullmatch(text)
    if by_numbers is not None:
        first, second, year = int(by_numbers[1]), int(by_numbers[3]), int(by_numbers[4])
        # With dots the day goes first wherever dates are written so.
        return _date(year, second, first) if by_numbers[2] == "." else _of_numbers(first, second, year)
    for form in _FORMS:
        found = form.fullmatch(text)
        date = _made(found.groupdict()) if found is not None else None
        if date is not None:
            return date
    return None


def split_date(text: str) -> tuple[str, str]:
    """Split a text that ends in a date, as in `Jane Doe, 8 April 2012` or `Doe 2012`: what stands before it, and it.

    The date is written as `PartialDate` is, and as it was typed where it is no real day or may be two. The longest end
    that looks like a date is taken; without any the second text is empty.
    """
    text = " ".join(text.split())
    first = max(0, len(text) - _LONGEST)
    places = sorted({0, *(place.end() for place in re.finditer(r"[\s,;(]+", text)), len(text)})
    for place in places:
        end = text[place:].rstrip(" ).")
        if place >= first and looks_like_date(end):
            return text[:place].rstrip(" ,;("), canonical_date(end)
    return text, ""


def looks_like_date(text: str) -> bool:
    """Say whether a text is written as a date is, whether or not there is such a day."""
    if _BY_NUMBERS.fullmatch(text):
        return True
    found = [match for form in _FORMS if (match := form.fullmatch(text))]
    return any("month" not in match.groupdict() or fold(match["month"]) in _MONTHS for match in found)


def canonical_date(text: str) -> str:
    """Return a date as `PartialDate` writes it; the text as it is where it is no date, or may be two days."""
    try:
        date = read_date(text)
    except AmbiguousDateError:
        return text.strip()
    return date.text if date is not None else text.strip()


def is_future(date: PartialDate, today: datetime.date) -> bool:
    """Say whether all that a date covers lies after today."""
    return date.first_day() > today


def _made(parts: dict[str, str | None]) -> PartialDate | None:
    month, day = parts.get("number") or parts.get("month"), parts.get("day")
    number = None if month is None else int(month) if month.isdigit() else _MONTHS.get(fold(month))
    if month is not None and number is None:
        return None
    return _date(int(parts["year"] or 0), number, int(day) if day else None)


def _of_numbers(first: int, second: int, year: int) -> PartialDate | None:
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if day_first is not None and month_first is not None and day_first != month_first:
        raise AmbiguousDateError((day_first, month_first))
    return day_first or month_first


def _date(year: int, month: int | None, day: int | None) -> PartialDate | None:
    text = f"{year:04}" + (f"-{month:02}" if month is not None else "") + (f"-{day:02}" if day is not None else "")
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None
