"""Many entries of a server's own: packed elsewhere they are asked as if they had been read one by one."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.answering import server_view
from knowledge.answering.library import Library, build_library, refreshed
from knowledge.answering.own_index import WORTH_PACKING, indexed
from knowledge.answering.published_entry import UnreadEntry
from knowledge.answering.warming import warm_up
from knowledge.matching.index.spellings import BuiltSpelling
from knowledge.matching.lexicons.paraphrases import shipped_synonyms
from knowledge.moderation import overrides, settings
from knowledge.store import SHARED, Store
from tests.scenes.desk import HERE, by, opened, plain

MANY = WORTH_PACKING + 20
QUESTIONS = ("does the tower 17x have 17 doors", "hill 3x tower", "is the mountain lake deep", "towr 40x dors")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path)
    yield store
    store.close()


def write(store: Store, first: int, last: int, doors: int = 0) -> None:
    with store.transaction():
        for number in range(first, last):
            body = plain(
                f"tower-{number}x",
                claim=f"The tower {number}x has {number + doors} doors.",
                phrasings=[f"tower {number}x doors"],
            )
            store.revisions.add(HERE, body["id"], body, state="published", kind="new", at="2026")


def said(library: Library) -> list[object]:
    return [(one.outcome, one.decision.ranked) for one in (library.ask(text, HERE) for text in QUESTIONS)]


def sizes(library: Library) -> list[int]:
    return [len(one.segment) - len(one.hidden) for one in library._view(HERE).own]


@pytest.fixture
def unpacked(store: Store, monkeypatch: pytest.MonkeyPatch) -> Library:
    write(store, 0, MANY)
    with monkeypatch.context() as patch:
        patch.setattr(server_view, "WORTH_PACKING", 10_000)
        return build_library(store)


def test_packed_entries_are_asked_like_others_and_read_when_they_are_shown(store: Store, unpacked: Library) -> None:
    library = build_library(store)
    assert said(library) == said(unpacked)
    held = [one.held for one in library.browse(HERE) if one.pack is None]
    assert len(held) >= MANY and all(isinstance(one, UnreadEntry) for one in held)
    assert library.browse(HERE) == unpacked.browse(HERE)


def test_only_what_was_changed_is_indexed_again(store: Store) -> None:
    asked: list[bytes] = []

    def elsewhere(given: bytes) -> bytes:
        asked.append(given)
        return indexed(given)

    write(store, 0, MANY)
    library = build_library(store, elsewhere)
    write(store, MANY, 2 * MANY)
    write(store, 0, 3, doors=1000)
    library = refreshed(library, store, HERE, elsewhere=elsewhere)
    assert len(asked) == 2 and asked[1].count(b'"claim":"The tower') == MANY + 3
    assert sizes(library) == [MANY - 3, MANY + 3]
    assert [one.entry for one in library.browse(HERE)] == [one.entry for one in build_library(store).browse(HERE)]
    # And a setting or a hidden entry brings no indexing at all.
    overrides.hide(store, by(), "lake-is-deep", hidden=True)
    after = refreshed(library, store, HERE, elsewhere=elsewhere)
    assert len(asked) == 2 and sizes(after) == sizes(library)
    assert after.show("lake-is-deep", HERE) is None and library.show("lake-is-deep", HERE) is not None


def test_a_new_name_has_everything_read_again_with_it(store: Store) -> None:
    write(store, 0, MANY)
    library = build_library(store)
    settings.put_name(store, by(), "Tower", {"name": "Tower", "kind": "place", "also": ["campanile"]})
    library = refreshed(library, store, HERE)
    assert sum(sizes(library)) >= MANY
    assert library.ask("the campanile 17x doors", HERE).decision.ranked[0][0] == "tower-17x"


def test_a_retired_entry_is_gone_from_among_packed_ones(store: Store) -> None:
    write(store, 0, MANY)
    library = build_library(store)
    with store.transaction():
        store.revisions.add(HERE, "tower-17x", plain("tower-17x"), state="retired", kind="retired", at="2026")
    for entry in ("tower-17x", None):
        after = refreshed(library, store, HERE, entry)
        assert after.show("tower-17x", HERE) is None
        assert "tower-17x" not in dict(after.ask(QUESTIONS[0], HERE).decision.ranked)


def test_the_same_number_with_other_words_is_another_entry(store: Store) -> None:
    write(store, 0, 3)
    library = build_library(store)
    with store.transaction():
        store.removals.left(HERE, "2026")
        store.removals.erase(HERE)
    write(store, 1, 2, doors=70)
    found = refreshed(library, store, HERE).show("tower-1x", HERE)
    assert found is not None and "71 doors" in found.claim and "71 doors" in found.entry.claim


def test_what_can_wait_was_done_before_anybody_asks(store: Store) -> None:
    shipped_synonyms.cache_clear()
    write(store, 0, 20)
    library = build_library(store)
    warm_up(library)
    assert shipped_synonyms.cache_info().currsize == 1
    for segment in library.segments():
        spelling = segment.spelling
        assert not isinstance(spelling, BuiltSpelling) or "_longer" in vars(spelling)
        assert segment._gists is not None and segment._refused_gists is not None
    # An edit: only what is new is worked out.
    write(store, 5, 6, doors=9)
    after = refreshed(library, store, HERE, "tower-5x")
    warm_up(after, library)
    assert all(segment._gists is not None for segment in after.segments())


def test_a_library_that_was_replaced_is_freed_without_a_collection(store: Store) -> None:
    """The bot leaves its library out of collections, so that it must not refer to itself."""
    write(store, 0, MANY)
    gc.collect()
    gc.disable()
    try:
        library = build_library(store)
        warm_up(library)
        library.ask(QUESTIONS[0], HERE)
        view = library._view(HERE)
        layers = (*view.own, *library._view(SHARED).base.layers)
        left = [weakref.ref(layer.segment) for layer in layers]
        left += [weakref.ref(layer.segment.documents) for layer in view.own]
        del library, view, layers
        assert [one() for one in left] == [None] * len(left)
    finally:
        gc.enable()
