"""What the buttons, selects and forms of a draft do. Who presses is checked at every one of them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import discord

from bot.moderating import sentences
from bot.moderating.access import Curating, NotAllowedError
from bot.moderating.drafts import forms, review_views, views
from bot.ui.audience import audience_of
from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.router import Router
from bot.ui.widgets import show
from knowledge.answering.library import PublishedEntry
from knowledge.answering.phrasings import phrasings_of_others
from knowledge.entries.form_fields import PARTS, FormPart
from knowledge.errors import InvalidInputError
from knowledge.moderation import review
from knowledge.moderation.drafts import authorship, body, editing, lookup
from knowledge.moderation.drafts.advice import future_days
from knowledge.moderation.drafts.editing import Sent
from knowledge.moderation.drafts.overview import Overview, overview
from knowledge.moderation.drafts.states import DraftAction, draft_for
from knowledge.store.drafts import DraftRow, EditFate

_FOR_WRITERS = (
    "Those who wrote in the draft take that up. If you did, you could not publish it any more, since on this server "
    "two people publish."
)
OLD_BUTTON = "This button is from an older version of me. Open the draft again with `/entry edit`."


class DraftControls:
    """Everything under a draft but the steps by which it is published (see `publish_controls`)."""

    def __init__(self, curating: Curating) -> None:
        self._curating = curating

    def add_to(self, router: Router) -> None:
        """Let the router bring presses, picks and forms here."""
        router.on_press(views.OPEN, self.open)
        router.on_press(views.PART, self.part)
        router.on_press(views.PIECE, self.piece)
        router.on_press(views.EDIT, self.edit)
        router.on_press(views.MOVE, self.move)
        router.on_press(views.REMOVE, self.remove)
        router.on_press(views.AGAIN, self.again)
        router.on_press(views.OVER, self.over)
        router.on_press(views.JOIN, self.join)
        router.on_press(views.EARLIER, self.earlier)
        router.on_press(views.MEND, self.mend)
        router.on_press(views.SUGGEST, self.suggest)
        router.on_press(views.SUGGESTED, self.suggested)
        router.on_press(views.TAKE_OVER, self.take_over)
        router.on_form(views.SUGGEST, self.send_suggestion)
        router.on_form(views.MEND, self.send_mended)
        router.on_form(views.FORM, self.send)

    async def open(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show the overview."""
        await self.show(interaction, which.subject)

    async def part(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open the form of a part, or show its pieces."""
        draft, part, _piece = await self._draft(interaction, which)
        if part.listed is not None:
            await show(interaction, views.part_view(draft, part))
        elif not await self._warned(interaction, draft, part.key, can_suggest=True):
            await self._open_form(interaction, draft, part, body.NEW)

    async def piece(self, interaction: discord.Interaction, which: ComponentId, values: tuple[str, ...]) -> None:
        """Show the piece that was picked, or open an empty form for another."""
        draft, part, _piece = await self._draft(interaction, which)
        piece = read_number(values[0] if values else "") or body.NEW
        if piece == body.NEW:
            if not await self._warned(interaction, draft, part.key, can_suggest=True):
                await self._open_form(interaction, draft, part, piece)
        elif body.has_piece(draft.body, part, piece):
            await show(interaction, views.piece_view(draft, part, piece))
        else:
            await show(interaction, views.part_view(draft, part, "That piece was removed by somebody."))

    async def edit(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open the form of a piece."""
        draft, part, piece = await self._draft(interaction, which)
        if not body.has_piece(draft.body, part, piece):
            await show(interaction, views.part_view(draft, part, "That piece was removed by somebody."))
            return
        if not await self._warned(interaction, draft, f"{part.key}.{piece}", can_suggest=True):
            await self._open_form(interaction, draft, part, piece)

    async def move(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Move a piece up or down."""
        draft, _part, _piece = await self._draft(interaction, which)
        if not await self._warned(interaction, draft, which.detail, can_suggest=False):
            await self._rearrange(interaction, which)

    async def remove(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Take a piece out."""
        draft, part, piece = await self._draft(interaction, which)
        out = ComponentId(views.REMOVE, which.subject, f"{part.key}.{piece}.{views.OUT}")
        if not await self._warned(interaction, draft, out.detail, can_suggest=False):
            await self._rearrange(interaction, out)

    async def mend(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Change a draft in review, as one who knows what that means."""
        draft, part, piece = await self._draft(interaction, which)
        if which.detail.count(".") > 1:
            await self._rearrange(interaction, which)
        else:
            await self._open_form(interaction, draft, part, piece, views.MEND)

    async def suggest(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open a form whose words are suggested to those who write in the draft."""
        draft, part, piece = await self._draft(interaction, which)
        await self._open_form(interaction, draft, part, piece, views.SUGGEST)

    async def send_suggestion(
        self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]
    ) -> None:
        """Keep a suggestion, and tell the writers of it in the moderators' channel."""
        part, piece, last = _read(which)
        given = (which.subject, part.key, piece, read_number(last) or 0, fields)
        draft, edit = await self._curating.write(interaction, authorship.suggest, *given)
        who = interaction.user.id
        told = await self._curating.tell(
            audience_of(interaction),
            "",
            review_views.suggestion_view(draft, edit, who, "Somebody who reviews suggests this."),
        )
        where = " It stands in the moderators' channel, too." if told else ""
        await self.show(interaction, draft.number, f"Suggested; the draft stays as it is until it is taken up.{where}")

    async def suggested(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show what was suggested for the draft."""
        draft, edits = await self._curating.read(interaction, authorship.suggestions, which.subject)
        await show(interaction, review_views.suggestions_view(draft, edits))

    async def take_over(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Make what others changed the words of the one who presses."""
        draft = await self._curating.write(interaction, authorship.take_over, which.subject)
        note = "What the others changed is yours now: they may publish it when you have put it into review."
        await self.show(interaction, draft.number, note)

    async def send(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        """Save a form, however long it was open.

        Where the draft went into review meanwhile, that of somebody who did not write in it is a suggestion.
        """
        await self._send(interaction, which, fields, mending=False)

    async def send_mended(
        self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]
    ) -> None:
        """Save a form of a reviewer who was told what that means."""
        await self._send(interaction, which, fields, mending=True)

    async def _send(
        self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str], *, mending: bool
    ) -> None:
        part, piece, last = _read(which)
        version = read_number(last) or 0
        given = (which.subject, part.key, piece, version, fields)
        try:
            if not mending and await self._mends(interaction, which.subject):
                await self.send_suggestion(interaction, which, fields)
                return
            sent = await self._curating.write(interaction, editing.send, *given)
        except NotAllowedError as error:
            kept = await self._curating.keep_unwelcome(interaction, authorship.keep_unwelcome, *given)
            if kept is None:
                raise
            view = review_views.unwelcome_view(*kept, interaction.user.id)
            await self._curating.tell(audience_of(interaction), "", view)
            raise NotAllowedError(f"{error} What you sent is kept for those who may.") from error
        await self._sent(interaction, sent)

    async def again(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open a form again with everything that was typed; in the entry's open draft when its own is closed."""
        draft, edit, piece = await self._curating.write(interaction, editing.form_again, which.subject)
        if edit.fate is EditFate.SUGGESTED and await self._mends(interaction, draft.number):
            raise InvalidInputError(_FOR_WRITERS)
        form = forms.part_form(draft, PARTS[edit.part], piece, edit.typed, draft.version)
        await interaction.response.send_modal(form)

    async def over(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Put what was typed in the place of what somebody else wrote meanwhile."""
        await self._sent(interaction, await self._curating.write(interaction, editing.send_over, which.subject))

    async def join(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Save a form whose texts had several lines with these joined."""
        await self._sent(interaction, await self._curating.write(interaction, editing.send_joined, which.subject))

    async def earlier(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show everything that was sent in for the draft."""
        draft, edits = await self._curating.read(interaction, lookup.earlier_edits, which.subject)
        page = read_number(which.detail) or 1
        await show(interaction, views.earlier_view(draft, edits, page))

    async def show(
        self, interaction: discord.Interaction, number: int, note: str = "", near: tuple[PublishedEntry, ...] = ()
    ) -> None:
        """Show the overview of a draft, with a word above it."""
        today = self._curating.now().date()
        seen = await self._curating.read(interaction, overview, number, today)
        await show(interaction, views.draft_view(await self._advised(interaction, seen), note, near))

    async def _advised(self, interaction: discord.Interaction, seen: Overview) -> Overview:
        """Return an overview with what has to be asked of the library: phrasings that lead to another entry."""
        texts = [str(one["text"]) for one in seen.draft.body["pieces"]["phrasings"] if one.get("text")]
        if not texts or DraftAction.CHANGE not in seen.actions:
            return seen
        library, given = self._curating.library, (audience_of(interaction), seen.draft.entry, texts)
        return replace(seen, advice=(*seen.advice, *await asyncio.to_thread(phrasings_of_others, library, *given)))

    async def _sent(self, interaction: discord.Interaction, sent: Sent) -> None:
        edit, part = sent.edit, PARTS[sent.edit.part]
        if edit.fate is EditFate.REFUSED:
            await show(interaction, views.refused_view(sent.draft, part, sent.problems, edit.number))
        elif edit.fate is EditFate.TOO_LATE:
            await show(interaction, views.late_view(sent.draft, part, edit.typed, edit.number))
        elif edit.fate is EditFate.CONFLICT:
            await show(interaction, views.conflict_view(sent.draft, part, sent.standing, edit.typed, edit.number))
        elif part.listed is None:
            await self.show(interaction, sent.draft.number, sentences.SAVED)
        else:
            listed = PARTS["sources"] if part.key == "archived" else part
            ahead = future_days(sent.draft.body, self._curating.now().date()) if listed.key == "sources" else ()
            note = "\n".join((sentences.SAVED, *sentences.problem_lines(ahead)))
            await show(interaction, views.part_view(sent.draft, listed, note))

    async def _open_form(
        self,
        interaction: discord.Interaction,
        draft: DraftRow,
        part: FormPart,
        piece: int,
        action: str = views.FORM,
    ) -> None:
        if not body.has_piece(draft.body, part, piece) and piece != body.NEW:
            await show(interaction, views.part_view(draft, part, "That piece was removed by somebody."))
            return
        typed = body.form_values(draft.body, part, piece)
        await interaction.response.send_modal(forms.part_form(draft, part, piece, typed, draft.version, action))

    async def _rearrange(self, interaction: discord.Interaction, which: ComponentId) -> None:
        part, piece, last = _read(which)
        if last == views.OUT:
            draft = await self._curating.write(interaction, editing.remove, which.subject, part.key, piece)
        else:
            by = -1 if last == views.UP else 1
            draft = await self._curating.write(interaction, editing.move, which.subject, part.key, piece, by)
        await show(interaction, views.part_view(draft, part, "Removed." if last == views.OUT else ""))

    async def _mends(self, interaction: discord.Interaction, number: int) -> bool:
        return await self._curating.read(interaction, review.mends, number, interaction.user.id)

    async def _warned(
        self, interaction: discord.Interaction, draft: DraftRow, detail: str, *, can_suggest: bool
    ) -> bool:
        """Tell a reviewer first what it means to change what they review; say whether that was needed."""
        if not await self._mends(interaction, draft.number):
            return False
        await show(interaction, review_views.mending_view(draft, detail, can_suggest=can_suggest))
        return True

    async def _draft(self, interaction: discord.Interaction, which: ComponentId) -> tuple[DraftRow, FormPart, int]:
        part, piece, _last = _read(which)
        draft = await self._curating.read(interaction, draft_for, which.subject, DraftAction.CHANGE)
        return draft, part, piece


def _read(which: ComponentId) -> tuple[FormPart, int, str]:
    found = views.read_detail(which.detail)
    if found is None:
        raise InvalidInputError(OLD_BUTTON)
    return found
