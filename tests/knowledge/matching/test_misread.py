"""What is mistyped or said in passing is read as it was meant, and is no sign of another claim."""

import pytest

from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import Base, base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.ranking.query import asked
from knowledge.matching.ranking.shortlist import shortlist
from knowledge.question.gazetteer import Gazetteer, Name
from knowledge.question.reading import read_question

NAMES = Gazetteer((Name("Barrio 18", "gang", ("18th Street",)), Name("Monte Bagio", "place")))
BASE = base_of(
    (
        Document("barrio", "In February 2013 the gang of the old barrio kept 42 dogs.", ("dogs of the barrio",)),
        Document("country", "The country sold its contra band to a barrio in another country."),
        Document("neighbours", "The barrio of that country has many dogs."),
    ),
    NAMES,
)


def terms(question: str, base: Base = BASE) -> tuple[str, ...]:
    passage = read_question(question, base.gazetteer).passages[0]
    return asked(passage, base, shipped_background()).terms.terms


def kinds(question: str, entry: str) -> list[str]:
    passage = read_question(question, NAMES).passages[0]
    found = shortlist(passage, BASE, shipped_background())
    pair = next(one for one in found if one.pair.document.document.id == entry)
    return [veto.kind for veto in pair.vetoes]


@pytest.mark.parametrize(
    ("typed", "meant"), [("bario", "barrio"), ("contry", "countri"), ("dgos", "dog"), ("Barrrio", "barrio")]
)
def test_of_words_equally_near_the_commonest_is_meant(typed, meant):
    assert meant in terms(f"the {typed} of the gang")


@pytest.mark.parametrize("typed", ["teh", "abuot", "th", "taht"])
def test_a_mistyped_small_word_says_nothing(typed):
    assert terms(f"{typed} dogs of the gang") == terms("dogs of the gang")


def test_a_name_that_is_one_letter_from_a_small_word_stays():
    assert "abut" not in terms("dogs of the gang")
    assert terms("did Thier keep the dogs of the gang")[0] not in terms("did their keep the dogs of the gang")


def test_a_month_that_is_cut_short_is_the_month():
    assert terms("dogs in feb") == terms("dogs in february")


def test_no_evidence_at_all_is_no_figure():
    assert "numbers" not in kinds("zero evidence that the barrio kept dogs", "barrio")


@pytest.mark.parametrize("figure", ["43", "5", "100", "100 percent of the"])
def test_another_figure_is_one_however_small_or_round(figure):
    assert "numbers" in kinds(f"the barrio kept {figure} dogs", "barrio")
    assert "numbers" not in kinds("the barrio kept 42 dogs", "barrio")


def test_a_small_word_of_spanish_alone_tells_something_in_english():
    assert "son" in terms("was the son of the gang in the barrio")
    assert terms("¿son del barrio los perros?") == terms("¿es del barrio los perros?")
