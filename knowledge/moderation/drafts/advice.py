"""What a careful editor would ask about a draft before it is published. Nothing of it is in the way of publishing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from knowledge.entries.dates import PartialDate
from knowledge.entries.entry import Entry
from knowledge.entries.problems import Code, Path, Problem
from knowledge.entries.written_dates import is_future
from knowledge.moderation.drafts.body import Body
from knowledge.moderation.editorial import claim_problems, entry_problems, source_advice


def draft_advice(body: Body, entry: Entry | None, today: datetime.date) -> tuple[Problem, ...]:
    """Return what an editor would ask about a draft on this day; `entry` is what it holds, None while it is not whole.

    Some of it can be told before the draft is whole: a claim in the negative, and a day that is still to come.
    """
    if entry is None:
        return (*claim_problems(str(body["fields"].get("claim", ""))), *future_days(body, today))
    return (*future_days(body, today), *entry_problems(entry, today), *source_advice(entry))


def future_days(body: Body, today: datetime.date) -> Iterator[Problem]:
    """Ask about each date that lies ahead, where something is said of what was."""
    yield from _ahead(("as_of",), body["fields"].get("as_of"), today)
    for number, source in enumerate(body["pieces"].get("sources", ()), 1):
        for key in ("date", "accessed"):
            yield from _ahead(("sources", number, key), source.get(key), today)


def _ahead(path: Path, value: Any, today: datetime.date) -> Iterator[Problem]:  # noqa: ANN401 - whatever was typed
    try:
        date = PartialDate.parse(str(value))
    except ValueError:
        return
    if is_future(date, today):
        yield Problem(path, Code.EDITORIAL, f"{date.written_out()} lies ahead", "Is that day right?")
