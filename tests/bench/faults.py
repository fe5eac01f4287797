"""Let Discord fail in every way that is known of it, and see that each question gets one answer and nothing crashes.

    python -m tests.bench.faults
    python -m tests.bench.faults --outage 3600 --only outage

The started bot runs as a process of its own against a Discord on this machine. After each fault a question is asked
anew, and in the end everything that was asked is counted: none without its answer, none with two. Exit status 1 when
anything is missing.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.store.answers import AnswerFate
from tests.discord_double import Channel, Message, User
from tests.discord_double.happening import Asked
from tests.loopback.loopback import Loopback, RestFault, StartedBot, loopback, start, until

QUESTION = "did einstein fail mathematics?"
SEND, CALLBACK = r"/channels/\d+/messages$", "/callback$"
_SECONDS_FOR_A_SECOND_ANSWER = 1.5


@dataclass
class Place:
    """A server with people who ask, the bot, and everything that was asked."""

    it: Loopback
    folder: Path
    bot: StartedBot
    channel: Channel
    elsewhere: Channel
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


async def run(folder: Path, names: list[str], outage: float) -> list[str]:
    """Run the scenarios, print a line for each, and return what went wrong."""
    wrong: list[str] = []
    async with loopback() as it:
        server = it.world.server("Newsroom")
        channel, elsewhere = server.channels[0], it.world.channel(server, "elsewhere")
        bot = await start(it, folder)
        place = Place(it, folder, bot, channel, elsewhere, outage)
        try:
            await until(lambda: it.gateway.begun == 1 and bool(it.routes.commands), "a start")
            await place.works()
        except AssertionError as error:
            wrong.append(str(error))
        try:
            for name in names if not wrong else ():
                begun, process = time.monotonic(), place.bot.process
                problem = ""
                try:
                    await SCENARIOS[name](place)
                    await place.works()
                except AssertionError as error:
                    problem = f"{name}: {error}"
                if process is place.bot.process and process.returncode is not None:
                    problem = f"{name}: the process ended with status {process.returncode}"
                wrong += [problem] if problem else []
                seconds = time.monotonic() - begun
                print(f"{'FAILED' if problem else 'ok':6} {seconds:5.1f} s  {problem or name}", flush=True)
            await asyncio.sleep(_SECONDS_FOR_A_SECOND_ANSWER)
            wrong += counted(place)
        finally:
            with contextlib.suppress(ProcessLookupError):
                status = await place.bot.end()
            if status != 0 and not wrong:
                wrong.append(f"it ended with status {status}")
        if wrong:
            print(place.bot.said[-3000:])
    return wrong


def counted(place: Place) -> list[str]:
    """Return what was asked and has not one answer; print how much it was."""
    bad = [one for one in place.mentioned if len(place.it.answers(one)) != 1]
    bad_asks = [one for one in place.asked if one.original is None or one.waiting]
    print(
        f"{len(place.mentioned)} mentions and {len(place.asked)} commands asked: "
        f"{len(bad) + len(bad_asks)} without exactly one answer; {place.it.gateway.begun} sessions begun, "
        f"{place.it.gateway.resumed} resumed, {len(place.it.requests)} requests"
    )
    said = [f"mention {one.id} in #{one.channel.name} has {len(place.it.answers(one))} answers" for one in bad]
    said += [f"command {one.id} has no answer" for one in bad_asks]
    # Where nothing can be written any more, the ledger says so.
    with contextlib.closing(sqlite3.connect(place.folder / "bot.db")) as db:
        rows = dict(db.execute("SELECT asked_in, outcome FROM answers WHERE asked_in IS NOT NULL"))
    untold = [one for one in place.unanswerable if rows.get(one.id) != AnswerFate.UNSENT]
    return said + [f"mention {one.id} in #{one.channel.name}: {rows.get(one.id)}, not unsent" for one in untold]


def main() -> None:
    parser = argparse.ArgumentParser(description="Let Discord fail, and count the answers.")
    parser.add_argument("--only", default="", help="only the scenarios with these words in their name")
    parser.add_argument("--outage", type=float, default=6.0, help="how many seconds an outage lasts")
    given = parser.parse_args()
    names = [name for name in SCENARIOS if given.only in name]
    with tempfile.TemporaryDirectory() as folder:
        wrong = asyncio.run(run(Path(folder), names, given.outage))
    for one in wrong:
        print(one)
    sys.exit(1 if wrong or not names else 0)


if __name__ == "__main__":
    main()
