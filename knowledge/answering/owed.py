"""Rows that the ledger owes: of answers that were given while nothing could be written.

The numbers of such answers are negative, so that they never meet those which the database gives, and drawn at random:
when the process dies before they are written, no later answer gets a number that a message's buttons still carry.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from knowledge.answering import ledger, removal
from knowledge.answering.ledger import Asked, Given
from knowledge.errors import UnwritableError
from knowledge.store import SHARED, Audience, Store
from knowledge.store.answers import AnswerRow

MOST_OWED = 1000
"""So many changes are kept in memory, a few kilobytes each; then answers wait until the database can be written."""

Write = Callable[[Store], object]


@dataclass(frozen=True, slots=True)
class _Owed:
    write: Write
    number: int


class OwedRows:
    """What is to be written, in order, and the rows as they will be. Safe to use from several threads.

    `new_number` draws a number below zero that was never drawn before.
    """

    def __init__(self, new_number: Callable[[], int], most: int = MOST_OWED) -> None:
        self._new_number = new_number
        self._most = most
        self._waiting: list[_Owed] = []
        self._rows: dict[int, AnswerRow] = {}
        self._askers: dict[int, int] = {}
        self._asked_in: dict[int, int | None] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._waiting)

    def record(self, asked: Asked, given: Given, replacing: int | None, *, request: bool) -> int:
        """Owe the row of an answer that is about to be sent (see `ledger.record`), and return its number.

        Raises UnwritableError when too much is owed already.
        """
        number = self._new_number()
        with self._lock:
            self._owe(
                number,
                lambda store: ledger.record(store, asked, given, replacing=replacing, request=request, number=number),
            )
            before = self._rows.get(replacing) if replacing is not None else None
            if before is not None:
                self._rows[before.number] = replace(before, replaced_by=number)
            row = ledger.row_of(asked, given, number, before.message if before else None)
            self._rows[number], self._askers[number], self._asked_in[number] = row, asked.person, asked.message
        return number

    def sent(self, number: int, channel: int, message: int) -> None:
        """Owe the note in which message an answer stands. When too much is owed, the first press of a button mends it.

        Raises UnwritableError then.
        """
        with self._lock:
            self._owe(number, lambda store: ledger.note_sent(store, number, channel, message))
            if number in self._rows:
                self._rows[number] = replace(self._rows[number], channel=channel, message=message)

    def unsent(self, number: int) -> None:
        """Owe the note that an answer was not delivered. Raises UnwritableError as above."""
        with self._lock:
            self._owe(number, lambda store: ledger.note_unsent(store, number))

    def report(self, row: AnswerRow, discord: int, now: datetime.datetime, meant: str | None) -> None:
        """Owe somebody's word that an answer was not to their question. Raises UnwritableError as above."""
        with self._lock:
            self._owe(row.number, lambda store: _report(store, row, discord, now, meant))

    def pick(self, row: AnswerRow, discord: int, now: datetime.datetime, picked: str | None) -> None:
        """Owe which of the offered entries somebody picked. Raises UnwritableError as above."""
        with self._lock:
            self._owe(row.number, lambda store: _pick(store, row, discord, now, picked))

    def removed(self, row: AnswerRow, discord: int, now: datetime.datetime) -> None:
        """Owe the note that somebody had an answer removed. Raises UnwritableError as above."""
        with self._lock:
            self._owe(row.number, lambda store: removal.note_removed(store, row, discord, now))
            self._forget(row.number)

    def read_anew(self, number: int, by: int | None, discord: int, now: datetime.datetime) -> None:
        """Owe the note that a question was edited (see `removal.read_anew`). Raises UnwritableError as above."""
        with self._lock:
            self._owe(number, lambda store: removal.read_anew(store, number, by, discord, now))
            if by is None:
                self._forget(number)
            elif number in self._rows:
                self._rows[number] = replace(self._rows[number], replaced_by=by)

    def answer(self, audience: Audience, number: int) -> AnswerRow | None:
        """Return the row of an owed answer that this audience can see, None when it is not owed."""
        row = self._rows.get(number)
        return row if row is not None and row.audience in (audience, SHARED) else None

    def answer_in(self, audience: Audience, message: int) -> AnswerRow | None:
        """Return the owed answer that stands in a message which this audience can see, None when none does."""
        with self._lock:
            standing = [row for row in self._rows.values() if row.message == message and row.replaced_by is None]
        return next((row for row in reversed(standing) if row.audience in (audience, SHARED)), None)

    def latest(
        self, audience: Audience, channel: int, discord: int, since: datetime.datetime, but: int | None = None
    ) -> AnswerRow | None:
        """Return the newest owed answer to a person in a channel since a moment, None when there is none.

        With `but` it is not one to what they wrote in that message.
        """
        with self._lock:
            theirs = [row for row in self._rows.values() if self._askers.get(row.number) == discord]
            theirs = [row for row in theirs if but is None or self._asked_in.get(row.number) != but]
        standing = [row for row in theirs if row.channel == channel and row.replaced_by is None]
        recent = [one for one in standing if datetime.datetime.fromisoformat(one.at) >= since]
        return next((row for row in reversed(recent) if row.audience == audience), None)

    def asker(self, number: int) -> int | None:
        """Return the Discord id of whom an owed answer was given to, None when it is not owed."""
        return self._askers.get(number)

    def write(self, store: Store) -> int:
        """Write all that is owed, and return how many changes that were. Raises UnwritableError, and owes it still."""
        with self._lock:
            waiting = list(self._waiting)
        if not waiting:
            return 0
        with store.transaction():
            for owed in waiting:
                owed.write(store)
        with self._lock:
            del self._waiting[: len(waiting)]
            still = {owed.number for owed in self._waiting}
            for number in {owed.number for owed in waiting} - still:
                self._forget(number)
        return len(waiting)

    def _forget(self, number: int) -> None:
        self._rows.pop(number, None)
        self._askers.pop(number, None)
        self._asked_in.pop(number, None)

    def _owe(self, number: int, write: Write) -> None:
        # Under the lock together with what is known of the row, or it could be written in between and never forgotten.
        if len(self._waiting) >= self._most:
            raise UnwritableError(
                "Nothing can be written at the moment, and as much is kept in memory as may be. Look at the disk."
            )
        self._waiting.append(_Owed(write, number))


def _pick(store: Store, row: AnswerRow, discord: int, now: datetime.datetime, picked: str | None) -> None:
    # The server may have been erased in the meantime.
    if store.answers.get(row.audience, row.number) is not None:
        ledger.pick(store, row, discord, now, picked)


def _report(store: Store, row: AnswerRow, discord: int, now: datetime.datetime, meant: str | None) -> None:
    # The server may have been erased in the meantime.
    if store.answers.get(row.audience, row.number) is not None:
        ledger.report(store, row, discord, now, meant)
