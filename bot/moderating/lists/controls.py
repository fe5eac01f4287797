"""Turning the pages of the moderators' lists."""

from __future__ import annotations

import discord

from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.moderating.lists import views
from bot.moderating.lists.views import Wanted
from bot.ui.custom_ids import ComponentId
from bot.ui.router import Router
from bot.ui.widgets import View, button, made_view, row, show, texts
from knowledge.errors import InvalidInputError
from knowledge.moderation import browsing
from knowledge.moderation.audit import AuditPage, audit_page
from knowledge.store.audit import AuditRow, Thing

_OUT_OF_DATE = "This list is from an older version of me. Please ask for it again."
_AUDIT_PAGE = 12


class ListControls:
    """The entries, a history and the audit, each on pages."""

    def __init__(self, curating: Curating) -> None:
        self._curating = curating

    def add_to(self, router: Router) -> None:
        """Let the router bring presses here."""
        router.on_press(views.LIST, self._turn_list)
        router.on_press(views.HISTORY, self._turn_history)
        router.on_press(views.AUDIT, self._turn_audit)

    async def list(self, interaction: discord.Interaction, wanted: Wanted) -> None:
        """Show a page of the entries that fit."""
        today = self._curating.now().date()
        found = await self._curating.read(
            interaction,
            browsing.listing,
            verdict=wanted.verdict,
            state=wanted.state,
            due_on=today if wanted.due else None,
            without_archive=wanted.without_archive,
            topic=wanted.topic,
        )
        pages = sentences.pages(sentences.listed_lines(found) or ["No entry fits."], 2500)
        heading = f"### {len(found)} {'entry' if len(found) == 1 else 'entries'}"
        turn = lambda page: ComponentId(views.LIST, 0, wanted.detail(page))  # noqa: E731
        await show(interaction, views.paged_view(heading, pages, wanted.page, turn))

    async def history(self, interaction: discord.Interaction, entry: str, page: int = 1) -> None:
        """Show a page of an entry's history."""
        items = await self._curating.read(interaction, browsing.history, entry)
        pages = sentences.pages(sentences.history_lines(items))
        # The two buttons need different ids, also where both are switched off: the page is the subject.
        turn = lambda target: ComponentId(views.HISTORY, target, entry)  # noqa: E731
        heading = f"### History of `{entry}`"
        await show(interaction, views.paged_view(heading, pages, page, turn, labels=("Newer", "Older")))

    async def audit(self, interaction: discord.Interaction, before: int | None = None) -> None:
        """Show the newest changes, or those before a row of the audit."""
        page = await self._curating.read(interaction, audit_page, _AUDIT_PAGE, before)
        lines = [sentences.audit_line(row, who, _claim(page, row)) for row, who in page.rows]
        text = sentences.fitted(lines) or "Nothing was changed yet."
        await show(interaction, _older_view(text, page.older))

    async def _turn_list(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        wanted = views.read_wanted(which.detail)
        if wanted is None:
            raise InvalidInputError(_OUT_OF_DATE)
        await self.list(interaction, wanted)

    async def _turn_history(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        await self.history(interaction, which.detail, which.subject)

    async def _turn_audit(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        await self.audit(interaction, which.subject)


def _claim(page: AuditPage, row: AuditRow) -> str:
    return page.claims.get(row.subject, "") if row.thing is Thing.DRAFT else ""


def _older_view(text: str, older: int | None) -> View:
    container = texts("### Audit", text)
    return made_view(container) if older is None else made_view(container, row(button("Older", views.AUDIT, older)))
