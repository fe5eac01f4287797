"""Who changes what: every change is made by somebody at a moment for one audience, and stands in the audit."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.errors import InvalidInputError
from knowledge.moderation.people import person_number
from knowledge.store import Audience, Store
from knowledge.store.audit import AuditRow

ENTRY, SHARED_ENTRY, OWN_VERSION, SETTING, NAME, REQUEST, DRAFT, REPORT, DISPUTE, ASKER = (
    "entry", "shared entry", "own version", "setting", "name", "request", "draft", "report", "dispute", "asker",
)  # fmt: skip
"""The things that can be changed, as the audit calls them."""


OPERATOR = 0
"""In the place of a Discord id: whoever runs the bot, at the command line."""


class ChangedMeanwhileError(InvalidInputError):
    """Somebody else was quicker; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Curator:
    """Somebody who changes something: for which audience, their Discord id, and the moment."""

    audience: Audience
    discord: int
    now: datetime.datetime

    @property
    def at(self) -> str:
        """The moment as it is kept, in UTC."""
        return self.now.astimezone(datetime.UTC).isoformat(timespec="seconds")

    def number(self, store: Store) -> int:
        """Return the opaque number of this person. Call it inside a transaction."""
        return person_number(store, self.discord)


def note(
    store: Store,
    curator: Curator,
    action: str,
    thing: str,
    subject: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    words: str | None = None,
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
        note=words,
    )


def quoting(sentence: str, typed: str) -> str:
    """Return a sentence on what is wrong, with what was typed, so that nobody has to type it again."""
    return f"{sentence} You wrote: {typed}" if typed.strip() else sentence


def audit(store: Store, audience: Audience, most: int, before: int | None = None) -> tuple[AuditRow, ...]:
    """Return the newest changes on this server, those before a row's number where it is given."""
    return store.audit.last(audience, most, before=before)


def entry_state(store: Store, audience: Audience, entry: str) -> dict[str, Any]:
    """Return what the audit says of an entry of this owner: its state and the number of its last revision."""
    latest = store.revisions.latest(audience, entry)
    return {"state": latest.state, "revision": latest.number} if latest else {"state": "none", "revision": 0}
