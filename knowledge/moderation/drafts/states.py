"""The states of a draft, and going from one to another."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import replace

from knowledge.entries.limits import LINE_LENGTH
from knowledge.entries.validation import read_entry
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import Curator, quoting, record_change
from knowledge.moderation.drafts import body
from knowledge.store import Audience, Store
from knowledge.store.audit import Action, Thing
from knowledge.store.drafts import DraftRow, DraftState
from knowledge.store.people import NOBODY
from knowledge.store.revisions import ChangeKind
from knowledge.text.normalization import clean_text


class DraftAction(enum.StrEnum):
    """What can be done with a draft."""

    SUBMIT = "submit"
    SEND_BACK = "send back"
    CHANGE = "change"
    PUBLISH = "publish"
    DISCARD = "discard"
    REOPEN = "reopen"


STEPS: Mapping[tuple[DraftState, DraftAction], DraftState] = {
    (DraftState.DRAFT, DraftAction.CHANGE): DraftState.DRAFT,
    (DraftState.DRAFT, DraftAction.SUBMIT): DraftState.IN_REVIEW,
    (DraftState.DRAFT, DraftAction.PUBLISH): DraftState.PUBLISHED,
    (DraftState.DRAFT, DraftAction.DISCARD): DraftState.DISCARDED,
    (DraftState.IN_REVIEW, DraftAction.CHANGE): DraftState.DRAFT,
    (DraftState.IN_REVIEW, DraftAction.SEND_BACK): DraftState.DRAFT,
    (DraftState.IN_REVIEW, DraftAction.PUBLISH): DraftState.PUBLISHED,
    (DraftState.IN_REVIEW, DraftAction.DISCARD): DraftState.DISCARDED,
    (DraftState.DISCARDED, DraftAction.REOPEN): DraftState.DRAFT,
}
"""What can be done with a draft in which state, and the state that it has then. Nothing else can be done."""

_CANNOT_BE = {
    DraftAction.SUBMIT: "put into review",
    DraftAction.SEND_BACK: "sent back",
    DraftAction.CHANGE: "changed any more",
    DraftAction.PUBLISH: "published",
    DraftAction.DISCARD: "discarded",
    DraftAction.REOPEN: "opened again",
}


def get(store: Store, audience: Audience, number: int) -> DraftRow:
    """Return a draft; raises InvalidInputError when this audience has no such draft."""
    row = store.drafts.get(audience, number)
    if row is None:
        raise InvalidInputError("That draft is not here any more.")
    return row


def draft_for(store: Store, audience: Audience, number: int, action: DraftAction) -> DraftRow:
    """Return a draft with which this can be done; raises InvalidInputError when it cannot, or there is none."""
    draft = get(store, audience, number)
    next_state(draft.state, action)
    return draft


def allows(draft: DraftRow, action: DraftAction) -> bool:
    """Say whether this can be done with a draft in its state."""
    return (draft.state, action) in STEPS


def next_state(state: DraftState, action: DraftAction) -> DraftState:
    """Return the state of a draft after an action; raises InvalidInputError when that cannot be done."""
    after = STEPS.get((state, action))
    if after is None:
        raise InvalidInputError(f"This draft is {state}, so it cannot be {_CANNOT_BE[action]}.")
    return after


def submit(
    store: Store, curator: Curator, number: int, kind: ChangeKind | None = None, sentence: str | None = None
) -> DraftRow:
    """Ask for review. Raises InvalidEntryError, with everything that is missing, when the draft is not whole."""
    with store.transaction():
        draft = get(store, curator.audience, number)
        state = next_state(draft.state, DraftAction.SUBMIT)
        read_entry(body.mapping_of(draft.entry, draft.body))
        after = _with_sentence(draft, kind, sentence)
        return move_to(store, curator, after, state, Action.DRAFT_SUBMITTED, sentence)


def keep_sentence(store: Store, curator: Curator, number: int, kind: str | None, sentence: str | None) -> bool:
    """Keep what was said of a change that could not be made yet, so that it need not be typed again.

    Return False, having kept nothing, when the draft is closed.
    """
    with store.transaction():
        draft = get(store, curator.audience, number)
        if not allows(draft, DraftAction.CHANGE):
            return False
        # What was refused as minor is not offered as minor again.
        known = ChangeKind(kind) if kind in (ChangeKind.UPDATE, ChangeKind.CORRECTION) else None
        store.drafts.put(_with_sentence(draft, known, sentence))
        return True


def send_back(store: Store, curator: Curator, number: int, sentence: str = "") -> DraftRow:
    """Take a draft out of review, perhaps with a sentence on what is to be done. Raises InvalidInputError."""
    sentence = clean_text(sentence)
    if len(sentence) > LINE_LENGTH:
        raise InvalidInputError(quoting(f"Say it in at most {LINE_LENGTH} characters.", sentence))
    with store.transaction():
        draft = get(store, curator.audience, number)
        try:
            state = next_state(draft.state, DraftAction.SEND_BACK)
        except InvalidInputError as error:
            raise InvalidInputError(quoting(str(error), sentence)) from error
        return move_to(store, curator, draft, state, Action.DRAFT_SENT_BACK, sentence or None)


def sentence_of_return(store: Store, draft: DraftRow) -> str | None:
    """Return what was said when a draft was last sent back, as long as it has not been put into review again."""
    rows = store.audit.of(draft.owner, Thing.DRAFT, str(draft.number))
    if draft.state is not DraftState.DRAFT or not rows or rows[-1].action is not Action.DRAFT_SENT_BACK:
        return None
    return rows[-1].sentence


def submitter(store: Store, draft: DraftRow) -> int:
    """Return the number of whoever put a draft into review last, NOBODY when they were forgotten or nobody did."""
    rows = store.audit.of(draft.owner, Thing.DRAFT, str(draft.number))
    asked = (Action.DRAFT_SUBMITTED, Action.DRAFT_PROPOSED)
    return next((row.person for row in reversed(rows) if row.action in asked), NOBODY)


def discard(store: Store, curator: Curator, number: int) -> DraftRow:
    """Close a draft without publishing it. It is kept, and can be opened again."""
    with store.transaction():
        draft = get(store, curator.audience, number)
        state = next_state(draft.state, DraftAction.DISCARD)
        return move_to(store, curator, draft, state, Action.DRAFT_DISCARDED)


def reopen(store: Store, curator: Curator, number: int) -> DraftRow:
    """Open a discarded draft again; raises InvalidInputError when another one of the entry is open."""
    with store.transaction():
        draft = get(store, curator.audience, number)
        state = next_state(draft.state, DraftAction.REOPEN)
        if store.drafts.open_for(curator.audience, draft.entry):
            raise InvalidInputError(f"There is an open draft of {draft.entry} already.")
        return move_to(store, curator, draft, state, Action.DRAFT_REOPENED)


def rebase(store: Store, curator: Curator, number: int) -> DraftRow:
    """Let a draft go on from what is published now, after somebody has seen the difference."""
    with store.transaction():
        draft = draft_for(store, curator.audience, number, DraftAction.CHANGE)
        base = latest_number(store, curator.audience, draft.entry)
        return store.drafts.put(replace(draft, state=DraftState.DRAFT, version=draft.version + 1, base=base))


def published_draft(
    store: Store, draft: DraftRow, state: DraftState, kind: ChangeKind, sentence: str | None
) -> DraftRow:
    """Close a draft that was published; the entry's own line in the audit says it. Call it inside a transaction."""
    return store.drafts.put(replace(_with_sentence(draft, kind, sentence), state=state))


def move_to(
    store: Store, curator: Curator, draft: DraftRow, state: DraftState, action: Action, sentence: str | None = None
) -> DraftRow:
    """Put a draft into a state with its line in the audit. Call it inside a transaction.

    Raises InvalidInputError when it is no draft of this audience.
    """
    get(store, curator.audience, draft.number)
    after = store.drafts.put(replace(draft, state=state))
    was, now = ({"state": one.state, "entry": one.entry} for one in (draft, after))
    record_change(store, curator, action, Thing.DRAFT, str(draft.number), was, now, sentence)
    return after


def latest_number(store: Store, owner: Audience, entry: str) -> int:
    """Return the number of the last revision of an owner's entry, 0 when there is none: what a draft begins from."""
    latest = store.revisions.latest(owner, entry)
    return latest.number if latest else 0


def _with_sentence(draft: DraftRow, kind: ChangeKind | None, sentence: str | None) -> DraftRow:
    return replace(draft, kind=kind or draft.kind, sentence=sentence or draft.sentence)
