"""The moderators' desk: what askers are shown. Publishing, retiring, restoring, reverting.

Each of these is one transaction with its line in the audit: it is done whole or not at all, whenever the machine stops.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.entries.entry import Entry, entry_mapping
from knowledge.entries.form_fields import PARTS
from knowledge.entries.limits import LINE_LENGTH
from knowledge.entries.validation import read_entry, stored_entry
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import (
    ENTRY,
    ChangedMeanwhileError,
    Curator,
    entry_state,
    note,
    quoting,
)
from knowledge.moderation.drafts import body
from knowledge.moderation.drafts.editing import edit, send, writers
from knowledge.moderation.drafts.states import PUBLISH, get, step, submit, to_state
from knowledge.moderation.settings import read_settings
from knowledge.store import SHARED, Audience, Store
from knowledge.store.drafts import IN_REVIEW, DraftRow
from knowledge.store.revisions import PUBLISHED, RETIRED, Revision
from knowledge.text.normalization import clean_text

NEW, MINOR, UPDATE, CORRECTION, RETIREMENT, RESTORATION = "new", "minor", "update", "correction", "retired", "restored"
KINDS: Mapping[str, str] = {
    MINOR: "Only the wording changed.",
    UPDATE: "There is new information.",
    CORRECTION: "It was wrong.",
}
"""The kinds of change to what is published; an update and a correction need a sentence that askers will read."""

RETIRE, RESTORE, REVERT = "retire", "restore", "revert"
STEPS: Mapping[tuple[str, str], str] = {
    (PUBLISHED, RETIRE): RETIRED,
    (PUBLISHED, REVERT): PUBLISHED,
    (RETIRED, RESTORE): PUBLISHED,
}
"""What can be done with an entry that was ever published; a draft of it is another matter (see `draft_states`)."""
_DONE = {RETIRE: "retired", RESTORE: "restored", REVERT: "reverted"}


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
    store: Store, curator: Curator, number: int, *, version: int, kind: str | None = None, words: str | None = None
) -> Done:
    """Publish a draft as it was at `version`, which is what the person has seen.

    `kind` and the sentence `words` are needed for a change of what askers have been shown already; None takes what was
    said when the draft was put into review. Raises InvalidEntryError (what is missing), ChangedMeanwhileError (the
    draft or the published entry is no longer what was looked at) or InvalidInputError (what else forbids it); nothing
    is changed then.
    """
    with store.transaction():
        draft = get(store, curator.audience, number)
        state = step(draft, PUBLISH)
        _check_two_people(store, curator, draft)
        if draft.version != version:
            raise ChangedMeanwhileError("The draft was changed after you looked at it. Look at it again, then publish.")
        entry = read_entry(body.mapping_of(draft.entry, draft.body))
        _check_base(store, draft)
        kind, words = checked_kind(store, curator.audience, draft.entry, kind or draft.kind, words or draft.note)
        author = max(writers(store, draft), key=lambda one: (one != curator.number(store), one))
        revision = publish_entry(store, curator, entry, kind, words, author=author)
        to_state(store, curator, draft, state, PUBLISH, kind=kind, words=words)
        return Done(entry.id, revision)


def publish_entry(
    store: Store, curator: Curator, entry: Entry, kind: str, words: str | None, *, author: int | None = None
) -> int:
    """Write a published revision with its line in the audit and return its number. Call it inside a transaction."""
    for owner in {curator.audience, SHARED}:
        if entry.id in store.removals.taken_down(owner):
            raise InvalidInputError(f"The entry {entry.id} was taken down by those who run me, and stays down.")
    before = entry_state(store, curator.audience, entry.id)
    shown = store.revisions.shown(curator.audience, entry.id)
    if shown is not None and shown.body == entry_mapping(entry):
        raise InvalidInputError("Nothing differs from what is published.")
    number = store.revisions.add(
        curator.audience,
        entry.id,
        entry_mapping(entry),
        state=PUBLISHED,
        kind=kind,
        at=curator.at,
        author=author if author is not None else curator.number(store),
        note=words,
    )
    shared = None if curator.audience == SHARED else store.revisions.latest(SHARED, entry.id)
    if shared is not None:
        store.choices.set_seen(curator.audience, entry.id, shared.number)
    after = {"state": PUBLISHED, "revision": number}
    note(store, curator, "published", ENTRY, entry.id, before, after, words)
    return number


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
            return Done(entry, None, submit(store, curator, draft.number, MINOR))
        return publish(store, curator, draft.number, version=sent.draft.version, kind=MINOR)


def retire(store: Store, curator: Curator, entry: str, reason: str) -> Done:
    """Take an entry of this audience's own out of what askers are shown, saying why. It can be restored."""
    with store.transaction():
        latest = _own(store, curator.audience, entry, RETIRE)
        reason = _sentence(reason, "reason")
        return Done(entry, retire_entry(store, curator, latest, reason))


def retire_entry(store: Store, curator: Curator, latest: Revision, reason: str) -> int:
    """Write a retired revision with its line in the audit and return its number. Call it inside a transaction."""
    before = entry_state(store, curator.audience, latest.entry)
    number = store.revisions.add(
        curator.audience,
        latest.entry,
        latest.body,
        state=RETIRED,
        kind=RETIREMENT,
        at=curator.at,
        author=curator.number(store),
        note=reason,
    )
    after = {"state": RETIRED, "revision": number}
    note(store, curator, "retired", ENTRY, latest.entry, before, after, reason)
    return number


def restore(store: Store, curator: Curator, entry: str) -> Done:
    """Show a retired entry again as it was; where two people are needed, put that into review."""
    with store.transaction():
        latest = _own(store, curator.audience, entry, RESTORE)
        return _again(store, curator, latest, RESTORATION, None)


def revert(store: Store, curator: Curator, entry: str, number: int, kind: str, words: str | None) -> Done:
    """Publish an earlier revision anew; where two people are needed, put that into review."""
    with store.transaction():
        _own(store, curator.audience, entry, REVERT)
        old = store.revisions.get(curator.audience, entry, number)
        if old is None:
            raise InvalidInputError(f"The entry {entry} has no revision {number}. `/entry history` lists them.")
        kind, words = checked_kind(store, curator.audience, entry, kind, words)
        return _again(store, curator, old, kind, words)


def checked_kind(
    store: Store, audience: Audience, entry: str, kind: str | None, words: str | None
) -> tuple[str, str | None]:
    """Return the kind of a change and its sentence; raises InvalidInputError when one is needed and is not there."""
    if not needs_kind(store, audience, entry):
        return NEW, clean_text(words) if words else None
    if kind == RESTORATION:
        return kind, None
    if kind is None or kind not in KINDS:
        needed = "Askers have been shown this entry. Say whether it is minor, an update or a correction."
        raise InvalidInputError(quoting(needed, words or ""))
    if kind == MINOR:
        return kind, _sentence(words, "note") if words and clean_text(words) else None
    return kind, _sentence(words or "", "sentence that askers will read")


def _sentence(text: str, what: str) -> str:
    text = clean_text(text)
    if not text:
        raise InvalidInputError(f"A {what} is needed. Write one sentence.")
    if len(text) > LINE_LENGTH:
        long = f"The {what} is {len(text)} characters long. Shorten it to at most {LINE_LENGTH}."
        raise InvalidInputError(quoting(long, text))
    return text


def _own(store: Store, audience: Audience, entry: str, action: str) -> Revision:
    latest = store.revisions.latest(audience, entry)
    if latest is None:
        shared = audience != SHARED and store.revisions.shown(SHARED, entry) is not None
        raise InvalidInputError(
            f"{entry} is a shared entry. Hide it, or edit it to make this server's own version."
            if shared
            else f"There is no entry {entry}. Pick one from the list."
        )
    if (latest.state, action) not in STEPS:
        raise InvalidInputError(f"The entry {entry} is {latest.state}, so it cannot be {_DONE[action]}.")
    return latest


def _again(store: Store, curator: Curator, old: Revision, kind: str, words: str | None) -> Done:
    entry = stored_entry(old.body)
    if not read_settings(store, curator.audience).two_people:
        return Done(old.entry, publish_entry(store, curator, entry, kind, words))
    if store.drafts.open_for(curator.audience, old.entry):
        raise InvalidInputError(f"There is an open draft of {old.entry}. Publish or discard it first.")
    latest = store.revisions.latest(curator.audience, old.entry)
    number = store.drafts.add(
        curator.audience,
        old.entry,
        base=latest.number if latest else 0,
        body=body.body_of(old.body),
        person=curator.number(store),
        at=curator.at,
    )
    draft = get(store, curator.audience, number)
    return Done(old.entry, None, to_state(store, curator, draft, IN_REVIEW, "put into review", kind=kind, words=words))


def _check_two_people(store: Store, curator: Curator, draft: DraftRow) -> None:
    if not read_settings(store, curator.audience).two_people:
        return
    if curator.number(store) in writers(store, draft):
        raise InvalidInputError(
            "On this server two people publish: somebody who did not write in this draft has to do it."
        )
    if draft.state != IN_REVIEW:
        raise InvalidInputError("On this server two people publish: the draft has to be put into review first.")


def _check_base(store: Store, draft: DraftRow) -> None:
    latest = store.revisions.latest(draft.owner, draft.entry)
    if (latest.number if latest else 0) != draft.base:
        raise ChangedMeanwhileError(
            f"What is published of {draft.entry} was changed after this draft was begun. Look at the difference, then "
            "let the draft go on from what is published now."
        )
