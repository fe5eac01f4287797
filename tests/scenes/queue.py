"""Asking questions that land in the queue, and answers that are complained about."""

from __future__ import annotations

import itertools

from knowledge.answering import ledger
from knowledge.answering.library import PublishedEntry
from knowledge.store import Audience, Store
from knowledge.store.answers import AnswerFate, AnswerRow
from tests.scenes.desk import NOW

_messages = itertools.count(1000)


def asked(
    store: Store, audience: Audience, person: int, question: str, shown: PublishedEntry | None = None
) -> AnswerRow:
    """Write the row of a question: one that nobody could answer, or one that was answered with an entry."""
    about = ledger.Asked(audience, person, 5, ledger.How.SLASH, question, private=False, at=NOW)
    given = ledger.Given(AnswerFate.ANSWERED if shown else AnswerFate.NO_ENTRY, shown)
    row = ledger.record(store, about, given)
    ledger.note_sent(store, row.number, 5, next(_messages))
    return row
