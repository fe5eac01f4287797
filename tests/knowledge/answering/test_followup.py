"""Further questions: which part of an entry is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.followup import FollowUp, Part, follow_up, part_asked
from knowledge.answering.library import Library, PublishedEntry, build_library
from knowledge.store import SHARED, open_store
from tests.scenes.asking import CIA, CIA_QUESTION, ZETAS, database


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    store = open_store(database(tmp_path_factory.mktemp("followup")))
    try:
        return build_library(store)
    finally:
        store.close()


def entry(library: Library, name: str) -> PublishedEntry:
    shown = library.show(name, SHARED)
    assert shown is not None
    return shown


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("says who?", Part.CLAIMANTS),
        ("who claims this?", Part.CLAIMANTS),
        ("who even said that", Part.CLAIMANTS),
        ("according to whom?", Part.CLAIMANTS),
        ("¿quién lo dice?", Part.CLAIMANTS),
        ("source?", Part.SOURCES),
        ("Sources pls", Part.SOURCES),
        ("where did you get that from?", Part.SOURCES),
        ("got a link?", Part.SOURCES),
        ("since when?", Part.AS_OF),
        ("is this up to date?", Part.AS_OF),
        ("is that still true?", Part.AS_OF),
        ("when was this checked?", Part.AS_OF),
        ("how old is this?", Part.AS_OF),
        ("isn't that just jailhouse gossip?", Part.EVIDENCE),
        ("any proof?", Part.EVIDENCE),
        ("why do people believe it?", Part.EVIDENCE),
        ("how do they know?", Part.EVIDENCE),
        ("could it still happen?", Part.CAVEATS),
        ("are you sure?", Part.CAVEATS),
        ("what would change your mind?", Part.CAVEATS),
        ("how certain is that", Part.CAVEATS),
        ("what's against it?", Part.REBUTTALS),
        ("why not?", Part.REBUTTALS),
        ("who denies it?", Part.REBUTTALS),
        ("thanks!", None),
        ("do penguins fly?", None),
        ("", None),
    ],
)
def test_the_part_is_read_from_the_words(text: str, part: Part | None) -> None:
    assert part_asked(text) is part


def test_names_make_it_a_question_for_the_library(library: Library) -> None:
    shown = entry(library, ZETAS)
    found = follow_up(library, SHARED, shown, f"says who, and {CIA_QUESTION}")
    assert found.reply is not None
    assert [answer.shown.entry.id for answer in found.reply.answers] == [CIA]


def test_a_part_by_name_of_the_entry_itself_is_that_part(library: Library) -> None:
    found = follow_up(library, SHARED, entry(library, ZETAS), "what is the evidence that the Zetas did?")
    assert found.part is Part.EVIDENCE or found.reply is not None


@pytest.mark.parametrize("text", ["thanks", "ok thanks a lot!", "lol", "good bot", "Thank you very much."])
def test_a_courtesy_asks_nothing(library: Library, text: str) -> None:
    assert follow_up(library, SHARED, entry(library, ZETAS), text) == FollowUp(courtesy=True)


def test_what_cannot_be_told_is_neither(library: Library) -> None:
    assert follow_up(library, SHARED, entry(library, ZETAS), "hmm, penguins") == FollowUp()


@given(st.text(max_size=400))
def test_reading_never_raises(library: Library, text: str) -> None:
    found = follow_up(library, SHARED, entry(library, CIA), text)
    assert not (found.part and found.reply)


@pytest.mark.parametrize("text", ["hello, thanks", "gracias", "good morning everyone", "ok, thx a lot!", "hola"])
def test_a_message_of_courtesies_is_no_question(library: Library, text: str) -> None:
    assert not library.read(text, SHARED).passages
    assert library.read(f"{text}, are the Zetas allied with MS-13?", SHARED).passages
