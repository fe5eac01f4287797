"""Undoing what one person did in a time span: shown first, then done as a whole, and itself undoable."""

from __future__ import annotations

import datetime
import enum
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from knowledge.entries.entry import entry_mapping
from knowledge.entries.validation import stored_entry
from knowledge.moderation import reports, settings, unanswered
from knowledge.moderation.audit import ChangedMeanwhileError, Curator, entry_state
from knowledge.moderation.drafts import states
from knowledge.moderation.on_top import additions_from, additions_state, put_additions
from knowledge.moderation.overrides import set_hidden, set_known
from knowledge.moderation.publishing import publish_entry, retire_entry
from knowledge.moderation.review import propose
from knowledge.moderation.settings import read_settings
from knowledge.question.gazetteer import name_mapping
from knowledge.store import Audience, Store
from knowledge.store.answers import ReportState
from knowledge.store.audit import AuditRow, Thing
from knowledge.store.disputes import DisputeState
from knowledge.store.drafts import DraftState
from knowledge.store.moments import timestamp
from knowledge.store.revisions import ChangeKind, RevisionState
from knowledge.store.unanswered import RequestState

TAKEN_BACK = "A change to this entry was taken back."
Values = Mapping[str, Any]


class Hindrance(enum.Enum):
    """Why something is left as it is."""

    CHANGED_SINCE = "somebody else has changed it since"
    NO_RIGHT = "only those who may change the settings may put it back"
    OPEN_DRAFT = "it has to be reviewed by a second person, and an open draft of it is in the way"


NEEDS_MANAGER = frozenset({Thing.SETTING})
"""What curators by role alone may not change, and so may not put back."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that would be put back: from what it is now to what it was before the person changed it.

    `reviewed` says that it changes what askers read where two people publish: it waits for the second one.
    """

    thing: Thing
    subject: str
    now: Values
    before: Values
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an undo would do. `blocked` is what it leaves as it is, each with the reason.

    `last` is the number of the newest line of the audit that was looked at; an undo is of what was shown.
    """

    person: int | None
    since: str
    steps: tuple[Step, ...]
    blocked: tuple[tuple[Step, Hindrance], ...]
    last: int


def plan(store: Store, audience: Audience, discord: int, since: datetime.datetime, *, manages: bool = False) -> Plan:
    """Say what undoing a person's changes since a moment would do, for somebody who may change the settings or not.

    Of a draft, discarding and opening again are put back; what was typed in it is not, since askers are not shown it.
    """
    at = timestamp(since)
    person = store.people.number(discord)
    rows = store.audit.by(audience, person, at) if person is not None else ()
    first: dict[tuple[Thing, str], Values] = {}
    last: dict[tuple[Thing, str], Values] = {}
    for row in rows:
        if row.thing in _STATES:
            first.setdefault((row.thing, row.subject), row.before)
            last[row.thing, row.subject] = row.after
    steps: list[Step] = []
    blocked: list[tuple[Step, Hindrance]] = []
    for (thing, subject), before in first.items():
        now = _STATES[thing](store, audience, subject)
        if now == before or (thing == Thing.DRAFT and not _discarded_or_opened(now, before)):
            continue
        # The one who wrote has read the answer.
        if thing == Thing.DISPUTE and last[thing, subject]["state"] == DisputeState.ANSWERED:
            continue
        others = any(
            row.person != person and row.number > _first(rows, thing, subject)
            for row in store.audit.of(audience, thing, subject)
        )
        step = Step(thing, subject, now, before)
        others = others or (thing == Thing.DRAFT and _in_the_way(store, audience, now))
        if thing in NEEDS_MANAGER and not manages:
            blocked.append((step, Hindrance.NO_RIGHT))
        elif others or now != last[thing, subject]:
            blocked.append((step, Hindrance.CHANGED_SINCE))
        else:
            steps.append(step)
    if _reviewed(store, audience, steps):
        steps, waiting = [], steps
        for step in waiting:
            reviewed = _is_read(step)
            if reviewed and store.drafts.open_for(audience, step.subject) is not None:
                blocked.append((step, Hindrance.OPEN_DRAFT))
            else:
                steps.append(replace(step, reviewed=reviewed))
    return Plan(person, at, tuple(steps), tuple(blocked), max((row.number for row in rows), default=0))


def undo(store: Store, curator: Curator, discord: int, since: datetime.datetime, last: int) -> Plan:
    """Put back what `plan` showed (its `last` says which) and return what was done.

    What a second person has to review is put into review. Raises ChangedMeanwhileError when the person has changed more
    since it was shown; nothing is put back then.
    """
    with store.transaction():
        done = plan(store, curator.audience, discord, since, manages=curator.manages)
        if done.last != last:
            raise ChangedMeanwhileError("There are newer changes than those you were shown. Look at them again.")
        for step in done.steps:
            _PUT_BACK[step.thing](store, curator, step)
    return done


def _first(rows: Sequence[AuditRow], thing: Thing, subject: str) -> int:
    return next(row.number for row in rows if (row.thing, row.subject) == (thing, subject))


def _reviewed(store: Store, audience: Audience, steps: Sequence[Step]) -> bool:
    """Say whether two people publish now, and still do when the settings have been put back."""
    if not read_settings(store, audience).two_people:
        return False
    put_back = [step.before["value"] for step in steps if (step.thing, step.subject) == (Thing.SETTING, "two_people")]
    return all(put_back)


def _is_read(step: Step) -> bool:
    """Say whether askers read something else when this is put back."""
    return step.thing is Thing.ENTRY and RevisionState.PUBLISHED in (step.now["state"], step.before["state"])


def _put_entry(store: Store, curator: Curator, step: Step) -> None:
    latest = store.revisions.latest(curator.audience, step.subject)
    if latest is None:
        return
    if step.before["state"] != RevisionState.PUBLISHED:
        if latest.state == RevisionState.PUBLISHED:
            if step.reviewed:
                propose(store, curator, latest.entry, latest.body, ChangeKind.RETIREMENT, TAKEN_BACK)
            else:
                retire_entry(store, curator, latest, TAKEN_BACK)
        return
    old = store.revisions.get(curator.audience, step.subject, step.before["revision"])
    if old is not None and not (latest.state == RevisionState.PUBLISHED and latest.body == old.body):
        entry, kind = stored_entry(old.body), ChangeKind.CORRECTION
        if step.reviewed:
            propose(store, curator, entry.id, entry_mapping(entry), kind, TAKEN_BACK)
        else:
            publish_entry(store, curator, entry, kind, TAKEN_BACK, author=old.author)


def _put_addition(store: Store, curator: Curator, step: Step) -> None:
    put_additions(store, curator, step.subject, additions_from(step.before))


def _put_draft(store: Store, curator: Curator, step: Step) -> None:
    back = states.reopen if step.now["state"] == DraftState.DISCARDED else states.discard
    back(store, curator, int(step.subject))


def _put_known(store: Store, curator: Curator, step: Step) -> None:
    set_known(store, curator, step.subject, step.before["knows revision"])


def _put_report(store: Store, curator: Curator, step: Step) -> None:
    reports.put_report(store, curator, int(step.subject), ReportState(step.before["state"]))


def _put_dispute(store: Store, curator: Curator, step: Step) -> None:
    back = reports.dismiss_dispute if step.before["state"] == DisputeState.DISMISSED else reports.reopen_dispute
    back(store, curator, int(step.subject))


def _put_hidden(store: Store, curator: Curator, step: Step) -> None:
    set_hidden(store, curator, step.subject, hidden=bool(step.before["hidden"]))


def _put_setting(store: Store, curator: Curator, step: Step) -> None:
    value = step.before["value"]
    settings.set_setting(store, curator, step.subject, None if value is None else json.dumps(value))


def _put_name(store: Store, curator: Curator, step: Step) -> None:
    settings.put_name(store, curator, step.subject, step.before["name"])


def _put_request(store: Store, curator: Curator, step: Step) -> None:
    unanswered.set_state(store, curator, int(step.subject), RequestState(step.before["state"]), None)


def _put_asker(store: Store, curator: Curator, step: Step) -> None:
    unanswered.set_ignored(store, curator, int(step.subject), ignored=bool(step.before["kept out"]))


def _discarded_or_opened(now: Values, before: Values) -> bool:
    both = {now["state"], before["state"]}
    return DraftState.DISCARDED in both and both <= {DraftState.DISCARDED, DraftState.DRAFT, DraftState.IN_REVIEW}


def _in_the_way(store: Store, audience: Audience, now: Values) -> bool:
    return now["state"] == DraftState.DISCARDED and store.drafts.open_for(audience, now["entry"]) is not None


def _draft_now(store: Store, audience: Audience, subject: str) -> Values:
    draft = store.drafts.get(audience, int(subject))
    return {"state": draft.state, "entry": draft.entry} if draft is not None else {"state": "none"}


def _known_now(store: Store, audience: Audience, subject: str) -> Values:
    choice = store.choices.of(audience).get(subject)
    return {"knows revision": choice.seen if choice is not None else None}


def _report_now(store: Store, audience: Audience, subject: str) -> Values:
    return {"state": store.answers.report_state(audience, int(subject))}


def _dispute_now(store: Store, audience: Audience, subject: str) -> Values:
    row = store.disputes.get(audience, int(subject))
    # Those that were dealt with are not kept for ever.
    return {"state": "none" if row is None else row.state}


def _hidden_now(store: Store, audience: Audience, subject: str) -> Values:
    choice = store.choices.of(audience).get(subject)
    return {"hidden": choice is not None and choice.hidden}


def _addition_now(store: Store, audience: Audience, subject: str) -> Values:
    return additions_state(store.additions.on(audience, subject))


def _setting_now(store: Store, audience: Audience, subject: str) -> Values:
    kept = store.settings.get(audience, subject)
    return {"value": None if kept is None else json.loads(kept)}


def _name_now(store: Store, audience: Audience, subject: str) -> Values:
    found = {name.name: name for name in settings.own_names(store, audience)}.get(subject)
    return {"name": None if found is None else json.loads(json.dumps(name_mapping(found)))}


def _request_now(store: Store, audience: Audience, subject: str) -> Values:
    group = store.requests.group(audience, int(subject))
    # Questions are not kept for ever.
    return {"state": "none" if group is None else group.state}


def _asker_now(store: Store, audience: Audience, subject: str) -> Values:
    return {"kept out": store.requests.ignores(audience, int(subject))}


_STATES: Mapping[Thing, Callable[[Store, Audience, str], Values]] = {
    Thing.ENTRY: entry_state,
    Thing.SHARED_ENTRY: _hidden_now,
    Thing.OWN_VERSION: _known_now,
    Thing.DRAFT: _draft_now,
    Thing.REPORT: _report_now,
    Thing.DISPUTE: _dispute_now,
    Thing.SETTING: _setting_now,
    Thing.NAME: _name_now,
    Thing.REQUEST: _request_now,
    Thing.ASKER: _asker_now,
    Thing.ADDITION: _addition_now,
}
_PUT_BACK: Mapping[Thing, Callable[[Store, Curator, Step], None]] = {
    Thing.ENTRY: _put_entry,
    Thing.SHARED_ENTRY: _put_hidden,
    Thing.OWN_VERSION: _put_known,
    Thing.DRAFT: _put_draft,
    Thing.REPORT: _put_report,
    Thing.DISPUTE: _put_dispute,
    Thing.SETTING: _put_setting,
    Thing.NAME: _put_name,
    Thing.REQUEST: _put_request,
    Thing.ASKER: _put_asker,
    Thing.ADDITION: _put_addition,
}
