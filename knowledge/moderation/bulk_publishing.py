"""Publishing many entries at once, which a file brings."""

from __future__ import annotations

import json
from collections.abc import Mapping

from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import Curator
from knowledge.moderation.kinds import kind_of_change, refuse_minor
from knowledge.moderation.publishing import Done, taken_down
from knowledge.store import SHARED, Audience, Store
from knowledge.store.audit import Action, NewRow, Thing
from knowledge.store.revisions import ChangeKind, NewRevision, Revision, RevisionState


def publish_all(
    store: Store, curator: Curator, bodies: Mapping[str, str], kind: str | None, sentence: str | None
) -> tuple[Done, ...]:
    """Write a published revision of each of these, none of which is published so already. Call it in a transaction.

    `bodies` has each entry by id, as `body_of` of the revisions returns it.

    What holds for all is looked up once: a statement of SQL for each entry and question would let those who ask wait.
    `kind` and `sentence` are for those that askers have been shown. Raises as `publish_entry` and `check_kind` do.
    """
    own = store.revisions.states(curator.audience)
    shared = {} if curator.audience == SHARED else store.revisions.states(SHARED)
    seen_by_askers = _shown_to(store, curator.audience) if kind == ChangeKind.MINOR else {}
    down = store.removals.taken_down(SHARED).keys() | store.removals.taken_down(curator.audience).keys()
    revisions, rows = [], []
    for entry, written in bodies.items():
        if entry in down:
            raise InvalidInputError(taken_down(entry))
        state, latest = own.get(entry, ("none", 0))
        over, seen = shared.get(entry, ("none", 0))
        shown = bool(latest) or over == RevisionState.PUBLISHED
        checked, said = kind_of_change(kind, sentence, is_needed=shown)
        if checked is ChangeKind.MINOR:
            refuse_minor(seen_by_askers.get(entry), json.loads(written), sentence)
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


def _shown_to(store: Store, audience: Audience) -> dict[str, Revision]:
    shared = {} if audience == SHARED else {one.entry: one for one in store.revisions.published(SHARED)}
    return shared | {one.entry: one for one in store.revisions.published(audience)}
