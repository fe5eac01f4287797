"""Questions that once got the verdict of a neighbour, by their kind: none of them gets one."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.exchange.packs import starter_packs
from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.document import Document, document_of
from knowledge.matching.index.segment import Base, base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question


@cache
def packs() -> Base:
    found = starter_packs()
    gazetteer = Gazetteer(name for pack in found for name in pack.names)
    return base_of((document_of(entry) for pack in found for entry in pack.entries), gazetteer)


OWN = base_of(
    (
        Document("garlic-cures-flu", "Eating raw garlic cures the flu.", ("does garlic cure the flu",)),
        Document(
            "test-killed-birds",
            "A 5G test killed hundreds of birds in The Hague.",
            ("did 5g kill birds in the hague",),
        ),
        Document(
            "mali-france-relations",
            "Mali broke off its diplomatic relations with France in January 2022.",
            ("did mali cut ties with france",),
        ),
        Document(
            "cream-banned-cafes",
            "Whipped cream was banned in South Korean cafes in January 2021.",
            ("did korea ban whipped cream",),
        ),
        Document(
            "salt-water-hindi",
            "नमक के पानी से गरारे करने से कोरोना ठीक हो जाता है।",
            ("क्या नमक पानी से कोरोना ठीक होता है?",),
        ),
    ),
    Gazetteer(()),
)


@pytest.mark.parametrize(
    "question",
    [
        "did ARENA win the 2014 election",
        "did Columbus reach America before the Vikings",
        "did FMLN win with gang votes",
        "did president colom murder rosenberg",
        "did the DEA fire the shots in Ahuas",
        "did colom order it",
        "did hondurans shoot first at ahuas",
        "did reagan sell arms to iran and give the money to the contras",
        "did the church negotiate the truce",
        "did the people on the boat shoot first",
        "does iran sell weapons to israel",
        "does israel sell arms to iran",
        "does the US sell arms to iran",
        "is iran at war with israel",
        "is the president of honduras a drug dealer",
    ],
)
def test_a_changed_deed_gets_no_verdict(question):
    assert decide(read_question(question, packs().gazetteer), packs(), shipped_background()).answers == ()


@pytest.mark.parametrize(
    "question",
    [
        "Is Catherine Zeta-Jones allied with MS-13?",
        "are the Zeta Psi fraternity and ms-13 allied?",
        "did the Culinary Institute of America (CIA) create MS-13?",
        "are Delta Zeta and MS-13 allied",
        "do 17 mexican guns come from the us",
        "do 90 mexican guns come from the US?",
        "do 9 percent of mexican guns come from the us?",
        "does guatemala have 12 gang members?",
        "10,000-12,000",
        "90%",
        "ninety percent",
    ],
)
def test_a_name_inside_a_name_another_unit_or_scale_and_a_number_alone_get_no_verdict(question):
    assert decide(read_question(question, packs().gazetteer), packs(), shipped_background()).answers == ()


@pytest.mark.parametrize(
    "question",
    [
        "does eating raw garlic cure cancer?",
        "does garlic cure baldness",
        "does eating raw garlic cause the flu?",
        "does 5g cause cancer?",
        "did burkina faso break off its diplomatic relations with france in january 2022?",
        "did mali restore its diplomatic relations with france in january 2022?",
        "did france cut diplomatic ties with mali",
        "did a 5g test kill hundreds of people in the hague",
        "what is whipped cream made of?",
        "क्या तुम ठीक हो?",
        "क्या आज बारिश होगी?",
        "क्या चाँद पर पानी है?",
    ],
)
def test_a_neighbour_of_a_few_entries_of_a_servers_own_gets_no_verdict(question):
    assert decide(read_question(question, OWN.gazetteer), OWN, shipped_background()).answers == ()


@pytest.mark.parametrize("document", OWN.layers[0].segment.documents, ids=OWN.layers[0].segment.ids)
def test_these_entries_are_answered_when_they_are_asked_for(document):
    for text in (document.document.claim, *document.document.phrasings):
        (answer,) = decide(read_question(text, OWN.gazetteer), OWN, shipped_background()).answers
        assert answer.entry == document.document.id
