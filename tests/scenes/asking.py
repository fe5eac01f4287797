"""A bot with the starter pack in a small Discord: a server, a channel, two people. Every part is the real one."""

from __future__ import annotations

import datetime
import functools
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app.client import Bot, Surroundings
from bot.asking.form import Choice
from bot.cards.texts import ENGLISH, Texts
from bot.database_thread import Worker
from bot.jobs.links import Links
from bot.measures import Measures, Unmeasured
from knowledge.exchange.loading import load_packs
from knowledge.exchange.packs import starter_packs
from knowledge.store import Store, open_reader, open_store
from tests.discord_double import Channel, DiscordDouble, Message, Response, Server, User

NOW = datetime.datetime(2026, 5, 4, 3, 2, 1, tzinfo=datetime.UTC)
CODE = "C0DE42"
CIA, CIA_QUESTION = "ms13-created-by-cia", "did the cia create ms-13?"
ZETAS, ZETAS_QUESTION = "zetas-ms13-alliance-guatemala", "is it true the zetas teamed up with ms-13 in guatemala?"
UNKNOWN = "Do penguins run a bakery in Reykjavik?"


@dataclass
class Clock:
    """Seconds that go forward when a test says so."""

    seconds: float = 100.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Scene:
    """Everything that a test of the bot in Discord touches."""

    discord: DiscordDouble
    bot: Bot
    worker: Worker
    clock: Clock
    server: Server
    channel: Channel
    ann: User
    bob: User

    async def row(self, number: int) -> tuple[object, ...]:
        """Return message, outcome, entry, revision, how, server and private of a row of the ledger."""
        sql = "SELECT message, outcome, entry, revision, how, server, private FROM answers WHERE number = ?"
        return (await self.rows(sql, number))[0]

    async def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Return what stands in the database."""
        return await self.worker.run(lambda store: store._db.execute(sql, list(values)).fetchall())


@functools.cache
def _loaded() -> Path:
    path = Path(tempfile.mkdtemp()) / "loaded.db"
    store = open_store(path)
    load_packs(store, starter_packs(), NOW)
    store.close()
    return path


def database(folder: Path) -> Path:
    """Return a database of its own with the starter pack in it; the same one when it was made before."""
    path = folder / "bot.db"
    if not path.exists():
        shutil.copyfile(_loaded(), path)
    return path


@asynccontextmanager
async def made_bot(
    path: Path, clock: Clock, most_asks: int = 10, measures: Measures | None = None, links: Links | None = None
) -> AsyncIterator[Bot]:
    """Make a bot on the database, and close its threads in the end."""

    def opening() -> Store:
        return open_store(path)

    worker, reader = Worker(opening, reading=lambda: open_reader(path)), Worker(opening, "reading")
    surroundings = Surroundings(
        now=lambda: NOW,
        clock=clock,
        new_code=lambda: CODE,
        measures=measures or Unmeasured(),
        links=links or Links(),
    )
    bot = Bot(worker, reader, surroundings, most_asks)
    await bot.open()
    try:
        yield bot
    finally:
        await worker.close()
        await reader.close()


def disputed(reason: str, link: str = "") -> dict[str, str]:
    """Return the fields of the form under an answer, as somebody fills them in who thinks that the verdict is wrong."""
    wrong = {ENGLISH.choice_label: Choice.WRONG.value, ENGLISH.text_label: reason}
    return wrong | ({ENGLISH.link_label: link} if link else {})


async def not_mine(
    discord: DiscordDouble, user: User, answer: Response | Message, text: str = "", texts: Texts = ENGLISH
) -> Response:
    """Say in the form under an answer that it is not to one's question, perhaps with what was meant."""
    form = await discord.click(user, answer, texts.about_button)
    return await discord.submit(user, form, {texts.choice_label: Choice.NOT_MINE.value, texts.text_label: text})


@asynccontextmanager
async def scene(
    folder: Path, most_asks: int = 10, measures: Measures | None = None, links: Links | None = None
) -> AsyncIterator[Scene]:
    """Start the bot in a server, with ann and bob in it."""
    clock = Clock()
    async with made_bot(database(folder), clock, most_asks, measures, links) as bot, DiscordDouble() as discord:
        server = discord.server("Newsroom")
        ann, bob = discord.user("ann"), discord.user("bob")
        await discord.start(bot)
        yield Scene(discord, bot, bot.worker, clock, server, server.channels[0], ann, bob)


@asynccontextmanager
async def restarted(before: Scene, folder: Path) -> AsyncIterator[Scene]:
    """Start another bot in the place of the first, as after a crash: it has the database and nothing else."""
    async with made_bot(database(folder), before.clock) as bot:
        await before.discord.start(bot)
        yield Scene(
            before.discord, bot, bot.worker, before.clock, before.server, before.channel, before.ann, before.bob
        )


def clear_standing(bot: Bot) -> None:
    """Let no card stand in a channel any more, so that none is pointed at."""
    for message in list(bot.standing._where):
        bot.standing.forget(message)
