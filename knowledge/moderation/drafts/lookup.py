"""Looking at drafts and at what was sent in for them, without changing anything."""

from __future__ import annotations

from knowledge.entries.entry import Entry
from knowledge.entries.validation import examine_entry
from knowledge.errors import InvalidInputError
from knowledge.moderation.drafts.body import mapping_of
from knowledge.moderation.drafts.states import get
from knowledge.moderation.people import discord_id
from knowledge.store import SHARED, Audience, Store
from knowledge.store.drafts import DraftRow, EditRow
from knowledge.text.normalization import clean_text


def kept_edit(store: Store, audience: Audience, number: int) -> EditRow:
    """Return a form as it was sent in, to open it again; raises InvalidInputError when this audience has none."""
    row = store.drafts.edit(audience, number)
    if row is None:
        raise InvalidInputError("What was typed there belongs to a draft that is not here any more.")
    return row


def earlier_edits(
    store: Store, audience: Audience, number: int
) -> tuple[DraftRow, tuple[tuple[EditRow, int | None], ...]]:
    """Return a draft with every form that was sent in for it, the newest first, each with its writer's Discord id."""
    draft = get(store, audience, number)
    edits = store.drafts.edits(audience, draft.number)
    return draft, tuple((one, discord_id(store, one.person)) for one in reversed(edits))


def open_draft(store: Store, audience: Audience, entry: str) -> DraftRow | None:
    """Return the draft of an entry that is still worked on, or None."""
    return store.drafts.open_for(audience, entry)


def whole_drafts(store: Store, audience: Audience) -> tuple[Entry, ...]:
    """Return the entries that the open drafts hold, of those drafts that are whole."""
    read = (examine_entry(mapping_of(draft.entry, draft.body))[0] for draft in store.drafts.all_open(audience))
    return tuple(entry for entry in read if entry is not None)


def open_with(store: Store, audience: Audience, claim: str) -> DraftRow | None:
    """Return an open draft of this very claim, or None."""
    wanted = claim.casefold()
    drafts = store.drafts.all_open(audience)
    same = (one for one in drafts if clean_text(str(one.body["fields"].get("claim", ""))).casefold() == wanted)
    return next(same, None) if claim else None


def is_taken(store: Store, audience: Audience, entry: str) -> bool:
    """Say whether an id is or was that of an entry or a draft, here or among the shared ones."""
    return bool(
        store.revisions.latest(audience, entry)
        or store.revisions.latest(SHARED, entry)
        or store.drafts.open_for(audience, entry)
        or store.removals.marker(audience, entry)
    )
