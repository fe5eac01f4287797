"""What a server puts on top of a shared entry: it goes on following its pack, and keeps its pack's name.

Only what questions are matched by can lie on top. Whoever changes anything else makes the server's own version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.entries.limits import PHRASINGS
from knowledge.moderation.audit import Curator, record_change
from knowledge.store import SHARED, Audience, Store
from knowledge.store.additions import Additions
from knowledge.store.audit import Action, Thing
from knowledge.store.revisions import Revision

_ON_TOP = ("phrasings", "not_this")


def with_additions(plain: Mapping[str, Any], additions: Additions) -> dict[str, Any]:
    """Return the plain values of a shared entry with what a server put on top; the limits hold for both together."""
    after = dict(plain)
    for field, added, without in (
        ("phrasings", additions.phrasings, additions.without_phrasings),
        ("not_this", additions.not_this, additions.without_not_this),
    ):
        kept = [text for text in plain.get(field, ()) if text not in without]
        after[field] = [*kept, *(text for text in added if text not in kept)][:PHRASINGS]
    return after


def additions_between(shared: Mapping[str, Any], plain: Mapping[str, Any]) -> Additions | None:
    """Return what lies on top of a shared entry so that it is `plain`; None when anything else of it differs."""
    rest = [{key: value for key, value in one.items() if key not in _ON_TOP and value} for one in (shared, plain)]
    if rest[0] != rest[1]:
        return None
    before, after = ([tuple(one.get(field, ())) for field in _ON_TOP] for one in (shared, plain))
    added = [_beyond(new, old) for new, old in zip(after, before, strict=True)]
    gone = [_beyond(old, new) for new, old in zip(after, before, strict=True)]
    return Additions(*added, *gone)


def shared_below(store: Store, audience: Audience, entry: str) -> Revision | None:
    """Return the shared entry that askers of a server are shown, or would be were it not hidden; None for its own."""
    if audience == SHARED or store.revisions.shown(audience, entry) is not None:
        return None
    return store.revisions.shown(SHARED, entry)


def put_additions(store: Store, curator: Curator, entry: str, additions: Additions) -> None:
    """Put this on top of a shared entry, with the line in the audit. Call it inside a transaction."""
    before = store.additions.on(curator.audience, entry)
    store.additions.put(curator.audience, entry, additions)
    record_change(
        store, curator, Action.CHANGED, Thing.ADDITION, entry, additions_state(before), additions_state(additions)
    )


def additions_state(additions: Additions) -> dict[str, Any]:
    """Return what the audit says of additions."""
    return {
        "phrasings": list(additions.phrasings), "not this": list(additions.not_this),
        "without phrasings": list(additions.without_phrasings), "without not this": list(additions.without_not_this),
    }  # fmt: skip


def additions_from(state: Mapping[str, Any]) -> Additions:
    """Return the additions that the audit says this of."""
    keys = ("phrasings", "not this", "without phrasings", "without not this")
    return Additions(*(tuple(state[key]) for key in keys))


def _beyond(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in some if text not in others)
