"""Who plays which part: exchanged parts are seen, and the same parts in other words are not taken for them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.alignment import roles
from knowledge.matching.alignment.aligning import align
from knowledge.matching.alignment.features import NAMES as FEATURES
from knowledge.matching.alignment.features import values
from knowledge.matching.alignment.roles import CAUSE, EARLIER, EFFECT, GREATER, LATER, SMALLER, Part
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.lexicons.paraphrases import shipped_synonyms
from knowledge.matching.lexicons.synonyms import shipped_likenesses
from knowledge.matching.ranking.judging import surface_wording
from knowledge.question.gazetteer import Gazetteer

NAMELESS = Gazetteer(())
# From this on a moderator is told that something stands the other way round.
TOLD = 0.2


def of_features(question: str, wording: str) -> dict[str, float]:
    background = shipped_background()
    alignment = align(surface_wording(question, NAMELESS), surface_wording(wording, NAMELESS), shipped_synonyms().of)
    found = values(
        alignment, lambda term: background.rarity(term, 1, 10), background.name_likeness, shipped_likenesses().of
    )
    return dict(zip(FEATURES, found, strict=True))


SAME = [
    ("did the baker bribe the mayor", "the baker bribed the mayor"),
    ("was the mayor bribed by the baker", "the baker bribed the mayor"),
    ("did the baker bribe the mayor", "the mayor was bribed by the baker"),
    ("was the mill sold by the bank", "the bank sold the mill"),
    ("did Norway invade Sweden", "Sweden was invaded by Norway"),
    ("is the postman bitten by the dog", "the dog bites the postman"),
    ("did the flood cause the fire", "the fire was caused by the flood"),
    ("was the fire because of the flood", "the flood caused the fire"),
    ("did the flood lead to the fire", "the fire was caused by the flood"),
    ("the flood came, so the fire broke out", "the fire broke out because of the flood"),
    ("does stress result in ulcers", "ulcers are due to stress"),
    ("do ulcers come from stress", "stress causes ulcers"),
    ("does stress cause ulcers", "ulcers are caused by stress"),
    ("because of the flood, did the fire break out", "the fire broke out because of the flood"),
    ("if it rains, does the bridge close", "the bridge closes when it rains"),
    ("did the church fall after the tower", "the tower fell before the church"),
    ("was the bridge built before the tunnel", "the tunnel was built after the bridge"),
    ("was the bridge older than the tunnel", "the tunnel was younger than the bridge"),
    ("is the lake larger than the sea", "the sea is smaller than the lake"),
    ("is the lake more expensive than the sea", "the sea is less expensive than the lake"),
    ("is the lake twice the size of the sea", "the lake is larger than the sea"),
    ("is the sea half the size of the lake", "the lake is twice the size of the sea"),
    ("is the lake twice as deep as the sea", "the lake is deeper than the sea"),
]
EXCHANGED = [
    ("did the mayor bribe the baker", "the baker bribed the mayor", "parts_exchanged"),
    ("was the baker bribed by the mayor", "the baker bribed the mayor", "parts_exchanged"),
    ("did the mayor bribe the baker", "the mayor was bribed by the baker", "parts_exchanged"),
    ("did the mill buy the bank", "the bank bought the mill", "parts_exchanged"),
    ("did the mill purchase the bank", "the bank bought the mill", "parts_exchanged"),
    ("did Sweden invade Norway", "Norway invaded Sweden", "parts_exchanged"),
    ("did the postman bite the dog", "the dog bit the postman", "parts_exchanged"),
    ("does Peru sell arms to Chile", "Chile sells arms to Peru", "parts_exchanged"),
    ("did Peru build a base in Chile", "Chile built a base in Peru", "parts_exchanged"),
    ("did they ship gold from Peru to Chile", "they shipped gold from Chile to Peru", "parts_exchanged"),
    ("did the fire cause the flood", "the flood caused the fire", "cause_exchanged"),
    ("was the flood caused by the fire", "the flood caused the fire", "cause_exchanged"),
    ("was the flood because of the fire", "the flood caused the fire", "cause_exchanged"),
    ("did the fire lead to the flood", "the fire was caused by the flood", "cause_exchanged"),
    ("the fire broke out, so the flood came", "the fire broke out because of the flood", "cause_exchanged"),
    ("because of the fire, did the flood come", "the fire broke out because of the flood", "cause_exchanged"),
    ("do ulcers cause stress", "stress causes ulcers", "cause_exchanged"),
    ("does stress come from ulcers", "stress causes ulcers", "cause_exchanged"),
    ("did the tower fall after the church", "the tower fell before the church", "order_exchanged"),
    ("did the church fall before the tower", "the tower fell before the church", "order_exchanged"),
    ("was the tunnel built before the bridge", "the tunnel was built after the bridge", "order_exchanged"),
    ("is the sea larger than the lake", "the lake is larger than the sea", "degree_exchanged"),
    ("is the lake smaller than the sea", "the lake is larger than the sea", "degree_exchanged"),
    ("is the lake less expensive than the sea", "the lake is more expensive than the sea", "degree_exchanged"),
    ("is the sea twice the size of the lake", "the lake is twice the size of the sea", "degree_exchanged"),
    ("is the lake half the size of the sea", "the lake is twice the size of the sea", "degree_exchanged"),
    ("is the sea twice as deep as the lake", "the lake is deeper than the sea", "degree_exchanged"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "wording"), SAME)
def test_the_same_parts_in_other_words_are_not_exchanged(question, wording):
    assert of_features(question, wording)["exchanged"] < TOLD
    assert of_features(wording, question)["exchanged"] < TOLD


@pytest.mark.parametrize(("question", "wording", "feature"), EXCHANGED)
def test_exchanged_parts_are_seen_from_both_sides(question, wording, feature):
    for found in (of_features(question, wording), of_features(wording, question)):
        assert found[feature] > TOLD
        assert found["exchanged"] >= found[feature]


@pytest.mark.parametrize(
    "text", ["the baker bribed the mayor", "stress causes ulcers", "the tower fell before the church",
             "the lake is larger than the sea", "Peru sells arms to Chile"],
)  # fmt: skip
def test_a_text_has_its_own_parts(text):
    found = of_features(text, text)
    assert not any(value for name, value in found.items() if name.endswith(("exchanged", "moved")))
    assert max(found[name] for name in ("parts_kept", "cause_kept", "order_kept", "degree_kept")) > 0


def test_what_one_text_alone_has_exchanges_nothing():
    assert of_features("did the mayor pay in gold", "the baker bribed the mayor")["exchanged"] < TOLD


def places(text: str, *words: str) -> tuple[list[str], list[int]]:
    said = text.split()
    return said, [said.index(word) for word in words]


@pytest.mark.parametrize(
    ("text", "verb", "word", "part"),
    [
        ("the baker bribed the mayor", "bribed", "baker", Part.DOES),
        ("the baker bribed the mayor", "bribed", "mayor", Part.BEARS),
        ("the mayor was bribed by the baker", "bribed", "mayor", Part.BEARS),
        ("the mayor was bribed by the baker", "bribed", "baker", Part.DOES),
        ("was the mayor bribed by the baker", "bribed", "mayor", Part.BEARS),
        ("he was bribing the mayor", "bribing", "mayor", Part.BEARS),
        ("they sold flour to norway", "sold", "norway", Part.TO),
        ("they sold flour from norway", "sold", "norway", Part.FROM),
        ("they sold flour in the port", "sold", "port", Part.WITHIN),
        ("they sold flour against the law", "sold", "law", Part.WITH),
        ("gold is worth more than flour", "worth", "flour", Part.THAN),
        ("the tower fell before the church", "fell", "church", None),
        ("the tower fell before the church", "fell", "fell", None),
    ],
)
def test_the_part_beside_a_verb(text, verb, word, part):
    words, at = places(text, word)
    assert roles.parts(words, at, words.index(verb)) == [part]


@pytest.mark.parametrize(
    ("read", "text", "told"),
    [
        (roles.cause_parts, "stress causes ulcers", [CAUSE, EFFECT]),
        (roles.cause_parts, "stress because of ulcers", [EFFECT, CAUSE]),
        (roles.cause_parts, "stress and ulcers", [None, None]),
        (roles.cause_parts, "they stress so that ulcers come", [None, None]),
        (roles.order_parts, "stress precedes ulcers", [EARLIER, LATER]),
        (roles.order_parts, "stress follows ulcers", [None, None]),
        (roles.order_parts, "stress after ulcers", [LATER, EARLIER]),
        (roles.degree_parts, "is stress worse than ulcers", [SMALLER, GREATER]),
        (roles.degree_parts, "is stress stronger than ulcers", [GREATER, SMALLER]),
        (roles.degree_parts, "is stress half as strong as ulcers", [SMALLER, GREATER]),
    ],
)
def test_what_is_before_and_after_a_small_word(read, text, told):
    assert read(*places(text, "stress", "ulcers")) == told


WORDS = st.sampled_from(
    "because of so if when than less twice half as before after by was is the caused leads to stress ulcers".split()
)


@given(st.lists(WORDS, max_size=12), st.data())
@settings(max_examples=200)
def test_any_words_have_a_part_each_or_none(words, data):
    at = [place for place in range(len(words)) if data.draw(st.booleans())]
    verb = data.draw(st.sampled_from([None, *range(len(words))]))
    assert len(roles.parts(words, at, verb)) == len(at)
    for read in (roles.cause_parts, roles.order_parts, roles.degree_parts):
        assert len(read(words, at)) == len(at)
