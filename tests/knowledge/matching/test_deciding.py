"""Deciding: the right claim or none, on the shipped packs and on small bases made for one promise each."""

import pytest

from knowledge.exchange.packs import starter_packs
from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.document import Document, Part, document_of
from knowledge.matching.index.segment import Base, Layer, Segment, base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.outcome import MOST_ANSWERS, MOST_OFFERED, Focus, Outcome
from knowledge.matching.ranking.features import PAIR_FEATURES
from knowledge.matching.ranking.shortlist import shortlist
from knowledge.question.gazetteer import Gazetteer, Name
from knowledge.question.links import plain_link
from knowledge.question.reading import read_question

ALLIANCE = "zetas-ms13-alliance-guatemala"
NAMES = Gazetteer(
    (
        Name("MS-13", "gang", ("MS13", "Mara Salvatrucha")),
        Name("Barrio 18", "gang", ("18th Street",)),
        Name("Los Zetas", "cartel", ("Zetas",)),
        Name("Sinaloa Cartel", "cartel", ("Sinaloa",)),
        Name("Guatemala", "country"),
    )
)
PACT = Document(
    "pact",
    "Los Zetas and MS-13 are allied in Guatemala.",
    ("did the zetas and ms13 make a pact", "zetas working with the mara salvatrucha"),
    names=("Los Zetas", "MS-13", "Guatemala"),
    parts=(
        Part("answer", 0, "No durable alliance was ever shown between the two."),
        Part("evidence", 0, "A recording of an anonymous kidnapper who confirmed the pact from his cell."),
        Part("evidence", 1, "A ministry report counted trained recruits."),
    ),
    not_this=("are the zetas allied with barrio 18",),
    links=("a.example/report",),
)
FIGHTERS = Document(
    "recruits",
    "The Zetas trained 12,000 recruits in Guatemala.",
    ("how many recruits did zetas train",),
    names=("Los Zetas", "Guatemala"),
)


@pytest.fixture(scope="module")
def packs() -> Base:
    found = starter_packs()
    gazetteer = Gazetteer(name for pack in found for name in pack.names)
    return base_of((document_of(entry) for pack in found for entry in pack.entries), gazetteer)


@pytest.fixture(scope="module")
def small() -> Base:
    return base_of((PACT, FIGHTERS), NAMES)


def decided(question, base):
    return decide(read_question(question, base.gazetteer), base, shipped_background())


def first(question, base):
    ranked = decided(question, base).ranked
    return ranked[0][0] if ranked else None


def values(question, base, entry):
    """The values of an entry's features on a question's first passage, by name."""
    passage = read_question(question, base.gazetteer).passages[0]
    (found,) = [one for one in shortlist(passage, base, shipped_background()) if one.pair.document.document.id == entry]
    return {name: value for (name, _), value in zip(PAIR_FEATURES, found.values, strict=True)}


def kinds(question, base, entry):
    """The kinds of veto that an entry gets on a question's first passage."""
    passage = read_question(question, base.gazetteer).passages[0]
    found = shortlist(passage, base, shipped_background())
    return {veto.kind for one in found if one.pair.document.document.id == entry for veto in one.vetoes}


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("are the sinaloa cartel and ms13 allied in guatemala", "names"),
        ("are the zetas and ms13 allied in guatemala since 1987", "numbers"),
        ("are the zetas allied with barrio 18", "not this"),
    ],
)
def test_what_makes_another_claim_of_it_vetoes(small, question, kind):
    assert kind in kinds(question, small, "pact")
    assert "pact" not in {match.entry for match in decided(question, small).answers}


@pytest.mark.parametrize(
    "question",
    [
        "are the zetas and ms13 at war in guatemala",
        "did the zetas betray ms13 in guatemala",
        "will the zetas and ms13 hold elections in guatemala",
    ],
)
def test_what_turns_the_claim_round_or_tells_of_something_else_is_offered_and_not_answered(small, question):
    decision = decided(question, small)
    assert (decision.outcome, decision.offered[0]) == (Outcome.ASK_WHICH, "pact")


@pytest.mark.parametrize("question", ["are the zetas and ms13 allied in guatemala", "zetas ms-13 pact guatemala?"])
def test_the_question_itself_is_not_vetoed(small, question):
    assert kinds(question, small, "pact") == set()


def test_a_question_that_it_must_not_answer_counts_against_an_entry(small):
    without = base_of((Document("pact", PACT.claim, PACT.phrasings, PACT.names, PACT.parts), FIGHTERS), NAMES)
    question = "are the zetas allied with some barrio"
    refused = [values(question, base, "pact")["refused_nearly"] for base in (small, without)]
    assert refused[0] > 0.5
    assert refused[1] == 0


def test_a_refused_question_word_for_word_is_refused_though_small_words_alone_tell_it_from_a_phrasing():
    asked = ("did Walsh say that documents were withheld from him",)
    document = Document(
        "walsh", "Walsh found that officials lied.", asked, not_this=("Which documents did Walsh see?",)
    )
    refusing = Document("walsh", document.claim, asked, not_this=("Which documents were withheld from Walsh?",))
    question = "which documents were withheld from walsh"
    assert kinds(question, base_of((document,), NAMES), "walsh") == set()
    assert kinds(question, base_of((refusing,), NAMES), "walsh") == {"not this"}
    assert not decided(question, base_of((refusing,), NAMES)).answers
    # What stands among the phrasings, too, is a question of the entry's own.
    both = Document("walsh", document.claim, (*asked, question), not_this=refusing.not_this)
    assert kinds(question, base_of((both,), NAMES), "walsh") == set()


@pytest.mark.slow
def test_no_entry_answers_what_it_must_not(packs):
    for pack in starter_packs():
        for entry in pack.entries:
            for question in entry.not_this:
                assert entry.id not in {match.entry for match in decided(question, packs).answers}, question


@pytest.mark.parametrize(
    ("question", "opposite"),
    [
        ("so there never was a pact between the zetas and ms13 in guatemala?", True),
        ("are the zetas and ms13 allied in guatemala", False),
        ("weren't the zetas and ms13 allied in guatemala?", False),
    ],
)
def test_a_negated_question_gets_the_entry_and_is_told(packs, question, opposite):
    (answer,) = decided(question, packs).answers
    assert (answer.entry, answer.opposite) == (ALLIANCE, opposite)


def test_a_question_about_a_part_points_at_it(packs):
    decision = decided("didn't a kidnapper confirm that the zetas and ms-13 had a pact in guatemala?", packs)
    assert decision.ranked[0][0] == ALLIANCE
    (answer,) = decision.answers
    assert not answer.opposite
    assert isinstance(answer.focus, Focus)
    assert answer.focus.kind == "evidence" and answer.focus.named


@pytest.mark.parametrize(
    "question",
    [
        "is it tru that teh zetas hired ex kaibles",
        "do gangs really account for nine in ten killings in el salvador?",
        "is ms-13 in every US state?",
        "chapo guzmann ded in shotout petén 2013",
        "tell me about this huge Iranian embassy in Managua, does it exist",
        "is san pedro sula really the murder capital of the world",
    ],
)
def test_other_words_for_the_claim_name_no_piece_of_evidence(packs, question):
    (answer,) = decided(question, packs).answers
    assert answer.focus is None or not answer.focus.named


def test_the_piece_that_is_named_is_the_one_that_has_the_words(packs):
    (answer,) = decided("are there secret recordings of the zetas ms13 pact", packs).answers
    assert answer.focus == Focus("evidence", 0, named=True)


@pytest.mark.parametrize(
    "question",
    [
        "are the zeats and ms13 alied in guatemala",
        "zetas allied with ms 13 in Gautemala",
        "zetas and marasalvatrucha pact",
        "are los zétas allied with MS-13",
        "LosZetas pact with #MaraSalvatrucha",
    ],
)
def test_typos_and_joined_words_are_repaired(small, question):
    assert first(question, small) == "pact"
    assert "names" not in kinds(question, small, "pact")


@pytest.mark.parametrize("question", ["is barrio18 allied with the zetas", "is barrio 18 allied with the zetas"])
def test_a_name_written_together_is_still_another_name(small, question):
    assert "names" in kinds(question, small, "pact")


@pytest.mark.parametrize("number", ["12,000", "12k", "12000", "twelve thousand", "doce mil"])
def test_a_number_is_the_same_however_it_is_written(small, number):
    question = f"did the zetas train {number} recruits in guatemala"
    assert first(question, small) == "recruits"
    assert "numbers" not in kinds(question, small, "recruits")


def test_another_number_is_not(small):
    assert "numbers" in kinds("did the zetas train 14k recruits in guatemala", small, "recruits")


def test_a_link_that_an_entry_cites_offers_it(small):
    decision = decided("https://www.a.example/report?utm_source=x thoughts?", small)
    assert (decision.outcome, decision.offered) == (Outcome.ASK_WHICH, ("pact",))
    assert plain_link("https://b.example/other") not in PACT.links
    assert decided("https://b.example/other", small).outcome is Outcome.NO_ENTRY


def test_a_claim_inside_a_long_message_is_found(packs):
    chatter = "We went to the lake on Sunday and it rained the whole day. " * 8
    message = f"{chatter}Are the Zetas really allied with MS-13 in Guatemala? {chatter}"
    assert ALLIANCE in [entry for entry, _ in decided(message, packs).ranked[:3]]


def test_of_several_claims_in_a_long_message_each_gets_its_answer(packs):
    aside = " We went to the lake on Sunday and it rained the whole day, so nobody swam at all. "
    questions = (
        "did the zetas recruit former kaibiles?",
        "so there never was a pact between the zetas and ms13 in guatemala?",
        "did the ATF let 2,000 guns walk to the cartels in Fast and Furious?",
        "was it the zetas who slaughtered the workers at that finca in petén in 2011?",
    )
    both, all_four = (decided(aside.join(some) + aside * 4, packs) for some in (questions[:2], questions))
    assert {match.entry for match in both.answers} == {"zetas-recruited-kaibiles", ALLIANCE}
    alone = {match.entry for question in questions for match in decided(question, packs).answers}
    assert {"zetas-recruited-kaibiles", ALLIANCE} <= {match.entry for match in all_four.answers} <= alone
    assert len(alone) <= MOST_ANSWERS


@pytest.mark.parametrize("question", ["¿es cierto que los Zetas están aliados con la MS-13 en Guatemala?"])
def test_spanish_finds_the_entry_by_names_and_cognates(packs, question):
    assert ALLIANCE in [entry for entry, _ in decided(question, packs).ranked[:3]]


def test_what_is_hidden_moves_nothing(small):
    segment = Segment((PACT, FIGHTERS), NAMES)
    hidden = Base((Layer(segment, frozenset({segment.places["pact"]})),), NAMES)
    question = "are the zetas and ms13 allied in guatemala"
    decision = decided(question, hidden)
    assert "pact" not in {entry for entry, _ in decision.ranked} | set(decision.offered)
    assert hidden.size == 1
    assert hidden.document("pact") is None
    assert hidden.citing(PACT.links) == ()
    assert first(question, small) == "pact"


def test_an_edit_on_top_takes_the_place_of_what_it_hides():
    segment = Segment((PACT, FIGHTERS), NAMES)
    edited = Document("pact", "The Zetas own a bakery in Guatemala.", names=("Los Zetas", "Guatemala"))
    base = Base((Layer(segment, frozenset({segment.places["pact"]})), Layer(Segment((edited,), NAMES))), NAMES)
    assert first("do the zetas own a bakery", base) == "pact"
    assert base.document("pact").document == edited


@pytest.mark.parametrize("question", ["lol ok", "thanks", "good morning everyone", "🙂", "", "???", "12"])
def test_small_talk_is_never_answered(packs, question):
    decision = decided(question, packs)
    assert not decision.answers
    assert len(decision.offered) <= MOST_OFFERED


@pytest.mark.parametrize(
    "question",
    ["is Venezuela building a missile base in Iran?", "did the president of Venezuela build a base in Iran"],
)
def test_who_did_it_where_the_other_way_round_is_another_claim(packs, question):
    assert not decided(question, packs).answers


MILL = Document(
    "mill",
    "The mill of Oslo sold flour to Norway.",
    ("did the mill of oslo sell flour to norway",),
    parts=(Part("answer", 0, "It did, and gave the profits to the bakers of Peru."),),
)
PROFITS = Document(
    "profits",
    "The governor gave the profits to the bakers of Peru.",
    ("did they give the profits to the bakers of peru",),
)


@pytest.mark.parametrize(
    ("part", "answers"), [(MILL.parts[0].text, 0), ("It did, for many years.", 2)], ids=["goes on", "another"]
)
def test_a_clause_that_goes_on_with_the_same_subject_is_no_second_claim(part, answers):
    base = base_of((Document("mill", MILL.claim, MILL.phrasings, parts=(Part("answer", 0, part),)), PROFITS), NAMES)
    question = "did the mill of oslo sell flour to norway, and did they give the profits to the bakers of peru"
    found = decided(question, base)
    assert len(found.answers) == answers, found.reasons()


def test_an_entry_that_is_asked_for_in_its_own_words_is_at_least_offered(packs):
    decision = decided("El Chapo was not killed in Guatemala, was he?", packs)
    assert "chapo-killed-guatemala-2013" in {match.entry for match in decision.answers} | set(decision.offered)


def test_one_rare_word_that_one_entry_alone_has_gets_that_entry_offered(packs):
    assert "zetas-ms13-alliance-guatemala" in decided("didn't a kidnapper confirm it?", packs).offered


def test_a_word_that_is_alike_in_meaning_counts_as_said(small):
    said = values("did the zetas drill recruits in guatemala", small, "recruits")
    alike = values("did the zetas train soldiers in guatemala", small, "recruits")
    strange = values("did the zetas train dentists in guatemala", small, "recruits")
    assert alike["similar_claim"] > strange["similar_claim"]
    assert alike["strangest"] < strange["strangest"]
    assert 0 <= said["similar_claim"] <= 1


def test_a_short_year_and_a_decade_are_of_the_years_that_the_entry_has():
    document = Document("raid", "The army raided the port in 1986.", parts=(Part("answer", 0, "It ended in 2007."),))
    base = base_of((document,), NAMES)
    for question in (
        "did the army raid the port in '86",
        "did the army raid the port in 07",
        "a raid on the port in the 80s",
    ):
        assert not kinds(question, base, "raid"), question
    assert kinds("did the army raid the port in '91", base, "raid") == {"numbers"}


def test_an_article_before_a_name_leaves_no_number_behind():
    names = Gazetteer((Name("MS-13", "gang", ("the MS", "MS13", "Mara Salvatrucha")),))
    (passage,) = read_question("are the zetas with the MS-13", names).passages
    assert [(name.name.name, name.end - name.start) for name in passage.names] == [("MS-13", 3)]
