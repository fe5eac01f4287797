"""Dates as people write them, in English and Spanish."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.dates import PartialDate
from knowledge.entries.written_dates import AmbiguousDateError, is_future, read_date, split_date

SPANISH = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2012-04-08", "2012-04-08"), ("2012-4-8", "2012-04-08"), ("2012/04/08", "2012-04-08"),
        ("8 April 2012", "2012-04-08"), ("8th of April, 2012", "2012-04-08"), ("April 8, 2012", "2012-04-08"),
        ("APR 8 2012", "2012-04-08"), ("8 de abril de 2012", "2012-04-08"), ("el 8 de abril del 2012", "2012-04-08"),
        ("1º de mayo de 2015", "2015-05-01"), ("abril de 2012", "2012-04"), ("April 2012", "2012-04"),
        ("2012 April", "2012-04"), ("2012-04", "2012-04"), ("2012", "2012"), ("25/12/2012", "2012-12-25"),
        ("12/25/2012", "2012-12-25"), ("8.4.2012", "2012-04-08"), ("05/05/2012", "2012-05-05"),
    ],
)  # fmt: skip
def test_it_is_read(text: str, date: str) -> None:
    assert read_date(text) == PartialDate(date)


@pytest.mark.parametrize(
    "text", ["", "April", "31 April 2012", "2012-13", "last year", "20122", "8 Foo 2012", "x" * 99]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


def test_what_may_be_two_days_is_not_guessed() -> None:
    with pytest.raises(AmbiguousDateError, match="8 April 2012 or 4 August 2012"):
        read_date("08/04/2012")


@pytest.mark.parametrize(
    ("text", "before", "date"),
    [
        ("Jane Doe, 8 April 2012", "Jane Doe", "2012-04-08"), ("Jane Doe 2012-04-08", "Jane Doe", "2012-04-08"),
        ("Jane Doe (April 2012)", "Jane Doe", "2012-04"), ("April 2012", "", "2012-04"),
        ("Agencia 1984, 3 de mayo de 2012", "Agencia 1984", "2012-05-03"), ("Blink 182", "Blink 182", ""),
        ("Jane 31 April 2012", "Jane", "31 April 2012"), ("Doe, 04/08/2012", "Doe", "04/08/2012"), ("", "", ""),
    ],
)  # fmt: skip
def test_an_author_is_told_from_the_date_behind_it(text: str, before: str, date: str) -> None:
    assert split_date(text) == (before, date)


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_is_read_as_it_is_written_out(day: datetime.date) -> None:
    date = PartialDate(day.isoformat())
    assert read_date(date.written_out()) == date
    assert read_date(f"{day.day} de {SPANISH[day.month - 1]} de {day.year}") == date
    assert split_date(f"Jane Doe, {date.written_out()}") == ("Jane Doe", date.text)


@given(st.text(max_size=120))
def test_any_text_at_all_is_split_and_nothing_of_it_is_lost(text: str) -> None:
    before, date = split_date(text)
    kept = [letter for letter in before + date if letter.isalpha()]
    assert len(kept) <= len(text) and (date or before == " ".join(text.split()))


def test_a_year_that_has_begun_does_not_lie_ahead() -> None:
    today = datetime.date(2026, 5, 4)
    ahead = [
        text for text in ("2026", "2026-05", "2026-05-04", "2026-05-05", "2027") if is_future(PartialDate(text), today)
    ]
    assert ahead == ["2026-05-05", "2027"]
