"""Taking an answer away: whoever asked may, and those who curate the server; the ledger keeps who did."""

from __future__ import annotations

import datetime

from knowledge.errors import NotSoFastError
from knowledge.moderation.people import person_number
from knowledge.store import Audience, Store
from knowledge.store.answers import AnswerRow
from knowledge.store.moments import timestamp


class NotTheirsError(NotSoFastError):
    """The answer is neither to this person's question, nor do they curate the server that it was given in."""

    def __init__(self) -> None:
        super().__init__("Only the person who asked, and this server's curators, can remove that.")


def check_may_remove(row: AnswerRow, audience: Audience, *, is_asker: bool, curates: bool) -> None:
    """Raise NotTheirsError unless somebody may remove an answer: its asker, and curators of the server it stands on.

    `audience` is where they are, `curates` whether they curate there.
    """
    if not is_asker and not (curates and audience.server is not None and row.audience == audience):
        raise NotTheirsError


def note_removed(store: Store, row: AnswerRow, discord: int, now: datetime.datetime) -> None:
    """Note that a person had an answer's message removed. What was noted first stays, however often it is called."""
    with store.transaction():
        store.answers.set_removed(row.number, person_number(store, discord), timestamp(now))


def read_anew(store: Store, number: int, by: int | None, discord: int, now: datetime.datetime) -> None:
    """Note that a question was edited: `by` is the answer in place of the one it had, None where that was removed.

    What was kept of the question as it had been goes from the queue, unless somebody has dealt with it.
    """
    with store.transaction():
        if by is not None:
            store.answers.set_replaced(number, by)
        else:
            store.answers.set_removed(number, person_number(store, discord), timestamp(now))
        store.requests.withdraw(number)
