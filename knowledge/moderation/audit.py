"""Who changes what: every change is made by somebody at a moment for one audience, and stands in the audit."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from knowledge.errors import InvalidInputError
from knowledge.moderation.people import discord_id, person_number
from knowledge.store import Audience, Store
from knowledge.store.audit import Action, AuditRow, Thing
from knowledge.store.moments import timestamp

Found = TypeVar("Found")

OPERATOR = 0
"""In the place of a Discord id: whoever runs the bot, at the command line."""

_WHOLE_LIBRARY = frozenset({Thing.SHARED_ENTRY, Thing.SETTING, Thing.NAME, Thing.ADDITION})


class ChangedMeanwhileError(InvalidInputError):
    """Somebody else was quicker; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Curator:
    """Somebody who changes something: for which audience, their Discord id, and the moment.

    `manages` says that they may change the settings, which curators by role alone may not.
    """

    audience: Audience
    discord: int
    now: datetime.datetime
    manages: bool = False

    @property
    def at(self) -> str:
        """The moment as it is kept, in UTC."""
        return timestamp(self.now)

    def number(self, store: Store) -> int:
        """Return the opaque number of this person. Call it inside a transaction."""
        return person_number(store, self.discord)


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of the audit, the newest first: each row with the Discord id of whoever it was, None for the forgotten.

    `older` is the number before which the next page begins, None when there is none; `claims` has by number the claims
    of the drafts that the rows are about.
    """

    rows: tuple[tuple[AuditRow, int | None], ...]
    older: int | None
    claims: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stale:
    """What of a server's library is out of date: everything, one entry, or nothing."""

    everything: bool = False
    entry: str | None = None


def record_change(
    store: Store,
    curator: Curator,
    action: Action,
    thing: Thing,
    subject: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    sentence: str | None = None,
) -> None:
    """Add a row to the audit. Call it in the transaction of the change itself."""
    store.audit.add(
        curator.audience,
        person=curator.number(store),
        at=curator.at,
        action=action,
        thing=thing,
        subject=subject,
        before=before,
        after=after,
        sentence=sentence,
    )


def with_new_rows(store: Store, audience: Audience, work: Callable[[], Found]) -> tuple[Found, tuple[AuditRow, ...]]:
    """Do the work and return its result with the rows that it added to the audit, the oldest first."""
    newest = store.audit.last(audience, 1)
    result = work()
    return result, store.audit.after(audience, newest[0].number if newest else 0)


def stale_after(rows: Sequence[AuditRow]) -> Stale:
    """Return what of the library these changes have made out of date."""
    entries = {row.subject for row in rows if row.thing is Thing.ENTRY}
    if len(entries) > 1 or any(row.thing in _WHOLE_LIBRARY for row in rows):
        return Stale(everything=True)
    return Stale(entry=entries.pop() if entries else None)


def quoting(refusal: str, typed: str) -> str:
    """Return a sentence on what is wrong, with what was typed, so that nobody has to type it again."""
    return f"{refusal} You wrote: {typed}" if typed.strip() else refusal


def audit_page(store: Store, audience: Audience, most: int, before: int | None = None) -> AuditPage:
    """Return the newest changes on this server, those before a row's number where it is given."""
    rows = store.audit.last(audience, most + 1, before=before)
    shown = tuple((row, discord_id(store, row.person)) for row in rows[:most])
    drafts = {row.subject for row in rows[:most] if row.thing is Thing.DRAFT}
    found = {number: store.drafts.get(audience, int(number)) for number in drafts}
    claims = {number: str(one.body["fields"].get("claim", "")) for number, one in found.items() if one is not None}
    return AuditPage(shown, rows[most - 1].number if len(rows) > most else None, claims)


def entry_state(store: Store, audience: Audience, entry: str) -> dict[str, Any]:
    """Return what the audit says of an entry of this owner: its state and the number of its last revision."""
    latest = store.revisions.latest(audience, entry)
    return {"state": latest.state, "revision": latest.number} if latest else {"state": "none", "revision": 0}
