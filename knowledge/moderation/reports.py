"""What askers say against an answer: that it was not to their question, or that its verdict is wrong."""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass

from knowledge.entries.entry import Entry
from knowledge.entries.limits import LINE_LENGTH, URL_LENGTH
from knowledge.entries.validation import stored_entry
from knowledge.errors import InvalidInputError
from knowledge.moderation.additions import add_text, take_out
from knowledge.moderation.audit import Curator, quoting, record_change
from knowledge.moderation.browsing import published_now
from knowledge.moderation.on_top import shared_below, with_additions
from knowledge.moderation.people import discord_id, person_number
from knowledge.moderation.publishing import Done
from knowledge.question.tokens import split_words
from knowledge.store import Audience, Store
from knowledge.store.answers import AnswerRow, ReportRow, ReportState
from knowledge.store.audit import Action, Thing
from knowledge.store.disputes import DisputeRow, DisputeState
from knowledge.store.moments import timestamp
from knowledge.text.addresses import is_link
from knowledge.text.mentions import without_mentions
from knowledge.text.normalization import clean_text

REASON_LENGTH = 1000
_ACTIONS = {
    ReportState.OPEN: Action.REPORT_REOPENED,
    ReportState.ACCEPTED: Action.REPORT_ACCEPTED,
    ReportState.DISMISSED: Action.REPORT_DISMISSED,
}


class DisputeFault(enum.Enum):
    """Why somebody's word that a verdict is wrong is not taken as it stands."""

    NO_REASON = "no reason"
    LONG_REASON = "long reason"
    ODD_LINK = "odd link"
    NO_ANSWER = "no answer"


class InvalidDisputeError(InvalidInputError):
    """Somebody's word that a verdict is wrong does not fit."""

    def __init__(self, fault: DisputeFault, sentence: str) -> None:
        super().__init__(sentence)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Reported:
    """Answers with one entry to one question, of which people said that it was not theirs.

    `answer` is the first of them and `answers` the numbers of all; how many people said so, and the entries that they
    meant instead.
    """

    answer: AnswerRow
    people: int
    meant: tuple[str, ...]
    answers: tuple[int, ...] = ()


class Wording(enum.Enum):
    """What a question is to an entry that has it word for word: as a near-miss of that entry it changes nothing."""

    CLAIM = "claim"
    PHRASING = "phrasing"


@dataclass(frozen=True, slots=True)
class AnsweredDispute:
    """A dispute that was just answered, the entry that it is about, and whom to tell: None when they were forgotten."""

    dispute: DisputeRow
    entry: str | None
    asker: int | None


def reported(store: Store, audience: Audience) -> tuple[Reported, ...]:
    """Return the answers that were reported and not dealt with, those to one question together, the oldest first.

    Not those whose question is no longer kept: without it nobody can say whether the answer was to it.
    """
    found: dict[tuple[str, tuple[str, ...]], list[tuple[AnswerRow, ReportRow]]] = {}
    rows: dict[int, AnswerRow | None] = {}
    for report in store.answers.open_reports(audience):
        if report.answer not in rows:
            rows[report.answer] = store.answers.get(audience, report.answer)
        row = rows[report.answer]
        if row is not None and row.entry is not None and row.question:
            found.setdefault((row.entry, _words(row.question)), []).append((row, report))
    return tuple(
        Reported(
            said[0][0],
            len({report.person for _, report in said}),
            tuple(dict.fromkeys(report.meant for _, report in said if report.meant)),
            tuple(dict.fromkeys(row.number for row, _ in said)),
        )
        for said in found.values()
    )


def reported_answer(store: Store, audience: Audience, number: int) -> Reported | None:
    """Return one of the answers that were reported and not dealt with, by its number; or None."""
    return next((one for one in reported(store, audience) if number in (one.answer.number, *one.answers)), None)


def own_wording(entry: Entry, question: str) -> tuple[Wording, str] | None:
    """Return whether an entry has a question word for word, as its claim or as a phrasing, and how it is worded there.

    The matcher takes an entry's own wording for what it says, whatever stands among its near-misses.
    """
    words = _words(question)
    if words == _words(entry.claim):
        return Wording.CLAIM, entry.claim
    same = next((phrasing for phrasing in entry.phrasings if _words(phrasing) == words), None)
    return None if same is None else (Wording.PHRASING, same)


def accept_report(store: Store, curator: Curator, answer: int) -> Done:
    """Make the question of a reported answer a near-miss of its entry (see `additions.add_text`).

    Raises InvalidInputError when there is no such report, it was dealt with, or it is the entry's own wording.
    """
    with store.transaction():
        row = _open_report(store, curator.audience, answer)
        wording = own_wording(_entry_now(store, curator.audience, row.entry or ""), row.question)
        if wording is not None:
            what = "its claim; word that anew" if wording[0] is Wording.CLAIM else "one of its phrasings; take that out"
            raise InvalidInputError(
                f"As a near-miss that would change nothing: {row.entry} has the question word for word as {what}."
            )
        done = add_text(store, curator, row.entry or "", "not-this", row.question[:LINE_LENGTH])
        _put_together(store, curator, answer, ReportState.ACCEPTED)
    return done


def take_phrasing_out(store: Store, curator: Curator, answer: int) -> Done:
    """Take the phrasing out of an entry that is the question of a reported answer (see `additions.take_out`).

    Raises InvalidInputError when there is no such report, it was dealt with, or there is no such phrasing.
    """
    with store.transaction():
        row = _open_report(store, curator.audience, answer)
        wording = own_wording(_entry_now(store, curator.audience, row.entry or ""), row.question)
        if wording is None or wording[0] is not Wording.PHRASING:
            raise InvalidInputError(f"{row.entry} has no such phrasing any more.")
        done = take_out(store, curator, row.entry or "", "phrasings", wording[1])
        _put_together(store, curator, answer, ReportState.ACCEPTED)
    return done


def dismiss_report(store: Store, curator: Curator, answer: int, sentence: str | None = None) -> None:
    """Say that the answer was right, perhaps saying why. Raises InvalidInputError as `accept_report`."""
    with store.transaction():
        _open_report(store, curator.audience, answer)
        said = clean_text(sentence)[:LINE_LENGTH] if sentence else None
        _put_together(store, curator, answer, ReportState.DISMISSED, said)


def _put_together(store: Store, curator: Curator, answer: int, state: ReportState, sentence: str | None = None) -> None:
    """Put the reports on all answers with the same entry to the same question into a state."""
    together = reported_answer(store, curator.audience, answer)
    for number in together.answers if together is not None else (answer,):
        put_report(store, curator, number, state, sentence)


def _entry_now(store: Store, audience: Audience, entry: str) -> Entry:
    shown = published_now(store, audience, entry)
    if shown is None:
        raise InvalidInputError(f"The entry {entry} is not shown to askers any more. Dismiss the report.")
    below = shared_below(store, audience, entry)
    on_top = store.additions.on(audience, entry)
    return stored_entry(shown.body if below is None else with_additions(shown.body, on_top))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in split_words(text))


def put_report(store: Store, curator: Curator, answer: int, state: ReportState, sentence: str | None = None) -> None:
    """Put the reports on an answer into a state, with the line in the audit. Call it inside a transaction.

    Raises InvalidInputError when this audience has no such report.
    """
    was = store.answers.report_state(curator.audience, answer)
    if was is None:
        raise InvalidInputError("That is not in this queue.")
    before, after = {"state": was}, {"state": state}
    store.answers.set_report_state(answer, state)
    record_change(store, curator, _ACTIONS[state], Thing.REPORT, str(answer), before, after, sentence)


def dispute(
    store: Store,
    audience: Audience,
    discord: int,
    answer: int,
    reason: str,
    link: str,
    now: datetime.datetime,
    *,
    unfinished: int | None = None,
) -> int:
    """Keep somebody's word that a verdict is wrong, with a reason and perhaps a link; return its number.

    `unfinished` is the number under which it was kept when it could not be taken (see `keep_unfinished`).
    Raises InvalidDisputeError when the reason or the link does not fit, or there is no such answer.
    """
    reason, link = clean_text(without_mentions(reason)), link.strip()
    if not reason:
        raise InvalidDisputeError(DisputeFault.NO_REASON, "Say in a sentence or two what is wrong.")
    if len(reason) > REASON_LENGTH:
        raise InvalidDisputeError(
            DisputeFault.LONG_REASON,
            f"The reason is {len(reason)} characters long. Shorten it to at most {REASON_LENGTH}.",
        )
    if link and (len(link) > URL_LENGTH or not is_link(link)):
        raise InvalidDisputeError(
            DisputeFault.ODD_LINK,
            "The link is not a whole address. It begins with http:// or https://; or leave it out.",
        )
    row = store.answers.get(audience, answer)
    if row is None or row.entry is None:
        raise InvalidDisputeError(DisputeFault.NO_ANSWER, "That answer is not here any more.")
    with store.transaction():
        at, person = timestamp(now), person_number(store, discord)
        if unfinished is not None and _unfinished(store, audience, person, unfinished) is not None:
            store.disputes.set_state(unfinished, DisputeState.FINISHED, None)
        for one in store.disputes.in_state(audience, DisputeState.OPEN):
            # A form that is sent twice is one word of one person.
            if (one.answer, one.person, one.reason, one.link) == (answer, person, reason, link or None):
                return one.number
        return store.disputes.add(audience, answer=answer, person=person, reason=reason, link=link or None, at=at)


def keep_unfinished(
    store: Store, audience: Audience, discord: int, answer: int, reason: str, link: str, now: datetime.datetime
) -> int:
    """Keep what somebody wrote in a form that could not be taken, whatever it is, so that it comes back filled."""
    with store.transaction():
        at, person = timestamp(now), person_number(store, discord)
        number = store.disputes.add(audience, answer=answer, person=person, reason=reason, link=link or None, at=at)
        store.disputes.set_state(number, DisputeState.UNFINISHED, None)
    return number


def unfinished(store: Store, audience: Audience, discord: int, number: int) -> DisputeRow | None:
    """Return what this person wrote in a form that could not be taken, or None."""
    person = store.people.number(discord)
    return None if person is None else _unfinished(store, audience, person, number)


def _unfinished(store: Store, audience: Audience, person: int, number: int) -> DisputeRow | None:
    row = store.disputes.get(audience, number)
    return row if row is not None and row.state is DisputeState.UNFINISHED and row.person == person else None


def disputes(store: Store, audience: Audience) -> tuple[tuple[DisputeRow, AnswerRow], ...]:
    """Return the disputes that nobody has answered, each with the answer that it is about."""
    waiting = store.disputes.in_state(audience, DisputeState.OPEN)
    rows = ((one, store.answers.get(audience, one.answer)) for one in waiting)
    return tuple((one, row) for one, row in rows if row is not None)


def open_dispute(store: Store, audience: Audience, number: int) -> tuple[DisputeRow, AnswerRow] | None:
    """Return one of the disputes that nobody has answered, by its number, with the answer; or None."""
    return next((one for one in disputes(store, audience) if one[0].number == number), None)


def answer_dispute(store: Store, curator: Curator, number: int, sentence: str) -> AnsweredDispute:
    """Answer a dispute with one sentence; return it, and whom to tell.

    Raises InvalidInputError when the sentence does not fit, or somebody has answered already.
    """
    sentence = clean_text(sentence)
    if not sentence or len(sentence) > LINE_LENGTH:
        raise InvalidInputError(quoting(f"Answer in one sentence of at most {LINE_LENGTH} characters.", sentence))
    with store.transaction():
        row = store.disputes.get(curator.audience, number)
        if row is None:
            raise InvalidInputError("That is not in this queue.")
        if row.state is not DisputeState.OPEN:
            done = f"answered that already: “{row.reply}”" if row.reply else "dealt with that already."
            raise InvalidInputError(quoting(f"Somebody has {done}", sentence))
        store.disputes.set_state(number, DisputeState.ANSWERED, sentence)
        before, after = {"state": DisputeState.OPEN}, {"state": DisputeState.ANSWERED}
        record_change(store, curator, Action.DISPUTE_ANSWERED, Thing.DISPUTE, str(number), before, after, sentence)
    answered = store.disputes.get(curator.audience, number)
    assert answered is not None
    about = store.answers.get(curator.audience, row.answer)
    return AnsweredDispute(answered, about.entry if about else None, discord_id(store, row.person))


def dismiss_dispute(store: Store, curator: Curator, number: int) -> None:
    """Take a dispute out of the queue without an answer. Raises InvalidInputError when that was done already."""
    with store.transaction():
        row = store.disputes.get(curator.audience, number)
        if row is None:
            raise InvalidInputError("That is not in this queue.")
        if row.state is not DisputeState.OPEN:
            raise InvalidInputError("Somebody has dealt with that already.")
        store.disputes.set_state(number, DisputeState.DISMISSED, None)
        before, after = {"state": DisputeState.OPEN}, {"state": DisputeState.DISMISSED}
        record_change(store, curator, Action.DISPUTE_DISMISSED, Thing.DISPUTE, str(number), before, after)


def reopen_dispute(store: Store, curator: Curator, number: int) -> None:
    """Put a dispute that was dismissed into the queue again. Raises InvalidInputError when it was not dismissed."""
    with store.transaction():
        row = store.disputes.get(curator.audience, number)
        if row is None or row.state is not DisputeState.DISMISSED:
            raise InvalidInputError("That is no dispute that was dismissed.")
        store.disputes.set_state(number, DisputeState.OPEN, None)
        before, after = {"state": DisputeState.DISMISSED}, {"state": DisputeState.OPEN}
        record_change(store, curator, Action.DISPUTE_REOPENED, Thing.DISPUTE, str(number), before, after)


def _open_report(store: Store, audience: Audience, answer: int) -> AnswerRow:
    row = store.answers.get(audience, answer)
    state = store.answers.report_state(audience, answer)
    if row is None or row.entry is None or not row.question or state is None:
        raise InvalidInputError("That is not in this queue.")
    if state is not ReportState.OPEN:
        raise InvalidInputError("Somebody has dealt with that report already.")
    return row
