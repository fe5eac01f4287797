"""One base, many servers: each sees the shared entries without what it hides, under its own."""

from __future__ import annotations

import pytest

from knowledge.answering.library import Library, NotReadError, build_library, refreshed
from knowledge.matching.outcome import Budget
from knowledge.moderation import overrides, publishing, settings
from knowledge.moderation.drafts import editing
from knowledge.store import SHARED, Audience, Store
from tests.scenes.desk import HERE, THERE, by, plain, published, typed


def written(store: Store, entry: str, **fields: object) -> None:
    with store.transaction():
        store.revisions.add(HERE, entry, plain(entry, **fields), state="published", kind="new", at="2026")


def layers(library: Library, audience: Audience = HERE) -> list[int]:
    """How many documents each of the audience's own layers still shows."""
    return [len(one.segment) - len(one.hidden) for one in library._view(audience).own]


def test_an_edit_is_taken_in_by_itself_and_says_the_same_as_reading_everything(store: Store) -> None:
    library = refreshed(build_library(store), store, HERE)
    names = ("amber", "basalt", "cobalt", "dolomite", "ebony", "flint", "garnet", "hematite", "indigo", "jasper")
    for step in range(3):
        for name in names:
            written(
                store, f"the-{name}", claim=f"The {name} tower has {step + 2} doors.", phrasings=[f"{name} tower doors"]
            )
            library = refreshed(library, store, HERE, f"the-{name}")
    whole = refreshed(library.without(HERE), store, HERE)
    assert [one.entry for one in library.browse(HERE)] == [one.entry for one in whole.browse(HERE)]
    for name in names:
        question = f"does the {name} tower have 4 doors"
        few, all_at_once = library.ask(question, HERE).decision, whole.ask(question, HERE).decision
        assert few.ranked[0][0] == all_at_once.ranked[0][0] == f"the-{name}"
        assert {entry for entry, _ in few.ranked} == {entry for entry, _ in all_at_once.ranked}
    assert sum(layers(library)) == len(names) and len(layers(library)) <= 5
    assert layers(library, SHARED) == []


def test_no_edit_moves_many_documents(store: Store) -> None:
    library = refreshed(build_library(store), store, HERE)
    most = 0
    for number in range(2 * 128 + 1):
        written(store, f"hill-{number}x", claim=f"Hill {number} is a volcano.")
        library = refreshed(library, store, HERE, f"hill-{number}x")
        most = max(most, layers(library)[-1])
    assert most == max(layers(library)) == 128 and sum(layers(library)) == number + 1


def test_an_edited_entry_stands_once_among_those_that_are_seen(store: Store) -> None:
    written(store, "lake-is-deep", claim="The mountain lake is dry.")
    written(store, "new-one")
    library = refreshed(build_library(store), store, HERE)
    seen = library._view(HERE).entries
    assert sorted(seen) == ["lake-is-deep", "new-one", "river-runs-north"] and len(seen) == 3
    assert seen["lake-is-deep"].claim == "The mountain lake is dry."


def test_what_is_hidden_moves_no_rank_and_no_margin(store: Store) -> None:
    library = refreshed(build_library(store), store, HERE)
    question = "is the mountain lake deeper than the river"
    before = library.ask(question, HERE).decision.ranked
    overrides.hide(store, by(), "lake-is-deep", hidden=True)
    after = refreshed(library, store, HERE).ask(question, HERE).decision.ranked
    assert "lake-is-deep" in dict(before) and "lake-is-deep" not in dict(after)


def test_a_server_with_nothing_of_its_own_costs_nothing(store: Store) -> None:
    library = refreshed(build_library(store), store, HERE)
    assert library._view(HERE).base is library._view(SHARED).base
    settings.change_settings(store, by(), budget=Budget.STRICT)
    library = refreshed(library, store, HERE)
    assert library._view(HERE).base is library._view(SHARED).base
    assert library.settings(HERE).budget is Budget.STRICT and library.settings(THERE).budget is Budget.BALANCED


def test_a_pack_that_is_switched_off_is_not_there(store: Store) -> None:
    settings.change_settings(store, by(), packs_off=("rivers",))
    library = build_library(store)
    assert library.browse(HERE) == () and len(library.browse(THERE)) == 2


def test_names_of_a_server_are_read_in_questions_and_in_shared_entries(store: Store) -> None:
    published(store, by())
    library = build_library(store)
    settings.add_name(store, by(), "Mountain Lake", "place", "the tarn")
    library = refreshed(library, store, HERE)
    read = library.read("is the tarn deeper than the ocean", HERE)
    assert [found.name.name for passage in read.passages for found in passage.names] == ["Mountain Lake"]
    # The shared entry is about that very lake, so that the name in a question must not keep it from being found.
    decision = library.ask("is the tarn deeper than the ocean", HERE).decision
    assert decision.ranked[0][0] == "lake-is-deep"
    document = library._view(HERE).base.document("lake-is-deep")
    assert document is not None and "Mountain Lake" in document.claim.names
    elsewhere = library.read("is the tarn deeper than the ocean", THERE)
    assert [found for passage in elsewhere.passages for found in passage.names] == []


def test_a_way_of_writing_is_added_to_a_name_that_is_shared(store: Store) -> None:
    settings.add_name(store, by(), "Zetas", "cartel", "la última letra")
    library = build_library(store)
    for way in ("Los Zetas", "la última letra"):
        read = library.read(f"is it so that {way} rule", HERE)
        assert [found.name.name for passage in read.passages for found in passage.names] == ["Zetas"], way


def test_what_was_dropped_is_read_again_and_never_answered_without(store: Store) -> None:
    published(store, by())
    library = build_library(store).without(HERE)
    assert not library.is_read(HERE) and library.is_read(THERE)
    with pytest.raises(NotReadError):
        library.ask("anything", HERE)
    assert refreshed(library, store, HERE).show("new-one", HERE) is not None


def test_a_shared_entry_comes_back_with_the_servers_names_when_its_override_is_retired(store: Store) -> None:
    settings.add_name(store, by(), "Mountain Lake", "place", "the tarn")
    library = refreshed(build_library(store), store, HERE)
    draft = typed(store, by(), editing.edit(store, by(), "lake-is-deep"), answer="Ours.").draft
    publishing.publish(store, by(), draft.number, version=draft.version, kind="update", sentence="It changed.")
    library = refreshed(library, store, HERE, "lake-is-deep")
    publishing.retire(store, by(), "lake-is-deep", "No more.")
    library = refreshed(library, store, HERE, "lake-is-deep")
    document = library._view(HERE).base.document("lake-is-deep")
    assert document is not None and "Mountain Lake" in document.claim.names
    shown = library.show("lake-is-deep", HERE)
    assert shown is not None and shown.pack == "Rivers"


@pytest.mark.parametrize("names", [(), ("Grand Duke",)])
def test_an_edited_entry_is_read_as_it_would_be_among_everything(store: Store, names: tuple[str, ...]) -> None:
    with store.transaction():
        # Where nobody looks for names of a server: a question that the shared entry must not answer.
        written_shared = plain("lake-is-deep", not_this=["did the Grand Duke drain the mountain lake"])
        store.revisions.add(SHARED, "lake-is-deep", written_shared, state="published", kind="update", at="2026")
    for name in names:
        settings.add_name(store, by(), name, "person", "his grace")
    library = refreshed(build_library(store), store, HERE)
    written(store, "lake-is-deep", not_this=written_shared["not_this"], answer="Not as far as is measured.")
    edited = refreshed(library, store, HERE, "lake-is-deep")._view(HERE).base.document("lake-is-deep")
    whole = refreshed(build_library(store), store, HERE)._view(HERE).base.document("lake-is-deep")
    assert edited == whole
    assert edited is not None and ("Grand Duke" in edited.not_this[0].names) is bool(names)
