"""What askers say against an answer: that it was not to their question, or that its verdict is wrong."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from knowledge.entries.limits import LINE_LENGTH, URL_LENGTH
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import Curator, quoting, record_change
from knowledge.moderation.people import discord_id, person_number
from knowledge.moderation.publishing import Done, add_text
from knowledge.store import Audience, Store
from knowledge.store.answers import AnswerRow, ReportState
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


@dataclass(frozen=True, slots=True)
class Reported:
    """An answer that people said was not to their question: how many, and the entries that they meant instead."""

    answer: AnswerRow
    people: int
    meant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnsweredDispute:
    """A dispute that was just answered, the entry that it is about, and whom to tell: None when they were forgotten."""

    dispute: DisputeRow
    entry: str | None
    asker: int | None


def reported(store: Store, audience: Audience) -> tuple[Reported, ...]:
    """Return the answers that were reported and not dealt with, the oldest report first.

    Not those whose question is no longer kept: without it nobody can say whether the answer was to it.
    """
    found: dict[int, list[tuple[int, str | None]]] = {}
    for report in store.answers.open_reports(audience):
        found.setdefault(report.answer, []).append((report.person, report.meant))
    result = []
    for number, said in found.items():
        row = store.answers.get(audience, number)
        if row is not None and row.entry is not None and row.question:
            meant = tuple(dict.fromkeys(entry for _, entry in said if entry))
            result.append(Reported(row, len({person for person, _ in said}), meant))
    return tuple(result)


def reported_answer(store: Store, audience: Audience, number: int) -> Reported | None:
    """Return one of the answers that were reported and not dealt with, by its number; or None."""
    return next((one for one in reported(store, audience) if one.answer.number == number), None)


def accept_report(store: Store, curator: Curator, answer: int) -> Done:
    """Make the question of a reported answer a near-miss of its entry (see `publishing.add_text`).

    Raises InvalidInputError when there is no such report or it was dealt with.
    """
    with store.transaction():
        row = _open_report(store, curator.audience, answer)
        done = add_text(store, curator, row.entry or "", "not-this", row.question[:LINE_LENGTH])
        put_report(store, curator, answer, ReportState.ACCEPTED)
    return done


def dismiss_report(store: Store, curator: Curator, answer: int, sentence: str | None = None) -> None:
    """Say that the answer was right, perhaps saying why. Raises InvalidInputError as `accept_report`."""
    with store.transaction():
        _open_report(store, curator.audience, answer)
        said = clean_text(sentence)[:LINE_LENGTH] if sentence else None
        put_report(store, curator, answer, ReportState.DISMISSED, said)


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
    Raises InvalidInputError when the reason or the link does not fit, or there is no such answer.
    """
    reason, link = clean_text(without_mentions(reason)), link.strip()
    if not reason:
        raise InvalidInputError("Say in a sentence or two what is wrong.")
    if len(reason) > REASON_LENGTH:
        raise InvalidInputError(f"The reason is {len(reason)} characters long. Shorten it to at most {REASON_LENGTH}.")
    if link and (len(link) > URL_LENGTH or not is_link(link)):
        raise InvalidInputError("The link is not a whole address. It begins with http:// or https://; or leave it out.")
    row = store.answers.get(audience, answer)
    if row is None or row.entry is None:
        raise InvalidInputError("That answer is not here any more.")
    with store.transaction():
        at, person = timestamp(now), person_number(store, discord)
        if unfinished is not None and _unfinished(store, audience, person, unfinished) is not None:
            store.disputes.set_state(unfinished, DisputeState.FINISHED, None)
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
            raise InvalidInputError(quoting(f"Somebody has answered that already: “{row.reply}”", sentence))
        store.disputes.set_state(number, DisputeState.ANSWERED, sentence)
        before, after = {"state": DisputeState.OPEN}, {"state": DisputeState.ANSWERED}
        record_change(store, curator, Action.DISPUTE_ANSWERED, Thing.DISPUTE, str(number), before, after, sentence)
    answered = store.disputes.get(curator.audience, number)
    assert answered is not None
    about = store.answers.get(curator.audience, row.answer)
    return AnsweredDispute(answered, about.entry if about else None, discord_id(store, row.person))


def _open_report(store: Store, audience: Audience, answer: int) -> AnswerRow:
    row = store.answers.get(audience, answer)
    state = store.answers.report_state(audience, answer)
    if row is None or row.entry is None or not row.question or state is None:
        raise InvalidInputError("That is not in this queue.")
    if state is not ReportState.OPEN:
        raise InvalidInputError("Somebody has dealt with that report already.")
    return row
