"""From a question to the messages that answer it: the library decides, the ledger records, the cards are drawn."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from discord import ui

from bot.asking.recording import Recording
from bot.asking.standing_cards import StandingCards
from bot.asking.views import answer_view, part_view, text_view, which_view
from bot.cards import sentences
from bot.cards.card import answer_card
from bot.cards.texts import TEXTS, Texts
from knowledge.answering.followup import follow_up
from knowledge.answering.ledger import Asked, Given, How
from knowledge.answering.library import Answer, Library, PublishedEntry, Reply
from knowledge.matching.outcome import Outcome
from knowledge.question.cleaning import clean
from knowledge.store import Audience
from knowledge.store.answers import AnswerFate, AnswerRow

Found = TypeVar("Found")

# Reading this much stays far below the 5 ms that the event loop may be held; a longer message goes to a thread.
_SHORT = 300


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to send: components, or a plain line; the number of its row in the ledger; the card it shows."""

    view: ui.LayoutView | None = None
    line: str | None = None
    number: int | None = None
    card: PublishedEntry | None = None


class Answering:
    """Answers questions. `library` gives the snapshot of this moment, `ready` reads what a server has of its own."""

    def __init__(
        self,
        library: Callable[[], Library],
        recording: Recording,
        standing: StandingCards,
        ready: Callable[[Audience], Awaitable[None]],
    ) -> None:
        self._library = library
        self._recording = recording
        self._standing = standing
        self._ready = ready

    async def ask(self, asked: Asked, note: str = "", otherwise: str = "") -> list[Outgoing]:
        """Answer a question; the row of each answer is in the ledger when this returns.

        `note` stands on each card and above each choice; `otherwise` is all that is said when no entry is found.
        """
        await self._ready(asked.audience)
        library = self._library()
        picked = library.show(asked.question.strip(), asked.audience)
        if picked is not None:
            near = (await self._decide(library, picked.entry.claim, asked)).near
            others = tuple(one.entry.id for one in near if one.entry.id != picked.entry.id)
            asked = replace(asked, question=picked.entry.claim)
            return [await self.card(asked, Answer(picked, confidence=1.0), others, note)]
        reply = await self._decide(library, asked.question, asked)
        if reply.outcome is Outcome.NO_ENTRY and otherwise:
            return [Outgoing(line=otherwise)]
        if reply.outcome is Outcome.NO_ENTRY and not library.read(asked.question, asked.audience).passages:
            return [Outgoing(line=(await self.texts(asked.audience)).no_question)]
        return await self._reply(asked, reply, note)

    async def follow_up(self, asked: Asked, about: PublishedEntry) -> list[Outgoing]:
        """Answer a further question about this entry; with nothing when nothing was asked."""
        await self._ready(asked.audience)
        library = self._library()
        reading = functools.partial(follow_up, library, asked.audience, about, asked.question)
        found = await _off_the_loop(reading, asked.question, library)
        if found.courtesy:
            return []
        if found.reply is not None:
            return await self._reply(asked, found.reply)
        asked = replace(asked, question=clean(asked.question).text)
        fate = AnswerFate.PART if found.part else AnswerFate.NO_ENTRY
        number = await self._recording.record(asked, Given(fate, about), request=False)
        texts = await self.texts(asked.audience)
        if found.part is None:
            return [Outgoing(text_view(f"{sentences.about(texts, about)}\n{texts.which_part}"), number=number)]
        return [Outgoing(await part_view(about, number, found.part, 1, texts=texts), number=number)]

    async def texts(self, audience: Audience) -> Texts:
        """Return the texts in the language that this audience's moderators have chosen."""
        await self._ready(audience)
        return TEXTS[self._library().settings(audience).language]

    async def hears_mentions(self, audience: Audience, *channels: int | None) -> bool:
        """Say whether mentions are answered in a channel, given with the one that it is a thread of."""
        await self._ready(audience)
        return self._library().settings(audience).answers_mentions_in(*channels)

    async def card(
        self,
        asked: Asked,
        answer: Answer,
        others: tuple[str, ...],
        note: str = "",
        replacing: int | None = None,
    ) -> Outgoing:
        """Answer with a card; `others` are the entries to offer to somebody who meant something else."""
        given = Given(AnswerFate.ANSWERED, answer.shown, answer.confidence, others)
        number = await self._recording.record(asked, given, replacing=replacing)
        card = answer_card(answer, (note,) if note else (), await self.texts(asked.audience))
        view = await answer_view(card, number)
        return Outgoing(view, number=number, card=answer.shown)

    async def no_entry(self, asked: Asked, understood: str, replacing: int | None = None) -> Outgoing:
        """Say that no entry is about the question, which is kept for those who can write one."""
        number = await self._recording.record(asked, Given(AnswerFate.NO_ENTRY), replacing=replacing)
        in_server = asked.audience.server is not None
        said = sentences.no_entry(await self.texts(asked.audience), understood, in_server=in_server)
        return Outgoing(text_view(said), number=number)

    def shown(self, row: AnswerRow, entries: tuple[str, ...]) -> tuple[PublishedEntry, ...]:
        """Return those of the entries that the audience of an answer can still see."""
        library = self._library()
        found = (library.show(entry, row.audience) for entry in entries)
        return tuple(shown for shown in found if shown is not None)

    async def _decide(self, library: Library, question: str, asked: Asked) -> Reply:
        return await _off_the_loop(functools.partial(library.ask, question, asked.audience), question, library)

    async def _reply(self, asked: Asked, reply: Reply, note: str = "") -> list[Outgoing]:
        asked = _as_understood(asked, reply)
        if reply.outcome is Outcome.ANSWERED:
            near = tuple(shown.entry.id for shown in reply.near)
            return [await self._answer(asked, answer, near, note) for answer in reply.answers]
        if reply.outcome is Outcome.ASK_WHICH:
            offered = tuple(shown.entry.id for shown in reply.offered)
            number = await self._recording.record(asked, Given(AnswerFate.ASK_WHICH, None, reply.confidence, offered))
            texts = await self.texts(asked.audience)
            text = texts.which if len(offered) > 1 else texts.whether
            text = f"{text}\n-# {note}" if note else text
            return [Outgoing(which_view(text, number, reply.offered, texts), number=number)]
        return [await self.no_entry(asked, reply.understood)]

    async def _answer(self, asked: Asked, answer: Answer, near: tuple[str, ...], note: str) -> Outgoing:
        shown = answer.shown
        standing = (
            self._standing.find(asked.channel, shown.entry.id, shown.revision) if asked.how is How.MENTION else None
        )
        if standing is None:
            return await self.card(asked, answer, near, note)
        number = await self._recording.record(asked, Given(AnswerFate.POINTED, shown, answer.confidence, near))
        line = sentences.standing(await self.texts(asked.audience), shown, standing.link)
        return Outgoing(line=line, number=number)


def _as_understood(asked: Asked, reply: Reply) -> Asked:
    return replace(asked, question=reply.understood or asked.question)


async def _off_the_loop(work: Callable[[], Found], question: str, library: Library) -> Found:
    if len(question) <= _SHORT and not library.uses_meaning:
        return work()
    return await asyncio.to_thread(work)
