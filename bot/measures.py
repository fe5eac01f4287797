"""What the bot measures of itself while it runs, and the measuring that costs nothing, where nobody wants to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol


class Measures(Protocol):
    """Takes down what happens. It is called on the event loop, so nothing of it may wait."""

    def answered(self, outcome: str) -> None:
        """Count an answer by its outcome, as it stands in the ledger."""

    def failed(self) -> None:
        """Count a failure that somebody was told a code of."""

    def responded(self, seconds: float) -> None:
        """Take down how long an asker waited for the first response, a sign of life included."""

    def stalled(self, seconds: float) -> None:
        """Take down how much later than it was to the event loop came back."""


class Unmeasured:
    """Takes nothing down."""

    def answered(self, outcome: str) -> None:
        """Do nothing."""

    def failed(self) -> None:
        """Do nothing."""

    def responded(self, seconds: float) -> None:
        """Do nothing."""

    def stalled(self, seconds: float) -> None:
        """Do nothing."""


def untimed() -> None:
    """Do nothing, in the place of what is called at a first response: this one answers no question."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Times first responses. `clock` gives seconds and only goes forward."""

    measures: Measures
    clock: Callable[[], float]

    @contextmanager
    def first_response(self) -> Iterator[Callable[[], None]]:
        """Time from here to the first call of what it gives; further calls say nothing, and without one nothing was.

        For `with` inside a coroutine. Around one, a decorator would time how long it takes to make it, which is none.
        """
        begun, told = self.clock(), False

        def responded() -> None:
            nonlocal told
            if not told:
                told = True
                self.measures.responded(self.clock() - begun)

        yield responded
