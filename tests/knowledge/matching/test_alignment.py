"""Alignment: which words of a question stand for which of a wording, and which have nothing that stands for them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.alignment.aligning import Alignment, Reach, align, weights
from knowledge.matching.alignment.features import NAMES as FEATURES
from knowledge.matching.alignment.features import fit, values
from knowledge.matching.alignment.wording import Wording
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.lexicons.paraphrases import shipped_synonyms
from knowledge.matching.lexicons.synonyms import shipped_likenesses
from knowledge.matching.ranking.judging import surface_wording
from knowledge.question.gazetteer import Gazetteer, Name

NAMES = Gazetteer(
    (
        Name("MS-13", "gang", ("MS13", "Mara Salvatrucha")),
        Name("Los Zetas", "cartel", ("Zetas",)),
        Name("Ronald Reagan", "person", ("Reagan",)),
    )
)
ACCOUNTED = 0.5


def read(text: str) -> Wording:
    return surface_wording(text, NAMES)


def aligned(question: str, wording: str) -> Alignment:
    return align(read(question), read(wording), shipped_synonyms().of)


def rarity(term: str) -> float:
    return shipped_background().rarity(term, 1, 10)


def of_features(question: str, wording: str) -> dict[str, float]:
    found = values(aligned(question, wording), rarity, shipped_background().name_likeness, shipped_likenesses().of)
    return dict(zip(FEATURES, found, strict=True))


def left(question: str, wording: str) -> tuple[set[str], set[str]]:
    """The words of the question and of the wording that nothing accounts for."""
    found = aligned(question, wording)
    sides = ((found.query, found.query_linked), (found.surface, found.surface_linked))
    asked, said = (
        {token.text for token, share in zip(side.tokens, linked, strict=True) if share < ACCOUNTED}
        for side, linked in sides
    )
    return asked, said


@pytest.mark.parametrize(
    ("question", "wording"),
    [
        pytest.param("did the bakers sell flour", "the baker sells flour", id="stem"),
        pytest.param("did he buy bread", "he bought bread", id="irregular form"),
        pytest.param("were the children taught", "the child was teaching", id="irregular plural"),
        pytest.param("do shops close on Sundays", "stores close on Sunday", id="synonym"),
        pytest.param("did they purchase the mill", "they bought the mill", id="synonym of an irregular form"),
        pytest.param("was the mayor taken to court", "was the mayor sued", id="phrase for a word"),
        pytest.param("did she sue the mayor", "the mayor was taken to court", id="word for a phrase"),
        pytest.param("is the orchestral hall open", "the orchestra hall opened", id="derivation"),
        pytest.param("did the Mara Salvatrucha attack", "MS13 attacked", id="name by another of its names"),
        pytest.param("did the salvatrucha attack", "the Mara Salvatrucha attacked", id="word of a name"),
        pytest.param("did the vulcano erupt", "the volcano erupted", id="one letter off"),
        pytest.param("is there a mesles outbreak", "the measles outbreak", id="a letter short"),
        pytest.param("did the goverment fall", "the government falls", id="a letter short in a long word"),
        pytest.param("did it burn in '39", "it burned in 1939", id="short year"),
        pytest.param("did it burn in 07", "it burned in 2007", id="short year of this century"),
        pytest.param("did 12k people march", "12,000 people marched", id="number otherwise written"),
        pytest.param("do most people smoke", "the majority of people smoke", id="bare word for its class"),
        pytest.param("the shop of the shop", "the store", id="said twice"),
    ],
)
def test_what_says_the_same_is_accounted_for_on_both_sides(question, wording):
    assert left(question, wording) == (set(), set())


@pytest.mark.parametrize(
    ("question", "wording", "asked", "said"),
    [
        ("do the water works add chlorine", "the water works add fluoride", {"chlorine"}, {"fluoride"}),
        ("is solar the cheapest", "nuclear is the cheapest", {"solar"}, {"nuclear"}),
        ("has Jupiter rings", "Saturn has rings", {"jupiter"}, {"saturn"}),
        ("is the weather hot", "the weather is cold", {"hot"}, {"cold"}),
        ("was the mayor accused", "the mayor was convicted", {"accused"}, {"convicted"}),
        ("was the mayor sued", "the mayor was accused", {"sued"}, {"accused"}),
        ("was the tax proposed", "the tax was passed", {"proposed"}, {"passed"}),
        ("do all people smoke", "some people smoke", {"all"}, {"some"}),
        ("did it rain in 2012", "it rained in 2013", {"2012"}, {"2013"}),
        ("did it burn in '38", "it burned in 1939", {"38"}, {"1939"}),
        ("did 12 people march", "12,000 people marched", {"12"}, {"12000"}),
        ("is it about cats", "is it about cars", {"cats"}, {"cars"}),
    ],
)
def test_what_is_alike_and_another_thing_is_left_over_on_both_sides(question, wording, asked, said):
    assert left(question, wording) == (asked, said)


def test_a_name_inside_a_longer_name_leaves_the_rest_of_it():
    asked, said = left("is Catherine Zeta-Jones rich", "Los Zetas are rich")
    assert asked == {"catherine", "jones"} and said == set()


def test_a_whole_name_is_one_token_that_no_other_name_accounts_for():
    (token,) = [one for one in read("did Ronald Reagan pay").tokens if one.inner]
    assert token.term == "@Ronald Reagan" and "reagan" in token.inner
    assert left("did Ronald Reagan pay", "MS-13 paid") == ({"ronald"}, {"ms"})


def test_a_phrase_is_one_where_all_of_its_words_stand_in_order():
    (phrase,) = read("was the mayor taken to court").phrases
    assert phrase.term == "take to court" and len(phrase.tokens) == 2
    assert read("was the court taken to the mayor").phrases == ()


def test_a_bare_word_tells_by_its_class_alone():
    bare = {one.text for one in read("do most of all people now smoke more than before").tokens if one.bare}
    assert {"most", "all", "people", "more", "before"} <= bare
    assert "smoke" not in bare
    tokens = aligned("do most people smoke", "people smoke").query.tokens
    (weight, _) = [one for token, one in zip(tokens, weights(tokens, lambda _: 9.0), strict=True) if token.bare]
    assert 0 < weight < 9.0


def test_common_words_are_not_taken_for_misspellings_of_one_another():
    assert left("did the cook see the book", "the cook saw the boot") == ({"book"}, {"boot"})


def test_a_misspelling_stands_for_nothing_that_another_word_accounts_for():
    found = aligned("did the vulcano and the volcano erupt", "the volcano erupted")
    links = [(found.query.tokens[link.query].text, link.strength) for link in found.links]
    assert ("volcano", 1.0) in links and not [share for text, share in links if text == "vulcano"]


@pytest.mark.parametrize(
    ("question", "wording", "number_left", "number_replaced", "unit_replaced"),
    [
        ("did 9 dogs bark", "9 dogs barked", 0, 0, 0),
        ("did 9 dogs bark", "dogs barked", 1, 0, 0),
        ("did 9 dogs bark", "8 dogs barked", 1, 1, 0),
        ("did dogs bark", "8 dogs barked", 0, 0, 0),
        ("did 9 cats fight", "9 dogs fought", 0, 0, 1),
        ("did 9 cats fight", "9 dogs fought with cats", 0, 0, 0.5),
        ("do 90 guns come from there", "90 percent of the guns come from there", 0, 0, 0.5),
        ("did 9 percent vote", "9 people voted", 0, 0, 1),
    ],
)
def test_a_number_is_another_by_its_value_and_by_what_it_counts(
    question, wording, number_left, number_replaced, unit_replaced
):
    found = of_features(question, wording)
    got = (found["number_left"], found["number_replaced"], found["unit_replaced"])
    assert got == (number_left, number_replaced, unit_replaced)


def test_one_word_in_the_place_of_another_is_seen_as_its_replacement():
    other = of_features("do the water works add chlorine", "the water works add fluoride")
    beside = of_features("do the water works add chlorine", "the water works add")
    assert other["replaced"] > 0.3 and beside["replaced"] == 0


def test_a_word_that_is_used_alike_is_less_strange_and_yet_left_over():
    alike, strange = (of_features(f"did the {who} kill a dog", "the police killed a dog") for who in ("cop", "dentist"))
    assert alike["query_strange"] < strange["query_strange"]
    planets = of_features("has Jupiter rings", "Saturn has rings")
    assert planets["query_left_most"] > 0.3


def test_the_fit_is_one_for_the_same_and_falls_with_what_either_side_has_left():
    same, more, less, other = (
        fit(aligned(question, "the water works add fluoride"), rarity)
        for question in (
            "do the water works add fluoride",
            "do the water works add fluoride and arsenic",
            "do they add fluoride",
            "is there a pact with the gangs",
        )
    )
    assert same == pytest.approx(1) and other == 0
    assert other < more < same and other < less < same


WORDS = st.sampled_from(
    "most all 12 90 percent 1939 '39 mayor sued court taken to take zetas ms-13 reagan before after than more not "
    "because caused by baker bribed criminal criminology volcano vulcano the of is 12,000 ¿ los".split()
)
TEXTS = st.lists(WORDS, max_size=14).map(" ".join) | st.text(st.characters(), max_size=60)


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_whatever_is_aligned_is_linked_once_by_shares_of_one(question, wording):
    found = aligned(question, wording)
    assert len(found.query_linked) == len(found.query.tokens)
    assert len(found.surface_linked) == len(found.surface.tokens)
    assert all(0 <= share <= 1 for share in (*found.query_linked, *found.surface_linked))
    assert all(0 < link.strength <= 1 for link in found.links)
    for link in found.links:
        assert found.query_linked[link.query] >= ACCOUNTED and found.surface_linked[link.surface] >= ACCOUNTED
    assert found == aligned(question, wording)
    assert 0 <= fit(found, rarity) <= 1 + 1e-9


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_what_a_token_may_stand_for_has_one_of_its_keys(question, wording):
    surface = read(wording)
    for token in read(question).tokens:
        reach = Reach(token, shipped_synonyms().of)
        assert not reach.places(surface) or reach.keys & surface.counterparts.keys


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_text_accounts_for_all_of_itself(text):
    found = aligned(text, text)
    assert set(found.query_linked) | set(found.surface_linked) <= {1.0}
