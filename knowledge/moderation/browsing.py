"""What moderators see of entries: states, history, lists."""

from __future__ import annotations

import datetime
import enum
import re
from dataclasses import dataclass

from knowledge.entries.dates import PartialDate
from knowledge.entries.diff import Difference, differences
from knowledge.entries.entry import Entry
from knowledge.entries.validation import stored_entry
from knowledge.entries.verdict import Verdict
from knowledge.errors import InvalidInputError
from knowledge.moderation.drafts.authorship import Contribution, contributions
from knowledge.moderation.overrides import changed_since
from knowledge.moderation.people import discord_id
from knowledge.moderation.settings import read_settings
from knowledge.store import SHARED, Audience, Store
from knowledge.store.additions import Additions
from knowledge.store.audit import Thing
from knowledge.store.drafts import DraftState
from knowledge.store.revisions import Revision, RevisionState
from knowledge.text.characters import fold


class EntryState(enum.StrEnum):
    """What an entry is to the moderators of a server, in the order in which the states of one entry are listed."""

    DRAFT = DraftState.DRAFT.value
    IN_REVIEW = DraftState.IN_REVIEW.value
    PUBLISHED = RevisionState.PUBLISHED.value
    RETIRED = RevisionState.RETIRED.value
    HIDDEN = "hidden"
    OFF = "switched off"
    """Shared, of a pack that the server has switched off."""
    DISCARDED = DraftState.DISCARDED.value


_ORDER = {state: place for place, state in enumerate(EntryState)}


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One revision: who wrote it and who published it (Discord ids, None where unknown), and what it changed.

    `contributions` say who wrote what of it, where it was published as a draft.
    """

    revision: Revision
    author: int | None
    publisher: int | None
    changes: tuple[Difference, ...]
    contributions: tuple[Contribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry in a list; `own` says whether it is the server's own or a shared one.

    `outdated` says of a server's own version that the shared one has changed since it was written.
    """

    entry: str
    claim: str
    state: EntryState
    own: bool
    verdict: Verdict | None
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything there is to say of one entry: its states, and the revision to look at, None when there never was one.

    `pack` is the title of the pack that the revision came with, None for a server's own; `over` that of the pack whose
    entry the server's own version stands over, and `over_hidden` says that the server hides that one. `shared_changes`
    are those to the shared entry since the server's own version was written; `on_top` is what it put on the shared one.
    """

    states: tuple[EntryState, ...]
    entry: Entry | None
    revision: int | None
    pack: str | None
    shared_changes: tuple[Difference, ...]
    over: str | None = None
    over_hidden: bool = False
    on_top: Additions | None = None


def history(store: Store, audience: Audience, entry: str) -> tuple[HistoryItem, ...]:
    """Return the revisions of an entry, the newest first: the server's own, or the shared ones where it has none.

    Raises InvalidInputError when there is no such entry, or says that and why it was taken down.
    """
    marker = store.removals.marker(audience, entry)
    if marker is not None:
        raise InvalidInputError(f"The entry {entry} was taken down on {marker.at[:10]}: {marker.reason}")
    owner = audience if store.revisions.latest(audience, entry) else SHARED
    revisions = store.revisions.history(owner, entry)
    if not revisions:
        raise InvalidInputError(f"There is no entry {entry}. Pick one from the list.")
    publishers = {row.after.get("revision"): row.person for row in store.audit.of(owner, Thing.ENTRY, entry)}
    wrote = contributions(store, owner, entry)
    items = []
    for before, revision in zip((None, *revisions), revisions, strict=False):
        publisher = publishers.get(revision.number)
        items.append(
            HistoryItem(
                revision,
                None if revision.author is None else discord_id(store, revision.author),
                None if publisher is None else discord_id(store, publisher),
                differences(before.body, revision.body) if before is not None else (),
                wrote.get(revision.number, ()),
            )
        )
    return tuple(reversed(items))


def standing(store: Store, audience: Audience, entry: str) -> Standing:
    """Return what there is to say of one entry; raises InvalidInputError as `history` when there is none."""
    states = tuple(one.state for one in listing(store, audience) if one.entry == entry)
    if not states:
        history(store, audience, entry)
    # What is hidden is looked at as it would be shown, and what was retired as it was.
    shared = None if audience == SHARED else store.revisions.shown(SHARED, entry)
    own = store.revisions.latest(audience, entry)
    revision = published_now(store, audience, entry) or own or shared
    changes = shared_changes(store, audience, entry) if entry in changed_since(store, audience) else ()
    if revision is None:
        return Standing(states, None, None, None, changes)
    titles = {pack.id: pack.title for pack in store.packs.all()}
    pack = titles.get(revision.origin or "")
    over = titles.get(shared.origin or "") if shared is not None and revision.owner != SHARED else None
    hidden = over is not None and entry in store.choices.hidden_by(audience)
    whole, on_top = stored_entry(revision.body), None
    if shared is not None and revision.owner == SHARED:
        on_top = store.additions.on(audience, entry)
    return Standing(states, whole, revision.number, pack, changes, over, hidden, on_top)


def shared_changes(store: Store, audience: Audience, entry: str) -> tuple[Difference, ...]:
    """Return how a shared entry differs now from the revision that this server's own version knows."""
    choice = store.choices.of(audience).get(entry)
    known = store.revisions.get(SHARED, entry, choice.seen) if choice is not None and choice.seen is not None else None
    now = store.revisions.latest(SHARED, entry)
    return differences(known.body, now.body) if known is not None and now is not None else ()


def published_now(store: Store, audience: Audience, entry: str) -> Revision | None:
    """Return what askers of this audience are shown of an entry: its own, else the shared one unless it is hidden."""
    own = store.revisions.shown(audience, entry)
    if own is not None or audience == SHARED:
        return own
    choice, shared = store.choices.of(audience).get(entry), store.revisions.shown(SHARED, entry)
    off = shared is not None and shared.origin in read_settings(store, audience).packs_off
    return None if off or (choice is not None and choice.hidden) else shared


def listing(
    store: Store,
    audience: Audience,
    *,
    topic: str | None = None,
    verdict: Verdict | None = None,
    state: EntryState | None = None,
    due_on: datetime.date | None = None,
    without_archive: bool = False,
) -> tuple[Listed, ...]:
    """Return the entries of this audience's library that fit, by id; those of the server itself and shared ones.

    `due_on` keeps those whose review was due by that day, `without_archive` those with a link that has no archive.
    """
    found: list[tuple[Listed, Entry | None]] = []
    own = store.revisions.states(audience) if audience != SHARED else {}
    outdated = changed_since(store, audience)
    for entry in own:
        latest = store.revisions.latest(audience, entry)
        if latest is not None:
            whole, its = stored_entry(latest.body), EntryState(latest.state)
            found.append((Listed(entry, whole.claim, its, True, whole.verdict, entry in outdated), whole))
    choices, off = store.choices.of(audience), read_settings(store, audience).packs_off
    replaced = {entry for entry, (its, _) in own.items() if its is RevisionState.PUBLISHED}
    for revision in store.revisions.published(SHARED):
        if revision.entry not in replaced:
            whole = stored_entry(revision.body)
            hidden = revision.entry in choices and choices[revision.entry].hidden
            its = EntryState.OFF if revision.origin in off else EntryState.PUBLISHED
            its = EntryState.HIDDEN if hidden else its
            found.append((Listed(revision.entry, whole.claim, its, own=False, verdict=whole.verdict), whole))
    seen = {listed.entry for listed, _ in found}
    # A discarded draft is the only trace of what was never published.
    unseen = (one for one in store.drafts.discarded(audience) if one.entry not in seen)
    for draft in (*store.drafts.all_open(audience), *unseen):
        claim, its = str(draft.body["fields"].get("claim", draft.entry)), EntryState(draft.state)
        found.append((Listed(draft.entry, claim, its, True, None, draft.entry in outdated), None))
    fitting = [
        listed
        for listed, whole in found
        if (state is None or listed.state is state)
        and (verdict is None or listed.verdict is verdict)
        and (topic is None or (whole is not None and topic_key(topic) in (topic_key(one) for one in whole.topics)))
        and (due_on is None or (whole is not None and _due(whole.review_by, due_on)))
        and (not without_archive or (whole is not None and any(s.url and not s.archived_url for s in whole.sources)))
    ]
    return tuple(sorted(fitting, key=lambda one: (one.entry, _ORDER[one.state])))


def topic_key(topic: str) -> str:
    """Return a topic without what two ways of writing it differ in, at most twenty characters."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(topic)))[:20].strip("-")


def _due(review_by: PartialDate | None, day: datetime.date) -> bool:
    return review_by is not None and review_by.first_day() <= day
