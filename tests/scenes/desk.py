"""A store with a small shared pack and three people, for the tests of what moderators do."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from knowledge.exchange.loading import load_packs
from knowledge.moderation.audit import Curator
from knowledge.moderation.drafts import body, editing, states
from knowledge.moderation.publishing import Done, publish
from knowledge.moderation.settings import change_settings
from knowledge.store import Audience, Store, open_store
from knowledge.store.drafts import DraftRow
from tests.scenes.making import made_pack, plain_entry

HERE, THERE = Audience(1001), Audience(2002)
ANN, BEN, EVE = 11, 22, 33
NOW = datetime.datetime(2026, 5, 1, 12, 0, tzinfo=datetime.UTC)
SHARED_IDS = ("river-runs-north", "lake-is-deep")
QUESTION = "The harbour canal was dug before the cathedral."
LAKE_QUESTION = "The mountain lake is deeper than the ocean."
WORDS: dict[str, dict[str, object]] = {
    "lake-is-deep": {
        "claim": "The mountain lake is deeper than the ocean.",
        "phrasings": ["how deep is the mountain lake"],
        "not_this": ["is the mountain lake cold"],
    },
    "new-one": {
        "claim": "The harbour canal was dug before the cathedral.",
        "phrasings": ["is the harbour canal older than the cathedral"],
        "not_this": ["who dug the harbour canal"],
    },
}


# What can be done with a draft, and its state then; anything else is refused.
DRAFT_TABLE = {
    ("draft", "change"): "draft",
    ("draft", "submit"): "in review",
    ("draft", "publish"): "published",
    ("draft", "discard"): "discarded",
    ("in review", "change"): "draft",
    ("in review", "send back"): "draft",
    ("in review", "publish"): "published",
    ("in review", "discard"): "discarded",
    ("discarded", "reopen"): "draft",
}


def plain(entry: str, **fields: object) -> dict[str, object]:
    """A whole entry as plain values, about something of its own."""
    return plain_entry(entry, **{**WORDS.get(entry, {}), **fields})


def opened(folder: Path) -> Store:
    """Open a store in which a pack of two entries is loaded."""
    store = open_store(folder / "nsf.db")
    entries = [plain(one) for one in SHARED_IDS]
    load_packs(store, (made_pack(folder / "rivers", *entries),), NOW)
    return store


def by(person: int = ANN, audience: Audience = HERE, minutes: int = 0, *, manages: bool = False) -> Curator:
    """Somebody at a moment."""
    return Curator(audience, person, NOW + datetime.timedelta(minutes=minutes), manages=manages)


def draft_of(store: Store, curator: Curator, entry: str = "new-one", **fields: object) -> DraftRow:
    """Open a draft in which a whole entry stands, as typed by the curator."""
    draft = editing.begin(store, curator, f"The claim of {entry}.", entry)
    whole = body.body_of(plain(entry, **fields))
    with store.transaction():
        store.drafts.put(replace(draft, body=whole))
    return editing.get(store, curator.audience, draft.number)


def published(store: Store, curator: Curator, entry: str = "new-one", **fields: object) -> Done:
    """Publish a new entry."""
    draft = draft_of(store, curator, entry, **fields)
    return publish(store, curator, draft.number, version=draft.version)


def two_people(store: Store, curator: Curator) -> None:
    """Switch on that two people publish."""
    change_settings(store, curator, two_people=True)


def typed(
    store: Store, curator: Curator, draft: DraftRow, part: str = "answer", piece: int = 0, **values: str
) -> editing.Sent:
    """Send in a form that was opened just now."""
    return editing.send(store, curator, draft.number, part, piece, draft.version, values)


def in_state(store: Store, state: str, curator: Curator) -> DraftRow:
    """Return a draft in one of a draft's states."""
    draft = draft_of(store, curator)
    if state == "in review":
        return states.submit(store, curator, draft.number)
    if state == "discarded":
        return states.discard(store, curator, draft.number)
    if state == "published":
        publish(store, curator, draft.number, version=draft.version)
        return editing.get(store, curator.audience, draft.number)
    return draft
