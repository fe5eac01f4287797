"""The replies that a message got: put in their place anew when it is edited, and taken back when it is deleted."""

from __future__ import annotations

import datetime
import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import discord

from bot.asking.heard import HeardMessages
from bot.asking.outgoing import Outgoing
from bot.asking.recording import Recording
from bot.asking.sending import delete_reply, edit_reply, note_unsent, reply
from bot.asking.standing_cards import StandingCards
from bot.measures import untimed
from knowledge.errors import StoreError

# A question is read anew for a minute, and so many have replies within one.
_MOST = 1000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Replied:
    """A reply that stands: in which message, the number of its row in the ledger, whether it is of components."""

    message: int
    number: int | None
    of_components: bool


@dataclass(slots=True)
class _Replies:
    """The replies to one message: those that stand, how many were sent in all, those of what it said before an edit."""

    standing: list[Replied] = field(default_factory=list)
    sent: int = 0
    outdated: list[Replied] = field(default_factory=list)


class Replies:
    """Sends replies, and knows those to the messages of the last minute."""

    def __init__(
        self,
        recording: Recording,
        standing: StandingCards,
        heard: HeardMessages,
        now: Callable[[], datetime.datetime],
    ) -> None:
        self._recording = recording
        self._standing = standing
        self._heard = heard
        self._now = now
        self._replies: OrderedDict[int, _Replies] = OrderedDict()

    def begin(self, message: discord.Message) -> None:
        """Begin to read a message, perhaps anew: what it got before is replaced, except what others were led to."""
        known = self._replies.get(message.id)
        if known is None:
            return
        known.outdated = [one for one in known.standing if not self._standing.is_pointed_at(one.message)]
        known.standing = [one for one in known.standing if one not in known.outdated]
        for one in known.outdated:
            # Or the question would be led to its own card.
            self._standing.forget(one.message)

    def keep(self, message: discord.Message) -> None:
        """Let what the message got before stand: it is not read anew after all."""
        known = self._replies.get(message.id)
        if known is not None:
            known.standing, known.outdated = [*known.outdated, *known.standing], []

    async def send(
        self, message: discord.Message, outgoings: Sequence[Outgoing], responded: Callable[[], None] = untimed
    ) -> None:
        """Reply with these; nothing is sent to a question that was deleted, or edited meanwhile and so is read anew."""
        known = self._replies.setdefault(message.id, _Replies())
        while len(self._replies) > _MOST:
            self._replies.popitem(last=False)
        for place, outgoing in enumerate(outgoings):
            if not self._heard.stands(message.id, message.content):
                await note_unsent(self._recording, outgoings[place:])
                return
            if known.outdated and await self._edit(message, known.outdated[0], outgoing, known):
                responded()
                continue
            try:
                sent = await reply(message, [outgoing], self._recording, responded, place=known.sent)
            except BaseException:
                await note_unsent(self._recording, outgoings[place + 1 :])
                raise
            known.sent += len(sent)
            known.standing += [Replied(one.id, outgoing.number, one.flags.components_v2) for one in sent]

    async def end(self, message: discord.Message) -> None:
        """Take back what is left of the replies to what a message said before; all of them when it was deleted."""
        known = self._replies.get(message.id)
        if known is None:
            return
        if self._heard.is_deleted(message.id):
            # It went while its answer was on the way.
            known.outdated += [one for one in known.standing if not self._standing.is_pointed_at(one.message)]
        for one in known.outdated:
            self._standing.forget(one.message)
            await delete_reply(message, one.message)
            await self._note(one, None, message)
        known.standing = [one for one in known.standing if one not in known.outdated]
        known.outdated = []

    async def _edit(self, message: discord.Message, before: Replied, outgoing: Outgoing, known: _Replies) -> bool:
        """Put an answer in the place of an outdated one; return False when that does not stand any more."""
        known.outdated.remove(before)
        edited = await edit_reply(
            message, before.message, outgoing, self._recording, of_components=before.of_components
        )
        if edited is None:
            return False
        await self._note(before, outgoing.number, message)
        known.standing.append(Replied(before.message, outgoing.number, edited.flags.components_v2))
        return True

    async def _note(self, before: Replied, by: int | None, message: discord.Message) -> None:
        if before.number is None:
            return
        try:
            await self._recording.read_anew(before.number, by, message.author.id, self._now())
        except StoreError as error:
            _log.warning("That answer %s was replaced is not noted. %s", before.number, error)
