"""Keeping a channel calm: the rules by a clock that the test moves."""

from __future__ import annotations

from bot.ui.cooldowns import Admission, Pace
from tests.scenes.asking import Clock


def test_ten_questions_in_ten_seconds_and_one_request_to_slow_down() -> None:
    clock = Clock()
    pace = Pace(10, clock)
    assert [pace.admit(1) for _ in range(10)] == [Admission.ADMITTED] * 10
    assert [pace.admit(1) for _ in range(3)] == [Admission.SLOW_DOWN, Admission.SAID_SO, Admission.SAID_SO]
    assert pace.admit(2) is Admission.ADMITTED
    clock.seconds += 9.9
    assert pace.admit(1) is Admission.SAID_SO
    clock.seconds += 0.1
    assert pace.admit(1) is Admission.ADMITTED


def test_questions_that_are_not_answered_do_not_count() -> None:
    clock = Clock()
    pace = Pace(1, clock)
    assert pace.admit(1) is Admission.ADMITTED
    for _ in range(9):
        clock.seconds += 1
        pace.admit(1)
    clock.seconds += 1
    assert pace.admit(1) is Admission.ADMITTED


def test_people_who_ask_no_more_are_not_remembered() -> None:
    clock = Clock()
    pace = Pace(1, clock)
    for person in range(3000):
        pace.admit(person)
        clock.seconds += 0.1
    assert len(pace._asked) <= 1200
