"""The golden follow-ups: the data are sound, the promises are kept, and the shares hold."""

import json
from collections import Counter

import pytest

from knowledge.answering.followup import AnswerPart, sentences_of
from knowledge.store import SHARED
from tests.golden.followups import (
    CONTENT,
    FLOORS,
    KINDS,
    NOTHING,
    OTHER,
    PART,
    Fate,
    figures,
    golden_followups,
    library_of_all_packs,
    losses,
    measure,
)
from tests.golden.questions import PARTS

FOLLOWUPS = golden_followups()


@pytest.fixture(scope="module")
def library():
    return library_of_all_packs()


@pytest.fixture(scope="module")
def results(library):
    return measure(library, FOLLOWUPS)


def test_there_are_enough_of_them_in_both_languages_over_many_entries():
    assert len(FOLLOWUPS) >= 300
    assert len({(one.entry, one.text) for one in FOLLOWUPS}) == len(FOLLOWUPS)
    content = [one for one in FOLLOWUPS if one.kind == CONTENT]
    assert len(content) >= 100
    assert len({one.entry for one in content}) >= 25
    for part in PARTS:
        assert Counter(one.language for one in FOLLOWUPS if one.part == part)["es"] >= 30
        assert {one.kind for one in FOLLOWUPS if one.part == part} == set(KINDS)
    untouched = [one for one in FOLLOWUPS if one.part == "untouched"]
    assert {part.value for part in AnswerPart} <= {one.expected[0] for one in untouched if one.kind == PART}


def test_what_is_expected_is_there(library):
    for one in FOLLOWUPS:
        shown = library.show(one.entry, SHARED)
        assert shown is not None, one
        if one.kind == PART:
            assert all(AnswerPart(expected) for expected in one.expected), one
        elif one.kind == OTHER:
            assert all(library.show(expected, SHARED) for expected in one.expected), one
            assert one.entry not in one.expected, one
        elif one.kind == CONTENT and one.expected != (NOTHING,):
            ids = [sentence.id for sentence in sentences_of(shown.entry)]
            for expected in one.expected:
                assert any(name == expected or name.startswith(f"{expected}.") for name in ids), one


def test_the_shares_hold(results):
    assert losses(results, json.loads(FLOORS.read_text(encoding="utf-8"))) == []


def test_a_change_that_costs_a_point_is_noticed(results):
    floors = figures(results)
    assert losses(results, floors) == []
    assert losses(results, floors | {"untouched/content/right": floors["untouched/content/right"] + 1.0})
    assert losses(results, floors | {"untouched/content/wrong": floors["untouched/content/wrong"] - 1.0})
    assert losses(results, {name: floor for name, floor in floors.items() if name != "tuned/all/right"})


def test_the_promises_are_kept(results):
    """Nine in ten are right and none gets another entry; of content questions three in four, and hardly any wrongly."""
    assert sum(one.fate is Fate.RIGHT for one in results) / len(results) >= 0.9
    assert not [one for one in results if one.fate is Fate.ANOTHER]
    for part in PARTS:
        content = [one for one in results if one.written.part == part and one.written.kind == CONTENT]
        assert sum(one.fate is Fate.RIGHT for one in content) / len(content) >= 0.75
        assert sum(one.fate is Fate.WRONG for one in content) / len(content) <= 0.03
