"""The gazetteer: names are found however they are written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.entries.problems import InvalidEntryError
from knowledge.question.gazetteer import Gazetteer, Name, read_names
from knowledge.question.tokens import split_words
from tests.scenes.strategies import names

GAZETTEER = Gazetteer(
    (
        Name("MS-13", "gang", ("Mara Salvatrucha", "la MS")),
        Name("Barrio 18", "gang", ("18th Street",)),
        Name("Juan Orlando Hernández", "person", ("JOH",)),
        Name("El Salvador", "country", ("Salvador",)),
        Name("San Salvador", "place"),
    )
)


def found(text, gazetteer=GAZETTEER):
    return [one.name.name for one in gazetteer.find(split_words(text))]


@pytest.mark.parametrize("written", ["MS-13", "ms13", "MS 13", "mara salvatrucha", "the MS-13's boss"])
def test_every_way_of_writing_is_one_name(written):
    assert found(written) == ["MS-13"]


def test_accents_and_case_do_not_matter():
    assert found("juan orlando hernandez and joh") == ["Juan Orlando Hernández"] * 2


def test_the_longest_name_wins_and_none_overlap():
    assert found("in San Salvador, El Salvador") == ["San Salvador", "El Salvador"]
    assert found("salvador") == ["El Salvador"]


def test_places_are_those_of_the_words():
    (one,) = GAZETTEER.find(split_words("was the mara salvatrucha there"))
    assert (one.start, one.end) == (2, 4)


def test_a_servers_own_names_go_on_top():
    mine = GAZETTEER.with_names([Name("Our MS", "organisation", ("la MS",)), Name("Barrio 18", "place")])
    assert found("la ms", mine) == ["Our MS"]
    assert mine.canonical("Barrio 18").kind == "place"
    assert found("la ms") == ["MS-13"]
    assert GAZETTEER.with_names([]) is GAZETTEER


@given(st.lists(names, max_size=6), st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_finding_never_fails_and_never_overlaps(some, text):
    words = split_words(text)
    end = 0
    for one in Gazetteer(some).find(words):
        assert end <= one.start < one.end <= len(words)
        end = one.end


@given(names)
@settings(max_examples=100, deadline=None)
def test_a_name_is_found_by_itself(name):
    assert [one.name for one in Gazetteer([name]).find(split_words(name.name))] == [name]


@pytest.mark.parametrize(
    ("tables", "wrong"),
    [
        (
            [{"name": "A1 B", "kind": "gang"}, {"name": "A1 C", "kind": "gang", "also": ["a1 b"]}],
            "also a way of writing",
        ),
        ([{"name": "A B", "kind": "gang"}, {"name": "A B", "kind": "gang"}], "stands here twice"),
        ([{"name": "A B", "kind": "club"}], "not one of the kinds"),
        ([{"kind": "gang"}], "missing"),
        ([{"name": "A B", "kind": "gang", "also": "x"}], "no list of texts"),
        ([{"name": "A B", "kind": "gang", "also": ["..."]}], "is no name"),
        ([{"name": "A" * 101, "kind": "gang"}], "is no name"),
        ([{"name": "A B", "kind": "gang", "aka": []}], "no such field"),
        (["A B"], "no table"),
        ("A B", "no list of tables"),
    ],
)
def test_what_is_wrong_with_names_is_said(tables, wrong):
    with pytest.raises(InvalidEntryError) as raised:
        read_names({"names": tables})
    assert wrong in str(raised.value)
    assert len(raised.value.problems) == 1


OTHERS = Gazetteer(
    (
        Name("Zetas", "cartel", ("Los Zetas", "Zeta", "the Zeta")),
        Name("MS-13", "gang", ("Mara Salvatrucha",)),
        Name("CIA", "organisation", ("Central Intelligence Agency", "la CIA")),
        Name("FSB", "organisation"),
        Name("Álvaro Colom", "person", ("Colom", "President Colom")),
        Name("El Salvador", "country", ("Salvador",)),
        Name("Jordan", "country"),
        Name("Sinaloa Cartel", "cartel", ("Sinaloa",)),
        Name("United States", "country", ("US",)),
        Name("Mexico", "country"),
        Name("Petén", "place"),
    )
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Is Catherine Zeta-Jones allied with MS-13?", ["MS-13"]),
        ("is catherine zeta-jones allied with ms-13", ["MS-13"]),
        ("Zeta-Douglas met the MS-13 there", ["MS-13"]),
        ("is zeta jones in ms13", ["MS-13"]),
        ("are the Zeta Psi fraternity and ms-13 allied", ["MS-13"]),
        ("zeta beta tau and delta zeta and ms-13", ["MS-13"]),
        ("did Sandra Colom order it", []),
        ("did salvador dali paint it", []),
        ("Michael Jordan's shoes", []),
        ("the Culinary Institute of America (CIA) created MS-13", ["MS-13"]),
        ("the culinary institute of america (cia) created ms-13, so the cia did", ["MS-13"]),
        ("CIA (Culinary Institute of America) created MS-13", ["MS-13"]),
        ("Comics in Action [CIA] about MS-13", ["MS-13"]),
    ],
)
def test_a_piece_of_a_longer_name_is_not_that_name(text, left):
    assert found(text, OTHERS) == left


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zetas-linked gunmen", ["Zetas"]),
        ("Zetas-Linked gunmen", ["Zetas"]),
        ("pro-Zetas and Anti-Zetas groups", ["Zetas", "Zetas"]),
        ("the Zetas-Sinaloa war", ["Zetas", "Sinaloa Cartel"]),
        ("Los Zetas Cartel", ["Zetas"]),
        ("Zetas Leader Captured", ["Zetas"]),
        ("the MS-13 Gang", ["MS-13"]),
        ("MS-13-backed", ["MS-13"]),
        ("the US-Mexico border", ["United States", "Mexico"]),
        ("ZETAS-LINKED", ["Zetas"]),
        ("did Álvaro Colom do it", ["Álvaro Colom"]),
        ("President Colom, Maria said", ["Álvaro Colom"]),
        ("Maria, Colom's aunt", ["Álvaro Colom"]),
        ("in San Francisco Petén", ["Petén"]),
        ("the Central Intelligence Agency (CIA)", ["CIA", "CIA"]),
        ("the Central Inteligence Agency (CIA)", ["CIA"]),
        ("la Agencia Central de Inteligencia (CIA)", ["CIA"]),
        ("the agency (CIA) and its chief", ["CIA"]),
        ("the Federal Security Service (FSB)", ["FSB"]),
        ("El Salvador and Jordan", ["El Salvador", "Jordan"]),
    ],
)
def test_what_only_stands_beside_a_name_leaves_it(text, names):
    assert found(text, OTHERS) == names


def test_a_longer_name_is_read_as_one_word():
    words, found_names = OTHERS.read(split_words("was Catherine Zeta-Jones in MS-13"))
    assert [word.text for word in words] == ["was", "catherine-zeta-jones", "in", "ms", "13"]
    assert [(one.name.name, one.start, one.end) for one in found_names] == [("MS-13", 3, 5)]
    words = split_words("was it the MS-13")
    assert OTHERS.read(words) == (words, OTHERS.find(words))


@given(st.lists(names, max_size=6), st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_reading_names_never_fails(some, text):
    gazetteer = Gazetteer(some)
    words, found_names = gazetteer.read(split_words(text))
    assert all(0 <= one.start < one.end <= len(words) for one in found_names)


@given(st.text(st.sampled_from("Zeta Jones-(),CIA ofPsMaria"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_reading_pieces_of_names_never_fails(text):
    words, found_names = OTHERS.read(split_words(text))
    assert all(0 <= one.start < one.end <= len(words) for one in found_names)
