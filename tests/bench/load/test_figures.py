"""The bounds of the load bench: each is found when it is broken, and the command itself still runs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from tests import ROOT
from tests.bench.load.figures import Measured, broken, lines, p99, percentile
from tests.bench.load.people import Question

WORK = ("export",)


def questions(count: int, seconds: float, begun: float = 0.0) -> list[Question]:
    return [Question("/ask", begun + number, begun + number + seconds, done=True) for number in range(count)]


def measured(**others: object) -> Measured:
    good = Measured(
        "ours",
        questions=questions(100, 0.02),
        asked_in=[(0.0, 100.0)],
        windows={"export": [(50.0, 60.0)]},
        beats=[(number / 10, 0.001) for number in range(1000)],
        memory=(100.0, 104.0),
    )
    return replace(good, **others)  # type: ignore[arg-type]


def test_percentiles_are_values_that_were_seen() -> None:
    assert percentile([], 0.99) == 0.0 and p99([3.0]) == 3.0
    assert p99([float(number) for number in range(1, 101)]) == 99.0 and percentile([1.0, 2.0], 0.5) == 1.0


def test_what_is_within_its_bounds_is_fine() -> None:
    other = measured(questions=questions(100, 0.04))
    assert list(broken(measured(), other, WORK)) == []
    assert "100 questions (100 /ask, 0 mention, 0 reply), 0 failed" in "\n".join(lines(measured()))


@pytest.mark.parametrize(
    ("ours", "said"),
    [
        (measured(questions=[*questions(99, 0.02), Question("/ask", 99.0, problem="no word came")]), "failed"),
        (measured(refused=1), "refused"),
        (measured(beats=[]), "beat"),
        (measured(beats=[(number / 10, 0.021) for number in range(1000)]), "beat"),
        (measured(memory=(100.0, 106.0)), "memory"),
        (measured(windows={}), "nobody asked during: export"),
        (measured(questions=[*questions(50, 0.02), *questions(50, 0.125, 50.0)], windows={"export": [(49.9, 100.0)]}),
         "export: p99 is 125.0 ms, without it 20.0 ms"),
    ],
)  # fmt: skip
def test_what_is_out_of_its_bounds_is_found(ours: Measured, said: str) -> None:
    (found,) = broken(ours, None, WORK)
    assert said in found


def test_the_build_beside_it_is_compared_with() -> None:
    (found,) = broken(measured(), measured(questions=questions(100, 0.03)), WORK)
    assert "0.67 of the other build's" in found


@pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")
def test_the_command_runs() -> None:
    small = ("--questions", "40", "--servers", "3", "--people", "12", "--entries", "4", "--imported", "3")
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.load", *small], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    # Not a figure of it: the machine may be busy with other things.
    assert "this build: 40 questions (" in ran.stdout, ran.stdout + ran.stderr
    for what in ("export", "check", "backup", "import"):
        assert f"  {what}: p50" in ran.stdout
