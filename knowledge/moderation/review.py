"""Where two people publish: who wrote in a draft, who may publish it, and putting a change into review for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import Curator
from knowledge.moderation.drafts import body, states
from knowledge.moderation.drafts.authorship import writers
from knowledge.moderation.settings import read_settings
from knowledge.store import Audience, Store
from knowledge.store.audit import Action
from knowledge.store.drafts import DraftRow, DraftState
from knowledge.store.people import NOBODY
from knowledge.store.revisions import ChangeKind

OPEN_DRAFT = "There is an open draft of {entry}. Publish or discard it first."


def check_two_people(store: Store, curator: Curator, draft: DraftRow) -> None:
    """Raise InvalidInputError where two people publish and this one may not publish this draft, or not yet."""
    if not read_settings(store, curator.audience).two_people:
        return
    by, person = writers(store, draft), curator.number(store)
    if person in by:
        raise InvalidInputError(
            "On this server two people publish: somebody who did not write in this draft has to do it."
        )
    if draft.state != DraftState.IN_REVIEW:
        raise InvalidInputError("On this server two people publish: the draft has to be put into review first.")
    # Whoever was forgotten may be here again, under another number: then another known person vouches for the draft.
    if NOBODY in by and states.submitter(store, draft) in (NOBODY, person):
        raise InvalidInputError(
            "On this server two people publish, and somebody who wrote in this draft was forgotten: send it back, let "
            "one of you put it into review, and another publish it."
        )


def mends(store: Store, audience: Audience, number: int, discord: int) -> bool:
    """Say whether changing a draft would take from the person with this Discord id that they may publish it.

    Raises InvalidInputError when there is no such draft.
    """
    draft = states.get(store, audience, number)
    if draft.state is not DraftState.IN_REVIEW or not read_settings(store, audience).two_people:
        return False
    return store.people.number(discord) not in writers(store, draft)


def propose(
    store: Store, curator: Curator, entry: str, plain: Mapping[str, Any], kind: ChangeKind, sentence: str | None
) -> DraftRow:
    """Put an entry's plain values into review, as a draft that nobody typed. Call it inside a transaction.

    The kind RETIREMENT proposes to retire it as it is. Raises InvalidInputError when an open draft is in the way.
    """
    if store.drafts.open_for(curator.audience, entry):
        raise InvalidInputError(OPEN_DRAFT.format(entry=entry))
    base, person = states.latest_number(store, curator.audience, entry), curator.number(store)
    typed = body.body_of(plain)
    number = store.drafts.add(curator.audience, entry, base=base, body=typed, person=person, at=curator.at)
    draft = states.get(store, curator.audience, number)
    # Whether it is new is seen again when it is published.
    said = replace(draft, kind=None if kind is ChangeKind.NEW else kind, sentence=sentence)
    return states.move_to(store, curator, said, DraftState.IN_REVIEW, Action.DRAFT_PROPOSED, sentence)
