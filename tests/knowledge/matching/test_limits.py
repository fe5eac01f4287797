"""Matching at its limits: any text, always the same, features in their ranges, fast ways equal to plain ones."""

import math
import sys
from functools import cache

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.exchange.packs import starter_packs
from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.document import Document, document_of
from knowledge.matching.index.segment import Base, Layer, base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.lexicons.synonyms import shipped_likenesses
from knowledge.matching.outcome import MOST_ANSWERS, MOST_OFFERED, MOST_RANKED, Outcome
from knowledge.matching.ranking import candidates as candidates_module
from knowledge.matching.ranking.candidates import candidates
from knowledge.matching.ranking.features import PAIR_FEATURES
from knowledge.matching.ranking.model import rank_inputs
from knowledge.matching.ranking.query import asked
from knowledge.matching.ranking.shortlist import LISTED, shortlist
from knowledge.matching.ranking.weights import shipped_model
from knowledge.question.cleaning import MOST_CHARACTERS
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question
from tests.bench.fitting.models import rank_matrix
from tests.bench.made_claims import Maker

WORDS = st.sampled_from(
    "zetas ms13 MS-13 Guatemala allied at war never not did pact 12,000 2012 kidnapper Mara Salvatrucha who how many "
    "cia Gautemala barrio18 cartel . , ? and https://a.example/x ¿ los tienen".split()
)
TEXTS = st.text(st.characters(), max_size=MOST_CHARACTERS) | st.lists(WORDS, max_size=60).map(" ".join)


@cache
def packs() -> Base:
    found = starter_packs()
    gazetteer = Gazetteer(name for pack in found for name in pack.names)
    return base_of((document_of(entry) for pack in found for entry in pack.entries), gazetteer)


@cache
def made() -> Base:
    return base_of(Maker(600).documents(), Gazetteer(()))


def decided(text):
    return decide(read_question(text, packs().gazetteer), packs(), shipped_background())


@given(TEXTS)
@example("\ud800")
@example("a" * MOST_CHARACTERS)
@example("zetas " * 1000)
@example("." * MOST_CHARACTERS)
@example("zetas" + "," * 5900 + "no")
@example("!?" * 3000 + "x")
@example("is zetas " * 600)
@example("12," * 2000)
@example("- " * 3000)
@example(" and zetas ms13 pact" * 300)
@settings(max_examples=80, deadline=None)
def test_deciding_never_fails_and_is_always_the_same(text):
    decision = decided(text)
    assert decision == decided(text)
    assert 0 <= decision.confidence <= 1
    assert len(decision.answers) <= MOST_ANSWERS
    assert len(decision.offered) <= MOST_OFFERED
    assert len(decision.ranked) <= MOST_RANKED
    assert (decision.outcome is Outcome.ANSWERED) == bool(decision.answers)
    assert (decision.outcome is Outcome.ASK_WHICH) == bool(decision.offered)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_every_feature_stays_within_0_and_1(text):
    for passage in read_question(text, packs().gazetteer).passages[:3]:
        for one in shortlist(passage, packs(), shipped_background()):
            assert len(one.values) == len(PAIR_FEATURES)
            for (name, _), value in zip(PAIR_FEATURES, one.values, strict=True):
                assert -1e-9 <= value <= 1 + 1e-9, name


def calls_of(text):
    """How many functions are called to decide: a measure of work that does not depend on the machine."""
    count = 0

    def counting(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    decided(text)
    sys.setprofile(counting)
    try:
        decided(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "zetas ms13 pact ",
        "is it true that zetas ",
        "12,000 ",
        "no ",
        "zteas ",
        "<@1>",
        "...",
        "qzxv wvjk. ",
        "a_b",
        "zetas? ",
    ],
)
def test_work_grows_no_faster_than_the_message(piece):
    short, long = (calls_of((piece * MOST_CHARACTERS)[:length]) for length in (1500, 6000))
    # Four times as long; a message is also split into at most so many passages, hence the margin.
    assert long <= 8 * short + 20_000


lists = st.integers(1, 5).flatmap(
    lambda count: st.lists(
        st.lists(st.floats(0, 1), min_size=len(PAIR_FEATURES), max_size=len(PAIR_FEATURES)),
        min_size=count,
        max_size=count,
    )
)


@given(lists)
@settings(max_examples=50, deadline=None)
def test_ranking_adds_up_to_weights_times_inputs(values):
    model = shipped_model()
    plain = [math.fsum(map(float.__mul__, row, model.rank)) for row in rank_inputs(values)]
    assert model.rank_scores(values) == pytest.approx(plain, abs=1e-8)


@given(lists)
@settings(max_examples=50, deadline=None)
def test_fitting_sees_what_the_matcher_sees(values):
    assert np.allclose(rank_matrix(np.array(values)), np.array(rank_inputs(values)), atol=1e-12)


@pytest.mark.parametrize("hidden", [(), range(0, 600, 2)], ids=["all shown", "half hidden"])
@pytest.mark.parametrize("most", [LISTED, 2])
def test_dropping_the_hopeless_loses_no_candidate(hidden, most, monkeypatch):
    maker = Maker(600)
    base = Base((Layer(made().layers[0].segment, frozenset(hidden)),), made().gazetteer)
    questions = maker.questions(maker.documents(), 60)
    background = shipped_background()
    passages = [passage for one in questions for passage in read_question(one.text, base.gazetteer).passages]
    ready = [asked(passage, base, background) for passage in passages]
    monkeypatch.setattr(candidates_module, "_WORTH_A_LOOK", 0)
    quick = [candidates(one, base, shipped_likenesses(), most) for one in ready]
    monkeypatch.setattr(candidates_module, "_WORTH_A_LOOK", 10**9)
    whole = [candidates(one, base, shipped_likenesses(), most) for one in ready]
    for few, all_ in zip(quick, whole, strict=True):
        assert [one.document.document.id for one in few] == [one.document.document.id for one in all_]
        assert [one.score for one in few] == pytest.approx([one.score for one in all_])


def test_a_base_of_nothing_answers_nothing():
    empty = base_of((), Gazetteer(()))
    assert decide(read_question("zetas?", empty.gazetteer), empty, shipped_background()).outcome is Outcome.NO_ENTRY
    bare = base_of((Document("a", "?"),), Gazetteer(()))
    assert decide(read_question("zetas?", bare.gazetteer), bare, shipped_background()).outcome is Outcome.NO_ENTRY
