"""The cosines that are worked out the short way are those of the definition, whatever is asked and written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import base_of
from knowledge.matching.index.terms import AnalysedDocument, Terms
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.lexicons.similar_words import shipped_similar_words
from knowledge.matching.ranking.query import Query, query_for
from knowledge.matching.ranking.query_weights import QueryWeights
from knowledge.question.gazetteer import Gazetteer, Name
from knowledge.question.reading import read_question

NAMES = Gazetteer((Name("MS-13", "group", ("Mara Salvatrucha",)), Name("El Chapo", "person", ("Joaquín Guzmán",))))
# Words of claims, names of the gazetteer, words of chat, initials and what they stand for.
WORDS = (
    "cartel paid police hired tunnel bribe governor 2019 lied MS-13 El-Chapo Mara-Salvatrucha lol friend heard video "
    "DOJ Department-of-Justice FBI Federal-Bureau-of-Investigation"
).split()
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda words: " ".join(words).replace("-", " "))


def matched(question: str, document: Document) -> tuple[Query, AnalysedDocument, QueryWeights]:
    base = base_of([document, Document("other", "The governor of Texas sold a horse.")], NAMES)
    (passage, *_) = read_question(question, NAMES).passages
    what = query_for(passage, base, shipped_background())
    found = base.document(document.id)
    assert found is not None
    return what, found, QueryWeights(what, shipped_similar_words())


def defined(what: Query, text: Terms, weigh: QueryWeights) -> float:
    """The shared idfs over the lengths of both; initials count where one of the two writes them."""
    own, theirs = set(what.analysed.terms), set(text.terms)
    shared = (own & theirs) | (own & text.initials) | (what.analysed.initials & theirs)
    length = sum(weigh(term) ** 2 for term in own) * sum(weigh(term) ** 2 for term in theirs)
    cosine: float = sum(weigh(term) ** 2 for term in shared) / (length**0.5 or 1.0)
    return min(1.0, cosine)


@given(question=TEXTS, texts=st.lists(TEXTS, min_size=1, max_size=4), refused=st.lists(TEXTS, max_size=2))
def test_cosines_are_those_of_the_definition(question: str, texts: list[str], refused: list[str]) -> None:
    if not read_question(question, NAMES).passages:
        return
    document = Document("one", texts[0], phrasings=tuple(texts[1:]), not_this=tuple(refused))
    what, found, weights = matched(question, document)
    for _ in range(2):  # the second time what texts weigh is known
        asked_cosines, refused_cosines = weights.cosines(found)
        assert asked_cosines == pytest.approx([defined(what, text, weights) for text in found.surfaces])
        assert refused_cosines == pytest.approx([defined(what, text, weights) for text in found.not_this])
    assert weights.claim_mass(found) == pytest.approx(sum(weights(term) for term in found.claim.distinct))
    terms = found.claim.term_set
    assert weights.cover(terms) == pytest.approx(sum(r for term, r in weights.terms if term in terms) / what.mass)


def test_initials_that_stand_beside_what_they_stand_for_count_once() -> None:
    document = Document("one", "The Department of Justice (DOJ) lied.")
    what, found, weights = matched("the DOJ lied", document)
    (cosine,), _ = weights.cosines(found)
    assert cosine == pytest.approx(defined(what, found.claim, weights))
    assert cosine < 1.0
