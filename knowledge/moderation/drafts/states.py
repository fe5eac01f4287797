"""The states of a draft, and going from one to another."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.entries.limits import LINE_LENGTH
from knowledge.entries.validation import read_entry
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import DRAFT as DRAFT_THING
from knowledge.moderation.audit import Curator, note, quoting
from knowledge.moderation.drafts import body
from knowledge.store import Audience, Store
from knowledge.store.drafts import DISCARDED, DRAFT, IN_REVIEW, PUBLISHED, DraftRow
from knowledge.text.normalization import clean_text

SUBMIT, SEND_BACK, CHANGE, PUBLISH, DISCARD, REOPEN = "submit", "send back", "change", "publish", "discard", "reopen"
STEPS: Mapping[tuple[str, str], str] = {
    (DRAFT, CHANGE): DRAFT,
    (DRAFT, SUBMIT): IN_REVIEW,
    (DRAFT, PUBLISH): PUBLISHED,
    (DRAFT, DISCARD): DISCARDED,
    (IN_REVIEW, CHANGE): DRAFT,
    (IN_REVIEW, SEND_BACK): DRAFT,
    (IN_REVIEW, PUBLISH): PUBLISHED,
    (IN_REVIEW, DISCARD): DISCARDED,
    (DISCARDED, REOPEN): DRAFT,
}
"""What can be done with a draft in which state, and the state that it has then. Nothing else can be done."""


def get(store: Store, audience: Audience, number: int) -> DraftRow:
    """Return a draft; raises InvalidInputError when this audience has no such draft."""
    row = store.drafts.get(audience, number)
    if row is None:
        raise InvalidInputError("That draft is not here any more.")
    return row


def submit(store: Store, curator: Curator, number: int, kind: str | None = None, words: str | None = None) -> DraftRow:
    """Ask for review. Raises InvalidEntryError, with everything that is missing, when the draft is not whole."""
    with store.transaction():
        draft = get(store, curator.audience, number)
        state = step(draft, SUBMIT)
        read_entry(body.mapping_of(draft.entry, draft.body))
        return to_state(store, curator, draft, state, SUBMIT, kind=kind, words=words)


def keep_words(store: Store, curator: Curator, number: int, kind: str | None, words: str | None) -> DraftRow:
    """Keep what was said of a change that could not be made yet, so that it need not be typed again."""
    with store.transaction():
        draft = get(store, curator.audience, number)
        step(draft, CHANGE)
        store.drafts.change(
            draft.number,
            body=draft.body,
            state=draft.state,
            version=draft.version,
            base=draft.base,
            kind=kind or draft.kind,
            note=words or draft.note,
        )
        return get(store, curator.audience, number)


def send_back(store: Store, curator: Curator, number: int, reason: str = "") -> DraftRow:
    """Take a draft out of review, perhaps with a sentence on what is to be done. Raises InvalidInputError."""
    reason = clean_text(reason)
    if len(reason) > LINE_LENGTH:
        raise InvalidInputError(quoting(f"Say it in at most {LINE_LENGTH} characters.", reason))
    with store.transaction():
        draft = get(store, curator.audience, number)
        try:
            state = step(draft, SEND_BACK)
        except InvalidInputError as error:
            raise InvalidInputError(quoting(str(error), reason)) from error
        return to_state(store, curator, draft, state, SEND_BACK, reason=reason or None)


def sent_back_with(store: Store, draft: DraftRow) -> str | None:
    """Return what was said when a draft was last sent back, as long as it has not been put into review again."""
    rows = store.audit.of(draft.owner, DRAFT_THING, str(draft.number))
    if draft.state != DRAFT or not rows or rows[-1].action != f"draft: {SEND_BACK}":
        return None
    return rows[-1].note


def discard(store: Store, curator: Curator, number: int) -> DraftRow:
    """Close a draft without publishing it. It is kept, and can be opened again."""
    with store.transaction():
        draft = get(store, curator.audience, number)
        return to_state(store, curator, draft, step(draft, DISCARD), DISCARD)


def reopen(store: Store, curator: Curator, number: int) -> DraftRow:
    """Open a discarded draft again; raises InvalidInputError when another one of the entry is open."""
    with store.transaction():
        draft = get(store, curator.audience, number)
        state = step(draft, REOPEN)
        if store.drafts.open_for(curator.audience, draft.entry):
            raise InvalidInputError(f"There is an open draft of {draft.entry} already.")
        return to_state(store, curator, draft, state, REOPEN)


def rebase(store: Store, curator: Curator, number: int) -> DraftRow:
    """Let a draft go on from what is published now, after somebody has seen the difference."""
    with store.transaction():
        draft = get(store, curator.audience, number)
        step(draft, CHANGE)
        own = store.revisions.latest(curator.audience, draft.entry)
        store.drafts.change(
            draft.number, body=draft.body, state=DRAFT, version=draft.version + 1, base=own.number if own else 0,
            kind=draft.kind, note=draft.note,
        )  # fmt: skip
        return get(store, curator.audience, number)


def next_state(state: str, action: str) -> str:
    """Return the state of a draft after an action; raises InvalidInputError when that cannot be done."""
    after = STEPS.get((state, action))
    if after is None:
        raise InvalidInputError(f"This draft is {state}, so it cannot be {_DONE[action]}.")
    return after


_DONE = {
    SUBMIT: "put into review", SEND_BACK: "sent back", CHANGE: "changed any more", PUBLISH: "published",
    DISCARD: "discarded", REOPEN: "opened again",
}  # fmt: skip


def to_state(
    store: Store,
    curator: Curator,
    draft: DraftRow,
    state: str,
    action: str,
    *,
    kind: str | None = None,
    words: str | None = None,
    reason: str | None = None,
) -> DraftRow:
    """Put a draft into a state and note it; `reason` stands in the audit alone. Call it inside a transaction."""
    store.drafts.change(
        draft.number,
        body=draft.body,
        state=state,
        version=draft.version,
        base=draft.base,
        kind=kind or draft.kind,
        note=words or draft.note,
    )
    if state == PUBLISHED:
        # The entry's own line in the audit says it.
        return get(store, curator.audience, draft.number)
    before, after = {"state": draft.state, "entry": draft.entry}, {"state": state, "entry": draft.entry}
    note(store, curator, f"draft: {action}", DRAFT_THING, str(draft.number), before, after, reason or words)
    return get(store, curator.audience, draft.number)


def step(draft: DraftRow, action: str) -> str:
    """Return the state that a draft has after an action; raises InvalidInputError when that cannot be done."""
    return next_state(draft.state, action)
