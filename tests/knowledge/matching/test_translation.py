"""Spanish questions over English entries: read word for word as the base knows, found and offered, not answered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.outcome import Decision, Outcome
from knowledge.matching.ranking.query import asked
from knowledge.matching.ranking.translation import in_english
from knowledge.question.gazetteer import Gazetteer, Name
from knowledge.question.reading import read_question
from knowledge.question.tokens import split_words

NAMES = Gazetteer((Name("Los Zetas", "cartel", ("Zetas",)),))
BASE = base_of(
    (
        Document("moon", "The moon landing was filmed in a studio.", ("did they fake the moon landing",)),
        Document("fluoride", "The city adds fluoride to the drinking water."),
        Document("vaccine", "The vaccine causes infertility in women.", ("do vaccines make women infertile",)),
        Document("election", "The election of the president was stolen.", ("was the vote rigged",)),
        Document("garlic", "Raw garlic cures the flu.", ("does garlic cure the flu", "¿el ajo cura la gripe?")),
        Document("bridge", "The bridge of Velmar was closed in 1998."),
        Document("mill", "The mayor sold the mill to the bank of Los Zetas."),
    ),
    NAMES,
)


def decided(question: str) -> Decision:
    return decide(read_question(question, NAMES), BASE, shipped_background())


def in_words(text: str) -> list[str]:
    """The telling words of a Spanish text as they are asked, by their spelling."""
    return [word.text for word in in_english(split_words(text, spanish=True), BASE) if not word.stops]


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        pytest.param("la vacuna", ["vaccine"], id="gloss"),
        pytest.param("las mujeres", ["women"], id="irregular plural of a gloss"),
        pytest.param("lo cerraron", ["close"], id="verb form"),
        pytest.param("el puente", ["bridge"], id="no cognate"),
        pytest.param("la elección", ["election"], id="cognate in -ción"),
        pytest.param("el presidente", ["president"], id="cognate in -ente"),
        pytest.param("el fluoruro", ["fluoride"], id="loan"),
        pytest.param("el ajo", ["ajo"], id="word of a Spanish phrasing"),
        pytest.param("en 1998", ["1998"], id="number"),
        pytest.param("el xyzzyx", ["xyzzyx"], id="neither gloss nor cognate"),
    ],
)
def test_a_word_is_read_as_what_it_means_here(spanish, english):
    assert in_words(spanish) == english


def test_of_several_glosses_the_one_that_the_base_knows_is_meant():
    banks = base_of((Document("seat", "The seat of the mayor is made of gold."),), NAMES)
    words = split_words("el banco", spanish=True)
    assert [word.text for word in in_english(words, BASE)][-1] == "bank"
    assert [word.text for word in in_english(words, banks)][-1] != "banco"


def test_a_word_whose_glosses_the_base_lacks_counts_as_what_it_means():
    # As a strange English word, not as a strange Spanish one that nobody knows the rarity of.
    assert in_words("la guerra") == ["war"]


def test_a_name_that_the_base_spells_keeps_the_stem_that_it_has_there():
    (word,) = [one for one in in_english(split_words("en Velmar", spanish=True), BASE) if not one.stops]
    assert BASE.frequency(word.stem) == 1


def test_an_english_question_is_not_translated():
    (passage,) = read_question("is the pan of the red sea large", NAMES).passages
    assert not asked(passage, BASE, shipped_background()).translated
    (passage,) = read_question("¿le cerraron el puente a la alcaldesa?", NAMES).passages
    assert asked(passage, BASE, shipped_background()).translated


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("¿la vacuna causa infertilidad en las mujeres?", "vaccine"),
        ("¿fue robada la elección del presidente?", "election"),
        ("¿le echan fluoruro al agua potable de la ciudad?", "fluoride"),
        ("¿es cierto que el alunizaje fue filmado en un estudio de cine?", "moon"),
        ("¿cerraron el puente de Velmar en 1998?", "bridge"),
        ("¿el alcalde les vendió el molino a los Zetas?", "mill"),
    ],
)
def test_spanish_finds_an_entry_that_is_in_english_alone_and_offers_it(question, entry):
    decision = decided(question)
    assert (decision.outcome, decision.answers) == (Outcome.ASK_WHICH, ())
    assert decision.offered[0] == entry == decision.ranked[0][0]


def test_it_is_offered_because_it_was_translated_and_not_because_nobody_was_sure():
    assert decided("¿cerraron el puente de Velmar en 1998?").confidence > 0.9


@pytest.mark.parametrize("question", ["¿el ajo cura la gripe?", "¿Es cierto que el ajo cura la gripe?"])
def test_a_spanish_phrasing_answers(question):
    (answer,) = decided(question).answers
    assert answer.entry == "garlic"


def test_a_spanish_phrasing_answers_no_neighbour():
    assert not decided("¿el ajo cura el cáncer?").answers


SPANISH = st.sampled_from(
    "la el los vacuna causa elección presidente puente cerraron Velmar 1998 ajo cura gripe ¿ no es cierto que xyzzyx "
    "mujeres alcalde Zetas agua".split()
)


@given(st.lists(SPANISH, max_size=10).map(" ".join) | st.text(st.characters(), max_size=40))
@settings(max_examples=100, deadline=None)
def test_translation_keeps_the_number_of_words_what_is_written_and_its_own_result(text):
    words = split_words(text, spanish=True)
    once = in_english(words, BASE)
    assert [word.written for word in once] == [word.written for word in words]
    assert [word.number for word in once] == [word.number for word in words]
    known = [one for one in once if BASE.frequency(one.stem)]
    assert [one for one in in_english(once, BASE) if BASE.frequency(one.stem)][: len(known)] == known


@pytest.mark.parametrize("question", ["¿es cierto que el virus causa cáncer?", "¿será que el virus causa cáncer?"])
def test_a_question_whose_frame_alone_is_clearly_spanish_is_spanish(question):
    (passage,) = read_question(question, NAMES).passages
    assert passage.text.strip("¿ ") == "el virus causa cáncer" and passage.spanish
    base = base_of((Document("virus", "The virus causes cancer."),), NAMES)
    decision = decide(read_question(question, NAMES), base, shipped_background())
    assert (decision.outcome, decision.offered) == (Outcome.ASK_WHICH, ("virus",))
    phrased = base_of((Document("virus", "The virus causes cancer.", (question,)),), NAMES)
    assert decide(read_question(question, NAMES), phrased, shipped_background()).answers
