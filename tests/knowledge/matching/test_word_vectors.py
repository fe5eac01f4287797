"""A text's vector is the sum of its words' vectors: the order is lost, other words of the same meaning are near."""

import base64
import importlib.resources
import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import base_of
from knowledge.matching.index.terms import analyse_document, analyse_text
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.lexicons.similar_words import shipped_similar_words
from knowledge.matching.lexicons.word_vectors import SIZE, WordVectors, as_line, vector_cosines, vector_cosines_by_entry
from knowledge.matching.ranking.candidates import candidates
from knowledge.matching.ranking.features import PAIR_FEATURES
from knowledge.matching.ranking.query import query_for
from knowledge.matching.ranking.semantic import refused_share
from knowledge.matching.ranking.shortlist import LISTED, SHORTLIST, shortlist
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question

NAMELESS = Gazetteer(())
TABLE = importlib.resources.files("knowledge.matching.lexicons").joinpath("word_vectors.tsv")
LARGEST = 127
# Whatever stands in a vector: never 0, which would be below the least number.
BYTES = st.lists(st.integers(1, 255), min_size=SIZE, max_size=SIZE).map(bytes)
VECTOR = st.lists(st.integers(-LARGEST, LARGEST), min_size=SIZE, max_size=SIZE)
BREWER = Document(
    "brewer",
    "The brewer poisoned the well of the village.",
    ("did the brewer put something into the water",),
    not_this=("did the brewer poison his wife",),
)


def made(**vectors: list[int]) -> WordVectors:
    return WordVectors({stem: as_line(vector) for stem, vector in vectors.items()})


def numbers(vector: bytes) -> list[int]:
    return [byte - 128 for byte in vector]


def vector_cosine(one: bytes, other: bytes) -> float:
    (cosine,) = vector_cosines(one, other)
    return cosine


def vector_of(text: str):
    return analyse_text(text, NAMELESS).vector


def pairs(question: str, document: Document):
    base = base_of((document, Document("horse", "The mayor sold his horse in spring.")), NAMELESS)
    (passage, *_) = read_question(question, NAMELESS).passages
    found = shortlist(passage, base, shipped_background())
    return {one.pair.document.document.id: one for one in found}


def value(question: str, document: Document, feature: str) -> float:
    place = [name for name, _ in PAIR_FEATURES].index(feature)
    return pairs(question, document)[document.id].values[place]


@given(one=VECTOR, other=VECTOR)
def test_a_texts_vector_is_the_direction_of_the_sum(one, other):
    vectors = made(one=one, other=other)
    found = vectors.text_vector(["one", "strange", "other"])
    summed = [mine + theirs for mine, theirs in zip(one, other, strict=True)]
    length = sum(number**2 for number in summed) ** 0.5
    if not length:
        assert not any(numbers(found))
        return
    # A number is cut where nearly all of the vector is in that one.
    expected = [max(-LARGEST, min(LARGEST, 200 * number / length)) for number in summed]
    assert numbers(found) == pytest.approx(expected, abs=0.5)


@given(one=VECTOR, other=VECTOR, count=st.integers(200, 600))
def test_a_long_text_has_the_vector_of_all_its_words(one, other, count):
    words = {f"word{place}": (one, other)[place % 2] for place in range(2 * count)}
    assert made(**words).text_vector(words) == made(one=one, other=other).text_vector(["one", "other"])


@given(one=VECTOR, other=VECTOR)
def test_how_near_two_gists_are_goes_from_nothing_to_one_both_ways(one, other):
    vectors = made(one=one, other=other)
    mine, theirs = vectors.text_vector(["one"]), vectors.text_vector(["other"])
    assert 0.0 <= vector_cosine(mine, theirs) == vector_cosine(theirs, mine) <= 1.0
    exact = sum(a * b for a, b in zip(one, other, strict=True))
    lengths = (sum(a * a for a in one) * sum(b * b for b in other)) ** 0.5
    if lengths and LARGEST not in map(abs, numbers(mine + theirs)):
        assert vector_cosine(mine, theirs) == pytest.approx(max(0.0, exact / lengths), abs=0.05)


@given(own=BYTES, others=st.lists(st.lists(BYTES, max_size=4), max_size=4))
def test_many_at_once_are_as_near_as_one_by_one(own, others):
    joined = [b"".join(some) for some in others]
    assert vector_cosines_by_entry(own, joined) == [[vector_cosine(own, one) for one in some] for some in others]
    for one in itertools.chain(*others):
        product = sum(a * b for a, b in zip(numbers(own), numbers(one), strict=True))
        assert vector_cosine(own, one) == max(0.0, min(1.0, product / 200**2))


def test_what_has_no_vector_is_near_to_nothing():
    vectors = made(word=[3] * SIZE)
    assert not any(numbers(vectors.text_vector(["strange"]) + vectors.text_vector([])))
    assert vector_cosine(vectors.text_vector([]), vectors.text_vector(["word"])) == 0.0
    assert vector_cosine(vectors.text_vector(["word"]), vectors.text_vector(["word", "strange"])) == pytest.approx(
        1.0, abs=0.01
    )


@pytest.mark.parametrize(
    ("question", "same", "another"),
    [
        ("did the cops shoot his dog", "Police killed a puppy.", "Police hired a cook."),
        ("was the soda tainted", "The drink was contaminated with poison.", "The drink was sold at a discount."),
        ("does the jab make women barren", "The vaccine causes infertility.", "The vaccine costs ten dollars."),
    ],
)
def test_the_same_in_other_words_is_near(question, same, another):
    assert (
        vector_cosine(vector_of(question), vector_of(same))
        > vector_cosine(vector_of(question), vector_of(another)) + 0.1
    )


def test_every_shipped_vector_is_whole_and_common_words_have_one():
    lines = [line.split("\t") for line in TABLE.read_text(encoding="ascii").splitlines()]
    stems = [stem for stem, _ in lines]
    assert stems == sorted(set(stems))
    for _, vector in lines:
        bytes_of = base64.b64decode(vector, validate=True)
        assert len(bytes_of) == SIZE and any(bytes_of) and 0x80 not in bytes_of
    common = [stem for stem, seen in shipped_background().frequency.items() if seen > 50 and stem.isalpha()]
    assert len(set(common) & set(stems)) > 0.95 * len(common) > 100


def test_a_document_has_the_vectors_of_its_wordings():
    document = analyse_document(BREWER, NAMELESS)
    assert document.vectors == vector_of(BREWER.claim) + vector_of(BREWER.phrasings[0])
    assert document.refused_vectors == vector_of(BREWER.not_this[0])


def test_the_features_of_vectors_look_at_the_nearest_wording_and_at_what_is_refused():
    asked, refused = "did the brewer taint the well water", "did the brewer murder his wife with poison"
    near, far = (value(asked, BREWER, "vector_asked"), value("is the brewer rich", BREWER, "vector_asked"))
    assert 0.0 <= far < near <= 1.0
    assert value(asked, BREWER, "vector_few") <= near
    for feature in ("vector_refused", "vector_rather"):
        assert value(asked, BREWER, feature) < 0.5 < value(refused, BREWER, feature)
    unwarned = Document(BREWER.id, BREWER.claim, BREWER.phrasings)
    assert value(refused, unwarned, "vector_rather") == 0.0
    assert value(refused, unwarned, "vector_refused") < 0.5


def test_what_has_no_vector_is_no_reason_to_refuse():
    strange = Document("strange", "Qwerta hjklo Zxcvo.", not_this=("did Qwerta meet the pope",) * 3)
    assert value("did Qwerta hjklo Zxcvo", strange, "vector_rather") == refused_share([0.0], [0.0, 0.0]) == 0.0


def test_the_order_of_wordings_changes_nothing():
    wordings = [BREWER.claim, *BREWER.phrasings, "who tainted the village's water"]
    random.Random(3).shuffle(wordings)
    other = Document(BREWER.id, wordings[0], tuple(wordings[1:]))
    first = Document(BREWER.id, BREWER.claim, (*BREWER.phrasings, "who tainted the village's water"))
    for feature in ("vector_asked", "vector_few"):
        assert value("did he taint the well", first, feature) == value("did he taint the well", other, feature)


def test_what_shares_fewer_words_but_a_near_vector_is_among_the_few_that_are_compared():
    towns = "Oslo Bergen Tromso Narvik Stavanger Trondheim Bodo Alta Molde Hamar Skien Moss".split()
    thanks = [Document(town, f"The police of {town} thanked all neighbours for the lights.") for town in towns]
    base = base_of((*thanks, Document("shot", "Officers of the police killed a puppy with a gun.")), NAMELESS)
    (passage, *_) = read_question("did the police shoot the neighbours dog", NAMELESS).passages
    listed = candidates(query_for(passage, base, shipped_background()), base, shipped_similar_words(), LISTED)
    assert [one.id for one in listed][SHORTLIST:][-1] == "shot"
    compared = [one.pair.document.document.id for one in shortlist(passage, base, shipped_background())]
    assert len(compared) == SHORTLIST and compared[0] == "shot"


def test_the_explanation_says_how_near_the_vectors_are():
    base = base_of((BREWER,), NAMELESS)
    reasons = decide(read_question("did the brewer taint the well", NAMELESS), base, shipped_background()).reasons()
    (told,) = [reason for reason in reasons if reason.startswith("brewer: gist: ")]
    assert "to its nearest wording, the words taken together, 0." in told
    assert told.endswith("to a question that it must not answer")
    unwarned = base_of((Document(BREWER.id, BREWER.claim, BREWER.phrasings),), NAMELESS)
    reasons = decide(read_question("did the brewer taint the well", NAMELESS), unwarned, shipped_background()).reasons()
    (told,) = [reason for reason in reasons if reason.startswith("brewer: gist: ")]
    assert "must not answer" not in told
