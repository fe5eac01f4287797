"""The ledger as askers need it: no answer waits for a database that cannot be written, and no look for a writer."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import logging
import secrets
from collections.abc import Callable

from bot.database_thread import SECONDS_FOR_A_ROW, Worker
from bot.measures import Measures, Unmeasured
from knowledge.answering import corrections, ledger, removal
from knowledge.answering.corrections import Correction
from knowledge.answering.ledger import Asked, Given
from knowledge.answering.library import PublishedEntry
from knowledge.answering.owed import OwedRows
from knowledge.errors import DamagedError, StoreError, UnwritableError
from knowledge.store import Audience, Store
from knowledge.store.answers import AnswerFate, AnswerRow

_SECONDS_BETWEEN_TRIES = 1.0
# A damaged page need not be one of those that hold the answers' rows; a restore mends it, which ends the bot.
_NOT_WRITTEN = (UnwritableError, DamagedError)

_log = logging.getLogger(__name__)


def below_zero() -> int:
    """Return a number below zero that was never drawn before, as far as chance goes."""
    return -1 - secrets.randbelow(1 << 62)


class Recording:
    """Writes the ledger's rows, or owes them while the disk is full, the file read-only or locked by others."""

    def __init__(self, worker: Worker, owed: OwedRows, measures: Measures | None = None) -> None:
        self._worker = worker
        self._owed = owed
        self._measures = measures or Unmeasured()

    @property
    def owed(self) -> int:
        """How many changes wait for a database that can be written."""
        return len(self._owed)

    async def record(self, asked: Asked, given: Given, *, replacing: int | None = None, request: bool = True) -> int:
        """Write the row of an answer that is about to be sent, or owe it; return its number (see `ledger.record`).

        Raises UnwritableError when too much is owed already, and StoreError when the database is closed.
        """
        number = await self._write(
            lambda store: ledger.record(store, asked, given, replacing=replacing, request=request).number,
            lambda: self._owed.record(asked, given, replacing, request=request),
        )
        self._measures.answered(given.fate)
        return number

    async def sent(self, number: int, channel: int, message: int) -> None:
        """Note in which message an answer stands. A press of one of its buttons mends it when that was not possible."""
        try:
            await self._write(
                lambda store: ledger.note_sent(store, number, channel, message),
                lambda: self._owed.sent(number, channel, message),
            )
        except UnwritableError as error:
            _log.warning("In which message answer %s stands is not noted. %s", number, error)

    async def unsent(self, number: int) -> None:
        """Note that an answer was not delivered (see `ledger.note_unsent`)."""
        self._measures.answered(AnswerFate.UNSENT)
        try:
            await self._write(
                lambda store: ledger.note_unsent(store, number),
                lambda: self._owed.unsent(number),
            )
        except UnwritableError as error:
            _log.warning("That answer %s was not delivered is not noted. %s", number, error)

    async def report(self, row: AnswerRow, discord: int, now: datetime.datetime, meant: str | None = None) -> None:
        """Keep somebody's word that an answer was not to their question. Raises as `record`."""
        await self._write(
            lambda store: ledger.report(store, row, discord, now, meant),
            lambda: self._owed.report(row, discord, now, meant),
        )

    async def pick(self, row: AnswerRow, discord: int, now: datetime.datetime, picked: str | None) -> None:
        """Keep which of the offered entries somebody picked, or None (see `ledger.pick`). Raises as `record`."""
        await self._write(
            lambda store: ledger.pick(store, row, discord, now, picked),
            lambda: self._owed.pick(row, discord, now, picked),
        )

    async def remove(
        self, audience: Audience, number: int, discord: int, now: datetime.datetime, *, curates: bool
    ) -> AnswerRow | None:
        """Note that somebody has an answer removed, and return its row; None when this audience has no such answer.

        `curates`: they curate the server where they are. Raises NotTheirsError when they may not, and as `record`.
        """
        row = await self.answer(audience, number)
        if row is None:
            return None
        is_asker = await self.is_asker(row, discord)
        removal.check_may_remove(row, audience, is_asker=is_asker, curates=curates)
        await self._write(
            lambda store: removal.note_removed(store, row, discord, now),
            lambda: self._owed.removed(row, discord, now),
        )
        return row

    async def read_anew(self, number: int, by: int | None, discord: int, now: datetime.datetime) -> None:
        """Note what came of an answer whose question was edited (see `removal.read_anew`). Raises as `record`."""
        await self._write(
            lambda store: removal.read_anew(store, number, by, discord, now),
            lambda: self._owed.read_anew(number, by, discord, now),
        )

    async def standing_cards(self, since: datetime.datetime) -> tuple[AnswerRow, ...]:
        """Return the cards that may stand in channels (see `ledger.standing_cards`); none where they cannot be read."""
        try:
            return await self._worker.read_long(lambda store: ledger.standing_cards(store, since))
        except DamagedError as error:
            _log.error("Which cards stand in channels cannot be read. %s", error)
            return ()

    async def hint_once(self, number: int) -> bool:
        """Return True the first time for an answer; and always, while that cannot be written down."""
        try:
            return bool(await self._worker.run_together(lambda store: ledger.hint_once(store, number)))
        except _NOT_WRITTEN:
            return True

    async def answer(self, audience: Audience, number: int) -> AnswerRow | None:
        """Return an answer that this audience can see (see `ledger.answer`), owed or written."""
        owed = self._owed.answer(audience, number)
        return owed or await self._worker.read(lambda store: ledger.answer(store, audience, number))

    async def answer_in(self, audience: Audience, message: int) -> AnswerRow | None:
        """Return the answer that stands in a message (see `ledger.answer_in`), owed or written."""
        owed = self._owed.answer_in(audience, message)
        return owed or await self._worker.read(lambda store: ledger.answer_in(store, audience, message))

    async def may_answer_late(self, message: int) -> bool:
        """Say whether a message that was looked up is to be answered, and note that it is being answered.

        It is not when an answer to it stands already, nor when the process ended while it was being answered: a message
        that ends the process would do so at each start. Where nothing can be written, it is answered all the same.
        """
        if await self._worker.read(lambda store: ledger.stands_answered(store, message)):
            return False
        try:
            began = await self._worker.run_together(lambda store: ledger.begin_late(store, message))
        except UnwritableError:
            return True
        if not began:
            _log.warning("Message %s stays unanswered: I ended while I was answering it.", message)
        return bool(began)

    async def answered_late(self, message: int) -> None:
        """Note that a message which was looked up is answered, or that this failed without ending the process."""
        with contextlib.suppress(UnwritableError):
            await self._worker.run_together(lambda store: ledger.end_late(store, message))

    async def shown_entry(self, row: AnswerRow) -> PublishedEntry | None:
        """Return the entry as the answer showed it (see `ledger.shown_entry`)."""
        return await self._worker.read(lambda store: ledger.shown_entry(store, row))

    async def latest(
        self, audience: Audience, channel: int, discord: int, since: datetime.datetime, but: int | None = None
    ) -> AnswerRow | None:
        """Return the newest answer that a person was given in a channel since a moment, owed or written, or None.

        With `but` it is not one to what they wrote in that message. None too where the database is damaged:
        a new question can be answered without knowing what was said before.
        """
        owed = self._owed.latest(audience, channel, discord, since, but)
        if owed is not None:
            return owed
        try:
            return await self._worker.read(lambda store: ledger.latest(store, audience, channel, discord, since, but))
        except DamagedError as error:
            _log.error("What was answered before cannot be read. %s", error)
            return None

    async def corrections(self, audience: Audience, shown: PublishedEntry) -> tuple[Correction, ...]:
        """Return what was changed in an entry up to the revision that is shown (see `corrections_of`)."""
        return await self._worker.read(lambda store: corrections.corrections_of(store, audience, shown))

    async def last_correction(
        self, audience: Audience, shown: PublishedEntry, now: datetime.datetime
    ) -> Correction | None:
        """Return what was changed lately (see `last_correction`); None too where the database is damaged."""
        if shown.revision == 1:
            return None
        try:
            return await self._worker.read(lambda store: corrections.last_correction(store, audience, shown, now))
        except DamagedError as error:
            _log.error("What was changed in an entry cannot be read. %s", error)
            return None

    async def send_question(self, row: AnswerRow, discord: int, now: datetime.datetime) -> bool:
        """Keep a further question that its entry does not answer (see `ledger.send_question`). Raises StoreError."""
        return bool(await self._worker.run_together(lambda store: ledger.send_question(store, row, discord, now)))

    async def is_asker(self, row: AnswerRow, discord: int) -> bool:
        """Say whether this person was given the answer."""
        asker = self._owed.asker(row.number)
        if asker is not None:
            return asker == discord
        return await self._worker.read(lambda store: ledger.is_asker(store, row, discord))

    def is_owed(self, row: AnswerRow) -> bool:
        """Say whether the row of an answer is not written yet."""
        return self._owed.asker(row.number) is not None

    async def write_owed(self) -> int:
        """Write what is owed, if anything is; return how many changes that were. Raises StoreError."""
        if not len(self._owed):
            return 0
        written = await self._worker.run(self._write_owed)
        _log.info("The database can be written again: %s changes that were owed are in it.", written)
        return written

    async def keep_writing(self) -> None:
        """Write what is owed as soon as it is possible, until cancelled."""
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_TRIES)
            try:
                await self.write_owed()
            except _NOT_WRITTEN:
                # It was told when it began.
                continue
            except Exception:  # the next try may go well
                _log.exception("What is owed could not be written.")

    async def finish(self) -> None:
        """Try for a last time, and tell what is lost."""
        try:
            await self.write_owed()
        except StoreError as error:
            _log.error("%s changes of the ledger could not be written and are lost. %s", len(self._owed), error)

    async def _write(self, write: Callable[[Store], int | None], owe: Callable[[], int | None]) -> int:
        # In the order in which they came: what is new waits behind what is owed.
        if not len(self._owed):
            try:
                return await self._worker.run_together(write) or 0
            except _NOT_WRITTEN as error:
                _log.log(
                    logging.ERROR if isinstance(error, DamagedError) else logging.WARNING,
                    "Nothing can be written to the database. Answers go on from memory, and what is to be written of "
                    "them is kept until it can be. %s",
                    error,
                )
        return owe() or 0

    def _write_owed(self, store: Store) -> int:
        with store.waiting(SECONDS_FOR_A_ROW):
            return self._owed.write(store)
