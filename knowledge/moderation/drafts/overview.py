"""What there is to say of a draft: what is missing, how it differs from what is published, and what can be done."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from knowledge.entries.diff import Difference, differences
from knowledge.entries.entry import Entry
from knowledge.entries.problems import Problem
from knowledge.entries.validation import examine_entry, stored_entry
from knowledge.moderation import on_top
from knowledge.moderation.browsing import published_now
from knowledge.moderation.drafts import body, states
from knowledge.moderation.drafts.advice import draft_advice
from knowledge.moderation.drafts.authorship import open_suggestions, writers
from knowledge.moderation.drafts.states import DraftAction
from knowledge.moderation.settings import read_settings
from knowledge.store import Audience, Store
from knowledge.store.drafts import DraftRow, DraftState
from knowledge.store.revisions import ChangeKind


@dataclass(frozen=True, slots=True)
class Overview:
    """A draft, the entry that it holds when it is whole, else what is missing, and how it differs from what is shown.

    `published` says that it changes what was published; `behind` that what is published has changed since the draft was
    begun, so that it can be rebased and not published; `returned` is what was said when it was sent back. `actions` are
    the steps that its state and the server's settings allow; what is missing may still be in the way of them.
    `suggested` counts what was suggested and not taken up; `shared` says that two people publish and several wrote in
    it, of whom one may take over what the others changed. `advice` is what an editor would ask;
    `on_top` says that all it changes of a shared entry lies on top of it.
    """

    draft: DraftRow
    entry: Entry | None
    problems: tuple[Problem, ...]
    changes: tuple[Difference, ...]
    published: bool
    behind: bool
    returned: str | None
    actions: frozenset[DraftAction]
    advice: tuple[Problem, ...] = ()
    on_top: bool = False
    suggested: int = 0
    shared: bool = False


def overview(store: Store, audience: Audience, number: int, today: datetime.date | None = None) -> Overview:
    """Return what there is to say of a draft, with advice where it is known which day it is.

    Raises InvalidInputError when this audience has no such draft.
    """
    draft = states.get(store, audience, number)
    plain = body.mapping_of(draft.entry, draft.body)
    published = published_now(store, audience, draft.entry)
    shown_body = published.body if published is not None else None
    below = on_top.shared_below(store, audience, draft.entry)
    if shown_body is not None and below is not None:
        shown_body = on_top.with_additions(shown_body, store.additions.on(audience, draft.entry))
    two_people = read_settings(store, audience).two_people
    # What is proposed to be retired is looked at as it was published, by the rules of its day.
    retiring = draft.kind is ChangeKind.RETIREMENT
    entry = stored_entry(plain) if retiring else examine_entry(plain)[0]
    return Overview(
        draft=draft,
        entry=entry,
        problems=() if retiring else body.missing(draft.entry, draft.body),
        changes=differences(shown_body, plain) if shown_body is not None else (),
        published=published is not None or draft.base > 0,
        behind=states.latest_number(store, audience, draft.entry) != draft.base,
        returned=states.sentence_of_return(store, draft),
        actions=_actions(draft, two_people=two_people),
        advice=draft_advice(draft.body, entry, today) if today is not None and not retiring else (),
        on_top=below is not None and on_top.additions_between(below.body, plain) is not None,
        suggested=len(open_suggestions(store, draft)),
        shared=two_people and draft.state is DraftState.DRAFT and len(writers(store, draft)) > 1,
    )


def _actions(draft: DraftRow, *, two_people: bool) -> frozenset[DraftAction]:
    allowed = {action for action in DraftAction if states.allows(draft, action)}
    if draft.state is DraftState.DRAFT:
        # Where two people publish, review comes first; where one does, there is nobody to review it.
        allowed.discard(DraftAction.PUBLISH if two_people else DraftAction.SUBMIT)
    return frozenset(allowed)
