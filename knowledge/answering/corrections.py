"""Corrections: what was changed in what askers had been told, on which day, why, and what the verdict was before."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answering.library import PublishedEntry
from knowledge.entries.dates import PartialDate
from knowledge.entries.verdict import Verdict
from knowledge.store import SHARED, Audience, Store
from knowledge.store.moments import timestamp
from knowledge.store.revisions import ChangeKind, Revision, RevisionState

SHOWN_DAYS = 90
"""For so many days a new card says what was changed last."""
_TOLD = (ChangeKind.UPDATE, ChangeKind.CORRECTION)


@dataclass(frozen=True, slots=True)
class Correction:
    """One change that askers are told of: the revision that made it, its moment in UTC, of what kind it is.

    `sentence` is the curator's, None where a pack changed without one; `verdict_before` is that of the revision which
    was shown before, None when the verdict is the same.
    """

    revision: int
    at: str
    kind: ChangeKind
    sentence: str | None
    verdict_before: Verdict | None

    @property
    def day(self) -> PartialDate:
        """The day of it, in UTC."""
        return PartialDate(self.at[:10])


def last_correction(
    store: Store, audience: Audience, shown: PublishedEntry, now: datetime.datetime, days: int = SHOWN_DAYS
) -> Correction | None:
    """Return the newest update or correction of an entry up to the revision that is shown, None when none is so new.

    A change of the wording alone is none, nor is one of a pack in which the verdict stayed and nothing was said.
    """
    since = timestamp(now - datetime.timedelta(days=days))
    return next((one for one in corrections_of(store, audience, shown) if one.at >= since), None)


def corrections_of(store: Store, audience: Audience, shown: PublishedEntry) -> tuple[Correction, ...]:
    """Return all updates and corrections of an entry up to the revision that is shown, the newest first.

    A server's own version of a shared entry has a history of its own.
    """
    history = store.revisions.history(audience if shown.pack is None else SHARED, shown.id)
    published = [one for one in history if one.state is RevisionState.PUBLISHED and one.number <= shown.revision]
    return tuple(reversed(_told(published)))


def _told(published: Sequence[Revision]) -> list[Correction]:
    found = []
    for before, one in itertools.pairwise(published):
        old, new = Verdict(before.body["verdict"]), Verdict(one.body["verdict"])
        changed = old if old is not new else None
        if one.kind in _TOLD and (one.sentence or changed):
            found.append(Correction(one.number, one.at, one.kind, one.sentence, changed))
    return found
