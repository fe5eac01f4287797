"""Keeping a channel calm: one person's questions in a short time, and the same card twice in a minute."""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]
"""Seconds that only go forward, from any start."""

WINDOW = 10.0
CARD_STANDS = 60.0
_SWEEP_ABOVE = 1000


class Admission(enum.Enum):
    """What to do with a question: answer it, ask the person to slow down, or nothing, since that was said just now."""

    ADMITTED = "admitted"
    SLOW_DOWN = "slow down"
    SAID_SO = "said so"


class Pace:
    """Counts each person's questions over the last ten seconds."""

    def __init__(self, most: int, clock: Clock) -> None:
        self._most = most
        self._clock = clock
        self._asked: dict[int, deque[float]] = {}
        self._told: dict[int, float] = {}

    def admit(self, person: int) -> Admission:
        """Count a question of this person and say what to do with it. One that is not answered does not count."""
        now = self._clock()
        self._sweep(now)
        asked = self._asked.setdefault(person, deque())
        while asked and now - asked[0] >= WINDOW:
            asked.popleft()
        if len(asked) < self._most:
            asked.append(now)
            return Admission.ADMITTED
        if person in self._told and now - self._told[person] < WINDOW:
            return Admission.SAID_SO
        self._told[person] = now
        return Admission.SLOW_DOWN

    def _sweep(self, now: float) -> None:
        if len(self._asked) > _SWEEP_ABOVE:
            self._asked = {who: when for who, when in self._asked.items() if when and now - when[-1] < WINDOW}
            self._told = {who: when for who, when in self._told.items() if now - when < WINDOW}


@dataclass(frozen=True, slots=True)
class StandingCard:
    """A card that answers a mention and stands in a channel: since when, in which message."""

    since: float
    message: int
    link: str


class StandingCards:
    """The cards that answered a mention within the last minute, by channel, entry and revision."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._cards: dict[tuple[int, str, int], StandingCard] = {}

    def find(self, channel: int, entry: str, revision: int) -> StandingCard | None:
        """Return the card of this entry that has stood in the channel for less than a minute."""
        self._sweep()
        return self._cards.get((channel, entry, revision))

    def add(self, channel: int, entry: str, revision: int, message: int, link: str) -> None:
        """Note that a card has been sent."""
        self._cards[channel, entry, revision] = StandingCard(self._clock(), message, link)

    def forget(self, message: int) -> None:
        """Note that a message is gone, or shows something else."""
        self._cards = {where: card for where, card in self._cards.items() if card.message != message}

    def _sweep(self) -> None:
        now = self._clock()
        self._cards = {where: card for where, card in self._cards.items() if now - card.since < CARD_STANDS}
