"""What a question and a wording say otherwise, told by a few words: one is no answer to the other."""

from __future__ import annotations

import pytest

from knowledge.matching.alignment.aligning import align
from knowledge.matching.alignment.wording import Wording, wording
from knowledge.matching.deciding.contradictions import contradicts
from knowledge.matching.lexicons.paraphrases import shipped_synonyms
from knowledge.matching.ranking.judging import surface_wording
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question

NAMES = Gazetteer(())


def asked(text: str) -> Wording:
    (passage,) = read_question(text, NAMES).passages
    return wording(passage.words, passage.names)


def says_otherwise(question: str, claim: str) -> bool:
    return contradicts(align(asked(question), surface_wording(claim, NAMES), shipped_synonyms().of))


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("does Israel sell arms to Iran", "Israel sold arms to Iran in the eighties."),
        ("does Israel sell arms to Iran?", "did israel sell american arms to iran?"),
        ("do the brewers pay the council", "The brewers paid the council for the licence."),
        ("does the bank hold the harbour", "The bank held the harbour when it was sold."),
    ],
)
def test_what_goes_on_is_not_what_was(question, claim):
    assert says_otherwise(question, claim)


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("did Israel sell arms to Iran", "Israel sold arms to Iran in the eighties."),
        ("does Israel sell arms to Iran", "Israel sells arms to Iran."),
        ("does Israel sell arms to Iran", "do they sell arms to iran, israel i mean?"),
        ("does the bank hold the tickets", "Tickets are held by the bank."),
        ("do brewers still pay the council", "the brewers pay the council, as they did"),
        ("do crushed eggshells keep slugs off plants", "Crushed eggshells keep slugs off plants."),
    ],
)
def test_what_went_on_or_what_goes_on_is_itself(question, claim):
    assert not says_otherwise(question, claim)


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("did a 5G test kill hundreds of people", "A 5G test killed hundreds of birds."),
        ("did the spill kill thousands of otters", "The spill killed thousands of gulls."),
        ("were there a dozen swans in the park", "There were a dozen geese in the park."),
        ("murieron cientos de peces, miles de patos", "Murieron cientos de peces, miles de ranas."),
    ],
)
def test_so_many_of_one_thing_are_not_so_many_of_another(question, claim):
    assert says_otherwise(question, claim)


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("did a 5G test kill hundreds of birds", "A 5G test killed hundreds of birds."),
        ("hundreds of birds killed by a 5G test?", "A 5G test killed hundreds of starlings and other birds."),
        ("did it kill hundreds", "It killed hundreds of birds."),
    ],
)
def test_so_many_of_the_same_are_the_same(question, claim):
    assert not says_otherwise(question, claim)


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("do 90 guns come from the north", "90 % of the guns come from the north."),
        ("does garlic cause the flu", "Garlic cures the flu."),
        ("was the minister convicted of bribery", "The minister was accused of bribery."),
    ],
)
def test_a_share_is_no_count_and_of_what_excludes_the_other_only_one_is_said(question, claim):
    assert says_otherwise(question, claim)
    assert not says_otherwise(claim, claim)
