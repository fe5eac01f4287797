"""A decision says why when it is asked, and is a plain value beside that."""

import copy

import pytest

from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question

BASE = base_of(
    (
        Document("pact", "The Zetas are allied with the Maras in Guatemala.", ("have the zetas made a pact",)),
        Document("lake", "The mountain lake is deeper than the ocean."),
    ),
    Gazetteer(()),
)


def decided(text="are the zetas allied with the maras"):
    return decide(read_question(text, BASE.gazetteer), BASE, shipped_background())


def test_reasons_are_sentences_on_the_candidates_the_first_one_first():
    reasons = decided().reasons()
    assert reasons and all(isinstance(reason, str) for reason in reasons)
    assert reasons[0].startswith("pact: ")
    assert reasons == decided().reasons() != decided("is the mountain lake deeper").reasons()


def test_a_question_without_a_word_of_any_entry_has_its_reason():
    (reason,) = decided("who paid for penguins").reasons()
    assert reason == "words: no entry shares a telling word with the question"


def test_a_decision_is_a_plain_value():
    decision = decided()
    assert decision == decided() and hash(decision) == hash(decided())
    assert copy.deepcopy(decision) == decision
    with pytest.raises(AttributeError):
        decision.confidence = 1.0
