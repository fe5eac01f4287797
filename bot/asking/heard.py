"""Which messages have reached the bot in this process, so that none is answered twice and a gap has a beginning."""

from __future__ import annotations

from collections import OrderedDict

# A mention takes seconds to be answered, and a gap is looked up once: far more than are ever said to the bot meanwhile.
_MOST = 10_000


class HeardMessages:
    """The messages said to the bot, by id, the last 10,000 of them; and the newest message of all that came.

    Of what was said in them a hash is kept, None where the message was deleted.
    """

    def __init__(self) -> None:
        self._newest: int | None = None
        self._said_to_me: OrderedDict[int, int | None] = OrderedDict()
        self._gap_from: int | None = None

    def hear(self, message: int) -> None:
        """Note that a message came, said to the bot or not."""
        self._newest = max(self._newest or 0, message)

    def is_new(self, message: int, text: str) -> bool:
        """Return True the first time for a message that was said to the bot."""
        if message in self._said_to_me:
            return False
        self._said_to_me[message] = hash(text)
        if len(self._said_to_me) > _MOST:
            self._said_to_me.popitem(last=False)
        return True

    def is_edited(self, message: int, text: str) -> bool:
        """Take in what a message says now; return True when it was not said to the bot before, or said something else.

        One that was deleted stays so.
        """
        if self.is_new(message, text):
            return True
        before = self._said_to_me[message]
        if before is None or before == hash(text):
            return False
        self._said_to_me[message] = hash(text)
        return True

    def is_deleted(self, message: int) -> bool:
        """Say whether a message that was said to the bot has been deleted since."""
        return self._said_to_me.get(message, 0) is None

    def stands(self, message: int, text: str) -> bool:
        """Say whether a message that was said to the bot is neither deleted nor says anything else by now."""
        return self._said_to_me.get(message) == hash(text)

    def delete(self, message: int) -> None:
        """Note that a message was deleted."""
        if message in self._said_to_me:
            self._said_to_me[message] = None

    def has(self, message: int) -> bool:
        """Say whether a message that was said to the bot has come here."""
        return message in self._said_to_me

    def connection_ended(self) -> None:
        """Note that nothing comes any more. Further ends without a word between them belong to the same gap."""
        if self._gap_from is None:
            self._gap_from = self._newest

    def connection_resumed(self) -> None:
        """Note that whatever was said meanwhile is delivered after all."""
        self._gap_from = None

    def end_gap(self) -> int | None:
        """Return the newest message that came before the gap, and close it; None when there was none to know of."""
        begin, self._gap_from = self._gap_from, None
        return begin
