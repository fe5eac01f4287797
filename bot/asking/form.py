"""The form under an answer, in which people ask on, or say what is not right about it."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import discord
from discord import ui

from bot.asking import views
from bot.asking.answering import Answering, Outgoing
from bot.asking.components import AnswerComponents
from bot.asking.recording import Recording
from bot.asking.sending import respond
from bot.cards.texts import Texts
from bot.database_thread import Worker
from bot.measures import Timing
from bot.ui.audience import audience_of
from bot.ui.cooldowns import Admission, Paces
from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.router import Press, Router
from bot.ui.sending import give_back
from bot.ui.widgets import form, labelled, radio_field
from knowledge.answering.ledger import Asked, How
from knowledge.answering.library import PublishedEntry
from knowledge.entries.limits import URL_LENGTH
from knowledge.errors import InvalidInputError, UnwritableError
from knowledge.moderation import reports
from knowledge.moderation.reports import REASON_LENGTH, InvalidDisputeError
from knowledge.store import Audience
from knowledge.store.answers import AnswerFate, AnswerRow
from knowledge.text.visibility import is_blank

CHOICE_INPUT, TEXT_INPUT, LINK_INPUT = "what", "text", "link"
QUESTION_INPUT, DISPUTE_INPUT = "question", "dispute"
"""The fields of the form as it was before; one that stood open meanwhile is taken in."""


class Choice(enum.Enum):
    """What somebody has to say about an answer."""

    ASK = "ask"
    NOT_MINE = "not-mine"
    WRONG = "wrong"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Filled:
    """What was written in the form."""

    choice: Choice
    text: str
    link: str = ""


class Removal(Protocol):
    """Takes a card away, for its asker and for curators."""

    async def may_remove(self, interaction: discord.Interaction, row: AnswerRow) -> bool:
        """Say whether this person may take it away."""

    async def remove(self, interaction: discord.Interaction, number: int) -> None:
        """Take it away by its number, if they may, note that and answer the interaction. Raises InvalidInputError."""


class AnswerForm(AnswerComponents):
    """The form of *Ask, or not right?*, and what follows from it. `not_mine` offers other claims than a card's."""

    def __init__(
        self,
        answering: Answering,
        worker: Worker,
        recording: Recording,
        paces: Paces,
        timing: Timing,
        now: Callable[[], datetime.datetime],
        not_mine: Press,
        removal: Removal | None = None,
    ) -> None:
        super().__init__(answering, recording, now)
        self._worker = worker
        self._paces = paces
        self._timing = timing
        self._not_mine = not_mine
        self._removal = removal

    def add_to(self, router: Router) -> None:
        """Let the router bring presses and forms here."""
        router.on_press(views.ABOUT, self.open)
        router.on_press(views.SEND, self.send_question)
        router.on_press(views.AGAIN, self.fill_again)
        router.on_form(views.ABOUT, self.take_in)

    async def open(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open the form."""
        in_server = audience_of(interaction).server is not None
        removable = False
        if self._removal is not None:
            row = await self._recording.answer(Audience(interaction.guild_id), which.subject)
            removable = row is not None and await self._removal.may_remove(interaction, row)
        modal = answer_form(which.subject, await self._texts(interaction), in_server=in_server, removable=removable)
        await interaction.response.send_modal(modal)

    async def send_question(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Send a question that the entry does not answer to those who can write it in."""
        row = await self._row(interaction, which)
        if row.fate is not AnswerFate.NO_ENTRY or row.entry is None:
            raise InvalidInputError((await self._texts(interaction)).gone)
        texts = await self._texts(interaction, row)
        if self._recording.is_owed(row):
            raise InvalidInputError(texts.not_now)
        try:
            fresh = await self._recording.send_question(row, interaction.user.id, self._now())
        except UnwritableError as error:
            raise InvalidInputError(texts.not_now) from error
        known = texts.follow_up
        sent = known.sent if row.audience.server is not None else known.sent_elsewhere
        await interaction.response.send_message(sent if fresh else known.sent_before, ephemeral=True)

    async def fill_again(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open the form again with what was written in it when it could not be kept."""
        row = await self._row(interaction, which)
        texts, person = await self._texts(interaction, row), interaction.user.id
        number = read_number(which.detail) or 0
        typed = await self._worker.read(lambda store: reports.unfinished(store, row.audience, person, number))
        if typed is None:
            raise InvalidInputError(texts.gone)
        modal = answer_form(
            row.number,
            texts,
            in_server=row.audience.server is not None,
            before=Filled(Choice.WRONG, typed.reason, typed.link or ""),
            detail=which.detail,
        )
        await interaction.response.send_modal(modal)

    async def take_in(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        """Do what the form says: answer a question, offer other claims, keep a word against the verdict, or remove."""
        row, shown = await self._shown(interaction, which)
        texts = await self._texts(interaction, row)
        written = tuple(_read(fields, removable=self._removal is not None))
        if not written:
            typed = fields.get(LINK_INPUT, "").strip()
            raise InvalidInputError(" ".join([texts.nothing_written, *([texts.you_wrote, typed] if typed else [])]))
        asking = next((one for one in written if one.choice in (Choice.ASK, Choice.NOT_MINE) and one.text), None)
        if asking is not None and self._paces.further.admit(interaction.user.id) is not Admission.ADMITTED:
            typed = "\n".join(part for one in written for part in (one.text, one.link) if part)
            await give_back(interaction, texts.slow_down, texts.you_wrote, typed)
            return
        for one in written:
            if one.choice is Choice.REMOVE and self._removal is not None:
                await self._removal.remove(interaction, row.number)
            elif one.choice is Choice.NOT_MINE and not one.text:
                await self._not_mine(interaction, which, ())
            elif one.choice is Choice.NOT_MINE:
                await self._recording.report(row, interaction.user.id, self._now())
                await self._respond(interaction, row, one.text, self._answering.ask)
            elif one.choice is Choice.WRONG:
                await self._keep(interaction, row, one, read_number(which.detail))
            else:
                await self._respond(interaction, row, one.text, lambda asked: self._further(asked, shown))

    async def _respond(
        self,
        interaction: discord.Interaction,
        row: AnswerRow,
        text: str,
        work: Callable[[Asked], Coroutine[Any, Any, list[Outgoing]]],
    ) -> None:
        asked = self._asked(interaction, text, How.FORM, private=True, audience=row.audience)
        with self._timing.first_response() as responded:
            await respond(interaction, work(asked), self._recording, responded, private=True)

    async def _further(self, asked: Asked, shown: PublishedEntry) -> list[Outgoing]:
        found = await self._answering.follow_up(asked, shown)
        if found.outgoings:
            return found.outgoings
        return [Outgoing(line=(await self._answering.texts_for(asked)).follow_up.nothing_asked)]

    async def _keep(self, interaction: discord.Interaction, row: AnswerRow, said: Filled, before: int | None) -> None:
        texts = await self._texts(interaction, row)
        if self._paces.disputes.admit(interaction.user.id) is not Admission.ADMITTED:
            await give_back(interaction, texts.too_many_disputes, texts.you_wrote, f"{said.text}\n{said.link}".strip())
            return
        await self._dispute(interaction, row, said.text, said.link, before)

    async def _dispute(
        self, interaction: discord.Interaction, row: AnswerRow, reason: str, link: str, before: int | None
    ) -> None:
        person, now = interaction.user.id, self._now()
        texts = await self._texts(interaction, row)
        try:
            if self._recording.is_owed(row):
                raise UnwritableError(texts.not_now)
            await self._worker.run(
                lambda store: reports.dispute(
                    store, row.audience, person, row.number, reason, link, now, unfinished=before
                )
            )
        except UnwritableError as error:
            raise InvalidInputError(f"{texts.not_now} {texts.you_wrote} {reason} {link}") from error
        except InvalidDisputeError as error:
            kept = await self._worker.run(
                lambda store: reports.keep_unfinished(store, row.audience, person, row.number, reason, link, now)
            )
            known = texts.follow_up
            again = views.button(known.fill_again, views.AGAIN, row.number, str(kept))
            await self._aside(
                interaction, views.line_view(known.bad_link.format(why=texts.dispute_faults[error.fault]), again)
            )
            return
        line = texts.dispute_kept_elsewhere if row.audience.server is None else texts.dispute_kept
        await self._aside(interaction, views.text_view(line))

    @staticmethod
    async def _aside(interaction: discord.Interaction, view: discord.ui.LayoutView) -> None:
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)


def answer_form(
    number: int,
    texts: Texts,
    *,
    in_server: bool,
    removable: bool = False,
    before: Filled | None = None,
    detail: str = "",
) -> ui.Modal:
    """Return the form about the answer of this number in the ledger.

    `removable` offers to remove its card; `before` is what was written in it before, `detail` stands in its custom_id.
    """
    before = before or Filled(Choice.ASK, "")
    wrong_hint = texts.choice_wrong_hint if in_server else texts.choice_wrong_hint_elsewhere
    choices = [
        (Choice.ASK.value, texts.choice_ask, ""),
        (Choice.NOT_MINE.value, texts.choice_not_mine, ""),
        (Choice.WRONG.value, texts.choice_wrong, wrong_hint),
        *([(Choice.REMOVE.value, texts.choice_remove, "")] if removable else []),
    ]
    text: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=TEXT_INPUT,
        style=discord.TextStyle.paragraph,
        placeholder=texts.text_hint,
        default=before.text or None,
        required=False,
        # Room for more than is taken, so that nothing pasted into it is cut.
        max_length=2 * REASON_LENGTH,
    )
    link: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=LINK_INPUT, default=before.link or None, required=False, max_length=URL_LENGTH
    )
    fields = [
        radio_field(CHOICE_INPUT, texts.choice_label, choices, before.choice.value, needed=True),
        labelled(texts.text_label, text),
        labelled(texts.link_label, link, texts.link_hint),
    ]
    return form(texts.about_button, fields, views.ABOUT, number, detail)


def _read(fields: Mapping[str, str], *, removable: bool) -> Iterator[Filled]:
    """Give what was written, without what says nothing; from a form as it was before both its texts."""

    def text(key: str) -> str:
        typed = fields.get(key, "").strip()
        return "" if is_blank(typed) else typed

    link = fields.get(LINK_INPUT, "")
    if TEXT_INPUT not in fields:
        written = [Filled(Choice.ASK, text(QUESTION_INPUT)), Filled(Choice.WRONG, text(DISPUTE_INPUT), link)]
    else:
        known = {one.value: one for one in Choice if removable or one is not Choice.REMOVE}
        choice = known.get(fields.get(CHOICE_INPUT, ""), Choice.ASK)
        written = [Filled(choice, text(TEXT_INPUT), link)]
    yield from (one for one in written if one.text or one.choice in (Choice.NOT_MINE, Choice.REMOVE))
