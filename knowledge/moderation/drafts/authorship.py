"""Who wrote what in a draft, and what somebody who only reviews it suggests to those who write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.entries.form_fields import PARTS
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import Curator
from knowledge.moderation.drafts.body import Typed, has_piece
from knowledge.moderation.drafts.states import DraftAction, draft_for, get
from knowledge.moderation.people import discord_id
from knowledge.store import Audience, Store
from knowledge.store.audit import Action, Thing
from knowledge.store.drafts import DraftRow, DraftState, EditFate, EditRow

_TOO_LONG = 4000


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one person brought to an entry: their Discord id (None when they were forgotten), and which parts.

    `brought` says that they brought it whole, by a file or from an earlier revision.
    """

    person: int | None
    parts: tuple[str, ...]
    brought: bool


def writers(store: Store, draft: DraftRow) -> frozenset[int]:
    """Return the numbers of all whose words stand in a draft.

    Of each part or piece that is whoever changed it last. Whoever brought a draft whole is one of them whatever others
    changed; a draft in which nobody wrote is its opener's.
    """
    last = {place: edit.person for place, edit in _last_changes(store, draft).items()}
    return frozenset({*last.values(), *_bringers(store, draft)}) or frozenset({draft.person})


def take_over(store: Store, curator: Curator, number: int) -> DraftRow:
    """Make what others changed in a draft the words of one who wrote in it, too, as if they had sent it in themselves.

    Then the others may publish it where two people do. Raises InvalidInputError when there is nothing to take over, or
    the person did not write in it.
    """
    with store.transaction():
        draft = draft_for(store, curator.audience, number, DraftAction.CHANGE)
        person = curator.number(store)
        if draft.state is not DraftState.DRAFT or person not in writers(store, draft):
            raise InvalidInputError("Only somebody who wrote in a draft can take over what others changed in it.")
        theirs = [edit for edit in _last_changes(store, draft).values() if edit.person != person]
        if not theirs:
            raise InvalidInputError("Nobody else has changed anything in this draft.")
        for edit in theirs:
            store.drafts.add_edit(
                draft.number, part=edit.part, piece=edit.piece, version=draft.version, typed=edit.typed,
                fate=edit.fate, person=person, at=curator.at,
            )  # fmt: skip
        return get(store, curator.audience, number)


def suggest(
    store: Store, curator: Curator, number: int, part: str, piece: int, version: int, typed: Typed
) -> tuple[DraftRow, EditRow]:
    """Keep a form as a suggestion to those who write in a draft; the draft stays as it is.

    Raises InvalidInputError when there is no such draft.
    """
    with store.transaction():
        draft = get(store, curator.audience, number)
        kept = store.drafts.add_edit(
            draft.number, part=part, piece=piece, version=version,
            typed={key: text[:_TOO_LONG] for key, text in typed.items()}, fate=EditFate.SUGGESTED,
            person=curator.number(store), at=curator.at,
        )  # fmt: skip
        edit = store.drafts.edit(curator.audience, kept)
        assert edit is not None
        return draft, edit


def keep_unwelcome(
    store: Store, curator: Curator, number: int, part: str, piece: int, version: int, typed: Typed
) -> tuple[DraftRow, EditRow] | None:
    """Keep a form of somebody who lost the right to send it while it was open, for those who may.

    Only for people who have changed something on this server before: nobody else can have had that form. Return None
    where nothing was kept.
    """
    with store.transaction():
        draft, person = store.drafts.get(curator.audience, number), store.people.number(curator.discord)
        if draft is None or person is None or not store.audit.by(curator.audience, person, ""):
            return None
        kept = store.drafts.add_edit(
            draft.number, part=part, piece=piece, version=version,
            typed={key: text[:_TOO_LONG] for key, text in typed.items()}, fate=EditFate.NOT_ALLOWED,
            person=person, at=curator.at,
        )  # fmt: skip
        edit = store.drafts.edit(curator.audience, kept)
        assert edit is not None
        return draft, edit


def suggestions(
    store: Store, audience: Audience, number: int
) -> tuple[DraftRow, tuple[tuple[EditRow, int | None], ...]]:
    """Return a draft with what was suggested for it and not taken up, the oldest first, each with its Discord id.

    A suggestion is taken up by the next change of that part or piece; one for a new piece by the next new piece.
    """
    draft = get(store, audience, number)
    return draft, tuple((edit, discord_id(store, edit.person)) for edit in open_suggestions(store, draft))


def open_suggestions(store: Store, draft: DraftRow) -> tuple[EditRow, ...]:
    """Return what was suggested for a draft and not taken up."""
    edits = store.drafts.edits(draft.owner, draft.number)
    found = []
    for place, edit in enumerate(edits):
        if edit.fate is not EditFate.SUGGESTED:
            continue
        part = PARTS[edit.part]
        later = [one for one in edits[place + 1 :] if one.fate.changed and one.part == edit.part]
        if edit.piece and not has_piece(draft.body, part, edit.piece):
            continue
        if edit.piece or part.listed is None:
            later = [one for one in later if one.piece == edit.piece]
        if not later:
            found.append(edit)
    return tuple(found)


def contributions(store: Store, owner: Audience, entry: str) -> Mapping[int, tuple[Contribution, ...]]:
    """Return by the number of a revision what each person brought to it, of those that were published as a draft.

    A draft that began from a revision became the one after it, since nothing else may be published in between.
    """
    found = {}
    for draft in store.drafts.published_of(owner, entry):
        parts: dict[int, list[str]] = {person: [] for person in _bringers(store, draft)}
        brought = frozenset(parts)
        for edit in store.drafts.edits(owner, draft.number):
            if edit.fate.changed:
                parts.setdefault(edit.person, []).append(PARTS[edit.part].title)
        found[draft.base + 1] = tuple(
            Contribution(discord_id(store, person), tuple(dict.fromkeys(titles)), person in brought)
            for person, titles in parts.items()
        )
    return found


def _last_changes(store: Store, draft: DraftRow) -> dict[tuple[str, int], EditRow]:
    edits = store.drafts.edits(draft.owner, draft.number)
    return {(edit.part, edit.piece): edit for edit in edits if edit.fate.changed}


def _bringers(store: Store, draft: DraftRow) -> frozenset[int]:
    rows = store.audit.of(draft.owner, Thing.DRAFT, str(draft.number))
    return frozenset(row.person for row in rows if row.action is Action.DRAFT_PROPOSED)
