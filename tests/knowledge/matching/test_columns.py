"""Texts read as columns: they say what the same words say when they are read one by one, as a question is.

So documents and their postings are what they were when every text was gone through word by word.
"""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.exchange.packs import starter_packs
from knowledge.matching.index.columns import read_columns
from knowledge.matching.index.document import Document, Part, document_of
from knowledge.matching.index.postings import BODY, CLAIM, NAME, PHRASED_CLAIM, PHRASING
from knowledge.matching.index.segment import Segment
from knowledge.matching.index.terms import NAME_MARK, START, Terms, analyse_document, analyse_text, analyse_words
from knowledge.question.gazetteer import Gazetteer, Name
from knowledge.question.initials import initials_in, shape
from knowledge.question.polarity import without_negation
from knowledge.question.tokens import reads_as_spanish, split_words, stem
from tests.bench.made_claims import Maker
from tests.golden.questions import golden_questions
from tests.scenes.making import NAMES

GAZETTEER = Gazetteer(
    (
        *NAMES,
        Name("Central Intelligence Agency", "organisation", ("CIA",)),
        Name("Cartel del Noreste", "cartel", ("Zeta", "the Company")),
        Name("Chapo", "person"),
    )
)
# What numbers, languages, names and negations are told by, and what comes close to it: longer names and initials of
# other words, articles and verbs that are written on to a word, vowel signs, what cannot be seen.
BITS = """
    1 12 100 07 1990s 12th 2,012 12,000 12,0000 1.5 34,664.75 10-12,000 0 000 12k 12m 12s 1234567890123456 % , . $ to a
    y or - mil million thousand two twenty five one zero once doce hundred and el los la no es son que El UN o Y ¿ ñ é
    É ’ ` ' don't DON`T never Not nothing Zetas Los Guatemala of the The FBI Department Justice John F ﷺ ½ ™ ① ſ İ K
    s t's - ( [ ) ; Zeta Zetas Jones Catherine Chapo Guzman Maria Psi CIA Culinary Institute America Company the US-CIA
    der und ist l'armée dell'oro L'eau est dans não uma gli sono он это क्या है ki there'll who've we're cárteles luces
    jueces armas militares guatemala cia zeta łódź straße ﬁ हिन्दी café cafe\u0301 so\u00adft no\u00ader la\u200bser
    co\u2060n 3,5 3,5% por ciento between entre millones
""".split()
TEXTS = st.lists(st.sampled_from(BITS) | st.text(st.characters(), max_size=4), max_size=14).flatmap(
    lambda bits: st.sampled_from((" ", " ", "", "-", "  ", ", ")).map(lambda between: between.join(bits))
)


def one_by_one(text: str):
    return without_negation(split_words(text, spanish=reads_as_spanish(text)))


def assert_read_alike(text: str, gazetteer: Gazetteer) -> None:
    words = one_by_one(text)
    columns = read_columns(text)
    assert list(columns.texts) == [word.text for word in words]
    assert list(columns.stems) == ["" if word.stops else word.stem for word in words]
    assert columns.shapes == "".join(map(shape, words))
    assert analyse_text(text, gazetteer) == in_full(text, gazetteer)


def in_full(text: str, gazetteer: Gazetteer) -> Terms:
    """Return the terms of a text, put together from its words."""
    words, found = gazetteer.read(one_by_one(text))
    terms, place = [], 0
    outside = []
    for name in found:
        outside += words[place : name.start]
        terms += [word.stem for word in words[place : name.start] if not word.stops]
        terms.append(NAME_MARK + name.name.name)
        place = name.end
    outside += words[place:]
    terms += [word.stem for word in words[place:] if not word.stops]
    read = Terms(
        " ".join(word.text for word in words if not word.stops),
        " ".join(word.text for word in words),
        tuple(terms),
        frozenset(word.stem for word in words if not word.stops),
        frozenset(name.name.name for name in found),
        frozenset(word.text for word in outside if word.number is not None),
        frozenset(map(stem, initials_in([word.text for word in words], "".join(map(shape, words))))),
    )
    assert analyse_words(words, found) == read
    return read


def marked(names) -> set[str]:
    return {NAME_MARK + name for name in names}


def assert_document_is_read_alike(document: Document, gazetteer: Gazetteer) -> None:
    """Say in plain words what a document and its postings have, and compare."""
    read = analyse_document(document, gazetteer)
    asked = [in_full(text, gazetteer) for text in (document.claim, *document.phrasings)]
    parts = [in_full(part.text, gazetteer) for part in document.parts]
    assert list(read.asked) == asked
    assert list(read.not_this) == [in_full(text, gazetteer) for text in document.not_this]
    assert [part.term_set for part in read.parts] == [frozenset({*part.terms, *part.initials}) for part in parts]
    everything = marked(document.names)
    for text in (*asked, *parts):
        everything |= {*text.stems, *text.initials, *marked(text.names)}
    for name in document.names:
        everything |= {word.stem for word in split_words(name) if not word.stops}
    assert read.everything == everything
    assert read.starts == {term[:START] for term in everything if len(term) >= START}
    assert read.asked_terms == {term for text in asked for term in (*text.terms, *text.initials)}
    assert [text.distinct for text in read.asked] == [tuple(sorted(set(text.terms))) for text in asked]

    levels = dict.fromkeys(everything, BODY) | dict.fromkeys(marked(document.names), NAME)
    claimed, *phrasings = ({*text.stems, *text.initials, *marked(text.names)} for text in asked)
    phrased = set().union(*phrasings)
    levels |= dict.fromkeys(phrased, PHRASING)
    levels |= {term: PHRASED_CLAIM if term in phrased else CLAIM for term in claimed}
    postings = Segment([Document("before", "zebra"), document], gazetteer).postings
    found = {term: postings.get(term) for term in levels}
    assert {term: posting and posting.levels[-1] for term, posting in found.items()} == levels
    assert all(posting is not None and posting.places[-1] == 1 for posting in found.values())


@given(TEXTS | st.text(st.characters(), max_size=60) | st.text(st.sampled_from("aSt 12'.,%nd`rhyK"), max_size=30))
@example("10y12mil 10y12mil letter")
@example("dethegangs,5,000")
@example("7 million")
@example("7 millones, 7 mil")
@example("7 mil")
@example("7 mn")
@example("7 K each")
@example("7 hundred")
@example("7 to 12,000")
@example("7 a 12,000")
@example("7 - 12,000")
@example("two_gangs and three gangs")
@example("two_gangs of 10-12")
@example("one gang or once two, three hundred thieves")
@example("forty and five thieves, all twenty-one of them")
@example("no\u00ader la\u00adser")
@example("Catherine Zeta-Jones and the Zetas, the CIA (Culinary Institute of America) in Guatemala")
@example("The Zeta Psi [CIA] paid Chapo Jones - and not the Zetas")
@example("he ate at the CIA (Culinary Institute of America)")
@example("a story by Jane Miller-Zetas of the times")
@example("so Maria Chapo was there")
@example("so Guatemala Jones was there")
@example("The CIA paid Chapo, who never met the Zetas of Guatemala.")
@example("Der Präsident ist nicht der Chef der Zetas und hat 12.000 Waffen")
@example("L'armée n'est pas dans le pacte, qu'il a dit")
@example("los cárteles no son los jueces de las luces, con 12 mil armas")
@example("they`ll say we’ve, who'd and there’ll")
@example("7 y 12 mil, 7 or 12k, 1,200 a year, 100 % and 20% to 30%")
@settings(max_examples=1000, deadline=None)
def test_any_text_says_what_its_words_say(text):
    assert_read_alike(text, GAZETTEER)


@given(
    st.builds(
        Document,
        st.just("made"),
        TEXTS,
        st.lists(TEXTS, max_size=3).map(tuple),
        st.lists(st.sampled_from(("Zetas", "Guatemala", "Nobody Known")), max_size=2, unique=True).map(tuple),
        st.lists(st.builds(Part, st.sampled_from(("answer", "caveat")), st.integers(0, 9), TEXTS), max_size=3).map(
            tuple
        ),
        st.lists(TEXTS, max_size=2).map(tuple),
    )
)
@settings(max_examples=150, deadline=None)
def test_any_document_has_the_terms_and_levels_of_its_words(document):
    assert_document_is_read_alike(document, GAZETTEER)


def test_the_packs_and_the_questions_say_what_their_words_say():
    packs = starter_packs()
    gazetteer = Gazetteer(name for pack in packs for name in pack.names)
    documents = [document_of(entry) for pack in packs for entry in pack.entries]
    for one in documents:
        assert_document_is_read_alike(one, gazetteer)
        for text in (one.claim, *one.phrasings, *one.not_this, *(part.text for part in one.parts)):
            assert_read_alike(text, gazetteer)
    for golden in golden_questions()[::2]:
        assert_read_alike(golden.question, gazetteer)


def test_made_entries_say_what_their_words_say():
    for one in Maker(60).documents(bodies=True):
        for text in (one.claim, *one.phrasings, *(part.text for part in one.parts)):
            assert_read_alike(text, GAZETTEER)
