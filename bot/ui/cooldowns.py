"""Keeping channels calm and people apart: how much one person sends, how much a channel gets, the same card twice."""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Callable

Clock = Callable[[], float]
"""Seconds that only go forward, from any start."""

WINDOW = 10.0
MOST_SENT = 40
"""Commands, presses and forms of one person in ten seconds; nobody is so fast by hand."""
MOST_TYPED = 100
"""Suggestions for what one person is typing, in ten seconds."""
MOST_FURTHER = 10
"""Further questions of one person in ten seconds: replies to an answer, and the form below it."""
MOST_IN_A_CHANNEL = 20
"""Answers in one channel in ten seconds, whoever asks: twice as many as Discord lets a bot send there."""
MOST_DISPUTES, DISPUTE_WINDOW = 5, 600.0
"""So many verdicts a person may call wrong in ten minutes."""
_SWEEP_ABOVE = 1000


class Admission(enum.Enum):
    """What to do with a question: answer it, ask the person to slow down, or nothing, since that was said just now."""

    ADMITTED = "admitted"
    SLOW_DOWN = "slow down"
    SAID_SO = "said so"


class Pace:
    """Counts what each person (or channel) brings over the last seconds: at most `most` within `window` of them."""

    def __init__(self, most: int, clock: Clock, window: float = WINDOW) -> None:
        self._most = most
        self._clock = clock
        self._window = window
        self._asked: dict[int, deque[float]] = {}
        self._told: dict[int, float] = {}

    def admit(self, person: int) -> Admission:
        """Count one of this person's and say what to do with it. One that is not answered does not count."""
        now = self._clock()
        self._sweep(now)
        asked = self._asked.setdefault(person, deque())
        while asked and now - asked[0] >= self._window:
            asked.popleft()
        if len(asked) < self._most:
            asked.append(now)
            return Admission.ADMITTED
        if person in self._told and now - self._told[person] < self._window:
            return Admission.SAID_SO
        self._told[person] = now
        return Admission.SLOW_DOWN

    def _sweep(self, now: float) -> None:
        if len(self._asked) > _SWEEP_ABOVE:
            self._asked = {who: when for who, when in self._asked.items() if when and now - when[-1] < self._window}
            self._told = {who: when for who, when in self._told.items() if now - when < self._window}


class Paces:
    """Everything that a person can send, each at its pace.

    By person: `asks` are new questions whichever way they come, `further` those about an answer, `sent` every command,
    press and form, `typed` suggestions, `disputes` verdicts called wrong. By channel: what is said where all see it.
    """

    def __init__(self, most_asks: int, clock: Clock) -> None:
        self.asks = Pace(most_asks, clock)
        self.further = Pace(MOST_FURTHER, clock)
        self.sent = Pace(MOST_SENT, clock)
        self.typed = Pace(MOST_TYPED, clock)
        self.disputes = Pace(MOST_DISPUTES, clock, DISPUTE_WINDOW)
        self.channels = Pace(MOST_IN_A_CHANNEL, clock)
