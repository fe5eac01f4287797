"""The ways in which Discord fails, each against the started bot, and what is owed to whoever asks meanwhile."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.discord_double import Channel, Message, User
from tests.discord_double.happening import Asked
from tests.loopback.loopback import Loopback, RestFault, StartedBot, start, until

QUESTION = "did einstein fail mathematics?"
SEND, CALLBACK = r"/channels/\d+/messages$", "/callback$"


@dataclass
class Place:
    """A server with people who ask, the bot, and everything that was asked."""

    it: Loopback
    folder: Path
    bot: StartedBot
    channel: Channel
    outage: float
    mentioned: list[Message] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    unanswerable: list[Message] = field(default_factory=list)
    people: int = 0

    def somebody(self) -> User:
        self.people += 1
        return self.it.world.user(f"person {self.people}")

    async def mention(self, place: Channel | None = None) -> Message:
        """Mention the bot; an answer is owed from now on."""
        # Somebody and a channel of their own each time, so that no pace and no standing card is in the way.
        message = await self.it.mention(self.somebody(), place or await self.a_channel(), QUESTION)
        self.mentioned.append(message)
        return message

    async def a_channel(self) -> Channel:
        server = self.channel.server
        assert server is not None
        one = self.it.world.channel(server, f"place-{self.people}")
        await self.it.gateway.tell("CHANNEL_CREATE", {**one.json(), "guild_id": str(server.id)})
        return one

    async def answered(self, message: Message, seconds: float = 60.0) -> float:
        return await until(lambda: bool(self.it.answers(message)), "an answer to a mention", seconds)

    async def ask(self) -> Asked:
        """Use /ask; an answer is owed from now on."""
        asked = await self.it.ask(self.somebody(), self.channel, QUESTION)
        self.asked.append(asked)
        return asked

    async def works(self) -> None:
        """See that a question is answered as if nothing had been."""
        await self.answered(await self.mention())
        asked = await self.ask()
        await until(lambda: asked.original is not None and not asked.waiting, "an answer to /ask")

    async def session(self, begun: int | None = None, resumed: int | None = None) -> None:
        gateway = self.it.gateway
        await until(lambda: begun is None or gateway.begun >= begun, "a new session", 120 + 20 * self.outage)
        await until(lambda: resumed is None or gateway.resumed >= resumed, "a resumed session", 120 + 20 * self.outage)


async def resumed_after(place: Place, fault: Callable[[], Awaitable[None]]) -> None:
    resumed, begun = place.it.gateway.resumed, place.it.gateway.begun
    await fault()
    lost = await place.mention()
    await place.session(resumed=resumed + 1)
    await place.answered(lost)
    assert place.it.gateway.begun == begun, "a new session, though the old one could be resumed"


async def dropped(place: Place) -> None:
    await resumed_after(place, place.it.gateway.drop)


async def closed_with_an_error(place: Place) -> None:
    await resumed_after(place, lambda: place.it.gateway.close(4000))


async def asked_to_reconnect(place: Place) -> None:
    await resumed_after(place, place.it.gateway.ask_to_reconnect)


async def session_ended(place: Place) -> None:
    begun = place.it.gateway.begun
    await place.it.gateway.invalidate()
    lost = await place.mention()
    await place.session(begun=begun + 1)
    await place.answered(lost)


async def resume_refused(place: Place) -> None:
    begun = place.it.gateway.begun
    place.it.gateway.forgetful = True
    await place.it.gateway.drop()
    place.it.gateway.session = None
    lost = await place.mention()
    await place.session(begun=begun + 1)
    await place.answered(lost)


async def gateway_outage(place: Place) -> None:
    begun = place.it.gateway.begun
    place.it.gateway.refusing = True
    await place.it.gateway.drop()
    place.it.gateway.session = None
    await asyncio.sleep(place.outage)
    lost = await place.mention()
    place.it.gateway.refusing = False
    await place.session(begun=begun + 1)
    await place.answered(lost)


async def whole_outage(place: Place) -> None:
    begun = place.it.gateway.begun
    place.it.down = place.it.gateway.refusing = True
    await place.it.gateway.drop()
    place.it.gateway.session = None
    await asyncio.sleep(place.outage)
    lost = await place.mention()
    place.it.down = place.it.gateway.refusing = False
    await place.session(begun=begun + 1)
    await place.answered(lost)


async def killed_while_somebody_asks(place: Place) -> None:
    await place.bot.end(signal.SIGKILL)
    place.it.gateway.session = None
    lost = await place.mention()
    place.bot = await start(place.it, place.folder)
    await place.answered(lost)


async def started_in_an_outage(place: Place) -> None:
    await place.bot.end()
    place.it.down = place.it.gateway.refusing = True
    place.it.gateway.session = None
    place.bot = await start(place.it, place.folder)
    await until(lambda: "try again" in place.bot.said or place.bot.process.returncode is not None, "a word of it")
    lost = await place.mention()
    place.it.down = False
    await until(lambda: "Attempting a reconnect" in place.bot.said, "a try to connect")
    place.it.gateway.refusing = False
    await place.answered(lost, 120)


def rest(method: str, path: str, status: int, **more: object) -> Callable[[Place], Awaitable[None]]:
    """Return a scenario in which one request fails in a way that passes."""

    async def scenario(place: Place) -> None:
        place.it.faults.append(RestFault(method, path, status, more=dict(more)))
        if path == SEND:
            await place.answered(await place.mention())
        else:
            asked = await place.ask()
            await until(lambda: asked.original is not None, "an answer to /ask")

    return scenario


def lost(method: str, path: str) -> Callable[[Place], Awaitable[None]]:
    """Return a scenario in which a request is done and nothing comes back."""

    async def scenario(place: Place) -> None:
        place.it.faults.append(RestFault(method, path, lose=True))
        await (place.ask() if path == CALLBACK else place.mention())

    return scenario


async def slow(place: Place) -> None:
    first = await place.mention()
    await place.answered(first)
    stuck = await place.a_channel()
    place.it.faults.append(RestFault("POST", f"/channels/{stuck.id}/messages", delay=4.0))
    waiting, other = await place.mention(stuck), await place.mention()
    assert await place.answered(other) < 3.0, "somebody waits for another channel"
    await place.answered(waiting)


async def expired(place: Place) -> None:
    place.it.faults.append(RestFault("POST", CALLBACK, 404, times=9, more={"code": 10062}))
    await place.it.ask(place.somebody(), place.channel, QUESTION)
    await until(lambda: any(path.endswith("/callback") and status == 404 for _, path, status in place.it.requests), "")
    await asyncio.sleep(0.3)
    place.it.faults.clear()


async def deleted_channel(place: Place) -> None:
    doomed = await place.a_channel()
    place.it.faults.append(RestFault("POST", f"/channels/{doomed.id}/messages", 404, times=9, more={"code": 10003}))
    place.unanswerable.append(await place.it.mention(place.somebody(), doomed, QUESTION))
    await place.it.delete_channel(doomed)


async def lost_permission(place: Place) -> None:
    shut = await place.a_channel()
    shut.bot_may_send = False
    place.unanswerable.append(await place.it.mention(place.somebody(), shut, QUESTION))
    await until(lambda: any(status == 403 for _, _, status in place.it.requests), "a refusal")


async def removed_and_added(place: Place) -> None:
    server = place.channel.server
    assert server is not None
    await place.it.leave(server)
    await asyncio.sleep(0.3)
    await place.it.join(server)


SCENARIOS: dict[str, Callable[[Place], Awaitable[None]]] = {
    "the connection is cut": dropped,
    "the connection is closed with an error": closed_with_an_error,
    "Discord asks to reconnect": asked_to_reconnect,
    "the session is ended": session_ended,
    "the session cannot be resumed": resume_refused,
    "an outage of the gateway": gateway_outage,
    "an outage of everything": whole_outage,
    "a message is limited (429)": rest("POST", SEND, 429, retry_after=1.0, **{"global": False}),
    "everything is limited (429)": rest("POST", SEND, 429, retry_after=1.0, **{"global": True}),
    "an answer to a command is limited (429)": rest("POST", CALLBACK, 429, retry_after=0.5),
    "a message meets 500": rest("POST", SEND, 500),
    "a message meets 502": rest("POST", SEND, 502),
    "a message meets 503": rest("POST", SEND, 503),
    "an answer to a command meets 503": rest("POST", CALLBACK, 503),
    "the response to a message is lost": lost("POST", SEND),
    "the response to a command's answer is lost": lost("POST", CALLBACK),
    "a channel is slow": slow,
    "an interaction has expired": expired,
    "a channel is deleted": deleted_channel,
    "a permission is lost": lost_permission,
    "the bot is removed and added again": removed_and_added,
    "the process is killed": killed_while_somebody_asks,
    "the process is started in an outage": started_in_an_outage,
}
