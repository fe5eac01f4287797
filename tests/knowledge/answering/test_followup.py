"""Further questions: which part of an entry is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.followup import AnswerPart, FollowUp, follow_up, part_asked
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
        ("says who?", AnswerPart.CLAIMANTS),
        ("who claims this?", AnswerPart.CLAIMANTS),
        ("who even said that", AnswerPart.CLAIMANTS),
        ("according to whom?", AnswerPart.CLAIMANTS),
        ("¿quién lo dice?", AnswerPart.CLAIMANTS),
        ("source?", AnswerPart.SOURCES),
        ("Sources pls", AnswerPart.SOURCES),
        ("where did you get that from?", AnswerPart.SOURCES),
        ("got a link?", AnswerPart.SOURCES),
        ("since when?", AnswerPart.AS_OF),
        ("is this up to date?", AnswerPart.AS_OF),
        ("is that still true?", AnswerPart.AS_OF),
        ("when was this checked?", AnswerPart.AS_OF),
        ("how old is this?", AnswerPart.AS_OF),
        ("isn't that just jailhouse gossip?", AnswerPart.EVIDENCE),
        ("any proof?", AnswerPart.EVIDENCE),
        ("why do people believe it?", AnswerPart.EVIDENCE),
        ("how do they know?", AnswerPart.EVIDENCE),
        ("could it still happen?", AnswerPart.CAVEATS),
        ("are you sure?", AnswerPart.CAVEATS),
        ("what would change your mind?", AnswerPart.CAVEATS),
        ("how certain is that", AnswerPart.CAVEATS),
        ("what's against it?", AnswerPart.REBUTTALS),
        ("why not?", AnswerPart.REBUTTALS),
        ("who denies it?", AnswerPart.REBUTTALS),
        ("thanks!", None),
        ("do penguins fly?", None),
        ("", None),
    ],
)
def test_the_part_is_read_from_the_words(text: str, part: AnswerPart | None) -> None:
    assert part_asked(text) is part


def test_names_make_it_a_question_for_the_library(library: Library) -> None:
    shown = entry(library, ZETAS)
    found = follow_up(library, SHARED, shown, f"says who, and {CIA_QUESTION}")
    assert found.reply is not None
    assert [answer.shown.entry.id for answer in found.reply.answers] == [CIA]


def test_a_part_by_name_of_the_entry_itself_is_that_part(library: Library) -> None:
    found = follow_up(library, SHARED, entry(library, ZETAS), "what is the evidence that the Zetas did?")
    assert found.part is AnswerPart.EVIDENCE or found.reply is not None


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
