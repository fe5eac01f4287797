"""Who did what to whom, among all words: what is read, and what is told the other way round."""

from __future__ import annotations

import pytest

from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import base_of
from knowledge.matching.index.terms import NAME_MARK, analyse_text
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.lexicons.roles import Deed
from knowledge.matching.lexicons.turned import turned
from knowledge.matching.ranking.shortlist import shortlist
from knowledge.names import Gazetteer, Name
from knowledge.question.reading import read_question
from tests.bench.fitting.data import pack_base

NAMES = Gazetteer((Name("Zetas", "cartel", ("Los Zetas",)), Name("Iran", "country"), Name("Peru", "country")))


def read(text: str) -> tuple[set[str], set[str]] | None:
    found = analyse_text(text, NAMES).deed
    return None if found is None else (set(found.who), set(found.whom))


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("the Zetas killed 27 farm workers in the north", {"@Zetas"}, {"farm", "worker"}),
        ("farm workers were killed by the Zetas", {"@Zetas"}, {"farm", "worker"}),
        ("were farm workers killed", set(), {"farm", "worker"}),
        ("were the Zetas killing farm workers", {"@Zetas"}, {"farm", "worker"}),
        ("did the mayor give money to the Zetas", {"mayor"}, {"@Zetas"}),
        ("did the mayor get money from the Zetas", {"@Zetas"}, {"mayor"}),
        ("most guns in Peru come from Iran", {"@Iran"}, {"@Peru", "gun"}),
        ("did a bank in Peru pay the Zetas for years", {"bank", "@Peru"}, {"@Zetas"}),
        ("did the mayor kill the Zetas in a fight", {"mayor"}, {"@Zetas"}),
        ("the mayor killed the Zetas by burning a house", {"mayor"}, {"@Zetas"}),
        ("al alcalde lo mataron los Zetas", {"@Zetas"}, {"alcald"}),
        ("los Zetas le dieron dinero a Iran", {"@Zetas"}, {"@Iran"}),
        ("were the guns sold to the mayor by the Zetas", {"@Zetas"}, {"mayor"}),
        ("did Peru get paid by the Zetas to back them", {"@Zetas"}, {"@Peru"}),
        ("do the guns in the US come from Peru", {"@Peru"}, {"@United States", "gun"}),
        ("los Zetas mataron campesinos en el norte", {"@Zetas"}, {"campesin"}),
    ],
)
def test_who_did_it_stands_before_an_active_verb_and_behind_a_passive_one(text, who, whom):
    assert read(text) == (who, whom)


@pytest.mark.parametrize(
    "text",
    [
        "the murder of a mayor by the Zetas",
        "the first arrest of the mayor, was it in Peru",
        "did the mayor get money",
        "the Zetas are allied with Iran",
        "",
    ],
)
def test_what_tells_of_no_deed_has_none(text):
    assert read(text) is None


def deed(who: str, whom: str, kind: str = "kill") -> Deed:
    return Deed(frozenset({kind}), frozenset(who.split()), frozenset(whom.split()))


def test_a_claim_with_a_name_turns_a_question_round_and_one_of_bare_words_needs_a_phrasing():
    named, bare = deed("@Zetas", "farm worker"), deed("gang", "politician")
    assert turned(deed("worker", "@Zetas"), named, [], NAME_MARK)
    assert not turned(deed("politician", "gang"), bare, [], NAME_MARK)
    assert turned(deed("politician", "gang"), bare, [bare], NAME_MARK)


def test_one_phrasing_alone_turns_nothing_round_and_one_the_same_way_keeps_two_from_it():
    own, other = deed("@Iran", "@Peru"), deed("@Peru", "@Iran")
    assert not turned(own, None, [other], NAME_MARK)
    assert turned(own, None, [other, other], NAME_MARK)
    assert not turned(own, None, [other, other, own], NAME_MARK)


def test_another_deed_and_another_pair_turn_nothing_round():
    own = deed("@Iran", "@Peru")
    assert not turned(own, deed("@Peru", "@Iran", kind="give"), [], NAME_MARK)
    assert not turned(own, deed("@Zetas", "@Chile"), [deed("@Chile", "@Zetas")], NAME_MARK)


def test_who_did_it_by_name_does_not_bear_it():
    own = deed("farmhand", "@Zetas")
    assert turned(own, deed("@Zetas", "worker"), [], NAME_MARK)
    assert not turned(own, deed("@Zetas", "worker"), [deed("worker", "@Zetas")], NAME_MARK)


@pytest.mark.parametrize(
    ("question", "entry", "is_turned"),
    [
        ("Did farm workers kill 27 Zetas at Los Cocos?", "los-cocos-massacre-zetas", True),
        ("Did the Zetas kill 27 farm workers at Los Cocos?", "los-cocos-massacre-zetas", False),
        ("Did the gangs pay political parties in El Salvador?", "salvador-parties-paid-gangs-2014", True),
        ("Did political parties in El Salvador pay the gangs?", "salvador-parties-paid-gangs-2014", False),
        ("Did MS-13 give guns to the US government?", "operation-castaway-armed-ms13", True),
        ("Did MS-13 get guns from the US government?", "operation-castaway-armed-ms13", False),
        ("Do 90 percent of US guns come from Mexico?", "ninety-percent-mexican-guns-from-us", True),
        ("Do 90 percent of Mexican guns come from the US?", "ninety-percent-mexican-guns-from-us", False),
        ("Did Colom finance the Zetas?", "zetas-funded-colom-campaign", True),
        ("did iran get arms from the reagan admin thru israel", "iran-contra-arms-and-contras", False),
    ],
)
def test_the_packs_answer_no_question_with_the_parts_exchanged(question, entry, is_turned):
    base = pack_base()
    (passage, *_) = read_question(question, base.gazetteer).passages
    scored = {one.pair.document.document.id: one for one in shortlist(passage, base, shipped_background())}
    assert ("direction" in {veto.kind for veto in scored[entry].vetoes}) is is_turned


def test_a_base_of_bare_claims_is_told_by_its_claim_alone():
    base = base_of((Document("paid", "Iran paid a mayor in the north."),), NAMES)
    kinds = {}
    for question in ("did a mayor pay Iran", "did Iran pay a mayor"):
        (passage, *_) = read_question(question, base.gazetteer).passages
        (scored,) = shortlist(passage, base, shipped_background())
        kinds[question] = {veto.kind for veto in scored.vetoes}
    assert "direction" in kinds["did a mayor pay Iran"] and "direction" not in kinds["did Iran pay a mayor"]
