"""Topics: a bare name gets the claims about it, of what this audience sees and of nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.library import Library, build_library, library_of
from knowledge.answering.topics import topic_of
from knowledge.exchange.packs import starter_packs
from knowledge.matching.outcome import Outcome
from knowledge.moderation.overrides import hide
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question
from knowledge.store import SHARED, Audience, Store
from tests.scenes.desk import HERE, THERE, by, published

PACKS = starter_packs()
LIBRARY: Library = library_of(
    [entry for pack in PACKS for entry in pack.entries], [name for pack in PACKS for name in pack.names]
)


def offered(text: str) -> list[str]:
    return [shown.entry.id for shown in LIBRARY.ask(text, SHARED).offered]


@pytest.mark.parametrize(
    ("text", "topic"),
    {
        "Zetas?": "Zetas",
        "tell me about MS-13": "MS-13",
        "what do you know about the Zetas": "Zetas",
        "¿qué sabes de los Zetas?": "Zetas",
        "háblame de la CICIG": "CICIG",
        "who are the Zetas": "Zetas",
        "drugs": "drugs",
        "operation fast and furious": "operation fast and furious",
    }.items(),
)
def test_a_topic_is_told_from_what_is_around_it(text: str, topic: str) -> None:
    reply = LIBRARY.ask(text, SHARED)
    assert reply.topic == topic and reply.outcome is Outcome.ASK_WHICH and reply.offered


@pytest.mark.parametrize("text", ["are the Zetas dead", "MS-13 and the Zetas", "is MS-13 in all 50 states", "90%", ""])
def test_what_says_more_is_no_topic(text: str) -> None:
    assert LIBRARY.ask(text, SHARED).topic is None


def test_a_name_is_a_topic_by_every_way_of_writing_it() -> None:
    assert offered("ms13") == offered("Mara Salvatrucha") and len(offered("ms13")) > 3


def test_claims_that_name_it_come_before_those_that_only_have_it_among_their_names() -> None:
    claims = {shown.entry.id: shown.entry.claim for shown in LIBRARY.browse(SHARED)}
    assert all("Guzmán" in claims[entry] for entry in offered("chapo?"))


def test_something_unknown_is_no_topic() -> None:
    assert LIBRARY.ask("tell me about photosynthesis", SHARED).topic is None


def test_what_a_server_hides_or_another_server_wrote_is_not_in_its_list(store: Store) -> None:
    published(store, by())
    published(store, by(audience=THERE), "their-own", claim="The mountain bakery is older than the cathedral.")
    mountain = {audience: _ids(build_library(store), "mountain", audience) for audience in (HERE, THERE, SHARED)}
    assert mountain == {HERE: {"lake-is-deep"}, THERE: {"lake-is-deep", "their-own"}, SHARED: {"lake-is-deep"}}
    hide(store, by(), "lake-is-deep", hidden=True)
    library = build_library(store)
    assert _ids(library, "mountain", HERE) == set() and _ids(library, "mountain", SHARED) == {"lake-is-deep"}
    assert _ids(library, "cathedral", HERE) == {"new-one"}


def _ids(library: Library, text: str, audience: Audience) -> set[str]:
    return {shown.entry.id for shown in library.ask(text, audience).offered}


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    topic_of(read_question(text, Gazetteer(())), Gazetteer(()))
