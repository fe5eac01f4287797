"""What an editor would ask about entries that are valid."""

import datetime

import pytest

from knowledge.entries.validation import read_entry
from knowledge.moderation.editorial import editorial_problems, entry_problems
from tests.scenes.making import every_pack, made_pack, plain_entry

TODAY = datetime.date(2026, 11, 22)


def asked(**fields):
    return [str(problem) for problem in entry_problems(read_entry(plain_entry(**fields)), TODAY)]


def test_a_good_entry_raises_no_question():
    assert asked() == []


def test_the_shipped_packs_raise_no_question():
    assert [str(problem) for pack in every_pack() for problem in editorial_problems(pack, TODAY)] == []


@pytest.mark.parametrize(
    "claim",
    ["The river does not run north.", "The river didn’t run north.", "No river runs north.", "Nobody saw the river."],
)
def test_a_claim_in_the_negative(claim):
    (problem,) = asked(claim=claim)
    assert problem.startswith("claim: it is in the negative (")
    assert "positive sentence" in problem


@pytest.mark.parametrize("claim", ["Lightning never strikes twice.", "The river runs north.", "Notions of the north."])
def test_a_claim_that_is_positive(claim):
    assert asked(claim=claim) == []


@pytest.mark.parametrize(
    "answer",
    [
        "Some say that the river of river-runs-north runs to the north. It does not.",
        "The claim that rivers go up is old. They go down.",
        "The rumour of a river in the north began in 1950. There is none.",
    ],
)
def test_an_answer_that_repeats_the_claim_before_the_fact(answer):
    assert asked(answer=answer, verdict="false") == [
        "answer: it repeats the claim before the fact. Begin with what is known."
    ]


def test_an_answer_may_restate_a_claim_that_is_true():
    assert asked(answer="The river of river-runs-north does run to the north.", verdict="true") == []


def test_an_answer_may_come_to_the_claim_after_the_fact():
    assert asked(answer="It turns south. The river of river-runs-north runs to the north, some say.") == []


def test_a_source_that_is_cited_nowhere():
    spare = {"key": "spare", "title": "A book", "publisher": "A house", "kind": "book"}
    (problem,) = asked(sources=[*plain_entry()["sources"], spare])
    assert problem == "sources: 'spare' is cited nowhere. Cite it where it belongs, or take it out."


def test_a_caveat_without_a_source():
    caveats = [{"what": "Floods move it.", "sources": ["map"]}, {"what": "It may dry out."}]
    assert asked(caveats=caveats) == ["caveats 2: it has no source. Name a source, or take the caveat out."]


@pytest.mark.parametrize(("review_by", "due"), [("2026-11-21", True), ("2026-11-22", False), ("2026-12", False)])
def test_a_due_review(review_by, due):
    problems = asked(review_by=review_by)
    assert len(problems) == due
    if due:
        assert "the review was due on 21 November 2026" in problems[0]


def test_a_phrasing_near_another_entry(tmp_path):
    bridge = plain_entry(
        "bridge", claim="The old bridge of Quetzaltenango was built by monks.",
        phrasings=["did monks build the old bridge of quetzaltenango"],
    )  # fmt: skip
    castle = plain_entry(
        "castle", claim="The castle of Huehuetenango burned down in 1890.",
        phrasings=["did the castle of huehuetenango burn down", "was the old bridge of quetzaltenango built by monks"],
    )  # fmt: skip
    (problem,) = editorial_problems(made_pack(tmp_path / "rivers", bridge, castle), TODAY)
    assert str(problem).startswith(
        "castle.toml: phrasings 2: 'was the old bridge of quetzaltenango built by monks' is near the entry bridge."
    )
