"""Removing for good: an entry by those who run the bot, a server that the bot was removed from, questions in time."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from knowledge.entries.limits import LINE_LENGTH
from knowledge.errors import InvalidInputError
from knowledge.meaning.texts import keys_of_revisions
from knowledge.moderation import unanswered
from knowledge.store import Audience, Store
from knowledge.store.moments import timestamp
from knowledge.text.normalization import clean_text

KEPT_DAYS = 30
QUESTION_DAYS = 90
# A tenth of the time for which nobody else may be kept from writing.
_SLICE = 100


@dataclass(frozen=True, slots=True)
class Terms:
    """For how many days what is kept: the data of a server that removed the bot, questions, and backups.

    `backups` are those that the bot makes by itself; None when it makes none.
    """

    server: int = KEPT_DAYS
    questions: int = QUESTION_DAYS
    backups: int | None = None


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
        store.erased_space.mark(urgent=True)
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
            store.people.drop_lifted_blocks()
            store.erased_space.mark(urgent=True)
    return due


def expire_questions(store: Store, now: datetime.datetime, days: int = QUESTION_DAYS) -> bool:
    """Take away a slice of the questions that are so many days old, and who asked them; return whether more may be due.

    What stays is to count by, and for the cards that stand in channels: when and where an answer was given, its
    outcome and the entry. Questions in queues go, and of what was said against verdicts what is dealt with. Whoever is
    left with nothing but their number is forgotten.
    """
    before = timestamp(now - datetime.timedelta(days=days))
    with store.reading():
        due = store.expiry.due_answers(before, _SLICE)
    with store.transaction():
        people: set[int] = set()
        for answer in due:
            people |= set(answer.people)
            for person in answer.people:
                for table in ("picks", "reports"):
                    store.personal.renumber_mark(table, answer.number, person, store.people.nobody())
        store.expiry.make_wordless([answer.number for answer in due])
        asked, shrunk = store.expiry.drop_requests(before, _SLICE)
        for group in shrunk:
            if group.first is not None and group.first != group.question:
                unanswered.rename_group(store, Audience(group.server or None), group.number, group.first)
        disputed = store.expiry.drop_disputes(before)
        if not (due or asked or disputed):
            return False
        store.personal.drop_unreferred([*people, *asked, *disputed])
        store.erased_space.mark(urgent=False)
    return len(due) == _SLICE or len(asked) == _SLICE
