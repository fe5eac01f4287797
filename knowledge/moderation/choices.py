"""Which entries a moderators' command offers: those with which it can do something, found by words of their claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from knowledge.moderation.browsing import EntryState
from knowledge.moderation.settings import read_settings
from knowledge.store import SHARED, Audience, Store
from knowledge.store.revisions import RevisionState
from knowledge.text.characters import fold


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an entry on one server: its draft, its own version with its last revision, the shared one."""

    draft: EntryState | None = None
    own: RevisionState | None = None
    revision: int = 0
    shared: bool = False
    hidden: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the server's own version is published."""
        return self.own is RevisionState.PUBLISHED

    @property
    def is_seen(self) -> bool:
        """Whether askers are shown it."""
        return self.is_own or (self.shared and not self.hidden)

    @property
    def is_open(self) -> bool:
        """Whether somebody is at work on a draft of it."""
        return self.draft in (EntryState.DRAFT, EntryState.IN_REVIEW)


OFFERS: Mapping[str, Callable[[Facts], bool]] = {
    "edit": lambda _: True,
    "show": lambda _: True,
    "preview": lambda one: one.is_open or one.is_seen,
    "history": lambda one: one.own is not None or one.shared,
    "revert": lambda one: one.is_own and one.revision > 1,
    "retire": lambda one: one.is_own,
    "restore": lambda one: one.own is RevisionState.RETIRED,
    "hide": lambda one: one.shared and not one.hidden,
    "unhide": lambda one: one.hidden,
    "export": lambda one: one.is_own or one.shared,
}
"""With which entries each command can do something."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry that is offered; `state` says of one that askers are not shown, or that stands otherwise, what it is."""

    entry: str
    claim: str
    state: EntryState | None


def offered(
    store: Store, audience: Audience, command: str, typed: str, visible: Iterable[tuple[str, str]]
) -> tuple[Choice, ...]:
    """Return the entries that a command offers for what was typed: first those that askers are not shown.

    `visible` are ids and claims of what askers are shown and fits what was typed, the best first; the others are found
    by the words of their claims and ids.
    """
    facts, claims = _facts(store, audience)
    words = fold(typed).split()
    found = []
    for entry, claim in claims.items():
        one = facts[entry]
        fits = all(word in fold(claim) or word in entry for word in words)
        if fits and OFFERS[command](one) and _said(command, one) is not None:
            found.append(Choice(entry, claim, _said(command, one)))
    there = {choice.entry for choice in found}
    for entry, claim in visible:
        if entry not in there and OFFERS[command](facts.get(entry, Facts())):
            found.append(Choice(entry, claim, None))
    return tuple(found)


def _said(command: str, one: Facts) -> EntryState | None:
    """Return what stands before the claim where it is not simply published."""
    if command == "restore":
        return EntryState.RETIRED
    if command == "unhide":
        return EntryState.HIDDEN
    if one.is_open and command in ("edit", "show", "preview"):
        return one.draft
    if one.is_seen:
        return None
    if one.own is RevisionState.RETIRED:
        return EntryState.RETIRED
    return EntryState.HIDDEN if one.hidden else one.draft


def _facts(store: Store, audience: Audience) -> tuple[dict[str, Facts], dict[str, str]]:
    """Return what is known of every entry, and the claims of those that are more or less than simply published."""
    drafts = {one.entry: one for one in (*store.drafts.discarded(audience), *store.drafts.all_open(audience))}
    own, shared = store.revisions.states(audience), store.revisions.states(SHARED)
    hidden, off = store.choices.hidden_by(audience), read_settings(store, audience).packs_off
    switched_off = {entry for pack in off for entry in store.revisions.of_pack(pack)}
    facts = {}
    for entry in (*shared, *(one for one in own if one not in shared), *(one for one in drafts if one not in own)):
        draft, (state, number) = drafts.get(entry), own.get(entry, (None, 0))
        over = shared.get(entry, (None, 0))[0] is RevisionState.PUBLISHED and entry not in switched_off
        is_hidden = over and entry in hidden
        facts[entry] = Facts(EntryState(draft.state) if draft else None, state, number, over, is_hidden)
    retired = {entry for entry, one in facts.items() if one.own is RevisionState.RETIRED}
    claims = {entry: str(one.body["fields"].get("claim", entry)) for entry, one in drafts.items()}
    claims |= store.revisions.claims(SHARED, {entry for entry, one in facts.items() if one.hidden})
    return facts, claims | store.revisions.claims(audience, retired)
