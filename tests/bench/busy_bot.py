"""A bot whose askers and moderators never pause: what it has acknowledged is printed, one JSON line each.

It is the started bot without Discord: its lock, its threads, its way to the database. It runs until it is killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import itertools
import json
import os
import secrets
from collections.abc import AsyncIterator

from bot.app.client import Bot
from bot.app.running import made_bot
from bot.settings import read_settings
from knowledge.answering import ledger
from knowledge.answering.ledger import Asked, Given, How
from knowledge.errors import InvalidInputError
from knowledge.moderation import importing, publishing
from knowledge.moderation.audit import Curator
from knowledge.moderation.drafts import editing
from knowledge.store import Audience, bot_lock
from knowledge.store.answers import AnswerFate
from tests.scenes.desk import draft_of
from tests.scenes.making import plain_entry

HERE = Audience(1001)
_IMPORTED_AT_ONCE = 5


def acknowledge(what: str, **about: object) -> None:
    """Say that something was done: nothing of it may be lost from now on."""
    os.write(1, json.dumps({"what": what, **about}).encode() + b"\n")


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


async def ask(bot: Bot, run: str) -> AsyncIterator[None]:
    for count in itertools.count():
        question = f"is it so in {run} the {count}th time"
        asked = Asked(HERE, 7 + count % 5, 5, How.MENTION, question, private=False, at=now())
        fate = (AnswerFate.ANSWERED, AnswerFate.NO_ENTRY)[count % 2]
        row = await bot.worker.run_together(lambda store, a=asked, f=fate: ledger.record(store, a, Given(f)))
        acknowledge("answer", number=row.number, question=question)
        await bot.worker.run_together(lambda store, n=row.number, c=count: ledger.note_sent(store, n, 5, 10_000 + c))
        yield


async def publish(bot: Bot, run: str) -> AsyncIterator[None]:
    for count in itertools.count():
        entry, curator = f"made-{run}-{count}", Curator(HERE, 11, now())
        draft = await bot.worker.run(lambda store, e=entry, c=curator: draft_of(store, c, e))
        words = f"What was typed for {entry}."
        sent = await bot.worker.run(
            lambda store, d=draft, c=curator, w=words: editing.send(
                store, c, d.number, "answer", 0, d.version, {"answer": w}
            )
        )
        acknowledge("typed", draft=draft.number, entry=entry, words=words)
        yield
        done = await bot.worker.run(
            lambda store, s=sent, c=curator: publishing.publish(store, c, s.draft.number, version=s.draft.version)
        )
        acknowledge("published", entry=entry, revision=done.revision, words=words)
        await bot.take_in(HERE, entry)
        yield


async def take_in(bot: Bot, run: str) -> AsyncIterator[None]:
    for count in itertools.count():
        entries = [f"taken-{run}-{count}-{one}" for one in range(_IMPORTED_AT_ONCE)]
        text = json.dumps([plain_entry(one) for one in entries])
        curator = Curator(HERE, 12, now())
        report = await bot.worker.run(lambda store, c=curator, t=text: importing.dry_run(store, c, "a file", t))
        yield
        # A takedown in between throws kept files away, which is told and no loss.
        with contextlib.suppress(InvalidInputError):
            await bot.worker.run(lambda store, c=curator, r=report: importing.apply(store, c, r.number, r.digest))
            acknowledge("imported", entries=entries)
        yield


async def work() -> None:
    """Be the bot of the database that is set."""
    settings = read_settings()
    run = secrets.token_hex(4)
    with bot_lock(settings.database_path, now()):
        async with made_bot(settings) as bot:
            await bot.open()
            acknowledge("open")
            following = asyncio.create_task(bot.follow_database())
            await asyncio.gather(*(_forever(part(bot, run)) for part in (ask, ask, ask, publish, take_in)), following)


async def _forever(part: AsyncIterator[None]) -> None:
    async for _ in part:
        await asyncio.sleep(0)


if __name__ == "__main__":
    asyncio.run(work())
