"""The ledger: which answer was given to whom, where, in which message it stands. A row before the answer is sent."""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass

from knowledge.answering.library import PublishedEntry
from knowledge.entries.validation import stored_entry
from knowledge.language import Language
from knowledge.moderation import unanswered
from knowledge.moderation.people import person_number
from knowledge.store import SHARED, Audience, Store
from knowledge.store.answers import AnswerFate, AnswerRow
from knowledge.store.moments import timestamp
from knowledge.store.people import NOBODY
from knowledge.text.mentions import without_mentions

_ANSWERING_LATE = "message being answered late"


class How(enum.Enum):
    """The ways of asking."""

    SLASH = "slash"
    MENTION = "mention"
    CHECK = "check"
    DIRECT = "direct"
    REPLY = "reply"
    FORM = "form"
    PICK = "pick"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it reached the bot: for whom it is answered, the asker's Discord id, in which channel, how.

    `message` is the one in which it was asked; None when it was asked in none, as by a command. `reader` is the
    language of the asker's client and `written` that of the question, where they are known.
    """

    audience: Audience
    person: int
    channel: int
    how: How
    question: str
    private: bool
    at: datetime.datetime
    message: int | None = None
    reader: Language | None = None
    written: Language | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What is answered: what becomes of the question, the entry if any, the ids of other candidates."""

    fate: AnswerFate
    shown: PublishedEntry | None = None
    confidence: float = 0.0
    offered: tuple[str, ...] = ()


def latest(
    store: Store,
    audience: Audience,
    channel: int,
    discord: int,
    since: datetime.datetime,
    but: int | None = None,
) -> AnswerRow | None:
    """Return the newest answer that a person was given in a channel since a moment, or None.

    With `but` it is not one to what they wrote in that message.
    """
    with store.reading():
        person = store.people.number(discord)
        return None if person is None else store.answers.latest(audience, channel, person, timestamp(since), but)


def standing_cards(store: Store, since: datetime.datetime) -> tuple[AnswerRow, ...]:
    """Return the cards that were shown in servers' channels since a moment and may stand there, the oldest first."""
    return store.answers.standing(timestamp(since))


def send_question(store: Store, row: AnswerRow, discord: int, now: datetime.datetime) -> bool:
    """Keep a further question that its entry does not answer for those who can write; False when it was kept before.

    False too when the question is so old that it is not kept any more.
    """
    if not row.question or store.requests.has(row.number):
        return False
    with store.transaction():
        person = person_number(store, discord)
        unanswered.keep(
            store,
            row.audience,
            answer=row.number,
            person=person,
            question=row.question,
            at=timestamp(now),
            about=row.entry,
        )
    return True


def record(
    store: Store,
    asked: Asked,
    given: Given,
    *,
    replacing: int | None = None,
    request: bool = True,
    number: int | None = None,
) -> AnswerRow:
    """Write the row of an answer that is about to be sent, and keep the question when no entry is about it.

    `replacing` is the number of the answer whose message shows the new one from now on. With
    `request` False a question without an entry is not kept for those who write them. `number` is the one that the
    message's buttons carry already; the next one when it is None.
    """
    at, question = timestamp(asked.at), without_mentions(asked.question)
    shown = given.shown
    with store.transaction():
        person = person_number(store, asked.person)
        number = store.answers.add(
            asked.audience,
            channel=asked.channel,
            person=person,
            how=asked.how.value,
            private=asked.private,
            question=question,
            fate=given.fate,
            owner=_owner(asked, given),
            entry=shown.entry.id if shown else None,
            revision=shown.revision if shown else None,
            confidence=given.confidence,
            offered=given.offered,
            at=at,
            number=number,
            asked_in=asked.message,
        )
        # A card may be older than what is kept of the question that it answered.
        if request and question and given.fate is AnswerFate.NO_ENTRY:
            unanswered.keep(store, asked.audience, answer=number, person=person, question=question, at=at)
        if replacing is not None:
            before = store.answers.get(asked.audience, replacing)
            # Only what was answered to the same audience: the number comes from a button.
            if before is not None:
                store.answers.set_replaced(replacing, number)
            if before is not None and before.message is not None:
                store.answers.set_message(number, before.channel, before.message)
    row = store.answers.get(asked.audience, number)
    assert row is not None
    return row


def row_of(asked: Asked, given: Given, number: int, message: int | None) -> AnswerRow:
    """Return the row that `record` would write, with nobody's number for the asker."""
    shown = given.shown
    return AnswerRow(
        number=number,
        audience=asked.audience,
        channel=asked.channel,
        message=message,
        person=NOBODY,
        how=asked.how.value,
        private=asked.private,
        question=asked.question,
        fate=given.fate,
        owner=_owner(asked, given),
        entry=shown.entry.id if shown else None,
        revision=shown.revision if shown else None,
        confidence=given.confidence,
        offered=given.offered,
        at=timestamp(asked.at),
        replaced_by=None,
        hinted=False,
    )


def note_sent(store: Store, number: int, channel: int, message: int) -> None:
    """Note in which message an answer stands; a button's press does it too, after a crash before it was noted."""
    with store.transaction():
        store.answers.set_message(number, channel, message)


def note_unsent(store: Store, number: int) -> None:
    """Note that an answer was not delivered: what was asked stays, and it no longer says that it was answered."""
    with store.transaction():
        store.answers.set_fate(number, AnswerFate.UNSENT)


def answer(store: Store, audience: Audience, number: int) -> AnswerRow | None:
    """Return an answer that was given to this audience, or to a person who brought the bot along; or None."""
    return store.answers.get(audience, number) or store.answers.get(SHARED, number)


def answer_in(store: Store, audience: Audience, message: int) -> AnswerRow | None:
    """Return the answer that stands in a message that this audience can see, or None."""
    return store.answers.in_message(audience, message) or store.answers.in_message(SHARED, message)


def stands_answered(store: Store, message: int) -> bool:
    """Say whether a question that was asked in this message has an answer which stands somewhere."""
    return store.answers.stands_for(message)


def begin_late(store: Store, message: int) -> bool:
    """Note that a message is being answered that was looked up; False when it was being answered at the last end."""
    if store.kept.get(_ANSWERING_LATE) == str(message):
        return False
    with store.transaction():
        store.kept.put(_ANSWERING_LATE, str(message))
    return True


def end_late(store: Store, message: int) -> None:
    """Note that the process did not end over this message."""
    if store.kept.get(_ANSWERING_LATE) == str(message):
        with store.transaction():
            store.kept.put(_ANSWERING_LATE, "")


def is_asker(store: Store, row: AnswerRow, discord: int) -> bool:
    """Say whether the person with this Discord id is the one whom the answer was given to."""
    return store.people.number(discord) == row.person


def hint_once(store: Store, number: int) -> bool:
    """Return True the first time it is called for an answer, and False ever after."""
    with store.transaction():
        return store.answers.set_hinted(number)


def report(store: Store, row: AnswerRow, discord: int, now: datetime.datetime, meant: str | None = None) -> None:
    """Note that an answer was not to this person's question, and which entry they picked instead, if they did."""
    with store.transaction():
        store.answers.report(row.number, person_number(store, discord), meant, timestamp(now))


def pick(store: Store, row: AnswerRow, discord: int, now: datetime.datetime, entry: str | None) -> None:
    """Note which of the entries that an answer offered this person picked, or None for none of them.

    It is kept for the server's moderators. Nothing is answered because of it. An entry that was not offered is not
    noted: there was nothing to pick it from.
    """
    if entry is not None and entry not in row.offered:
        return
    with store.transaction():
        store.answers.pick(row.number, person_number(store, discord), entry, timestamp(now))


def shown_entry(store: Store, row: AnswerRow) -> PublishedEntry | None:
    """Return the entry as the answer showed it, in that very revision; None when it showed none, or it was erased."""
    if row.entry is None or row.revision is None:
        return None
    revision = store.revisions.get(row.owner, row.entry, row.revision)
    if revision is None:
        return None
    titles = {pack.id: pack.title for pack in store.packs.all()}
    return PublishedEntry(stored_entry(revision.body), revision.number, titles.get(revision.origin or ""))


def _owner(asked: Asked, given: Given) -> Audience:
    own = given.shown is not None and given.shown.pack is None
    return asked.audience if own else SHARED
