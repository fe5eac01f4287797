"""Made near-misses of a claim, and which of them would still be answered with its entry."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.entries.limits import CLAIM_LENGTH
from knowledge.matching.index.document import Document, document_of
from knowledge.matching.index.segment import Base, base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.near_misses import Change, near_misses
from knowledge.matching.wrongly_answered import wrongly_answered
from knowledge.moderation.editorial import editorial_advice, entry_advice
from knowledge.question.gazetteer import Gazetteer, Name
from tests.scenes.making import every_pack, made_pack, plain_entry

NOBODY = Gazetteer(())
NAMES = Gazetteer(
    (
        Name("Deep Blue", "organisation"),
        Name("Stockfish", "organisation"),
        Name("Garry Kasparov", "person", ("Kasparov",)),
        Name("Judit Polgár", "person"),
        Name("Philadelphia", "place"),
    )
)
OTHERS = ("Stockfish never lost a tournament to Judit Polgár.", "A rating above 2800 was reached in Philadelphia.")


def made(claim: str, change: Change, others: tuple[str, ...] = (), gazetteer: Gazetteer = NOBODY) -> list[str]:
    return [one.text for one in near_misses(claim, others, gazetteer) if one.change is change]


def wrong(base: Base, entry: str) -> list[str]:
    return [one.text for one in wrongly_answered(entry, base, shipped_background())]


def test_a_name_gives_way_to_another_of_its_kind():
    found = made("Deep Blue beat Kasparov in 1997.", Change.NOUN, OTHERS, NAMES)
    assert found == ["Stockfish beat Kasparov in 1997.", "Deep Blue beat Judit Polgár in 1997."]


def test_a_noun_gives_way_to_a_noun_of_another_entry_each_to_another():
    others = ("Somebody put chlorine in the pool.", "The library closes at noon.")
    found = made("The dentists want fluoride in the water.", Change.NOUN, others)
    assert found == [
        "The chlorine want fluoride in the water.",
        "The dentists want pool in the water.",
        "The dentists want fluoride in the library.",
    ]


def test_of_the_nouns_of_others_the_one_that_is_used_most_alike_is_taken():
    others = ("The library closes at noon.", "The doctor was late.")
    assert "The doctor stole a car." in made("The nurse stole a car.", Change.NOUN, others)
    assert "The doctor stole a car." in made("The nurse stole a car.", Change.NOUN, others[::-1])


def test_what_the_phrasings_say_and_what_means_the_same_is_no_change():
    claim, others = "The physician prescribed a diet.", ("The doctor prescribed a walk.",)
    assert not any(one.startswith("The doctor") for one in made(claim, Change.NOUN, others))
    assert any("walk" in one for one in made(claim, Change.NOUN, others))
    known = [one.text for one in near_misses(claim, others, NOBODY, frozenset({"walk"}))]
    assert not any("walk" in one for one in known)


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        ("The council meets 12 times a year.", ["The council meets 15 times a year."]),
        ("It holds 10,000 litres.", ["It holds 5,000 litres."]),
        ("The bridge opened in 1954.", ["The bridge opened in 1944."]),
        ("The peak is 2.5 times as high.", ["The peak is 5 times as high."]),
        ("The river runs north.", []),
    ],
)
def test_another_number(claim, changed):
    assert made(claim, Change.NUMBER) == changed


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        ("Boeing bought McDonnell Douglas in 1997.", ["McDonnell Douglas bought Boeing in 1997."]),
        ("The rats spread the plague.", ["The plague spread the rats."]),
        ("The king was killed by a hunter in 1400.", ["A hunter was killed by the king in 1400."]),
        ("Robusta beans contain more caffeine than arabica beans.",
         ["Arabica beans contain more caffeine than Robusta beans."]),
        ("Gold is heavier than lead.", ["Lead is heavier than Gold."]),
        ("Germany closed the mines by 2030.", ["The mines closed Germany by 2030."]),
        ("In 1400 a hunter killed the king.", []),
        ("It rained.", []),
    ],
)  # fmt: skip
def test_who_does_it_to_whom_is_exchanged(claim, changed):
    assert made(claim, Change.ROLES) == changed


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        ("All swans are white.", "Some swans are white."),
        ("Most voters were absent.", "Few voters were absent."),
        ("The mayor was accused of fraud.", "The mayor was convicted of fraud."),
        ("The senate proposed the tax.", "The senate passed the tax."),
        ("The bridge fell before the flood.", "The bridge fell after the flood."),
    ],
)
def test_another_quantity_or_stage(claim, changed):
    assert made(claim, Change.QUANTITY) == [changed]


@pytest.mark.parametrize(
    "claim",
    ["It is the most violent city.", "At most 12 came.", "The senate meets.", "La ley fue para todos los niños."],
)
def test_what_is_no_quantity_is_not_changed(claim):
    assert made(claim, Change.QUANTITY) == []


@settings(deadline=None)
@given(st.text(max_size=CLAIM_LENGTH), st.lists(st.text(max_size=80), max_size=3))
def test_near_misses_of_any_text_are_made_the_same_again(claim, others):
    first = near_misses(claim, others, NAMES)
    assert first == near_misses(claim, others, NAMES)
    assert all(one.text.casefold() != claim.casefold() for one in first)
    assert len({one.text for one in first}) <= len(first) <= 6 + len(claim)


def test_only_what_is_answered_with_this_entry_is_told():
    fluoride = Document("fluoride", "The water works add fluoride to the drinking water.")
    chlorine = Document("chlorine", "The water works add chlorine to the drinking water.")
    base = base_of([fluoride, chlorine], NOBODY)
    assert not any("chlorine" in text for text in wrong(base, "fluoride"))
    # An entry that knows a near-miss as one of its own questions takes it.
    loose = Document("toll", "The toll bridge earns 12 million a year.", ("the toll bridge earns 6 million a year",))
    assert wrong(base_of([loose, chlorine], NOBODY), "toll") == ["The toll bridge earns 6,000,000 a year."]
    # And once it refuses it, it does not.
    strict = Document("toll", loose.claim, (), not_this=("The toll bridge earns 6 million a year.",))
    assert wrong(base_of([strict, chlorine], NOBODY), "toll") == []


def test_an_entry_that_is_not_there_is_said():
    with pytest.raises(KeyError):
        wrong(base_of([], NOBODY), "none")


def test_near_misses_of_the_shipped_packs_are_told_and_told_the_same_again():
    (pack,) = [pack for pack in every_pack() if pack.id == "common-misconceptions"]
    base = base_of(map(document_of, pack.entries), Gazetteer(pack.names))
    background = shipped_background()
    found = {entry.id: wrongly_answered(entry.id, base, background) for entry in pack.entries}
    assert found == {entry.id: wrongly_answered(entry.id, base, background) for entry in pack.entries}
    claims = {entry.id: entry.claim for entry in pack.entries}
    made = [one for entry in claims for one in near_misses(claims[entry], claims.values(), base.gazetteer)]
    # Each of the kinds is made of real claims, and hardly one of them is answered.
    assert {one.change for one in made} >= {Change.NOUN, Change.ROLES}
    assert sum(map(len, found.values())) <= 0.1 * len(made)


def test_advice_is_by_file_and_begins_with_what_the_guide_asks(tmp_path):
    pack = made_pack(tmp_path / "rivers", plain_entry("north"), plain_entry("south", phrasings=None))
    told = [(one.file, one.problem.field, one.problem.wrong) for one in editorial_advice(pack)]
    assert ("north.toml", "phrasings", "there are 1") in told
    assert ("south.toml", "phrasings", "there are 0") in told
    assert ("south.toml", "not_this", "there are 1") in told


def test_the_shipped_packs_follow_the_guide():
    assert [one for pack in every_pack() for entry in pack.entries for one in entry_advice(entry)] == []
