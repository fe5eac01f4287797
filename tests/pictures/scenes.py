"""What is photographed: the real bot, asked through the real library, and what it sent."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path
from typing import Any

from bot.app.client import Bot
from bot.app.running import made_bot
from bot.settings import Settings
from knowledge.entries import validation
from knowledge.entries.entry import Entry
from knowledge.entries.validation import read_entry
from knowledge.exchange.loading import load_packs
from knowledge.exchange.packs import Pack, starter_packs
from knowledge.matching.outcome import MOST_OFFERED, Outcome
from knowledge.store import SHARED
from tests.discord_double import Channel, DiscordDouble, Response, User
from tests.pictures.page import Shown, as_it_stands
from tests.scenes.asking import not_mine

DOUBT = "wait, are the Zetas really allied with MS-13?"
UNCLEAR = ("Is El Faro linked to maras?", "Is Mexico linked to Washington?", "Is El Salvador linked to Venezuela?")
UNHEARD_OF = "Is it true that the moon landing was filmed in Arizona?"
SENTENCES = "The lamp was lit on the first of May (and *not* in June), as the keeper's log says; see page [12] of it. "
NEIGHBOURED = "did the zetas hire former kaibiles from guatemala"
"""Answered, and with another entry that is plausible beside it."""


async def scenes(folder: Path, *, search: bool = False) -> dict[str, list[Shown]]:
    """Return the scenes by name; the database is made in `folder`. A scene that no question leads to is left out.

    `search` looks further (some seconds) for a question that could be about several claims.
    """
    settings = Settings(database_path=folder / "pictures.db")
    async with DiscordDouble() as double, made_bot(settings) as bot:
        await double.start(bot)
        dana, channel = double.user("Dana"), double.server("Newsroom", joined=False).channels[0]
        await double.join(channel.server)
        found = {"card": await _mention(double, dana, channel, DOUBT)}
        card = next(one for one in channel.messages if one.author is double.bot)
        for name, button in (("why", "Why"), ("sources", "Sources"), ("who", "Who says it")):
            found[name] = _shown(await double.click(dana, card, button))
        await _mention(double, dana, channel, NEIGHBOURED)
        neighboured = [one for one in channel.messages if one.author is double.bot][-1]
        found["not-mine"] = _shown(await not_mine(double, dana, neighboured))
        await _add_fullest(bot)
        longest = await double.slash(dana, channel, "ask", question=fullest_entry().id)
        found["longest"] = [as_it_stands(longest.message, user=dana, command="ask")]
        which = _unclear(bot, search=search)
        if which is not None:
            found["which"] = await _mention(double, dana, channel, which)
        found["no-entry"] = await _mention(double, dana, channel, UNHEARD_OF)
        return found


def fullest_entry() -> Entry:
    """Return an entry that is as long everywhere as an entry can be."""
    keys = [f"source{number}" for number in range(1, validation.SOURCES + 1)]
    source = {"kind": "document", "date": "1987-05-01", "publisher": "Harbour Board of Port Example"}
    fields: dict[str, Any] = {
        "id": "fullest-" + "x" * (validation.ID_LENGTH - 8),
        "claim": _filled(validation.CLAIM_LENGTH),
        "topics": ["lighthouses"],
        "verdict": "mostly-false",
        "answer": _filled(validation.ANSWER_LENGTH),
        "as_of": "1987-05-01",
        "claimants": [{"who": "The Port Example Gazette", "when": "May 1987"}],
        "caveats": [{"what": _filled(validation.CAVEAT_LENGTH), "sources": keys}] * validation.CAVEATS,
        "rebuttals": [{"against": "claim", "what": _filled(validation.PIECE_LENGTH), "sources": keys}]
        * validation.PIECES,
        "sources": [
            {
                "key": key,
                "title": f"Log of the lighthouse, volume {number}",
                "url": f"https://example.org/{key}",
                **source,
            }
            for number, key in enumerate(keys, 1)
        ],
    }
    return read_entry(fields)


def _filled(length: int) -> str:
    return (SENTENCES * (length // len(SENTENCES) + 1))[: length - 1].rstrip().ljust(length - 1, "x") + "."


async def _add_fullest(bot: Bot) -> None:
    pack = Pack("lighthouses", "Lighthouses", "Made for a picture.", (), (), (fullest_entry(),), "1")
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    await bot.worker.run(lambda store: load_packs(store, [*starter_packs(), pack], now))
    await bot.refresh_library()


async def _mention(double: DiscordDouble, user: User, channel: Channel, text: str) -> list[Shown]:
    response = await double.mention(user, channel, text)
    question = next(one for one in channel.messages if one.data["content"].endswith(text))
    return [Shown(question), *(as_it_stands(one, above=question, opened=True) for one in response.messages)]


def _shown(response: Response) -> list[Shown]:
    return [as_it_stands(one, opened=True) for one in (*response.edited, *response.messages)]


def _unclear(bot: Bot, *, search: bool) -> str | None:
    library = bot.library()
    names = sorted({name for shown in library.browse(SHARED) for name in shown.entry.names}) if search else []
    pairs = (f"Is {one} linked to {other}?" for one, other in itertools.combinations(names, 2))
    best, most = None, 0
    for question in itertools.chain(UNCLEAR, pairs):
        reply = library.ask(question, SHARED)
        if reply.outcome is Outcome.ASK_WHICH and len(reply.offered) > most:
            best, most = question, len(reply.offered)
        if most == MOST_OFFERED:
            break
    return best
