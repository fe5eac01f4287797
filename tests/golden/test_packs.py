"""The golden questions: the data are sound, and the shares hold."""

from collections import Counter
from collections.abc import Mapping

import pytest

from knowledge.exchange.packs import starter_packs
from tests.golden.floors import losses, over_the_limit, read_floors, server_losses
from tests.golden.measuring import Fate, Result, library_of_starter_packs, measure, shares_by_kind, totals
from tests.golden.questions import ABOUT_CLAIMS, KINDS, PARTS, golden_questions
from tests.golden.server_figures import Figure, figures
from tests.golden.servers import EACH, MERGED, hear_all, read_servers


@pytest.fixture(scope="module")
def results() -> tuple[Result, ...]:
    return measure(library_of_starter_packs(), golden_questions())


@pytest.fixture(scope="module")
def of_servers() -> Mapping[str, Mapping[str, Figure]]:
    heard = hear_all(read_servers(), lambda libraries: libraries)
    return {base: figures(some) for base, some in heard.items()}


def test_the_shares_hold(results):
    assert not list(losses(results, read_floors()))


def test_the_shares_of_the_servers_hold(of_servers):
    assert not list(server_losses(of_servers, read_floors()))


@pytest.mark.parametrize("base", [EACH, MERGED])
def test_of_no_base_more_is_answered_wrongly_than_may_ever_be(of_servers, base):
    assert not list(over_the_limit({base: of_servers[base]}))


def test_a_change_that_costs_a_point_is_noticed(results):
    floors = read_floors()
    assert list(losses(results, floors | {"tuned/all/helped": totals(results, "tuned").helped + 1.0}))
    assert list(losses(results, floors | {"untouched/all/wrong": totals(results, "untouched").wrong - 1.0}))
    assert list(losses(results, {name: floor for name, floor in floors.items() if name != "tuned/all/helped"}))


def test_every_share_adds_up(results):
    for part in PARTS:
        for kind, shares in shares_by_kind(results, part).items():
            assert sum(shares.percent.values()) == pytest.approx(100, abs=0.4), (part, kind)
            assert shares.percent[Fate.SILENT] == 0 or kind in ABOUT_CLAIMS


def test_the_questions_are_sound():
    known = {entry.id for pack in starter_packs() for entry in pack.entries}
    questions = golden_questions()
    assert len(questions) >= 400
    assert len({one.id for one in questions}) == len({one.question for one in questions}) == len(questions)
    for one in questions:
        assert one.part in PARTS
        assert one.kind in KINDS
        assert one.must | one.may <= known, one.id
        assert not one.must & one.may, one.id
        assert len(one.must) == (2 if one.kind == "two" else 1 if one.kind in ABOUT_CLAIMS else 0), one.id


def test_enough_of_every_kind_is_untouched():
    questions = golden_questions()
    of_kind = Counter(one.kind for one in questions)
    untouched = Counter(one.kind for one in questions if one.part == "untouched")
    for kind in KINDS:
        assert of_kind[kind] / 5 <= untouched[kind] <= of_kind[kind] / 2, kind


def test_each_entry_of_the_first_pack_is_asked_about_in_both_parts():
    (pack,) = [pack for pack in starter_packs() if pack.id == "central-america"]
    for part in PARTS:
        asked = Counter(entry for one in golden_questions() if one.part == part for entry in one.must)
        assert {entry.id for entry in pack.entries} <= asked.keys(), part


def test_no_question_is_a_phrasing():
    known = {
        text.casefold().strip(" ?.!¿¡")
        for pack in starter_packs()
        for entry in pack.entries
        for text in (entry.claim, *entry.phrasings, *entry.not_this)
    }
    assert not [one.id for one in golden_questions() if one.question.casefold().strip(" ?.!¿¡") in known]
