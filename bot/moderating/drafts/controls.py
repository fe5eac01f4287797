"""What the buttons, selects and forms of a draft do. Who presses is checked at every one of them."""

from __future__ import annotations

from collections.abc import Mapping

import discord

from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.moderating.drafts import forms, views
from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.router import Router
from bot.ui.widgets import show
from knowledge.answering.library import PublishedEntry
from knowledge.entries.form_fields import PARTS, FormPart
from knowledge.errors import InvalidInputError
from knowledge.moderation.drafts import body, editing
from knowledge.moderation.drafts.editing import Sent
from knowledge.moderation.drafts.overview import overview
from knowledge.moderation.drafts.states import DraftAction, draft_for
from knowledge.store.drafts import DraftRow, EditFate

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
        router.on_press(views.EARLIER, self.earlier)
        router.on_form(views.FORM, self.send)

    async def open(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show the overview."""
        await self.show(interaction, which.subject)

    async def part(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open the form of a part, or show its pieces."""
        draft, part, _piece = await self._draft(interaction, which)
        if part.listed is None:
            typed = body.form_values(draft.body, part, body.NEW)
            await interaction.response.send_modal(forms.part_form(draft, part, body.NEW, typed, draft.version))
        else:
            await show(interaction, views.part_view(draft, part))

    async def piece(self, interaction: discord.Interaction, which: ComponentId, values: tuple[str, ...]) -> None:
        """Show the piece that was picked, or open an empty form for another."""
        draft, part, _piece = await self._draft(interaction, which)
        piece = read_number(values[0] if values else "") or body.NEW
        if piece == body.NEW:
            await interaction.response.send_modal(forms.part_form(draft, part, body.NEW, {}, draft.version))
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
        typed = body.form_values(draft.body, part, piece)
        await interaction.response.send_modal(forms.part_form(draft, part, piece, typed, draft.version))

    async def move(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Move a piece up or down."""
        part, piece, last = _read(which)
        by = -1 if last == views.UP else 1
        draft = await self._curating.write(interaction, editing.move, which.subject, part.key, piece, by)
        await show(interaction, views.part_view(draft, part))

    async def remove(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Take a piece out."""
        part, piece, _last = _read(which)
        draft = await self._curating.write(interaction, editing.remove, which.subject, part.key, piece)
        await show(interaction, views.part_view(draft, part, "Removed."))

    async def send(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        """Save a form, however long it was open."""
        part, piece, last = _read(which)
        version = read_number(last) or 0
        sent = await self._curating.write(interaction, editing.send, which.subject, part.key, piece, version, fields)
        await self._sent(interaction, sent)

    async def again(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open a form again with everything that was typed; in the entry's open draft when its own is closed."""
        draft, edit, piece = await self._curating.write(interaction, editing.form_again, which.subject)
        form = forms.part_form(draft, PARTS[edit.part], piece, edit.typed, draft.version)
        await interaction.response.send_modal(form)

    async def over(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Put what was typed in the place of what somebody else wrote meanwhile."""
        await self._sent(interaction, await self._curating.write(interaction, editing.send_over, which.subject))

    async def earlier(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show everything that was sent in for the draft."""
        draft, edits = await self._curating.read(interaction, editing.earlier_edits, which.subject)
        page = read_number(which.detail) or 1
        await show(interaction, views.earlier_view(draft, edits, page))

    async def show(
        self, interaction: discord.Interaction, number: int, note: str = "", near: tuple[PublishedEntry, ...] = ()
    ) -> None:
        """Show the overview of a draft, with a word above it."""
        seen = await self._curating.read(interaction, overview, number)
        await show(interaction, views.draft_view(seen, note, near))

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
            await show(interaction, views.part_view(sent.draft, listed, sentences.SAVED))

    async def _draft(self, interaction: discord.Interaction, which: ComponentId) -> tuple[DraftRow, FormPart, int]:
        part, piece, _last = _read(which)
        draft = await self._curating.read(interaction, draft_for, which.subject, DraftAction.CHANGE)
        return draft, part, piece


def _read(which: ComponentId) -> tuple[FormPart, int, str]:
    found = views.read_detail(which.detail)
    if found is None:
        raise InvalidInputError(OLD_BUTTON)
    return found
