"""What comes of one thing that somebody did: the tasks it started, the requests they made, what went wrong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from tests.discord_double.limits import Json, Refused
from tests.discord_double.messages import Message
from tests.discord_double.world import Channel, User

# Work that goes on by itself, after the answer: nobody waits for it.
ENDLESS = ("__timeout_task_impl", "Loop._loop", "inner_call", "Typing.do_typing", "Message.delete.<locals>.delete")
STARTING = ("_delay_ready", "_delay_shard_ready")
PATIENCE = 20.0


@dataclass(frozen=True)
class Request:
    """One request to Discord and what came of it."""

    method: str
    path: str
    body: Json
    status: int


@dataclass(eq=False)
class Asked:
    """An interaction (2 command, 3 component, 4 autocomplete, 5 form) and what the bot made of it."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    message: Message | None = None
    answer: int | None = None
    original: Message | None = None
    waiting: bool = False
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    expired: bool = False


@dataclass(eq=False)
class Happening:
    """All that one event led to, however many tasks later."""

    asked: Asked | None = None
    tasks: list[asyncio.Task[Any]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    created: list[Message] = field(default_factory=list)
    edited: list[Message] = field(default_factory=list)
    deleted: list[Message] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)

    async def settle(self, *, library_only: bool = False) -> None:
        """Wait until every task that came of it has ended; collect what they raised and nobody looked at.

        `library_only` waits for the library's own tasks and leaves the bot's background work alone.
        """
        while pending := [task for task in self.tasks if not task.done() and _is_awaited(task, library_only)]:
            done, _ = await asyncio.wait(pending, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
            if not done:
                raise AssertionError(f"still not finished: {pending}")
        for task in self.tasks:
            if task.done() and not task.cancelled() and getattr(task, "_log_traceback", False):
                error = task.exception()
                if error is not None:
                    self.errors.append(error)


current: ContextVar[Happening | None] = ContextVar("current", default=None)


def tracking_factory(
    loop: asyncio.AbstractEventLoop, coro: Coroutine[Any, Any, Any], **kwargs: Any
) -> asyncio.Task[Any]:
    """Make a task, and note it with the happening in whose context it was started."""
    task = asyncio.Task(coro, loop=loop, **kwargs)
    happening = current.get()
    if happening is not None:
        happening.tasks.append(task)
    return task


class LoggedErrors(logging.Handler):
    """Catches the errors that would only have been written to a log, discord.py's above all."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.elsewhere: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note the exception with what is happening."""
        error = record.exc_info[1] if record.exc_info else None
        error = error or RuntimeError(record.getMessage())
        happening = current.get()
        (self.elsewhere if happening is None else happening.errors).append(error)


def _is_awaited(task: asyncio.Task[Any], library_only: bool) -> bool:
    name = getattr(task.get_coro(), "__qualname__", "")
    if library_only:
        return task.get_name().startswith("discord.py: ") or name.endswith(STARTING)
    return not name.endswith(ENDLESS)
