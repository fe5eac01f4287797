"""Reasons wait to be read, and are a tuple of sentences to whoever reads, compares, copies or pickles them."""

import copy
import pickle

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


def test_reasons_are_the_same_however_they_are_read():
    plain = tuple(decided().reasons)
    assert plain and all(isinstance(reason, str) for reason in plain)
    assert plain[0].startswith("pact: ")
    assert len(decided().reasons) == len(plain)
    assert decided().reasons[0] == plain[0] and decided().reasons[:1] == plain[:1]
    assert decided().reasons == plain and plain == tuple(decided().reasons)
    assert hash(decided().reasons) == hash(plain) and repr(decided().reasons) == repr(plain)
    assert decided().reasons != decided("is the mountain lake deeper").reasons


def test_a_decision_is_still_a_plain_value():
    decision = decided()
    assert decision == decided() and hash(decision) == hash(decided())
    again = pickle.loads(pickle.dumps(decision))
    assert again == decision and type(again.reasons) is tuple
    assert copy.deepcopy(decision) == decision
    with pytest.raises(AttributeError):
        decision.reasons = ()
