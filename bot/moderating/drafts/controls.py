"""What the buttons, selects and forms of a draft do. Who presses is checked at every one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import discord

from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.moderating.drafts import forms, views
from bot.moderating.drafts.views import Overview
from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.router import Router
from bot.ui.widgets import show
from knowledge.answering.library import PublishedEntry
from knowledge.entries.diff import differences
from knowledge.entries.form_fields import PARTS, Part
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import Curator
from knowledge.moderation.browsing import published_now
from knowledge.moderation.drafts import body, editing, states
from knowledge.moderation.drafts.editing import Sent
from knowledge.moderation.settings import read_settings
from knowledge.store import Store
from knowledge.store.drafts import APPLIED, REFUSED, TOO_LATE, DraftRow, EditRow

OLD_BUTTON = "This button is from an older version of me. Open the draft again with `/entry edit`."

Found = TypeVar("Found")


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
        draft, part, _piece, _last = await self._draft(interaction, which)
        if part.listed is None:
            typed = body.typed_in(draft.body, part, body.NEW)
            await interaction.response.send_modal(forms.part_form(draft, part, body.NEW, typed, draft.version))
        else:
            await show(interaction, views.part_view(draft, part))

    async def piece(self, interaction: discord.Interaction, which: ComponentId, values: tuple[str, ...]) -> None:
        """Show the piece that was picked, or open an empty form for another."""
        draft, part, _piece, _last = await self._draft(interaction, which)
        piece = read_number(values[0] if values else "") or body.NEW
        if piece == body.NEW:
            await interaction.response.send_modal(forms.part_form(draft, part, body.NEW, {}, draft.version))
        elif body.has_piece(draft.body, part, piece):
            await show(interaction, views.piece_view(draft, part, piece))
        else:
            await show(interaction, views.part_view(draft, part, "That piece was removed by somebody."))

    async def edit(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open the form of a piece."""
        draft, part, piece, _last = await self._draft(interaction, which)
        if not body.has_piece(draft.body, part, piece):
            await show(interaction, views.part_view(draft, part, "That piece was removed by somebody."))
            return
        typed = body.typed_in(draft.body, part, piece)
        await interaction.response.send_modal(forms.part_form(draft, part, piece, typed, draft.version))

    async def move(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Move a piece up or down."""
        part, piece, last = _read(which)
        by = -1 if last == views.UP else 1

        def work(store: Store, curator: Curator) -> DraftRow:
            return editing.move(store, curator, which.subject, part.key, piece, by)

        await show(interaction, views.part_view(await self._curating.write(interaction, work), part))

    async def remove(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Take a piece out."""
        part, piece, _last = _read(which)

        def work(store: Store, curator: Curator) -> DraftRow:
            return editing.remove(store, curator, which.subject, part.key, piece)

        await show(interaction, views.part_view(await self._curating.write(interaction, work), part, "Removed."))

    async def send(self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]) -> None:
        """Take a form in, however long it was open."""
        part, piece, last = _read(which)
        version = read_number(last) or 0

        def work(store: Store, curator: Curator) -> Sent:
            return editing.send(store, curator, which.subject, part.key, piece, version, fields)

        await self._sent(interaction, part, await self._curating.write(interaction, work))

    async def again(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Open a form again with everything that was typed; in the entry's open draft when its own is closed."""

        def work(store: Store, curator: Curator) -> tuple[DraftRow, EditRow, int]:
            edit = editing.kept_edit(store, curator.audience, which.subject)
            draft = states.get(store, curator.audience, edit.draft)
            if (draft.state, states.CHANGE) not in states.STEPS:
                return editing.carried(store, curator, edit.number)
            return draft, edit, edit.piece

        draft, edit, piece = await self._curating.write(interaction, work)
        form = forms.part_form(draft, PARTS[edit.part], piece, edit.typed, draft.version)
        await interaction.response.send_modal(form)

    async def over(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Put what was typed in the place of what somebody else wrote meanwhile."""

        def work(store: Store, curator: Curator) -> tuple[Part, Sent]:
            edit = editing.kept_edit(store, curator.audience, which.subject)
            typed = {key: str(value) for key, value in edit.typed.items()}
            sent = editing.send(store, curator, edit.draft, edit.part, edit.piece, edit.version, typed, over=True)
            return PARTS[edit.part], sent

        part, sent = await self._curating.write(interaction, work)
        await self._sent(interaction, part, sent)

    async def earlier(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show everything that was sent in for the draft."""

        def work(store: Store, curator: Curator) -> tuple[DraftRow, tuple[tuple[EditRow, int | None], ...]]:
            draft = states.get(store, curator.audience, which.subject)
            return draft, editing.earlier(store, curator.audience, draft.number)

        draft, edits = await self._curating.read(interaction, work)
        page = read_number(which.detail) or 1
        await show(interaction, views.earlier_view(draft, edits, page))

    async def show(
        self, interaction: discord.Interaction, number: int, note: str = "", near: tuple[PublishedEntry, ...] = ()
    ) -> None:
        """Show the overview of a draft, with a word above it."""
        seen = await self._curating.read(interaction, lambda store, curator: overview(store, curator, number))
        await show(interaction, views.draft_view(seen, note, near))

    async def _sent(self, interaction: discord.Interaction, part: Part, sent: Sent) -> None:
        if sent.edit.fate == REFUSED:
            await show(interaction, views.refused_view(sent.draft, part, sent.problems, sent.edit.number))
        elif sent.edit.fate == TOO_LATE:
            await show(interaction, views.late_view(sent.draft, part, sent.edit.typed, sent.edit.number))
        elif sent.edit.fate != APPLIED:
            view = views.conflict_view(sent.draft, part, sent.standing, sent.edit.typed, sent.edit.number)
            await show(interaction, view)
        elif part.listed is None:
            await self.show(interaction, sent.draft.number, sentences.SAVED)
        else:
            listed = PARTS["sources"] if part.key == "archived" else part
            await show(interaction, views.part_view(sent.draft, listed, sentences.SAVED))

    async def _draft(self, interaction: discord.Interaction, which: ComponentId) -> tuple[DraftRow, Part, int, str]:
        part, piece, last = _read(which)
        work: Callable[[Store, Curator], DraftRow] = lambda store, curator: states.get(  # noqa: E731
            store, curator.audience, which.subject
        )
        draft = await self._curating.read(interaction, work)
        states.step(draft, states.CHANGE)
        return draft, part, piece, last


def overview(store: Store, curator: Curator, number: int) -> Overview:
    """Return what stands on a draft's overview."""
    draft = states.get(store, curator.audience, number)
    published = published_now(store, curator.audience, draft.entry)
    own = store.revisions.latest(curator.audience, draft.entry)
    plain = body.mapping_of(draft.entry, draft.body)
    return Overview(
        draft,
        body.missing(draft.entry, draft.body),
        differences(published.body, plain) if published is not None else (),
        published is not None or draft.base > 0,
        read_settings(store, curator.audience).two_people,
        (own.number if own else 0) != draft.base,
        states.sent_back_with(store, draft),
    )


def _read(which: ComponentId) -> tuple[Part, int, str]:
    found = views.read_detail(which.detail)
    if found is None:
        raise InvalidInputError(OLD_BUTTON)
    return found
