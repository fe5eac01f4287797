"""Adding a phrasing or a near-miss to an entry, or taking one out, in one step."""

from __future__ import annotations

from knowledge.entries.form_fields import PARTS
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import Curator
from knowledge.moderation.drafts import body, states
from knowledge.moderation.drafts.editing import edit, remove, send
from knowledge.moderation.publishing import Done, publish
from knowledge.moderation.settings import read_settings
from knowledge.store import Store
from knowledge.store.drafts import DraftRow
from knowledge.store.revisions import ChangeKind
from knowledge.text.normalization import clean_text


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
        return _brought_on(store, curator, sent.draft, at_work=at_work)


def take_out(store: Store, curator: Curator, entry: str, part_key: str, text: str) -> Done:
    """Take a phrasing or a near-miss out of an entry, as `add_text` adds one. Raises InvalidInputError."""
    part = PARTS[part_key]
    with store.transaction():
        at_work = store.drafts.open_for(curator.audience, entry) is not None
        draft = edit(store, curator, entry)
        piece = next((one["n"] for one in draft.body["pieces"][part.listed] if clean_text(one["text"]) == text), None)
        if piece is None:
            raise InvalidInputError(f"{entry} has no such {part.one} any more.")
        draft = remove(store, curator, draft.number, part_key, piece)
        return _brought_on(store, curator, draft, at_work=at_work)


def _brought_on(store: Store, curator: Curator, draft: DraftRow, *, at_work: bool) -> Done:
    """Leave a draft to those who are at work on it, else put it into review where that is needed, else publish it."""
    if at_work:
        return Done(draft.entry, None, draft)
    if read_settings(store, curator.audience).two_people:
        return Done(draft.entry, None, states.submit(store, curator, draft.number, ChangeKind.MINOR))
    return publish(store, curator, draft.number, version=draft.version, kind=ChangeKind.MINOR)


def add_claim_as_phrasing(store: Store, curator: Curator, number: int, entry: str) -> Done:
    """Add the claim of a draft that was begun as a phrasing of another entry (see `add_text`), and close the draft."""
    with store.transaction():
        draft = states.get(store, curator.audience, number)
        done = add_text(store, curator, entry, "phrasings", str(draft.body["fields"].get("claim", "")))
        states.discard(store, curator, number)
        return done
