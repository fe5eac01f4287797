"""The cards that stand in a channel, so that the same one is not shown there twice within a minute."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ui.cooldowns import Clock

CARD_STANDS = 60.0


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
