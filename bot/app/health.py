"""How the running bot is: the gateway, the event loop, the database, the index, and what waits."""

from __future__ import annotations

import asyncio
import enum
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from bot.app.client import Bot
from bot.app.heartbeat import Heartbeat
from knowledge.answering.in_step import out_of_step
from knowledge.errors import NotSoFastError, StoreError
from knowledge.store import Store

SECONDS_BETWEEN_LOOKS = 10.0
# A new session of a large bot takes its time, and Discord closes connections now and then.
SECONDS_TO_CONNECT = 120.0
# No work of the bot's own holds the loop so long; whatever does, nobody is answered meanwhile.
MOST_SECONDS_WITHOUT_BEAT = 5.0
# A look waits behind the work of the database thread: this is six looks that did not come through.
MOST_SECONDS_WITHOUT_LOOK = 60.0
_SECONDS_FOR_THE_LOCK = 0.5

_log = logging.getLogger(__name__)


class Gateway(enum.Enum):
    """The state of the connection by which Discord tells the bot what happens."""

    CONNECTING = "connecting"
    READY = "ready"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Health:
    """The bot at one moment. Times are in seconds; what was not looked at yet is None.

    `problems` says in sentences what keeps it from being fine; there are none when it is.
    """

    gateway: Gateway
    gateway_for: float
    heartbeat_age: float
    database_writable: bool | None
    index_in_step: bool | None
    looked_ago: float | None
    jobs_waiting: dict[str, int]
    changes_owed: int
    problems: tuple[str, ...]

    @property
    def is_fine(self) -> bool:
        """Whether the bot does all that it is there for."""
        return not self.problems

    def plain(self) -> dict[str, object]:
        """Return the same as plain values for JSON."""
        return {
            "fine": self.is_fine,
            "problems": list(self.problems),
            "gateway": self.gateway.value,
            "gateway_for_seconds": round(self.gateway_for, 3),
            "heartbeat_age_seconds": round(self.heartbeat_age, 3),
            "database_writable": self.database_writable,
            "index_in_step": self.index_in_step,
            "looked_seconds_ago": None if self.looked_ago is None else round(self.looked_ago, 3),
            "jobs_waiting": self.jobs_waiting,
            "changes_owed": self.changes_owed,
        }


class Watch:
    """Watches a bot. `health` may be asked for in any thread; what takes a look at the database is done beforehand."""

    def __init__(self, bot: Bot, heartbeat: Heartbeat, clock: Callable[[], float]) -> None:
        self._bot = bot
        self._heartbeat = heartbeat
        self._clock = clock
        self._gateway, self._since = Gateway.READY if bot.is_ready() else Gateway.CONNECTING, clock()
        self._writable: bool | None = None
        self._in_step: bool | None = None
        self._behind: frozenset[str] = frozenset()
        self._looked: float | None = None
        self._opened: float | None = None
        for name, state in (("ready", Gateway.READY), ("resumed", Gateway.READY), ("disconnect", Gateway.LOST)):
            bot.add_listener(self._seeing(state), f"on_{name}")

    @property
    def gateway(self) -> Gateway:
        """The state of the connection as it was last heard of."""
        return self._gateway

    def health(self) -> Health:
        """Return how the bot is at this moment. Reads memory only."""
        now = self._clock()
        return Health(
            gateway=self._gateway,
            gateway_for=now - self._since,
            heartbeat_age=self._heartbeat.age,
            database_writable=self._writable,
            index_in_step=self._in_step,
            looked_ago=None if self._looked is None else now - self._looked,
            jobs_waiting=self._bot.jobs_waiting(),
            changes_owed=self._bot.recording.owed,
            problems=tuple(self._problems(now)),
        )

    async def look(self) -> None:
        """Look whether the database can be written to, and whether the library in memory is what stands in it."""
        try:
            await self._bot.worker.run(_try_writing)
            self._writable = True
        except StoreError:
            self._writable = False
        try:
            library = self._bot.library()
            behind = frozenset(await self._bot.read(lambda store: out_of_step(library, store)))
        except StoreError:
            # What cannot be read is told as what cannot be written.
            behind = frozenset()
        # What was published an instant ago is being taken in.
        self._in_step = not behind & self._behind
        self._behind = behind
        self._looked = self._clock()

    async def keep_looking(self) -> None:
        """Look every few seconds, as soon as the database is open, until cancelled."""
        try:
            await self._bot.open()
        except NotSoFastError:
            # Whoever starts the bot tells it.
            return
        self._opened = self._clock()
        while True:
            try:
                await self.look()
            except Exception:  # the next look may go well
                _log.exception("The bot could not look how it is.")
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    def _problems(self, now: float) -> list[str]:
        problems = []
        if self._gateway is not Gateway.READY and now - self._since > SECONDS_TO_CONNECT:
            problems.append("Discord's gateway is not connected. Look at the network and at the log.")
        if self._heartbeat.age > MOST_SECONDS_WITHOUT_BEAT:
            problems.append("The event loop stands still: nobody is answered. Restart the bot if this goes on.")
        if self._writable is False:
            problems.append("The database cannot be written to. `doctor` says why.")
        if self._in_step is False:
            problems.append("The library in memory is not what stands in the database. Restart the bot.")
        seen = self._opened if self._looked is None else self._looked
        if seen is not None and now - seen > MOST_SECONDS_WITHOUT_LOOK:
            problems.append("The database thread has not come round to a look for a minute. Look at the disk.")
        return problems

    def _seeing(self, state: Gateway) -> Callable[[], Coroutine[Any, Any, None]]:
        async def see() -> None:
            # It is told as lost at every try that fails, and counts from the first.
            if state is not self._gateway:
                self._gateway, self._since = state, self._clock()

        return see


def _try_writing(store: Store) -> None:
    with store.waiting(_SECONDS_FOR_THE_LOCK):
        store.try_writing()
