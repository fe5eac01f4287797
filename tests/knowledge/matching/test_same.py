"""Two measures: what is near is offered, what is the same is answered, on a base that was made for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.exchange.packs import starter_packs
from knowledge.matching.deciding.decision import decide, rank
from knowledge.matching.index.document import Document, document_of
from knowledge.matching.index.segment import Base, base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.outcome import MOST_OFFERED, Budget, Decision, Outcome
from knowledge.matching.ranking.judging import INPUTS, JUDGED, judged
from knowledge.matching.ranking.query import asked
from knowledge.matching.ranking.shortlist import shortlist
from knowledge.matching.ranking.weights import shipped_model
from knowledge.question.cleaning import MOST_CHARACTERS
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question

NAMELESS = Gazetteer(())
DOCUMENTS = (
    Document(
        "fluoride",
        "The water works add fluoride to the drinking water.",
        ("is there fluoride in tap water", "do they put fluoride in our water"),
    ),
    Document(
        "solar",
        "Solar power is the most expensive way to make electricity.",
        ("is solar the most expensive electricity", "does solar cost the most"),
    ),
    Document(
        "accused",
        "Governor Marlo was accused of taking bribes from the mill.",
        ("was marlo accused of bribery", "is governor marlo accused of taking bribes"),
    ),
    Document(
        "proposed",
        "The council proposed a tax on dogs.",
        ("did the council propose a dog tax", "is there a proposal for a tax on dogs"),
    ),
    Document(
        "rats", "Rats spread the plague in Europe.", ("did rats spread the plague", "was the plague carried by rats")
    ),
    Document(
        "bribe",
        "The baker bribed the mayor of Velmar.",
        ("did the baker bribe the mayor of velmar", "was the mayor bribed by the baker"),
    ),
    Document("stress", "Stress causes ulcers.", ("does stress cause ulcers", "are ulcers caused by stress")),
    Document("lake", "The lake of Orvel is deeper than the sea of Narn.", ("is lake orvel deeper than the narn sea",)),
    Document(
        "tower",
        "The tower of Velmar fell before the church was built.",
        ("did the tower fall before the church was built",),
    ),
    Document(
        "guns",
        "Ninety percent of the guns in Velmar come from Narn.",
        ("do 90% of velmar guns come from narn", "90%", "90 percent"),
    ),
)
BASE = base_of(DOCUMENTS, NAMELESS)


def decided(question: str, base: Base = BASE, budget: Budget = Budget.BALANCED) -> Decision:
    return decide(read_question(question, base.gazetteer), base, shipped_background(), budget)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("do the water works add chlorine to the drinking water", "fluoride"),
        ("is there chlorine in tap water", "fluoride"),
        ("is there lead in tap water", "fluoride"),
        ("do they put fluoride in our salt", "fluoride"),
        ("is nuclear power the most expensive way to make electricity", "solar"),
        ("is nuclear the most expensive electricity", "solar"),
        ("is solar the cheapest electricity", "solar"),
        ("was marlo convicted of bribery", "accused"),
        ("was governor marlo cleared of taking bribes", "accused"),
        ("was marlo accused of murder", "accused"),
        ("did the council pass a tax on dogs", "proposed"),
        ("did the council reject a tax on dogs", "proposed"),
        ("did the council propose a tax on cats", "proposed"),
        ("did rats spread cholera", "rats"),
        ("did fleas spread the plague", "rats"),
        ("did the mayor of velmar bribe the baker", "bribe"),
        ("was the baker bribed by the mayor", "bribe"),
        ("do ulcers cause stress", "stress"),
        ("is stress caused by ulcers", "stress"),
        ("is the narn sea deeper than lake orvel", "lake"),
        ("did the tower fall after the church was built", "tower"),
        ("did the church fall before the tower", "tower"),
        ("do 80% of velmar guns come from narn", "guns"),
        ("do 90% of narn guns come from velmar", "guns"),
    ],
)
def test_a_near_miss_is_offered_and_not_answered(question, entry):
    decision = decided(question)
    assert (decision.outcome, decision.answers) == (Outcome.ASK_WHICH, ())
    assert decision.offered[0] == entry


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("so do they really put fluoride into our water", "fluoride"),
        ("is it true that they add fluoride to tap water?", "fluoride"),
        ("the plague was spread by rats, right?", "rats"),
        ("was the mayor of velmar bribed by the baker?", "bribe"),
        ("are ulcers caused by stress", "stress"),
        ("did the council propose a tax on dogs", "proposed"),
    ],
)
def test_the_same_claim_in_other_words_is_answered(question, entry):
    (answer,) = decided(question).answers
    assert answer.entry == entry


@pytest.mark.parametrize(
    ("entry", "wording"), [(one.id, text) for one in DOCUMENTS for text in (one.claim, *one.phrasings)]
)
def test_a_wording_is_answered_word_for_word_unless_it_is_a_number_alone(entry, wording):
    answers = [match.entry for match in decided(wording).answers]
    assert answers == ([] if wording.startswith("90") else [entry])


def test_a_wording_of_two_entries_is_of_neither_for_sure():
    twin = Document("twin", "The mill pays for the plague.", ("did rats spread the plague",))
    both = decided("did rats spread the plague", base_of((*DOCUMENTS, twin), NAMELESS))
    alone = decided("did rats spread the plague")
    assert alone.confidence >= 0.99 > both.confidence


def test_the_fourth_phrasing_of_the_same_words_is_seen_to_be_one_too():
    ways = (
        "is the bridge closed",
        "was the bridge closed",
        "are bridges closed",
        "the bridge? closed",
        "closed bridge",
    )
    closed = base_of((Document("closed", "They closed the only bridge.", ways), *DOCUMENTS), NAMELESS)
    for way in ways:
        (answer,) = decided(way, closed).answers
        assert (answer.entry, answer.confidence) == ("closed", pytest.approx(0.99, abs=0.01))


@pytest.mark.parametrize(
    "number", ["90%", "90 %", "90", "ninety percent", "90 percent", "10,000-12,000", "1998", "12k"]
)
@pytest.mark.parametrize("budget", Budget)
def test_a_bare_number_is_no_claim(number, budget):
    has = base_of((*DOCUMENTS, Document("many", "There are 10,000-12,000 gang members.", (number,))), NAMELESS)
    for base in (BASE, has):
        assert not decided(number, base, budget).answers


def test_a_tighter_budget_answers_no_more():
    questions = ("do the water works add fluoride", "was marlo convicted of bribery", "does solar power cost more")
    for question in questions:
        strict, balanced, helpful = (bool(decided(question, BASE, budget).answers) for budget in Budget)
        assert strict <= balanced <= helpful


# The reply as a whole


@pytest.fixture(scope="module")
def packs() -> Base:
    found = starter_packs()
    gazetteer = Gazetteer(name for pack in found for name in pack.names)
    return base_of((document_of(entry) for pack in found for entry in pack.entries), gazetteer)


WORDS = st.sampled_from(
    "fluoride chlorine water works add solar nuclear most expensive electricity marlo accused convicted of bribery did "
    "the council pass propose dog tax rats spread plague baker bribe mayor velmar by cause stress ulcers lake deeper "
    "than sea tower fall before after church 90 percent 90% guns narn not and is ?".split()
)
TEXTS = st.lists(WORDS, max_size=14).map(" ".join)


def hold(text: str, base: Base, budget: Budget) -> None:
    """What holds of every decision."""
    decision = decided(text, base, budget)
    assert 0 <= decision.confidence <= 1
    assert len(decision.offered) <= MOST_OFFERED and len(set(decision.offered)) == len(decision.offered)
    assert not (decision.answers and decision.offered)
    listed = [entry for entry, _ in decision.ranked]
    assert len(set(listed)) == len(listed)
    scores = [score for _, score in decision.ranked]
    assert scores == sorted(scores, reverse=True)
    if decision.answers:
        assert decision.answers[0].entry == listed[0]
        assert decision.answers[0].confidence == decision.confidence >= shipped_model().answer_from[budget]
    elif listed:
        # What would be answered if it were likelier.
        read = read_question(text, base.gazetteer).passages
        found = [one for passage in read if (one := rank(passage, base, shipped_background())) is not None]
        best = max(found, key=lambda one: one.first.same).first
        assert (listed[0], decision.confidence) == (best.id, best.same)


@given(TEXTS, st.sampled_from(Budget))
@example("did rats spread the plague and does stress cause ulcers", Budget.BALANCED)
@example("90%", Budget.HELPFUL)
@settings(max_examples=120, deadline=None)
def test_the_first_of_the_list_is_what_is_answered_with_its_own_chance(text, budget):
    hold(text, BASE, budget)


@pytest.mark.parametrize("budget", Budget)
def test_the_same_holds_over_the_shipped_packs(packs, budget):
    for one in packs.layers[0].segment.documents[::7]:
        for text in (*one.document.not_this[:2], *one.document.phrasings[:1]):
            hold(text, packs, budget)


def test_a_wording_of_the_shipped_packs_is_answered_word_for_word(packs):
    documents = [one.document for one in packs.layers[0].segment.documents]
    for document in documents[::2]:
        text = document.phrasings[len(document.phrasings) // 2]
        (passage, *_) = read_question(text, packs.gazetteer).passages
        if len(asked(passage, packs, shipped_background()).units) > 1:
            assert document.id in [match.entry for match in decided(text, packs).answers], text


def chances(question: str, base: Base = BASE) -> dict[str, tuple[float, float]]:
    """Of each judged candidate, the chance that it is near and that it is the same."""
    (passage, *_) = read_question(question, base.gazetteer).passages
    ranked = rank(passage, base, shipped_background())
    assert ranked is not None
    return {one.id: (one.near, one.same) for one in ranked.candidates}


def test_offers_are_the_likeliest_first_and_none_that_is_not_near():
    alike = [
        Document(f"pay-{town.lower()}", f"The mayor of {town} pays the police in gold.", (f"does {town} pay in gold",))
        for town in ("Oslo", "Bergen", "Tromso", "Narvik", "Molde")
    ]
    base = base_of((*alike, *DOCUMENTS), NAMELESS)
    question = "do mayors pay the police in gold"
    decision = decided(question, base)
    near = {entry: chance for entry, (chance, _) in chances(question, base).items()}
    assert len(decision.offered) == MOST_OFFERED
    told = [near[entry] for entry in decision.offered]
    assert told == sorted(told, reverse=True) and min(told) >= shipped_model().offer_from
    assert min(told) >= max(chance for entry, chance in near.items() if entry not in decision.offered)


def test_what_is_far_behind_the_likeliest_or_not_near_at_all_is_not_offered():
    assert decided("did the council pass a tax on dogs").offered == ("proposed",)
    assert decided("what should i cook tonight, rice or pasta").outcome is Outcome.NO_ENTRY


# Judging

_RANGES = {"lead_fit": (-1, 1), "order_by_fit": (0, JUDGED)}
_MASSES = {"query_left_mass", "surface_left_mass", "linked_mass", "parts_moved", "parts_kept", "cause_kept"}
_MASSES |= {"order_kept", "degree_moved", "degree_kept"}


@given(TEXTS | st.text(st.characters(), max_size=200))
@example("a" * MOST_CHARACTERS)
@example("90 " * 500)
@example("fluoride " * 500)
@example("because of stress, ulcers, so rats before rats")
@settings(max_examples=120, deadline=None)
def test_what_is_judged_by_is_within_0_and_2_and_never_more_than_a_few(text):
    for passage in read_question(text, NAMELESS).passages[:3]:
        found = shortlist(passage, BASE, shipped_background())
        if not found:
            continue
        candidates = judged(found)
        assert len(candidates) == min(JUDGED, len(found))
        for one in candidates:
            assert len(one.inputs) == len(INPUTS)
            for name, value in zip(INPUTS, one.inputs, strict=True):
                least, most = _RANGES.get(name, (0, 2))
                if name in _MASSES:
                    # A sum over the words of the longer of the two.
                    most = 1 + max(len(one.alignment.query.tokens), len(one.alignment.surface.tokens)) / 2
                assert least - 1e-9 <= value <= most + 1e-9, name


def test_candidates_are_judged_by_their_best_wording():
    passage = read_question("do they put fluoride in our water", NAMELESS).passages[0]
    first, *_ = judged(shortlist(passage, BASE, shipped_background()))
    assert (first.id, first.surface, first.verbatim) == ("fluoride", "do they put fluoride in our water", True)
    assert first.inputs[INPUTS.index("verbatim")] == 1


def test_the_rest_of_the_list_is_seen_and_how_large_the_base_is():
    def inputs(base: Base, entry: str) -> dict[str, float]:
        passage = read_question("did rats spread the plague", NAMELESS).passages[0]
        (one,) = [each for each in judged(shortlist(passage, base, shipped_background())) if each.id == entry]
        return dict(zip(INPUTS, one.inputs, strict=True))

    alone = inputs(BASE, "rats")
    twin = inputs(base_of((*DOCUMENTS, replace(DOCUMENTS[4], id="twin")), NAMELESS), "rats")
    assert alone["rival_fit"] < twin["rival_fit"] == pytest.approx(1)
    assert alone["lead_fit"] > twin["lead_fit"] == pytest.approx(0)
    large = base_of((*DOCUMENTS, *(Document(f"d{at}", f"A claim about thing {at}.") for at in range(500))), NAMELESS)
    assert alone["base_size"] < inputs(large, "rats")["base_size"] < 1


def test_more_phrasings_are_an_input_and_none_is_of_the_question_alone():
    few, many = Document("x", "Rats ate the cheese.", ("a",)), Document("x", "Rats ate the cheese.", tuple("abcdefgh"))
    passage = read_question("did rats eat the cheese", NAMELESS).passages[0]
    found = [judged(shortlist(passage, base_of((one,), NAMELESS), shipped_background()))[0] for one in (few, many)]
    less, more = (one.inputs[INPUTS.index("phrasings")] for one in found)
    assert 0 < less < more <= 1
    assert asked(passage, BASE, shipped_background()).units


# Why


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "is there chlorine in tap water",
            "fluoride: words: the phrasing “is there fluoride in tap water” says *fluoride*, the question *chlorine*",
        ),
        (
            "do the water works add chlorine to drinking water",
            "fluoride: words: the claim says *fluoride*, the question *chlorine*",
        ),
        (
            "do ulcers cause stress",
            (
                "stress: words: the claim and the question account for each other; who does it, what causes it or "
                "which is more stands the other way round"
            ),
        ),
        (
            "did rats spread the plague in ASIA",
            "rats: words: the question also says *ASIA*, which the phrasing “did rats spread the plague” does not",
        ),
        (
            "is there fluoride in water",
            (
                "fluoride: words: the phrasing “do they put fluoride in our water” also says *put*, which the question "
                "does not"
            ),
        ),
        (
            "does stress cause ulcers",
            "stress: words: the phrasing “does stress cause ulcers” and the question account for each other",
        ),
    ],
)
def test_the_explanation_says_what_is_unaccounted_for_on_either_side(question, sentence):
    assert sentence in tuple(decided(question).reasons)


def test_the_explanation_tells_both_chances_of_the_first():
    decision = decided("is there chlorine in tap water")
    near, same = chances("is there chlorine in tap water")["fluoride"]
    assert decision.reasons[0] == (
        f"fluoride: {same:.0%} sure that it is exactly this claim, {near:.0%} that it is near"
    )
    assert decision.confidence == same
