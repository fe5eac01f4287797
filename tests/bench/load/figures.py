"""What was measured, in figures, and whether it is within its bounds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.bench.load.people import Question

Window = tuple[float, float]

MOST_OF_THE_OTHER = 0.6
"""Our p99 of the first word, as a share of the other build's."""
MOST_LATE = 0.020
"""Seconds that a beat of the loop may be late, p99."""
MOST_GROWTH = 0.05
"""Growth of memory after the first minute, as a share of what there was."""
MOST_MORE = 0.100
"""Seconds by which p99 of the first word may be higher while something long is done."""


@dataclass
class Measured:
    """All that was seen of one build. `memory` is in megabytes: after the first minute and at the end."""

    name: str
    questions: list[Question] = field(default_factory=list)
    asked_in: list[Window] = field(default_factory=list)
    windows: dict[str, list[Window]] = field(default_factory=dict)
    beats: list[tuple[float, float]] = field(default_factory=list)
    memory: tuple[float, float] = (0.0, 0.0)
    refused: int = 0

    @property
    def failed(self) -> list[Question]:
        """The questions without a proper answer in time."""
        return [one for one in self.questions if one.problem]

    def waits(self, during: str | None = None) -> list[float]:
        """Return how many seconds people waited: all of them, those during some work, or with "" during none."""
        if during is None:
            return [one.seconds for one in self.questions]
        if during == "":
            every = [window for windows in self.windows.values() for window in windows]
            return [one.seconds for one in self.questions if not _touches(_wait(one), every)]
        return [one.seconds for one in self.questions if _touches(_wait(one), self.windows[during])]

    def lateness(self, during: str | None = None) -> list[float]:
        """Return how late the beats were while people asked (and some work was done)."""
        windows = self.asked_in if during is None else self.windows[during]
        inside = ((max(0.0, late), _touches((at, at), windows)) for at, late in self.beats)
        return [late for late, counts in inside if counts]

    @property
    def growth(self) -> float:
        """By which share the memory grew after the first minute."""
        before, after = self.memory
        return after / before - 1 if before else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that so large a share of all is not above; 0 of nothing."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def p99(values: Sequence[float]) -> float:
    """Return the value that 99 % are not above."""
    return percentile(values, 0.99)


def lines(measured: Measured) -> Iterator[str]:
    """Yield what was seen of one build, a line each."""
    waits, late = measured.waits(), measured.lateness()
    ways = {how: sum(one.how == how for one in measured.questions) for how in ("/ask", "mention", "reply")}
    asked = ", ".join(f"{count} {how}" for how, count in ways.items())
    yield f"{measured.name}: {len(waits)} questions ({asked}), {len(measured.failed)} failed"
    yield f"  first word: {_figures(waits)}"
    yield f"  the loop's beat, late by: {_figures(late)}"
    yield f"  memory: {measured.memory[0]:.0f} MB after the first minute, {measured.memory[1]:.0f} MB at the end"
    yield f"  nothing meanwhile: {_figures(measured.waits(''))} ({len(measured.waits(''))} questions)"
    for what, windows in measured.windows.items():
        during = measured.waits(what)
        took = percentile([end - start for start, end in windows], 0.5)
        yield (
            f"  {what}: {_figures(during)} ({len(during)} questions; {len(windows)} times, {took:.1f} s each; "
            f"the beat late by {_figures(measured.lateness(what))})"
        )
    for one in measured.failed[:5]:
        yield f"  failed, {one.how}: {one.problem}"


def broken(ours: Measured, other: Measured | None, wanted: Iterable[str]) -> Iterator[str]:
    """Yield what is out of its bounds; `wanted` is the long work that had to be done meanwhile."""
    if ours.failed:
        yield f"{len(ours.failed)} questions failed"
    if ours.refused:
        yield f"Discord refused {ours.refused} requests"
    late = p99(ours.lateness())
    if not ours.beats or late >= MOST_LATE:
        yield f"the loop's beat is late by {_ms(late)} (p99; less than {_ms(MOST_LATE)})"
    if ours.growth >= MOST_GROWTH:
        yield f"the memory grew by {ours.growth:.1%} (less than {MOST_GROWTH:.0%})"
    alone = p99(ours.waits(""))
    for what in wanted:
        during = ours.waits(what) if what in ours.windows else []
        if not during:
            yield f"nobody asked during: {what}"
        elif p99(during) > alone + MOST_MORE:
            yield f"{what}: p99 is {_ms(p99(during))}, without it {_ms(alone)} (at most {_ms(MOST_MORE)} more)"
    if other is not None and p99(ours.waits()) > MOST_OF_THE_OTHER * p99(other.waits()):
        yield f"p99 is {p99(ours.waits()) / p99(other.waits()):.2f} of the other build's (at most {MOST_OF_THE_OTHER})"


def _wait(question: Question) -> Window:
    return question.asked_at, question.asked_at + question.seconds


def _touches(one: Window, windows: Iterable[Window]) -> bool:
    return any(start <= one[1] and one[0] <= end for start, end in windows)


def _figures(seconds: Sequence[float]) -> str:
    return f"p50 {_ms(percentile(seconds, 0.5))}, p99 {_ms(p99(seconds))}, most {_ms(max(seconds, default=0.0))}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
