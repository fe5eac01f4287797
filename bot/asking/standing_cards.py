"""The cards that stand in the channels of servers, so that the same one is not shown there twice in a short while."""

from __future__ import annotations

import asyncio
import datetime
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from bot.ui.cooldowns import Clock
from knowledge.store.answers import AnswerRow

CARD_STANDS = datetime.timedelta(minutes=15)
MOST_BETWEEN = 30
"""A card is pointed at while it is not older than that, or while no more messages stand below it."""
MOST_CARDS = 10_000
"""So many are remembered, a few hundred bytes each; then those of the channels go that had none for longest."""
# A card that is just being sent is waited for; Discord waits 3 seconds for the first word of an answer.
_SECONDS_TO_ARRIVE = 1.0

Exists = Callable[[int, int], Awaitable[bool]]
"""Says whether a message stands, by its channel and its number."""


@dataclass(slots=True)
class StandingCard:
    """A card that stands in a channel: in which revision, since when, in which message.

    `said_before` is how many messages of its channel had come before it, None when some may have come unheard.
    `sure`: nothing can have happened to it unheard. `pointed`: somebody was sent there.
    """

    revision: int
    since: float
    message: int
    link: str
    said_before: int | None
    sure: bool = True
    pointed: bool = False


@dataclass(slots=True)
class _Channel:
    """A channel with cards, by entry: those that stand, those on their way; and how many messages came meanwhile."""

    said: int = 0
    cards: dict[str, StandingCard] = field(default_factory=dict)
    coming: dict[tuple[str, int], asyncio.Future[None]] = field(default_factory=dict)


class StandingCards:
    """The newest card of each entry in each channel. `exists` is asked where a card may have gone unheard."""

    def __init__(self, clock: Clock, exists: Exists) -> None:
        self._clock = clock
        self._exists = exists
        self._channels: OrderedDict[int, _Channel] = OrderedDict()
        self._where: dict[int, tuple[int, str]] = {}

    def hear(self, channel: int, message: int) -> None:
        """Count a message of a channel; a card does not count as one below itself."""
        here = self._channels.get(channel)
        if here is not None and message not in self._where:
            here.said += 1

    async def find(self, channel: int, entry: str, revision: int) -> StandingCard | None:
        """Return the card of this entry that stands in the channel in this very revision; None when none does.

        One that is on its way is waited for, a second at most.
        """
        here = self._channels.get(channel)
        if here is not None and (entry, revision) in here.coming:
            await asyncio.wait({here.coming[entry, revision]}, timeout=_SECONDS_TO_ARRIVE)
        card = here.cards.get(entry) if here is not None else None
        if here is None or card is None or card.revision != revision or not self._is_near(here, card):
            return None
        if not card.sure:
            if not await self._exists(channel, card.message):
                self.forget(card.message)
                return None
            card.sure = True
        card.pointed = True
        return card

    def expect(self, server: int | None, channel: int, entry: str, revision: int) -> Callable[[int | None], None]:
        """Note that a card is about to be sent; return what is to be told in which message it stands, or in none."""
        coming: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._here(channel).coming[entry, revision] = coming

        def arrived(message: int | None) -> None:
            here = self._here(channel)
            if message is not None:
                link = link_to(server, channel, message)
                self._put(channel, entry, StandingCard(revision, self._clock(), message, link, here.said))
            if here.coming.get((entry, revision)) is coming:
                del here.coming[entry, revision]
            if not coming.done():
                coming.set_result(None)
            self._drop_if_empty(channel)

        return arrived

    def restore(self, rows: Iterable[AnswerRow], now: datetime.datetime) -> None:
        """Take in the cards that stood before this process began, as the ledger knows them, the oldest first."""
        for row in rows:
            if row.entry is not None and row.revision is not None and row.message is not None:
                age = (now - datetime.datetime.fromisoformat(row.at)).total_seconds()
                link = link_to(row.audience.server, row.channel, row.message)
                card = StandingCard(row.revision, self._clock() - age, row.message, link, None, sure=False)
                self._put(row.channel, row.entry, card)

    def doubt(self) -> None:
        """Note that messages may have come and gone unheard."""
        for here in self._channels.values():
            for card in here.cards.values():
                card.sure, card.said_before = False, None

    def forget(self, message: int) -> None:
        """Note that a message is gone, or shows something else."""
        channel, entry = self._where.pop(message, (0, ""))
        here = self._channels.get(channel)
        if here is not None and entry in here.cards and here.cards[entry].message == message:
            del here.cards[entry]
        self._drop_if_empty(channel)

    def is_pointed_at(self, message: int) -> bool:
        """Say whether somebody was sent to the card in a message."""
        channel, entry = self._where.get(message, (0, ""))
        here = self._channels.get(channel)
        card = here.cards.get(entry) if here is not None else None
        return card is not None and card.message == message and card.pointed

    def _is_near(self, here: _Channel, card: StandingCard) -> bool:
        if self._clock() - card.since < CARD_STANDS.total_seconds():
            return True
        return card.said_before is not None and here.said - card.said_before <= MOST_BETWEEN

    def _here(self, channel: int) -> _Channel:
        here = self._channels.setdefault(channel, _Channel())
        self._channels.move_to_end(channel)
        return here

    def _drop_if_empty(self, channel: int) -> None:
        here = self._channels.get(channel)
        if here is not None and not here.cards and not here.coming:
            del self._channels[channel]

    def _put(self, channel: int, entry: str, card: StandingCard) -> None:
        cards = self._here(channel).cards
        if entry in cards:
            self._where.pop(cards[entry].message, None)
        cards[entry] = card
        self._where[card.message] = (channel, entry)
        while len(self._where) > MOST_CARDS and len(self._channels) > 1:
            _, gone = self._channels.popitem(last=False)
            for one in gone.cards.values():
                self._where.pop(one.message, None)


def link_to(server: int | None, channel: int, message: int) -> str:
    """Return the address that leads to a message."""
    return f"https://discord.com/channels/{server or '@me'}/{channel}/{message}"
