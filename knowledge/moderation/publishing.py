"""The moderators' desk: what askers are shown. Publishing, retiring, restoring, reverting.

Each of these is one transaction with its line in the audit: it is done whole or not at all, whenever the machine stops.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace

from knowledge.entries.entry import Entry, entry_mapping
from knowledge.entries.form_fields import PARTS
from knowledge.entries.limits import LINE_LENGTH
from knowledge.entries.validation import read_entry, stored_entry
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import ChangedMeanwhileError, Curator, entry_state, quoting, record_change
from knowledge.moderation.drafts import body, states
from knowledge.moderation.drafts.editing import edit, send, writers
from knowledge.moderation.drafts.states import DraftAction
from knowledge.moderation.settings import read_settings
from knowledge.store import SHARED, Audience, Store
from knowledge.store.audit import Action, NewRow, Thing
from knowledge.store.drafts import DraftRow, DraftState
from knowledge.store.people import NOBODY
from knowledge.store.revisions import ChangeKind, NewRevision, Revision, RevisionState
from knowledge.text.normalization import clean_text

KINDS: Mapping[ChangeKind, str] = {
    ChangeKind.MINOR: "Only the wording changed.",
    ChangeKind.UPDATE: "There is new information.",
    ChangeKind.CORRECTION: "It was wrong.",
}
"""The kinds of change to what is published; an update and a correction need a sentence that askers will read."""


class EntryAction(enum.StrEnum):
    """What can be done with an entry that was ever published."""

    RETIRE = "retire"
    RESTORE = "restore"
    REVERT = "revert"


STEPS: Mapping[tuple[RevisionState, EntryAction], RevisionState] = {
    (RevisionState.PUBLISHED, EntryAction.RETIRE): RevisionState.RETIRED,
    (RevisionState.PUBLISHED, EntryAction.REVERT): RevisionState.PUBLISHED,
    (RevisionState.RETIRED, EntryAction.RESTORE): RevisionState.PUBLISHED,
}
"""What can be done with such an entry in which state; a draft of it is another matter (see `drafts.states`)."""

_CANNOT_BE = {EntryAction.RETIRE: "retired", EntryAction.RESTORE: "restored", EntryAction.REVERT: "reverted"}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: the new revision's number, or, where two people are needed, the draft that waits for one."""

    entry: str
    revision: int | None
    draft: DraftRow | None = None


def needs_kind(store: Store, audience: Audience, entry: str) -> bool:
    """Say whether publishing changes what askers have been shown, so that it has to be said in which way."""
    own = store.revisions.latest(audience, entry)
    return own is not None or (audience != SHARED and store.revisions.shown(SHARED, entry) is not None)


def publish(
    store: Store, curator: Curator, number: int, *, version: int, kind: str | None = None, sentence: str | None = None
) -> Done:
    """Publish a draft as it was at `version`, which is what the person has seen.

    `kind` and the sentence are needed for a change of what askers have been shown already; None takes what was said
    when the draft was put into review. Raises InvalidEntryError (what is missing), ChangedMeanwhileError (the draft or
    the published entry is no longer what was looked at) or InvalidInputError (what else forbids it); nothing is changed
    then.
    """
    with store.transaction():
        draft = states.get(store, curator.audience, number)
        state = states.next_state(draft.state, DraftAction.PUBLISH)
        _check_two_people(store, curator, draft)
        if draft.version != version:
            raise ChangedMeanwhileError("The draft was changed after you looked at it. Look at it again, then publish.")
        entry = read_entry(body.mapping_of(draft.entry, draft.body))
        _check_base(store, draft)
        said = sentence or draft.sentence
        checked, said = check_kind(store, curator.audience, draft.entry, kind or draft.kind, said)
        author = max(writers(store, draft), key=lambda one: (one != curator.number(store), one))
        revision = publish_entry(store, curator, entry, checked, said, author=author)
        states.published_draft(store, draft, state, checked, said)
        return Done(entry.id, revision)


def put_into_review(
    store: Store, curator: Curator, number: int, kind: str | None = None, sentence: str | None = None
) -> DraftRow:
    """Ask for review of a draft, saying what sort of change it is. Raises as `publish`; nothing is changed then."""
    with store.transaction():
        draft = states.get(store, curator.audience, number)
        checked, said = check_kind(store, curator.audience, draft.entry, kind, sentence)
        return states.submit(store, curator, number, checked, said)


def publish_or_propose(store: Store, curator: Curator, entry: Entry, kind: ChangeKind, sentence: str | None) -> Done:
    """Publish a whole entry; where two people are needed, put it into review instead. Call it inside a transaction.

    Raises InvalidInputError as `publish_entry` and `propose` do.
    """
    if read_settings(store, curator.audience).two_people:
        return propose(store, curator, entry, kind, sentence)
    return Done(entry.id, publish_entry(store, curator, entry, kind, sentence))


def propose(store: Store, curator: Curator, entry: Entry, kind: ChangeKind, sentence: str | None) -> Done:
    """Put a whole entry into review, as a draft that nobody typed. Call it inside a transaction.

    Raises InvalidInputError when an open draft is in the way.
    """
    if store.drafts.open_for(curator.audience, entry.id):
        raise InvalidInputError(f"There is an open draft of {entry.id}. Publish or discard it first.")
    base, person = states.latest_number(store, curator.audience, entry.id), curator.number(store)
    typed = body.body_of(entry_mapping(entry))
    number = store.drafts.add(curator.audience, entry.id, base=base, body=typed, person=person, at=curator.at)
    draft = states.get(store, curator.audience, number)
    # Whether it is new is seen again when it is published.
    said = replace(draft, kind=None if kind is ChangeKind.NEW else kind, sentence=sentence)
    proposed = states.move_to(store, curator, said, DraftState.IN_REVIEW, Action.DRAFT_PROPOSED, sentence)
    return Done(entry.id, None, proposed)


def publish_entry(
    store: Store,
    curator: Curator,
    entry: Entry,
    kind: ChangeKind,
    sentence: str | None,
    *,
    author: int | None = None,
) -> int:
    """Write a published revision with its line in the audit and return its number. Call it inside a transaction."""
    plain = entry_mapping(entry)
    if store.removals.marker(curator.audience, entry.id) is not None:
        raise InvalidInputError(_taken_down(entry.id))
    before = entry_state(store, curator.audience, entry.id)
    shown = store.revisions.shown(curator.audience, entry.id)
    if shown is not None and shown.body == plain:
        raise InvalidInputError("Nothing differs from what is published.")
    number = store.revisions.add(
        curator.audience,
        entry.id,
        plain,
        state=RevisionState.PUBLISHED,
        kind=kind,
        at=curator.at,
        author=author if author is not None else curator.number(store),
        sentence=sentence,
    )
    shared = None if curator.audience == SHARED else store.revisions.latest(SHARED, entry.id)
    if shared is not None:
        store.choices.set_seen(curator.audience, entry.id, shared.number)
    after = {"state": RevisionState.PUBLISHED, "revision": number}
    record_change(store, curator, Action.PUBLISHED, Thing.ENTRY, entry.id, before, after, sentence)
    return number


def publish_all(
    store: Store, curator: Curator, bodies: Mapping[str, str], kind: str, sentence: str | None
) -> tuple[Done, ...]:
    """Write a published revision of each of these, none of which is published so already. Call it in a transaction.

    `bodies` has each entry by id, as `body_of` of the revisions returns it.

    What holds for all is looked up once: a statement of SQL for each entry and question would let those who ask wait.
    `kind` and `sentence` are for those that askers have been shown. Raises as `publish_entry` and `check_kind` do.
    """
    own = store.revisions.states(curator.audience)
    shared = {} if curator.audience == SHARED else store.revisions.states(SHARED)
    down = store.removals.taken_down(SHARED).keys() | store.removals.taken_down(curator.audience).keys()
    revisions, rows = [], []
    for entry, written in bodies.items():
        if entry in down:
            raise InvalidInputError(_taken_down(entry))
        state, latest = own.get(entry, ("none", 0))
        over, seen = shared.get(entry, ("none", 0))
        shown = bool(latest) or over == RevisionState.PUBLISHED
        checked, said = _kind_of_change(shown, kind, sentence)
        revisions.append(NewRevision(entry, latest + 1, written, checked, said))
        before, after = {"state": state, "revision": latest}, {"state": RevisionState.PUBLISHED, "revision": latest + 1}
        rows.append(NewRow(entry, before, after, said))
        if seen:
            store.choices.set_seen(curator.audience, entry, seen)
    person, at = curator.number(store), curator.at
    store.revisions.add_all(curator.audience, revisions, state=RevisionState.PUBLISHED, at=at, author=person)
    action, thing = Action.PUBLISHED, Thing.ENTRY
    store.audit.add_all(curator.audience, person=person, at=at, action=action, thing=thing, rows=rows)
    return tuple(Done(one.entry, one.number) for one in revisions)


def add_text(store: Store, curator: Curator, entry: str, part_key: str, text: str) -> Done:
    """Add a phrasing or a near-miss to an entry: at once where nobody else is at work on it, else to the draft.

    Where two people are needed, a draft with it is put into review. Raises InvalidInputError.
    """
    part, text = PARTS[part_key], clean_text(text)
    with store.transaction():
        at_work = store.drafts.open_for(curator.audience, entry) is not None
        draft = edit(store, curator, entry)
        if any(clean_text(piece["text"]).casefold() == text.casefold() for piece in draft.body["pieces"][part.listed]):
            raise InvalidInputError(f"{entry} has that already.")
        sent = send(store, curator, draft.number, part_key, body.NEW, draft.version, {"text": text})
        if sent.problems:
            raise InvalidInputError("\n".join(str(problem) for problem in sent.problems))
        if at_work:
            return Done(entry, None, sent.draft)
        if read_settings(store, curator.audience).two_people:
            return Done(entry, None, states.submit(store, curator, draft.number, ChangeKind.MINOR))
        return publish(store, curator, draft.number, version=sent.draft.version, kind=ChangeKind.MINOR)


def add_claim_as_phrasing(store: Store, curator: Curator, number: int, entry: str) -> Done:
    """Add the claim of a draft that was begun as a phrasing of another entry (see `add_text`), and close the draft."""
    with store.transaction():
        draft = states.get(store, curator.audience, number)
        done = add_text(store, curator, entry, "phrasings", str(draft.body["fields"].get("claim", "")))
        states.discard(store, curator, number)
        return done


def retire(store: Store, curator: Curator, entry: str, sentence: str) -> Done:
    """Take an entry of this audience's own out of what askers are shown, saying why. It can be restored."""
    with store.transaction():
        latest = _own(store, curator.audience, entry, EntryAction.RETIRE)
        return Done(entry, retire_entry(store, curator, latest, _one_sentence(sentence, "reason")))


def retire_entry(store: Store, curator: Curator, latest: Revision, sentence: str) -> int:
    """Write a retired revision with its line in the audit and return its number. Call it inside a transaction.

    Raises InvalidInputError when `latest` is no revision of this audience's own.
    """
    if latest.owner != curator.audience:
        raise InvalidInputError(f"There is no entry {latest.entry}. Pick one from the list.")
    before = entry_state(store, curator.audience, latest.entry)
    number = store.revisions.add(
        curator.audience,
        latest.entry,
        latest.body,
        state=RevisionState.RETIRED,
        kind=ChangeKind.RETIREMENT,
        at=curator.at,
        author=curator.number(store),
        sentence=sentence,
    )
    after = {"state": RevisionState.RETIRED, "revision": number}
    record_change(store, curator, Action.RETIRED, Thing.ENTRY, latest.entry, before, after, sentence)
    return number


def restore(store: Store, curator: Curator, entry: str) -> Done:
    """Show a retired entry again as it was; where two people are needed, put that into review."""
    with store.transaction():
        latest = _own(store, curator.audience, entry, EntryAction.RESTORE)
        return publish_or_propose(store, curator, stored_entry(latest.body), ChangeKind.RESTORATION, None)


def revert(store: Store, curator: Curator, entry: str, number: int, kind: str, sentence: str | None) -> Done:
    """Publish an earlier revision anew; where two people are needed, put that into review."""
    with store.transaction():
        _own(store, curator.audience, entry, EntryAction.REVERT)
        old = store.revisions.get(curator.audience, entry, number)
        if old is None:
            raise InvalidInputError(f"The entry {entry} has no revision {number}. `/entry history` lists them.")
        checked, sentence = check_kind(store, curator.audience, entry, kind, sentence)
        return publish_or_propose(store, curator, stored_entry(old.body), checked, sentence)


def check_kind(
    store: Store, audience: Audience, entry: str, kind: str | None, sentence: str | None
) -> tuple[ChangeKind, str | None]:
    """Return the kind of a change and its sentence; raises InvalidInputError when one is needed and is not there.

    `kind` is whatever was picked; a RESTORATION is no choice, and stands where the desk has said so itself.
    """
    return _kind_of_change(needs_kind(store, audience, entry), kind, sentence)


def _kind_of_change(is_needed: bool, kind: str | None, sentence: str | None) -> tuple[ChangeKind, str | None]:
    if not is_needed:
        return ChangeKind.NEW, clean_text(sentence) if sentence else None
    if kind == ChangeKind.RESTORATION:
        return ChangeKind.RESTORATION, None
    if kind is None or kind not in {one.value for one in KINDS}:
        needed = "Askers have been shown this entry. Say whether it is minor, an update or a correction."
        raise InvalidInputError(quoting(needed, sentence or ""))
    if kind == ChangeKind.MINOR:
        return ChangeKind.MINOR, _one_sentence(sentence, "note") if sentence and clean_text(sentence) else None
    return ChangeKind(kind), _one_sentence(sentence or "", "sentence that askers will read")


def _taken_down(entry: str) -> str:
    return f"The entry {entry} was taken down by those who run me, and stays down."


def _one_sentence(text: str, what: str) -> str:
    text = clean_text(text)
    if not text:
        raise InvalidInputError(f"A {what} is needed. Write one sentence.")
    if len(text) > LINE_LENGTH:
        long = f"The {what} is {len(text)} characters long. Shorten it to at most {LINE_LENGTH}."
        raise InvalidInputError(quoting(long, text))
    return text


def _own(store: Store, audience: Audience, entry: str, action: EntryAction) -> Revision:
    latest = store.revisions.latest(audience, entry)
    if latest is None:
        shared = audience != SHARED and store.revisions.shown(SHARED, entry) is not None
        raise InvalidInputError(
            f"{entry} is a shared entry. Hide it, or edit it to make this server's own version."
            if shared
            else f"There is no entry {entry}. Pick one from the list."
        )
    if (latest.state, action) not in STEPS:
        raise InvalidInputError(f"The entry {entry} is {latest.state}, so it cannot be {_CANNOT_BE[action]}.")
    return latest


def _check_two_people(store: Store, curator: Curator, draft: DraftRow) -> None:
    if not read_settings(store, curator.audience).two_people:
        return
    by, person = writers(store, draft), curator.number(store)
    if person in by:
        raise InvalidInputError(
            "On this server two people publish: somebody who did not write in this draft has to do it."
        )
    if draft.state != DraftState.IN_REVIEW:
        raise InvalidInputError("On this server two people publish: the draft has to be put into review first.")
    # Whoever was forgotten may be here again, under another number: then another known person vouches for the draft.
    if NOBODY in by and states.submitter(store, draft) in (NOBODY, person):
        raise InvalidInputError(
            "On this server two people publish, and somebody who wrote in this draft was forgotten: send it back, let "
            "one of you put it into review, and another publish it."
        )


def _check_base(store: Store, draft: DraftRow) -> None:
    if states.latest_number(store, draft.owner, draft.entry) != draft.base:
        raise ChangedMeanwhileError(
            f"What is published of {draft.entry} was changed after this draft was begun. Look at the difference, then "
            "rebase the draft on the published version."
        )
