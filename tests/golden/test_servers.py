"""The servers that are made for measuring: the data are sound, and the figures say what they are said to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from knowledge.answering.library import Answer, Reply
from knowledge.answering.published_entry import PublishedEntry
from knowledge.exchange.packs import starter_packs
from knowledge.matching.outcome import Decision, Outcome
from knowledge.store import SHARED
from tests import ROOT
from tests.golden.floors import (
    MOST_WRONG_IN_THE_MIX,
    over_the_limit,
    read_floors,
    server_losses,
    write_floors,
)
from tests.golden.server_figures import (
    IN_THE_MIX,
    LESS_IS_BETTER,
    NEIGHBOURS,
    OFF_TOPIC,
    Figure,
    figures,
    right_at,
    wilson,
    wrong_in_the_mix,
)
from tests.golden.servers import (
    EACH,
    MERGED,
    Asked,
    Heard,
    Server,
    hear,
    hear_all,
    library_for,
    merged,
    misses,
    read_servers,
)
from tests.scenes.entries import whole_entry

FITTED_ON = ROOT / "tests" / "bench" / "servers"
MOON, SUN = "moon-cheese", "sun-cold"


def heard(
    kind: str = "plain",
    answered: str | None = None,
    expect: Sequence[str] = (),
    offered: Sequence[str] = (),
    sure: float = 0.5,
    *,
    first: str | None = None,
    vetoed: bool = False,
) -> Heard:
    """What a library said, by hand: answered with, or offered; `first` ranks first where nothing is answered."""

    def shown(entry: str) -> PublishedEntry:
        return PublishedEntry(whole_entry(id=entry), 1, None)

    ranked = answered or first or (offered[0] if offered else None)
    outcome = Outcome.ANSWERED if answered else Outcome.ASK_WHICH if offered else Outcome.NO_ENTRY
    decision = Decision(outcome, (), tuple(offered), ((ranked, sure),) if ranked else (), sure, ())
    answers = (Answer(shown(answered), sure),) if answered else ()
    reply = Reply(outcome, answers, tuple(map(shown, offered)), (), sure, "", (), decision)
    fair = frozenset(expect)
    return Heard(Asked("?", frozenset(expect), fair, kind, "plain", 1, "made"), reply, vetoed)


def made_server(name: str = "made") -> Server:
    """A server of two entries, with a question to each, a near-miss and small talk."""
    sun = whole_entry(id=SUN, claim="The Sun is cold inside.", answer="It is hot. It burns hydrogen.")
    rows = [("is the moon made of cheese", [MOON], "plain"), ("the sun is cold inside?", [SUN], "plain")]
    questions = [Asked(text, frozenset(ids), frozenset(ids), kind, "plain", 1, name) for text, ids, kind in rows]
    questions.append(Asked("good morning everybody", frozenset(), frozenset(), OFF_TOPIC, "plain", 1, name))
    return Server(name, (whole_entry(), sun), (), tuple(questions))


def test_there_are_eight_servers_that_nobody_fits_on():
    servers = read_servers()
    assert len(servers) == 8
    assert not {one.name for one in servers} & {file.stem for file in FITTED_ON.glob("*.json")}
    claims = {entry.claim.casefold() for one in servers for entry in one.entries}
    fitted = {
        entry["claim"].casefold()
        for file in FITTED_ON.glob("*.json")
        for entry in json.loads(file.read_text(encoding="utf-8"))["entries"]
    }
    shipped = {entry.claim.casefold() for pack in starter_packs() for entry in pack.entries}
    assert not claims & (fitted | shipped)


def test_their_questions_are_sound():
    servers = read_servers()
    ids = [entry.id for one in servers for entry in one.entries]
    assert len(set(ids)) == len(ids)
    for one in servers:
        known = {entry.id for entry in one.entries}
        texts = {asked.text.casefold().strip(" ?.!"): asked.expect for asked in one.questions}
        assert len(texts) >= 100, one.name
        # Two authors may have come to the same words; what they are asked for is one thing.
        assert all(texts[asked.text.casefold().strip(" ?.!")] == asked.expect for asked in one.questions), one.name
        assert len({asked.author for asked in one.questions}) == 3, one.name
        wordings = {
            text.casefold().strip(" ?.!")
            for entry in one.entries
            for text in (entry.claim, *entry.phrasings, *entry.not_this)
        }
        assert not wordings & texts.keys(), one.name
        for asked in one.questions:
            assert asked.expect <= asked.fair <= known, asked.text
            assert asked.expect or asked.kind in (*NEIGHBOURS, OFF_TOPIC), asked.text
            assert not asked.expect or asked.kind not in ("trap", OFF_TOPIC), asked.text


def test_style_does_not_tell_near_misses_from_questions_with_an_answer():
    asked = [one for server in read_servers() for one in server.questions]
    styles = Counter(one.style for one in asked if one.kind in NEIGHBOURS)
    assert {"plain", "roundabout", "negated", "typo", "spanish"} <= styles.keys()


def test_a_server_is_asked_of_its_own_entries_and_all_are_asked_as_one():
    one, other = made_server("one"), made_server("other")
    apart = replace(other, entries=(whole_entry(id="mars-red", claim="Mars is red because of rust."),), questions=())
    by = hear_all((one, apart), lambda libraries: libraries)
    assert [len(by[EACH]), len(by[MERGED])] == [3, 3]
    assert all(found.helped for found in by[MERGED] if found.asked.expect)
    whole = merged((one, apart))
    assert {entry.id for entry in library_for(whole).browse(SHARED)} == {MOON, SUN, "mars-red"}
    assert {entry.id for entry in library_for(apart).browse(SHARED)} == {"mars-red"}


def test_what_is_vetoed_is_told_from_what_is_not_sure_enough():
    server = replace(
        made_server(),
        entries=(whole_entry(not_this=["is the moon made of green marzipan"], phrasings=["the moon is of cheese"]),),
    )
    asked = replace(server.questions[0], text="is the moon made of green marzipan")
    unsure = replace(server.questions[0], text="what about the moon and breakfast")
    vetoed, plain = hear(library_for(server), (asked, unsure))
    assert not vetoed.given
    assert vetoed.vetoed
    assert not plain.given
    assert not plain.vetoed


def test_what_became_of_a_question():
    right = heard(answered=MOON, expect=[MOON])
    wrong = heard(answered=SUN, expect=[MOON])
    which = heard(offered=[SUN, MOON], expect=[MOON])
    other = heard(offered=[SUN], expect=[MOON])
    silent = heard(expect=[MOON])
    quiet = heard(OFF_TOPIC)
    assert [one.right for one in (right, wrong, which)] == [True, False, False]
    assert [one.helped for one in (right, wrong, which, other)] == [True, False, True, False]
    assert [one.wrong for one in (right, wrong, heard("trap", answered=MOON))] == [False, True, True]
    assert [one.unfair for one in (heard(OFF_TOPIC, offered=[MOON]), quiet)] == [True, False]
    assert misses([silent, other, right, which, quiet, wrong]) == [wrong, other, silent]


def test_near_misses_and_exchanges_are_a_quarter_of_the_mix():
    some = [heard("trap", answered=MOON), *[heard("trap")] * 3, heard(answered=SUN, expect=[MOON]), heard()]
    found = wrong_in_the_mix(some)
    assert found.value == pytest.approx(100 * (0.25 * 1 / 4 + 0.75 * 1 / 2))
    assert found.low < found.value < found.high
    assert found.step == pytest.approx(100 * 0.75 / 2)
    assert figures(some)["near-misses answered"].value == 25
    assert figures(some)["wrong"].value == pytest.approx(100 * 2 / 6)


def test_right_at_a_share_of_wrong_is_at_the_lowest_threshold_within_it():
    surest = heard(answered=MOON, expect=[MOON], sure=0.9)
    unsure = heard(expect=[SUN], first=SUN, sure=0.6)
    near = heard("trap", first=MOON, sure=0.7)
    far = [heard("trap") for _ in range(9)]
    some = [unsure, near, surest, *far]
    # One near-miss of ten is 2.5 % of the mix.
    assert right_at(some, 2.4).value == 50
    assert right_at(some, 2.5).value == 100
    vetoed = [unsure, replace(near, vetoed=True), surest, *far]
    assert right_at(vetoed, 0.0).value == 100
    # What is equally sure cannot be parted by a threshold.
    alike = heard("trap", first=MOON, sure=0.9)
    assert right_at([alike, surest, unsure, *far], 1.0).value == 0


def test_offers_are_counted_where_something_is_offered():
    some = [heard(offered=[MOON, SUN], expect=[MOON]), heard(offered=[SUN], expect=[MOON]), heard(OFF_TOPIC)]
    assert figures(some)["offers on average"].value == 1.5
    assert figures(some)["plain helped"].value == 50
    assert figures(some)["off-topic offered unfairly"].value == 0


@given(st.integers(0, 300), st.integers(1, 300))
def test_intervals_are_wilsons(hits, more):
    count = hits + more - 1 or 1
    hits = min(hits, count)
    found = wilson(hits, count)
    expected = binomtest(hits, count).proportion_ci(0.95, method="wilson")
    assert (found.low, found.high) == (pytest.approx(100 * expected.low), pytest.approx(100 * expected.high))
    assert found.low <= found.value <= found.high


def test_of_nothing_nothing_is_known():
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 100)
    assert all(found.count == 0 for found in figures(()).values())


SURE = Figure(80.0, 77.0, 83.0, 0.1, 1000)
SELDOM = Figure(0.4, 0.2, 0.9, 0.1, 1000)
FEW = Figure(80.0, 60.0, 90.0, 4.0, 25)


@pytest.mark.parametrize(
    ("what", "figure", "floor", "lost"),
    [
        ("helped", SURE, 80.9, False),
        ("helped", SURE, 81.2, True),
        ("helped", SURE, 70.0, False),
        # Of what is rare, half of the interval is less than a point.
        (IN_THE_MIX, SELDOM, 0.1, False),
        (IN_THE_MIX, SELDOM, 0.0, True),
        (IN_THE_MIX, SELDOM, 5.0, False),
        # One question of a small kind more or less is noise.
        ("spanish helped", FEW, 84.0, False),
        ("spanish helped", FEW, 88.0, True),
        ("offers on average", Figure(1.5, 1.4, 1.6, 0.002, 500), 1.35, True),
        ("offers on average", Figure(1.5, 1.4, 1.6, 0.002, 500), 1.45, False),
    ],
)
def test_a_figure_that_gets_worse_is_noticed(what, figure, floor, lost):
    assert bool(list(server_losses({EACH: {what: figure}}, {f"servers/{EACH}/{what}": floor}))) is lost


def test_a_figure_on_one_side_only_is_noticed():
    assert list(server_losses({EACH: {"right": SURE}}, {}))
    assert list(server_losses({EACH: {}}, {f"servers/{EACH}/right": 80.0}))
    assert not list(server_losses({}, {"tuned/all/helped": 90.0}))


def test_wrong_in_the_mix_has_a_limit_of_its_own():
    at = replace(SELDOM, value=MOST_WRONG_IN_THE_MIX)
    assert not list(over_the_limit({EACH: {IN_THE_MIX: at}}))
    assert list(over_the_limit({EACH: {IN_THE_MIX: at}, MERGED: {IN_THE_MIX: replace(at, value=1.01)}}))


def test_floors_are_written_and_read_again(tmp_path):
    file = tmp_path / "floors.json"
    write_floors((), {EACH: {"right": replace(SURE, value=79.987)}}, file)
    floors = read_floors(file)
    assert floors[f"servers/{EACH}/right"] == 79.99
    assert not list(server_losses({EACH: {"right": SURE}}, floors))


def test_every_figure_that_is_better_when_less_is_one_of_the_figures():
    assert figures([heard("trap"), heard("opposed"), heard(OFF_TOPIC)]).keys() >= LESS_IS_BETTER
