"""The heartbeat of the event loop: whether it still goes round, and how much later than it was to it comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.measures import Measures

SECONDS_BETWEEN_BEATS = 0.01


class Heartbeat:
    """Beats on the loop a hundred times a second. `age` may be asked for in any thread."""

    def __init__(self, clock: Callable[[], float], measures: Measures) -> None:
        self._clock = clock
        self._measures = measures
        self._last = clock()

    @property
    def age(self) -> float:
        """For how many seconds there has been no beat."""
        return max(0.0, self._clock() - self._last)

    async def keep_beating(self) -> None:
        """Beat until cancelled."""
        while True:
            self._last = self._clock()
            await asyncio.sleep(SECONDS_BETWEEN_BEATS)
            self._measures.stalled(max(0.0, self.age - SECONDS_BETWEEN_BEATS))
