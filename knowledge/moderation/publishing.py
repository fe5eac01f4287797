"""The moderators' desk: what askers are shown. Publishing, retiring, restoring, reverting.

Each of these is one transaction with its line in the audit: it is done whole or not at all, whenever the machine stops.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.entries.diff import Difference, differences
from knowledge.entries.entry import Entry, entry_mapping
from knowledge.entries.validation import read_entry, stored_entry
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import ChangedMeanwhileError, Curator, entry_state, record_change
from knowledge.moderation.drafts import body, states
from knowledge.moderation.drafts.authorship import writers
from knowledge.moderation.drafts.states import DraftAction
from knowledge.moderation.kinds import SAID_BY_THE_DESK, check_kind, one_sentence
from knowledge.moderation.on_top import additions_between, put_additions, shared_below
from knowledge.moderation.review import check_two_people, propose
from knowledge.moderation.settings import read_settings
from knowledge.store import SHARED, Audience, Store
from knowledge.store.audit import Action, Thing
from knowledge.store.drafts import DraftRow
from knowledge.store.revisions import ChangeKind, Revision, RevisionState


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
    """What came of it: the new revision's number, or, where two people are needed, the draft that waits for one.

    `retired` says that the revision retires the entry, `on_top` that it stays the pack's, with what was added on top.
    """

    entry: str
    revision: int | None
    draft: DraftRow | None = None
    retired: bool = False
    on_top: bool = False


def publish(
    store: Store, curator: Curator, number: int, *, version: int, kind: str | None = None, sentence: str | None = None
) -> Done:
    """Publish a draft as it was at `version`, which is what the person has seen.

    `kind` and the sentence are needed for a change of what askers have been shown already; None takes what was said
    when the draft was put into review. A draft that proposes to retire its entry retires it. Raises InvalidEntryError
    (what is missing), ChangedMeanwhileError (the draft or the published entry is no longer what was looked at) or
    InvalidInputError (what else forbids it); nothing is changed then.
    """
    with store.transaction():
        draft = states.get(store, curator.audience, number)
        state = states.next_state(draft.state, DraftAction.PUBLISH)
        check_two_people(store, curator, draft)
        if draft.version != version:
            raise ChangedMeanwhileError("The draft was changed after you looked at it. Look at it again, then publish.")
        _check_base(store, draft)
        said, picked = sentence or draft.sentence, _picked(draft, kind)
        if picked == ChangeKind.RETIREMENT:
            latest = _own(store, curator.audience, draft.entry, EntryAction.RETIRE)
            revision = retire_entry(store, curator, latest, one_sentence(said or "", "reason"))
            states.published_draft(store, draft, state, ChangeKind.RETIREMENT, said)
            return Done(draft.entry, revision, retired=True)
        entry = read_entry(body.mapping_of(draft.entry, draft.body))
        plain = entry_mapping(entry)
        below = shared_below(store, curator.audience, draft.entry)
        on_top = additions_between(below.body, plain) if below is not None else None
        if on_top is not None:
            if on_top == store.additions.on(curator.audience, draft.entry):
                raise InvalidInputError("Nothing differs from what is published.")
            put_additions(store, curator, draft.entry, on_top)
            states.published_draft(store, draft, state, ChangeKind.MINOR, said)
            return Done(entry.id, None, on_top=True)
        checked, said = check_kind(store, curator.audience, draft.entry, picked, said, after=plain)
        author = max(writers(store, draft), key=lambda one: (one != curator.number(store), one))
        revision = publish_entry(store, curator, entry, checked, said, author=author)
        states.published_draft(store, draft, state, checked, said)
        return Done(entry.id, revision)


def put_into_review(
    store: Store,
    curator: Curator,
    number: int,
    kind: str | None = None,
    sentence: str | None = None,
    *,
    version: int | None = None,
) -> DraftRow:
    """Ask for review of a draft, saying what sort of change it is. Raises as `publish`; nothing is changed then.

    `version` is what the person has seen of it, where that is known.
    """
    with store.transaction():
        draft = states.draft_for(store, curator.audience, number, DraftAction.SUBMIT)
        if version is not None and draft.version != version:
            changed = "The draft was changed after you looked at it. Look at it again, then put it into review."
            raise ChangedMeanwhileError(changed)
        plain = entry_mapping(read_entry(body.mapping_of(draft.entry, draft.body)))
        picked = _picked(draft, kind)
        below = shared_below(store, curator.audience, draft.entry)
        if below is not None and additions_between(below.body, plain) is not None:
            picked = ChangeKind.MINOR
        checked, said = check_kind(store, curator.audience, draft.entry, picked, sentence, after=plain)
        return states.submit(store, curator, number, checked, said)


def _picked(draft: DraftRow, kind: str | None) -> str | None:
    # What the desk itself has said of a draft is nobody's choice, and nobody can choose it.
    if draft.kind in SAID_BY_THE_DESK:
        return draft.kind
    return draft.kind if kind is None or kind in SAID_BY_THE_DESK else kind


def publish_or_propose(store: Store, curator: Curator, entry: Entry, kind: ChangeKind, sentence: str | None) -> Done:
    """Publish a whole entry; where two people are needed, put it into review instead. Call it inside a transaction.

    Raises InvalidInputError as `publish_entry` and `propose` do.
    """
    if read_settings(store, curator.audience).two_people:
        _check_differs(store, curator.audience, entry)
        return Done(entry.id, None, propose(store, curator, entry.id, entry_mapping(entry), kind, sentence))
    return Done(entry.id, publish_entry(store, curator, entry, kind, sentence))


def retire_or_propose(store: Store, curator: Curator, latest: Revision, sentence: str) -> Done:
    """Retire an entry; where two people are needed, put that into review instead. Call it inside a transaction.

    Raises InvalidInputError as `retire_entry` and `propose` do.
    """
    if read_settings(store, curator.audience).two_people and latest.owner == curator.audience:
        kind = ChangeKind.RETIREMENT
        return Done(latest.entry, None, propose(store, curator, latest.entry, latest.body, kind, sentence))
    return Done(latest.entry, retire_entry(store, curator, latest, sentence), retired=True)


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
        raise InvalidInputError(taken_down(entry.id))
    before = entry_state(store, curator.audience, entry.id)
    _check_differs(store, curator.audience, entry)
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


def retire(store: Store, curator: Curator, entry: str, sentence: str) -> Done:
    """Take an entry of this audience's own out of what askers are shown, saying why. It can be restored.

    Where two people are needed, that is put into review.
    """
    with store.transaction():
        latest = _own(store, curator.audience, entry, EntryAction.RETIRE)
        return retire_or_propose(store, curator, latest, one_sentence(sentence, "reason"))


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


def to_revert(store: Store, audience: Audience, entry: str, number: int) -> tuple[Entry, tuple[Difference, ...]]:
    """Return the entry as an earlier revision has it, and how that differs from what askers are shown now.

    Raises InvalidInputError when it cannot be reverted to.
    """
    latest = _own(store, audience, entry, EntryAction.REVERT)
    old = store.revisions.get(audience, entry, number)
    if old is None:
        raise InvalidInputError(f"The entry {entry} has no revision {number}. `/entry history` lists them.")
    return stored_entry(old.body), differences(latest.body, old.body)


def revert(store: Store, curator: Curator, entry: str, number: int, kind: str | None, sentence: str | None) -> Done:
    """Publish an earlier revision anew; where two people are needed, put that into review."""
    with store.transaction():
        old, _ = to_revert(store, curator.audience, entry, number)
        picked = None if kind in SAID_BY_THE_DESK else kind
        after = entry_mapping(old)
        checked, sentence = check_kind(store, curator.audience, entry, picked, sentence, after=after)
        return publish_or_propose(store, curator, old, checked, sentence)


def _check_differs(store: Store, audience: Audience, entry: Entry) -> None:
    shown = store.revisions.shown(audience, entry.id)
    if shown is not None and shown.body == entry_mapping(entry):
        raise InvalidInputError("Nothing differs from what is published.")


def taken_down(entry: str) -> str:
    """Return the sentence for an entry that was taken down by those who run the bot."""
    return f"The entry {entry} was taken down by those who run me, and stays down."


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


def _check_base(store: Store, draft: DraftRow) -> None:
    if states.latest_number(store, draft.owner, draft.entry) != draft.base:
        raise ChangedMeanwhileError(
            f"What is published of {draft.entry} was changed after this draft was begun. Look at the difference, then "
            "rebase the draft on the published version."
        )
