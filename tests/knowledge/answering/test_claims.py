"""Browsing claims: what fits, in which order, and nothing that this audience does not see."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answering.claims import (
    ClaimFilter,
    FoundClaims,
    begun,
    claim_key,
    find_claims,
    name_key,
    names,
    suggest_claims,
    topics,
)
from knowledge.answering.library import Library, library_of
from knowledge.answering.published_entry import PublishedEntry, UnreadEntry
from knowledge.entries.entry import Entry, entry_mapping
from knowledge.entries.validation import read_entry
from knowledge.entries.verdict import Verdict
from knowledge.question.gazetteer import Name
from knowledge.store import SHARED
from knowledge.store.revisions import body_of
from tests.scenes.desk import plain
from tests.scenes.strategies import entries


def entry(number: str, claim: str, verdict: str = "false", **more: object) -> Entry:
    return read_entry({**plain(number), "claim": claim, "phrasings": [], "names": [], "verdict": verdict, **more})


BRIDGE = entry("bridge", "The old bridge was built by monks.", topics=["buildings"], names=["Abbey of Cluny"])
TOWER = entry("tower", "A tower of brass stands beside the old bridge.", "true", topics=["buildings", "metals"])
MONKS = entry("monks", "Monks brewed beer in Cluny.", "mixed", topics=["food"], names=["Abbey of Cluny"])
ABBEY = Name("Abbey of Cluny", "place", ("the monks of Cluny", "Cluny Abbey"))


def library() -> Library:
    return library_of([BRIDGE, TOWER, MONKS], [ABBEY])


def found(**wanted: object) -> list[str]:
    return ids(find_claims(library(), SHARED, ClaimFilter(**wanted)))  # type: ignore[arg-type]


def ids(claims: FoundClaims | tuple[PublishedEntry, ...]) -> list[str]:
    return [one.id for one in (claims.claims if isinstance(claims, FoundClaims) else claims)]


def test_all_of_them_by_the_alphabet_and_each_filter_alone_and_together() -> None:
    assert found() == ["tower", "monks", "bridge"]
    assert found(verdict=Verdict.TRUE) == ["tower"]
    assert found(topic=claim_key("buildings")) == ["tower", "bridge"]
    assert found(topic=claim_key("  BUILDINGS ")) == ["tower", "bridge"]
    assert found(name=claim_key("Abbey of Cluny")) == ["monks", "bridge"]
    assert found(name=claim_key("Abbey of Cluny"), verdict=Verdict.FALSE) == ["bridge"]
    assert found(topic=claim_key("ships")) == [] == found(topic=claim_key("food"), verdict=Verdict.TRUE)
    both = find_claims(library(), SHARED, ClaimFilter(topic=claim_key("FOOD"), name=claim_key("abbey of cluny")))
    assert (both.topic, both.name) == ("food", "Abbey of Cluny")


def test_a_search_finds_first_what_begins_with_it_then_its_words_anywhere() -> None:
    assert found(search="monks") == ["monks", "bridge"]
    assert found(search="old bri")[:2] == ["tower", "bridge"]
    assert found(search="brid old")[:2] == ["tower", "bridge"]
    # By its names and topics, too, and whatever its accents and capitals.
    assert found(search="ABBÉY food") == ["monks"]
    assert found(search="bridge", verdict=Verdict.TRUE) == ["tower"]
    assert found(search="zzz") == found(search="...") == []


def test_a_name_is_known_by_each_way_of_writing_it() -> None:
    for text in ("Cluny Abbey", "the monks of cluny", "ABBEY OF CLUNY"):
        assert name_key(library(), SHARED, text) == claim_key("Abbey of Cluny")
    assert name_key(library(), SHARED, "nobody") == claim_key("Nobody")


def test_what_begins_a_word_comes_before_what_is_within_one() -> None:
    assert ids(suggest_claims(library(), SHARED, "mon", 9)) == ["monks", "bridge"]
    assert ids(suggest_claims(library(), SHARED, "the old", 9))[0] == "bridge"
    assert ids(suggest_claims(library(), SHARED, "old b", 9)) == ["tower", "bridge"]
    assert ids(suggest_claims(library(), SHARED, "brass", 9)) == ["tower"]
    # Within a word, and by the matcher, after it.
    assert "tower" in ids(suggest_claims(library(), SHARED, "ower", 9))
    assert ids(suggest_claims(library(), SHARED, "", 2)) == ["tower", "monks"]
    assert len(suggest_claims(library(), SHARED, "o", 1)) == 1


def test_topics_and_names_are_those_of_claims_the_most_used_first() -> None:
    assert topics(library(), SHARED, "", 9) == ("buildings", "food", "metals")
    assert topics(library(), SHARED, "me", 9) == ("metals",)
    assert topics(library(), SHARED, "", 1) == ("buildings",)
    assert names(library(), SHARED, "monk", 9) == ("Abbey of Cluny",)
    assert names(library(), SHARED, "x", 9) == ()
    nobodys = library_of([TOWER], [ABBEY])
    assert names(nobodys, SHARED, "", 9) == ()


@settings(max_examples=30, deadline=None)
@given(entries())
def test_an_entry_that_was_not_read_is_browsed_by_the_same(made: Entry) -> None:
    held = UnreadEntry(made.id, made.claim, body_of(entry_mapping(made)).encode())
    unread, read = PublishedEntry(held, 1, None), PublishedEntry(made, 1, None)
    assert unread.facets == read.facets and held._entry is None
    assert unread.entry == made
    again = PublishedEntry(UnreadEntry(made.id, made.claim, held._body), 1, None)
    assert dataclasses.asdict(unread.facets) == dataclasses.asdict(read.facets) and again.claim == made.claim


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_whatever_is_typed(text: str) -> None:
    known = library()
    everything = {"bridge", "tower", "monks"}
    assert set(ids(suggest_claims(known, SHARED, text, 25))) <= everything
    assert set(ids(find_claims(known, SHARED, ClaimFilter(search=text)))) <= everything
    assert set(ids(begun(text, known.browse(SHARED)))) <= everything
    assert len(claim_key(text)) == 8 and len(name_key(known, SHARED, text)) == 8
    assert topics(known, SHARED, text, 2) is not None and names(known, SHARED, text, 2) is not None
