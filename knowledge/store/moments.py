"""Moments as the database keeps them."""

from __future__ import annotations

import datetime


def timestamp(moment: datetime.datetime) -> str:
    """Return a moment as it is kept, in UTC and to the second, so that the order of the texts is that of the moments.

    `datetime.fromisoformat` reads it back.
    """
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds")
