"""Removing for good: an entry by those who run the bot, and what is kept of a server that the bot was removed from."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from knowledge.entries.limits import LINE_LENGTH
from knowledge.errors import InvalidInputError
from knowledge.meaning.texts import keys_of_revisions
from knowledge.store import Audience, Store
from knowledge.store.moments import timestamp
from knowledge.text.normalization import clean_text

KEPT_DAYS = 30


def take_down(
    store: Store, entry: str, reason: str, now: datetime.datetime, server: int | None = None
) -> tuple[Audience, ...]:
    """Delete an entry with all its revisions and drafts wherever it is, or on one server only; return where it was.

    A marker without the text stays, so that it is not written again. Raises InvalidInputError when there is none.
    """
    reason = clean_text(reason)
    if not reason or len(reason) > LINE_LENGTH:
        raise InvalidInputError(f"Give the reason in one sentence of at most {LINE_LENGTH} characters.")
    with store.transaction():
        owners = {*store.revisions.owners_of(entry), *store.drafts.owners_of(entry)}
        if server is not None:
            owners &= {Audience(server)}
        if not owners:
            raise InvalidInputError(f"There is no entry {entry}.")
        for owner in owners:
            if store.vectors.any():
                store.vectors.drop(keys_of_revisions(store.revisions.history(owner, entry)))
            store.removals.take_down(owner, entry, reason, timestamp(now))
    return tuple(sorted(owners, key=lambda one: one.row))


def left(store: Store, audience: Audience, now: datetime.datetime) -> None:
    """Note that the bot was removed from a server."""
    with store.transaction():
        store.removals.left(audience, timestamp(now))


def returned(store: Store, audience: Audience) -> None:
    """Note that the bot is in a server: what was to be erased stays."""
    if audience in store.removals.departed():
        with store.transaction():
            store.removals.returned(audience)


def reconcile(store: Store, here: Collection[int], now: datetime.datetime) -> None:
    """Note the removals and returns that nobody saw: `here` are the servers that the bot is in."""
    known = {owner for owner in store.removals.servers() if owner.server not in here}
    with store.transaction():
        for owner in known - store.removals.departed().keys():
            store.removals.left(owner, timestamp(now))
        for owner in store.removals.departed():
            if owner.server in here:
                store.removals.returned(owner)


def erase_departed(store: Store, now: datetime.datetime, days: int = KEPT_DAYS) -> tuple[Audience, ...]:
    """Erase everything of the servers that the bot was removed from so many days ago; return them."""
    before = timestamp(now - datetime.timedelta(days=days))
    due = tuple(owner for owner, at in store.removals.departed().items() if at <= before)
    for owner in due:
        with store.transaction():
            if store.vectors.any():
                for entry in store.revisions.states(owner):
                    store.vectors.drop(keys_of_revisions(store.revisions.history(owner, entry)))
            store.removals.erase(owner)
    return due
