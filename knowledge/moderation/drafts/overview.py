"""What there is to say of a draft: what is missing, how it differs from what is published, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.entries.diff import Difference, differences
from knowledge.entries.entry import Entry
from knowledge.entries.problems import Problem
from knowledge.entries.validation import examine_entry
from knowledge.moderation.browsing import published_now
from knowledge.moderation.drafts import body, states
from knowledge.moderation.drafts.states import DraftAction
from knowledge.moderation.settings import read_settings
from knowledge.store import Audience, Store
from knowledge.store.drafts import DraftRow, DraftState


@dataclass(frozen=True, slots=True)
class Overview:
    """A draft, the entry that it holds when it is whole, else what is missing, and how it differs from what is shown.

    `published` says that it changes what was published; `behind` that what is published has changed since the draft was
    begun, so that it can be rebased and not published; `returned` is what was said when it was sent back. `actions` are
    the steps that its state and the server's settings allow; what is missing may still be in the way of them.
    """

    draft: DraftRow
    entry: Entry | None
    problems: tuple[Problem, ...]
    changes: tuple[Difference, ...]
    published: bool
    behind: bool
    returned: str | None
    actions: frozenset[DraftAction]


def overview(store: Store, audience: Audience, number: int) -> Overview:
    """Return what there is to say of a draft; raises InvalidInputError when this audience has no such draft."""
    draft = states.get(store, audience, number)
    plain = body.mapping_of(draft.entry, draft.body)
    published = published_now(store, audience, draft.entry)
    return Overview(
        draft=draft,
        entry=examine_entry(plain)[0],
        problems=body.missing(draft.entry, draft.body),
        changes=differences(published.body, plain) if published is not None else (),
        published=published is not None or draft.base > 0,
        behind=states.latest_number(store, audience, draft.entry) != draft.base,
        returned=states.sentence_of_return(store, draft),
        actions=_actions(draft, two_people=read_settings(store, audience).two_people),
    )


def _actions(draft: DraftRow, *, two_people: bool) -> frozenset[DraftAction]:
    allowed = {action for action in DraftAction if states.allows(draft, action)}
    if draft.state is DraftState.DRAFT:
        # Where two people publish, review comes first; where one does, there is nobody to review it.
        allowed.discard(DraftAction.PUBLISH if two_people else DraftAction.SUBMIT)
    return frozenset(allowed)
