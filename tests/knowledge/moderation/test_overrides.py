"""What a server makes of the shared entries: its own versions, and what it hides."""

import pytest

from knowledge.answering.library import build_library, refreshed
from knowledge.errors import InvalidInputError
from knowledge.moderation import browsing, overrides, publishing
from knowledge.moderation.drafts import editing
from knowledge.store import SHARED, Store
from tests.scenes.desk import HERE, LAKE_QUESTION, THERE, by, plain, typed


def test_a_server_overrides_a_shared_entry_and_goes_back(store: Store) -> None:
    library = refreshed(build_library(store), store, HERE)
    draft = typed(store, by(), editing.edit(store, by(), "lake-is-deep"), answer="This server looked itself.").draft
    with pytest.raises(InvalidInputError, match="minor, an update or a correction"):
        publishing.publish(store, by(), draft.number, version=draft.version)
    publishing.publish(store, by(), draft.number, version=draft.version, kind="update", sentence="We looked.")
    library = refreshed(library, store, HERE, "lake-is-deep")
    shown = library.show("lake-is-deep", HERE)
    assert shown is not None and shown.pack is None and shown.entry.answer == "This server looked itself."
    reply = library.ask(LAKE_QUESTION, HERE)
    assert [entry for entry, _ in reply.decision.ranked].count("lake-is-deep") == 1
    for other in (THERE, SHARED):
        theirs = library.show("lake-is-deep", other)
        assert theirs is not None and theirs.pack == "Rivers"
    publishing.retire(store, by(), "lake-is-deep", "The shared one is better.")
    back = refreshed(library, store, HERE, "lake-is-deep").show("lake-is-deep", HERE)
    assert back is not None and back.pack == "Rivers"


def test_a_server_sees_when_the_shared_one_has_changed_since(store: Store) -> None:
    draft = typed(store, by(), editing.edit(store, by(), "lake-is-deep"), answer="Ours.").draft
    publishing.publish(store, by(), draft.number, version=draft.version, kind="update", sentence="It changed.")
    assert overrides.changed_since(store, HERE) == {}
    with store.transaction():
        store.revisions.add(
            SHARED,
            "lake-is-deep",
            plain("lake-is-deep", answer="New."),
            state="published",
            kind="update",
            at="2026",
        )
    assert overrides.changed_since(store, HERE) == {"lake-is-deep": (1, 2)}
    (change,) = browsing.shared_changes(store, HERE, "lake-is-deep")
    assert str(change).startswith("Answer changed:") and "[+New.+]" in str(change)
    overrides.keep_own(store, by(), "lake-is-deep")
    assert overrides.changed_since(store, HERE) == {} and browsing.shared_changes(store, HERE, "lake-is-deep") == ()
    assert overrides.changed_since(store, THERE) == {}


def test_what_is_hidden_is_not_there_and_comes_back(store: Store) -> None:
    library = refreshed(build_library(store), store, HERE)
    overrides.hide(store, by(), "lake-is-deep", hidden=True)
    library = refreshed(library, store, HERE)
    reply = library.ask(LAKE_QUESTION, HERE)
    assert "lake-is-deep" not in [entry for entry, _ in reply.decision.ranked]
    assert library.show("lake-is-deep", HERE) is None
    assert "lake-is-deep" not in [shown.entry.id for shown in library.suggest("lake", HERE)]
    assert library.show("lake-is-deep", THERE) is not None
    assert [one.state for one in browsing.listing(store, HERE) if one.entry == "lake-is-deep"] == ["hidden"]
    with pytest.raises(InvalidInputError, match="hidden already"):
        overrides.hide(store, by(), "lake-is-deep", hidden=True)
    overrides.hide(store, by(), "lake-is-deep", hidden=False)
    assert refreshed(library, store, HERE).show("lake-is-deep", HERE) is not None


def test_shared_entries_are_not_changed_by_a_server(store: Store) -> None:
    for action in (
        lambda: publishing.retire(store, by(), "lake-is-deep", "Away."),
        lambda: publishing.restore(store, by(), "lake-is-deep"),
        lambda: publishing.revert(store, by(), "lake-is-deep", 1, "minor", None),
    ):
        with pytest.raises(InvalidInputError, match="is a shared entry"):
            action()
    assert len(store.revisions.history(SHARED, "lake-is-deep")) == 1
