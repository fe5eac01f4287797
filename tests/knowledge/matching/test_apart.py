"""What brings a question to its claim in other letters, and what tells it from the neighbours, one promise each."""

import pytest

from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.codec import packed, unpacked
from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import Base, Layer, base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.lexicons.synonyms import shipped_likenesses
from knowledge.matching.outcome import Outcome
from knowledge.matching.ranking.candidates import candidates
from knowledge.matching.ranking.features import PAIR_FEATURES
from knowledge.matching.ranking.query import asked
from knowledge.matching.ranking.shortlist import Scored, shortlist
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.initials import initials_in, shape
from knowledge.question.reading import read_question
from knowledge.question.tokens import split_words

NAMELESS = Gazetteer(())
CLAIMS = (
    Document("vaccine", "The U.S. Department of Justice admitted that the flu shot is dangerous."),
    Document("shoppers", "A shop in Denver gives free bread to everybody who sings."),
    Document("caps", "The police officers of Boston wear hats that were sewn in Norway."),
    Document("bacon", "Ilhan Omar proposed a ban on bacon in 2019."),
)


def scored(question: str, base: Base, entry: str) -> Scored:
    passage = read_question(question, base.gazetteer).passages[0]
    found = shortlist(passage, base, shipped_background())
    return next(one for one in found if one.pair.document.document.id == entry)


def value(question: str, base: Base, entry: str, feature: str) -> float:
    return scored(question, base, entry).values[[name for name, _ in PAIR_FEATURES].index(feature)]


def vetoed(question: str, base: Base, entry: str) -> list[str]:
    return [veto.kind for veto in scored(question, base, entry).vetoes]


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("the Department of Justice said", {"doj"}),
        ("Alexandria Ocasio-Cortez said so", {"aoc"}),
        ("The Food and Drug Administration", {"fda", "fada", "fad"}),
        ("John F. Kennedy met them", {"jfk"}),
        ("Two Words only", set()),
        ("A Headline In Which Each And Every Word Begins So", set()),
        ("nothing at all", set()),
    ],
)
def test_initials_are_three_to_five_letters_of_capitalised_words_in_a_row(text, initials):
    words = split_words(text)
    assert initials_in([word.text for word in words], "".join(map(shape, words))) == initials


@pytest.mark.parametrize("kept", [False, True])
def test_initials_stand_for_the_name_that_is_spelt_out(kept):
    base = base_of(CLAIMS, NAMELESS)
    if kept:
        (layer,) = base.layers
        segment = unpacked(packed(layer.segment.documents, [one.id for one in CLAIMS])).segment
        base = Base((Layer(segment),), NAMELESS)
    question = "did the doj admit the flu shot is dangerous"
    assert value(question, base, "vaccine", "missed_names") == 0.0
    assert value(question, base, "vaccine", "entry_cover") == 1.0
    assert value(question.replace("doj", "cdc"), base, "vaccine", "missed_names") > 0.0
    reply = decide(read_question(question, NAMELESS), base, shipped_background())
    assert reply.outcome is not Outcome.NO_ENTRY and reply.ranked[0][0] == "vaccine"


def test_a_word_that_is_alike_finds_an_entry_that_shares_none():
    base = base_of(CLAIMS, NAMELESS)
    passage = read_question("are cops rude", NAMELESS).passages[0]
    question = asked(passage, base, shipped_background())
    found = candidates(question, base, shipped_likenesses(), 10)
    assert [one.document.document.id for one in found] == ["caps"]
    assert 0.0 < found[0].score < sum(unit.rarity for unit in question.units)


def test_what_falls_far_behind_the_best_is_no_candidate():
    base = base_of(CLAIMS, NAMELESS)
    passage = read_question("do police officers of boston wear hats sewn in norway or bread", NAMELESS).passages[0]
    found = candidates(asked(passage, base, shipped_background()), base, shipped_likenesses(), 10)
    assert [one.document.document.id for one in found] == ["caps"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("cop", "polic", True), ("american", "america", True), ("canada", "mexico", False), ("obama", "biden", False)],
)
def test_names_are_alike_only_where_they_are_of_one_family(one, other, alike):
    assert (shipped_likenesses().of(one).get(other, 0.0) > 0) is alike


def test_a_first_name_before_a_surname_that_both_have_is_no_other_name():
    base = base_of((Document("short", "Omar proposed a ban on bacon."), *CLAIMS), NAMELESS)
    assert value("did ilhan omar propose a ban on bacon", base, "short", "worst_surname") == 0.0
    assert value("did ilhan propose a ban on bacon", base, "short", "worst_surname") > 0.0


def test_a_name_that_both_spell_out_counts_once():
    base = base_of((Document("whole", "Ilhan Abdullahi Omar proposed a ban on bacon in 2019."),), NAMELESS)
    question = "did Ilhan Abdullahi Omar visit the bread factories of Norway"
    assert value(question, base, "whole", "cosine") == value(question.lower(), base, "whole", "cosine") < 1.0


def test_a_name_for_another_name_is_seen_as_one():
    base = base_of(CLAIMS, NAMELESS)
    asked_for = "did ilhan omar propose a ban on bacon"
    assert value(asked_for, base, "bacon", "exchanged") == 0.0
    assert value(asked_for.replace("omar", "obama"), base, "bacon", "exchanged") > 0.2


PRESIDENT = Document(
    "president",
    "The president proposed a giant embassy of Norway in Boston.",
    ("did he propose that enormous embassy", "norway's embassy in boston"),
    not_this=("Did the president propose a giant mosque in Boston?", "Does Boston have an enormous embassy in Norway?"),
)


def test_a_refused_question_refuses_only_who_asks_for_what_sets_it_apart():
    base = base_of((PRESIDENT, *CLAIMS), NAMELESS)
    own, other = "did the president propose something giant in boston", "did he propose a giant mosque in boston"
    assert value(own, base, "president", "refused_nearly") > 0.5
    assert value(own, base, "president", "refused_rather") < 0.5 < value(other, base, "president", "refused_rather")
    assert "not this" not in vetoed(own, base, "president")
    assert "not this" in vetoed(other, base, "president")


def test_a_refused_question_without_a_word_of_its_own_refuses_only_who_says_no_more():
    base = base_of((PRESIDENT, *CLAIMS), NAMELESS)
    assert "not this" in vetoed("does boston have an enormous embassy in norway", base, "president")
    assert "not this" not in vetoed("is there an enormous, giant embassy of norway in boston", base, "president")
