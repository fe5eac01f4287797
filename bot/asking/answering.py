"""From a question to the messages that answer it: the library decides, the ledger records, the cards are drawn."""

from __future__ import annotations

import asyncio
import datetime
import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from discord import ui

from bot.asking import views
from bot.asking.outgoing import Outgoing, nowhere
from bot.asking.recording import Recording
from bot.asking.speaking import Speaking
from bot.asking.standing_cards import StandingCards
from bot.asking.views import button, line_view, lines_view, list_view, part_view, text_view, which_view
from bot.cards import sentences
from bot.cards.followups import DISCORD, Wanted, part_lines, quoted_lines
from bot.cards.pages import MOST_ON_A_PAGE
from bot.cards.texts import Texts
from knowledge.answering.followup import (
    NONE_OF_THEM,
    AnswerPart,
    FollowUp,
    Kind,
    choice_in,
    follow_up,
)
from knowledge.answering.ledger import Asked, Given, How
from knowledge.answering.library import Answer, Library, PublishedEntry, Reply
from knowledge.matching.outcome import Outcome
from knowledge.question.cleaning import clean
from knowledge.question.small_talk import SmallTalk
from knowledge.store import Audience
from knowledge.store.answers import AnswerFate, AnswerRow

__all__ = ["Answering", "FurtherReply", "Outgoing"]

Found = TypeVar("Found")

# Reading this much stays far below the 5 ms that the event loop may be held; a longer message goes to a thread.
_SHORT = 300
# So many claims of one message are answered with a card each; of more there is a list.
MOST_CARDS = 2
_BY_COMMAND = frozenset({How.SLASH, How.CHECK, How.FORM, How.PICK})
_ANSWERED = frozenset({SmallTalk.GREETING, SmallTalk.ABOUT})
# A further question is short; of a longer text nothing more is read.
_MOST_READ = 1000
CARD_IS_RECENT = datetime.timedelta(minutes=10)
"""So long a message that asks for a part is read as about the card before it."""


@dataclass(frozen=True, slots=True)
class FurtherReply:
    """What a further question gets: messages; none where nothing was asked.

    `understood` is False where it is to be read as a question of its own; `thanked` says that it was a word of thanks.
    """

    outgoings: list[Outgoing]
    understood: bool = True
    thanked: bool = False


class Answering(Speaking):
    """Answers questions. `library` gives the snapshot of this moment, `ready` reads what a server has of its own."""

    def __init__(
        self,
        library: Callable[[], Library],
        recording: Recording,
        standing: StandingCards,
        ready: Callable[[Audience], Awaitable[None]],
    ) -> None:
        super().__init__(library, ready)
        self._recording = recording
        self._standing = standing
        self._turn = asyncio.Lock()

    async def ask(
        self, asked: Asked, note: str = "", otherwise: str = "", *, has_picture: bool = False
    ) -> list[Outgoing]:
        """Answer a question; the row of each answer is in the ledger when this returns.

        `note` stands on each card and above each choice; `otherwise` is all that is said when no entry is found.
        `has_picture`: what the text says nothing of may stand in a picture beside it.
        """
        await self._ready(asked.audience)
        library = self._library()
        picked = library.show(asked.question.strip(), asked.audience)
        if picked is not None:
            near = (await self._decide(library, picked.entry.claim, asked)).plausible
            others = tuple(one.entry.id for one in near if one.entry.id != picked.entry.id)
            # What was picked from a list shows nothing of the asker's language.
            asked = replace(asked, question=picked.entry.claim, written=None)
            return [await self.card(asked, Answer(picked, confidence=1.0), others, note)]
        reply = await self._decide(library, asked.question, asked)
        if reply.small_talk is not None:
            return await self._small_talk(asked, reply.small_talk, has_picture=has_picture)
        if reply.outcome is Outcome.NO_ENTRY and otherwise:
            return [Outgoing(line=otherwise)]
        if reply.outcome is Outcome.NO_ENTRY and not library.read(asked.question, asked.audience).passages:
            texts = await self.texts_for(asked)
            line = f"{texts.no_question} {texts.picture_only}" if has_picture else texts.no_question
            return [Outgoing(line=line, private=True)]
        return await self._reply(asked, reply, note, has_picture=has_picture)

    async def follow_up(self, asked: Asked, about: PublishedEntry, *, fresh: bool = False) -> FurtherReply:
        """Answer what was written to somebody who was shown this entry.

        With `fresh` it was put by itself soon after, and what is no question about the card is left to others: then
        the reply is not `understood`, and nothing is recorded.
        """
        await self._ready(asked.audience)
        library = self._library()
        # The first question about an entry reads all its sentences, which takes longer than the loop may be held.
        found = await asyncio.to_thread(
            follow_up, library, asked.audience, about, asked.question[:_MOST_READ], fresh=fresh
        )
        if found.kind in (Kind.REMARK, Kind.THANKS):
            return FurtherReply([], understood=not fresh, thanked=found.kind is Kind.THANKS)
        if fresh and found.kind in (Kind.REPLY, Kind.UNANSWERED):
            return FurtherReply([], understood=False)
        if found.reply is not None:
            return FurtherReply(await self._reply(asked, found.reply))
        asked = replace(asked, question=clean(asked.question).text)
        fate = AnswerFate.NO_ENTRY if found.kind is Kind.UNANSWERED else AnswerFate.PART
        number = await self._recording.record(asked, Given(fate, about), request=False)
        view = await self._further_view(asked, about, number, found)
        return FurtherReply([Outgoing(view, number=number)])

    async def _further_view(self, asked: Asked, about: PublishedEntry, number: int, found: FollowUp) -> ui.LayoutView:
        texts = await self.texts_for(asked)
        known = texts.follow_up
        note = self.other_language(asked, about)
        if found.part is not None:
            is_history = found.part is AnswerPart.CHANGED
            changes = await self._recording.corrections(asked.audience, about) if is_history else ()
            lines = part_lines(texts, Wanted(about, found.part, found.verdict, changes), DISCORD)
            if sum(map(len, lines.lines)) > MOST_ON_A_PAGE:
                return await part_view(about, number, found.part, 1, note, texts)
            return lines_view(about, number, lines, texts, note)
        if found.sentences:
            return lines_view(about, number, quoted_lines(texts, about.entry, found.sentences, DISCORD), texts, note)
        if found.kind is Kind.NOT_MINE:
            return text_view(known.not_mine.format(button=texts.about_button, choice=texts.choice_not_mine))
        if found.kind is Kind.OBJECTION:
            return line_view(
                known.objection.format(button=texts.about_button), button(texts.about_button, views.ABOUT, number)
            )
        send = known.send if asked.audience.server is not None else known.send_elsewhere
        return line_view(known.not_in_entry, button(send, views.SEND, number))

    async def recent_card(self, asked: Asked) -> tuple[AnswerRow, PublishedEntry | None] | None:
        """Return the newest answer that this person was given in this place within ten minutes, with its entry.

        None when there is none, or when it stands where only they see it and they ask where all do.
        """
        since, but = asked.at - CARD_IS_RECENT, asked.message
        row = await self._recording.latest(asked.audience, asked.channel, asked.person, since, but)
        if row is None or (row.private and not asked.private and asked.audience.server is not None):
            return None
        return row, await self._recording.shown_entry(row)

    async def chosen(self, asked: Asked, row: AnswerRow) -> list[Outgoing] | None:
        """Read a message as the choice from what a row offered ("yes", "the first one", "none"); None when it is none.

        Only the one who was asked says that none of them is meant; anybody else gets nothing for it.
        """
        choice = choice_in(asked.question, len(row.offered))
        if choice is None:
            return None
        is_asker = await self._recording.is_asker(row, asked.person)
        asked = replace(asked, question=row.question)
        if choice is NONE_OF_THEM:
            if not is_asker:
                return []
            await self._recording.pick(row, asked.person, asked.at, None)
            return [await self.no_entry(asked, row.question)]
        picked = row.offered[choice]
        shown = next(iter(self.shown(row, (picked,))), None)
        if shown is None:
            return [Outgoing(line=(await self.texts_for(asked)).retired_since)]
        await self._recording.pick(row, asked.person, asked.at, picked)
        others = tuple(one for one in row.offered if one != picked)
        return [await self.card(asked, Answer(shown, confidence=1.0), others)]

    async def help(self, audience: Audience, texts: Texts, *, moderates: bool = False) -> Outgoing:
        """Explain the bot: how to ask, what the verdicts mean, who keeps the entries; to moderators what is theirs."""
        await self._ready(audience)
        keepers = dict.fromkeys(shown.pack for shown in self._library().browse(audience) if shown.pack)
        text = sentences.help_text(texts, tuple(keepers), in_server=audience.server is not None, moderates=moderates)
        return Outgoing(text_view(text), private=True)

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
        """Answer with a card, or with one line that leads to it where it stands in the channel already.

        `others` are the entries to offer to somebody who meant something else.
        """
        shown, texts = answer.shown, await self.texts_for(asked)
        # In a direct message, and to the asker alone, it is in nobody's way.
        in_channel = asked.audience.server is not None and not asked.private
        where = asked.channel, shown.entry.id, shown.revision
        standing = await self._standing.find(*where) if in_channel else None
        if standing is not None:
            given = Given(AnswerFate.POINTED, shown, answer.confidence, others)
            number = await self._recording.record(asked, given, replacing=replacing)
            return Outgoing(line=sentences.standing(texts, shown, standing.link), number=number)
        arrived = self._standing.expect(asked.audience.server, *where) if in_channel else nowhere
        try:
            given = Given(AnswerFate.ANSWERED, shown, answer.confidence, others)
            number = await self._recording.record(asked, given, replacing=replacing)
            changed = await self._recording.last_correction(asked.audience, shown, asked.at)
            said = "" if changed is None else sentences.corrected(texts, changed, shown.entry)
            notes = tuple(one for one in (note, said, self.other_language(asked, shown)) if one)
            style = views.CardStyle(texts, self._library().settings(asked.audience).full_cards)
            view = await views.answer_view(answer, number, style, asked.question, notes)
        except BaseException:
            arrived(None)
            raise
        return Outgoing(view, number=number, arrived=arrived)

    async def no_entry(
        self, asked: Asked, understood: str, replacing: int | None = None, *, has_picture: bool = False
    ) -> Outgoing:
        """Say that no entry is about the question, which is kept for those who can write one."""
        number = await self._recording.record(asked, Given(AnswerFate.NO_ENTRY), replacing=replacing)
        in_server, texts = asked.audience.server is not None, await self.texts_for(asked)
        said = sentences.no_entry(texts, understood, in_server=in_server)
        return Outgoing(text_view(f"{said}\n-# {texts.picture_only}" if has_picture else said), number=number)

    def shown(self, row: AnswerRow, entries: tuple[str, ...]) -> tuple[PublishedEntry, ...]:
        """Return those of the entries that the audience of an answer can still see."""
        library = self._library()
        found = (library.show(entry, row.audience) for entry in entries)
        return tuple(shown for shown in found if shown is not None)

    async def _decide(self, library: Library, question: str, asked: Asked) -> Reply:
        return await self._worked_out(functools.partial(library.ask, question, asked.audience), question, library)

    async def _worked_out(self, work: Callable[[], Found], question: str, library: Library) -> Found:
        if len(question) > _SHORT or library.uses_meaning:
            return await asyncio.to_thread(work)
        # At most one a turn of the loop: in between, whatever else waits has its turn, however many ask at once.
        async with self._turn:
            await asyncio.sleep(0)
            return work()

    async def _small_talk(self, asked: Asked, kind: SmallTalk, *, has_picture: bool) -> list[Outgoing]:
        """Answer what asks about no claim: the help, a kind line, or nothing. It is nobody's question to keep."""
        texts = await self.texts_for(asked, alone=asked.how in _BY_COMMAND)
        if kind is SmallTalk.HELP:
            return [await self.help(asked.audience, texts)]
        if kind is SmallTalk.REMARK and has_picture:
            return [Outgoing(line=texts.picture_only, private=True)]
        # A command must be answered; among messages the bot does not join in.
        if asked.how not in _BY_COMMAND and kind not in _ANSWERED:
            return []
        return [Outgoing(line=texts.small_talk[kind], private=True)]

    async def _list(self, asked: Asked, reply: Reply, note: str) -> Outgoing:
        """Show of several claims in one message each verdict in a line, with a choice of which card to see."""
        found = tuple(answer.shown for answer in reply.answers)
        given = Given(AnswerFate.LISTED, None, reply.confidence, tuple(shown.entry.id for shown in found))
        number = await self._recording.record(asked, given, request=False)
        texts = await self.texts_for(asked)
        text = sentences.found_claims(texts, found, reply.unanswered)
        text = "\n-# ".join(filter(None, (text, note, self.other_language(asked, *found))))
        return Outgoing(list_view(text, number, found, texts), number=number)

    async def _reply(self, asked: Asked, reply: Reply, note: str = "", *, has_picture: bool = False) -> list[Outgoing]:
        asked = _as_understood(asked, reply)
        in_a_list = len(reply.answers) > MOST_CARDS or (reply.listed and reply.unanswered > 0)
        if reply.outcome is Outcome.ANSWERED and in_a_list:
            return [await self._list(asked, reply, note)]
        if reply.outcome is Outcome.ANSWERED:
            others = tuple(shown.entry.id for shown in reply.plausible)
            left = sentences.left_over(await self.texts_for(asked), reply.unanswered)
            # Room for one of them there is on the fullest card.
            notes = [note or left, *[note] * (len(reply.answers) - 1)]
            return [
                await self.card(asked, answer, others, one) for answer, one in zip(reply.answers, notes, strict=True)
            ]
        if reply.outcome is Outcome.ASK_WHICH:
            offered = tuple(shown.entry.id for shown in reply.offered)
            number = await self._recording.record(asked, Given(AnswerFate.ASK_WHICH, None, reply.confidence, offered))
            texts = await self.texts_for(asked)
            text = sentences.which(texts, reply.offered, reply.topic)
            text = "\n-# ".join(filter(None, (text, note, self.other_language(asked, *reply.offered))))
            return [Outgoing(which_view(text, number, reply.offered, texts), number=number)]
        return [await self.no_entry(asked, reply.understood, has_picture=has_picture)]


def _as_understood(asked: Asked, reply: Reply) -> Asked:
    return replace(asked, question=reply.understood or asked.question)
