"""Loading packs into the store.

What changed becomes a new revision, what is gone is retired, what is the same is not touched.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.entries.entry import entry_mapping
from knowledge.errors import InvalidInputError
from knowledge.exchange.packs import DEFAULT_PACKS, Pack, starter_digests, starter_packs
from knowledge.store import SHARED, Store
from knowledge.store.moments import timestamp
from knowledge.store.packs import LoadedPack
from knowledge.store.revisions import ChangeKind, RevisionState


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many entries a loading added, changed and retired."""

    added: int = 0
    changed: int = 0
    retired: int = 0


def load_starter_packs(store: Store, now: datetime.datetime, chosen: Sequence[str] = DEFAULT_PACKS) -> Loaded:
    """Bring the store to the state of the chosen packs that come with the bot, and read them only when they changed.

    A pack that is no longer chosen has its entries retired; they come back when it is chosen again.
    """
    if {pack.id: pack.digest for pack in store.packs.all()} == starter_digests(chosen):
        return Loaded()
    return load_packs(store, starter_packs(chosen), now)


def load_packs(store: Store, packs: Sequence[Pack], now: datetime.datetime) -> Loaded:
    """Bring the shared entries and names to the state of these packs, in one transaction.

    Writes nothing when they are there already. Raises InvalidInputError when two packs have an entry with the same id.
    """
    known = {pack.id: pack.digest for pack in store.packs.all()}
    if known == {pack.id: pack.digest for pack in packs}:
        return Loaded()
    _check_ids(packs)
    at = timestamp(now)
    with store.transaction():
        gone = [_retire(store, pack, (), at) for pack in known if pack not in {pack.id for pack in packs}]
        done = [_load(store, pack, at) for pack in packs if known.get(pack.id) != pack.digest]
    both = [*gone, *done]
    return Loaded(sum(one.added for one in both), sum(one.changed for one in both), sum(one.retired for one in both))


def _load(store: Store, pack: Pack, at: str) -> Loaded:
    before = store.revisions.of_pack(pack.id)
    down = store.removals.taken_down(SHARED)
    added = changed = 0
    for entry in pack.entries:
        if entry.id in down:
            continue
        body, old = entry_mapping(entry), before.get(entry.id)
        if old is not None and old.state == RevisionState.PUBLISHED and old.body == body:
            continue
        kind = ChangeKind.NEW if old is None else ChangeKind.UPDATE
        store.revisions.add(SHARED, entry.id, body, state=RevisionState.PUBLISHED, kind=kind, at=at, origin=pack.id)
        added, changed = added + (old is None), changed + (old is not None)
    retired = _retire(store, pack.id, tuple(entry.id for entry in pack.entries), at).retired
    store.names.replace_pack(pack.id, pack.names)
    topics = tuple((topic.id, topic.description) for topic in pack.topics)
    store.packs.put(LoadedPack(pack.id, pack.title, pack.description, topics, pack.digest), at)
    return Loaded(added, changed, retired)


def _retire(store: Store, pack: str, staying: Sequence[str], at: str) -> Loaded:
    retired = 0
    for entry, revision in store.revisions.of_pack(pack).items():
        if entry not in staying and revision.state != RevisionState.RETIRED:
            store.revisions.add(
                SHARED,
                entry,
                revision.body,
                state=RevisionState.RETIRED,
                kind=ChangeKind.RETIREMENT,
                at=at,
                origin=pack,
                sentence="The pack no longer has this entry.",
            )
            retired += 1
    if not staying:
        store.names.replace_pack(pack, ())
        store.packs.remove(pack)
    return Loaded(retired=retired)


def _check_ids(packs: Sequence[Pack]) -> None:
    owners: dict[str, str] = {}
    for pack in packs:
        for entry in pack.entries:
            owner = owners.setdefault(entry.id, pack.id)
            if owner != pack.id:
                raise InvalidInputError(
                    f"Both packs {owner} and {pack.id} have an entry {entry.id}. Take it out of one of them."
                )
