"""Each step of a draft and of an entry in each state: a table, so that one that is missing is seen."""

import itertools
from collections.abc import Callable

import pytest

from knowledge.errors import InvalidInputError
from knowledge.moderation import publishing
from knowledge.moderation.audit import Curator
from knowledge.moderation.drafts import editing, states
from knowledge.store import Store
from tests.scenes.desk import DRAFT_TABLE, HERE, by, in_state, published, typed

DRAFT_STATES = ("draft", "in review", "published", "discarded")
DRAFT_ACTIONS: dict[str, Callable[[Store, Curator, int], object]] = {
    "change": lambda store, who, number: editing.move(
        store, who, number, "sources", editing.get(store, who.audience, number).body["pieces"]["sources"][0]["n"], 1
    ),
    "submit": lambda store, who, number: states.submit(store, who, number),
    "send back": lambda store, who, number: states.send_back(store, who, number),
    "publish": lambda store, who, number: publishing.publish(
        store, who, number, version=editing.get(store, who.audience, number).version
    ),
    "discard": lambda store, who, number: states.discard(store, who, number),
    "reopen": lambda store, who, number: states.reopen(store, who, number),
}


@pytest.mark.parametrize(("state", "action"), list(itertools.product(DRAFT_STATES, DRAFT_ACTIONS)))
def test_each_step_of_a_draft(store: Store, state: str, action: str) -> None:
    draft = in_state(store, state, by())
    assert draft.state == state
    after = DRAFT_TABLE.get((state, action))
    if after is None:
        with pytest.raises(InvalidInputError, match=f"is {state}"):
            DRAFT_ACTIONS[action](store, by(), draft.number)
        after = state
    else:
        DRAFT_ACTIONS[action](store, by(), draft.number)
    assert editing.get(store, HERE, draft.number).state == after


def test_the_table_of_drafts_is_the_one_that_is_used() -> None:
    assert dict(states.STEPS) == DRAFT_TABLE
    assert {action for _, action in DRAFT_TABLE} == set(DRAFT_ACTIONS)


ENTRY_ACTIONS: dict[str, Callable[[Store, Curator], publishing.Done]] = {
    "retire": lambda store, who: publishing.retire(store, who, "new-one", "It does not hold."),
    "restore": lambda store, who: publishing.restore(store, who, "new-one"),
    "revert": lambda store, who: publishing.revert(store, who, "new-one", 1, "update", "It was so."),
}
ENTRY_TABLE = {
    ("published", "retire"): "retired",
    ("published", "revert"): "published",
    ("retired", "restore"): "published",
}


@pytest.mark.parametrize(("state", "action"), list(itertools.product(("published", "retired"), ENTRY_ACTIONS)))
def test_each_step_of_an_entry(store: Store, state: str, action: str) -> None:
    published(store, by())
    draft = editing.edit(store, by(), "new-one")
    draft = typed(store, by(), draft, answer="Another answer.", would_change="A map.").draft
    publishing.publish(store, by(), draft.number, version=draft.version, kind="update", sentence="It changed.")
    if state == "retired":
        publishing.retire(store, by(), "new-one", "It does not hold.")
    before = store.revisions.latest(HERE, "new-one")
    assert before is not None and before.state == state
    after = ENTRY_TABLE.get((state, action))
    if after is None:
        with pytest.raises(InvalidInputError, match=f"is {state}"):
            ENTRY_ACTIONS[action](store, by())
        assert store.revisions.latest(HERE, "new-one") == before
    else:
        ENTRY_ACTIONS[action](store, by())
        latest = store.revisions.latest(HERE, "new-one")
        assert latest is not None and (latest.state, latest.number) == (after, before.number + 1)


def test_the_table_of_entries_is_the_one_that_is_used() -> None:
    assert dict(publishing.STEPS) == ENTRY_TABLE
