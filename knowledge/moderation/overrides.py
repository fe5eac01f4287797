"""What a server makes of the shared entries: hiding them, and its own versions when the shared ones change."""

from __future__ import annotations

from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import Curator, record_change
from knowledge.store import SHARED, Audience, Store
from knowledge.store.audit import Action, Thing


def hide(store: Store, curator: Curator, entry: str, *, hidden: bool) -> None:
    """Hide a shared entry from this server's askers, or show it to them again. Raises InvalidInputError."""
    with store.transaction():
        if store.revisions.shown(SHARED, entry) is None:
            raise InvalidInputError(f"There is no shared entry {entry}. Only shared ones can be hidden or shown again.")
        choice = store.choices.of(curator.audience).get(entry)
        before = choice is not None and choice.hidden
        if before == hidden:
            raise InvalidInputError(f"{entry} is {'hidden already' if hidden else 'not hidden'}.")
        set_hidden(store, curator, entry, hidden=hidden)


def set_hidden(store: Store, curator: Curator, entry: str, *, hidden: bool) -> None:
    """Hide or show with the line in the audit. Call it inside a transaction."""
    choice = store.choices.of(curator.audience).get(entry)
    before = {"hidden": choice is not None and choice.hidden}
    store.choices.set_hidden(curator.audience, entry, hidden=hidden)
    action = Action.HIDDEN if hidden else Action.SHOWN_AGAIN
    record_change(store, curator, action, Thing.SHARED_ENTRY, entry, before, {"hidden": hidden})


def changed_since(store: Store, audience: Audience) -> dict[str, tuple[int, int]]:
    """Return the shared entries that changed after this server wrote its own version: revision known, and now."""
    found = {}
    for entry, choice in store.choices.of(audience).items():
        shared = store.revisions.latest(SHARED, entry) if choice.seen is not None else None
        own = store.revisions.shown(audience, entry)
        if shared is not None and own is not None and choice.seen is not None and shared.number > choice.seen:
            found[entry] = (choice.seen, shared.number)
    return found


def keep_own(store: Store, curator: Curator, entry: str) -> None:
    """Say that this server's own version stays as it is after the shared one changed. Raises InvalidInputError."""
    with store.transaction():
        if entry not in changed_since(store, curator.audience):
            raise InvalidInputError(
                f"The shared entry {entry} has not changed since this server's version was written."
            )
        latest = store.revisions.latest(SHARED, entry)
        set_known(store, curator, entry, latest.number if latest else None)


def set_known(store: Store, curator: Curator, entry: str, revision: int | None) -> None:
    """Note which shared revision the server's own version knows, with the line in the audit. In a transaction."""
    choice = store.choices.of(curator.audience).get(entry)
    before = {"knows revision": choice.seen if choice is not None else None}
    store.choices.set_seen(curator.audience, entry, revision)
    record_change(store, curator, Action.KEPT, Thing.OWN_VERSION, entry, before, {"knows revision": revision})
