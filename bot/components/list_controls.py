"""Turning the pages of the moderators' lists."""

from __future__ import annotations

import discord

from bot.cards import desk_words
from bot.components import lists
from bot.components.ids import ComponentId
from bot.components.lists import Wanted
from bot.components.plain import View, button, made_view, row, show, texts
from bot.components.router import Router
from bot.curating import Curating
from knowledge import browsing, changes, overrides
from knowledge.browsing import HistoryItem, Listed
from knowledge.changes import Curator
from knowledge.errors import InvalidInputError
from knowledge.people import discord_id
from knowledge.store import Store

_OUT_OF_DATE = "This list is from an older version of me. Please ask for it again."
_AUDIT_PAGE = 12


class ListControls:
    """The entries, a history and the audit, each on pages."""

    def __init__(self, curating: Curating) -> None:
        self._curating = curating

    def add_to(self, router: Router) -> None:
        """Let the router bring presses here."""
        router.on_press(lists.LIST, self._turn_list)
        router.on_press(lists.HISTORY, self._turn_history)
        router.on_press(lists.AUDIT, self._turn_audit)

    async def list(self, interaction: discord.Interaction, wanted: Wanted) -> None:
        """Show a page of the entries that fit."""
        today = self._curating.now().date()

        def work(store: Store, curator: Curator) -> tuple[tuple[Listed, ...], dict[str, tuple[int, int]]]:
            found = browsing.listing(
                store,
                curator.audience,
                verdict=wanted.verdict,
                state=wanted.state,
                due_on=today if wanted.due else None,
                without_archive=wanted.without_archive,
                topic=wanted.topic,
            )
            return found, overrides.changed_since(store, curator.audience)

        found, changed = await self._curating.read(interaction, work)
        lines = [
            line + (" · **the shared one has changed since**" if one.own and one.entry in changed else "")
            for line, one in zip(desk_words.listed_lines(found), found, strict=True)
        ]
        pages = desk_words.pages(lines or ["No entry fits."], 2500)
        heading = f"### {len(found)} {'entry' if len(found) == 1 else 'entries'}"
        turn = lambda page: ComponentId(lists.LIST, 0, wanted.detail(page))  # noqa: E731
        await show(interaction, lists.paged_view(heading, pages, wanted.page, turn))

    async def history(self, interaction: discord.Interaction, entry: str, page: int = 1) -> None:
        """Show a page of an entry's history."""

        def work(store: Store, curator: Curator) -> tuple[HistoryItem, ...]:
            return browsing.history(store, curator.audience, entry)

        items = await self._curating.read(interaction, work)
        pages = desk_words.pages(desk_words.history_lines(items))
        # The two buttons need different ids, also where both are switched off: the page is the subject.
        turn = lambda target: ComponentId(lists.HISTORY, target, entry)  # noqa: E731
        heading = f"### History of `{entry}`"
        await show(interaction, lists.paged_view(heading, pages, page, turn, labels=("Newer", "Older")))

    async def audit(self, interaction: discord.Interaction, before: int | None = None) -> None:
        """Show the newest changes, or those before a row of the audit."""

        def work(store: Store, curator: Curator) -> tuple[tuple[str, ...], int | None]:
            rows = changes.audit(store, curator.audience, _AUDIT_PAGE + 1, before)
            shown = rows[:_AUDIT_PAGE]
            lines = tuple(desk_words.audit_line(row, discord_id(store, row.person)) for row in shown)
            return lines, shown[-1].number if len(rows) > _AUDIT_PAGE else None

        lines, older = await self._curating.read(interaction, work)
        text = desk_words.fitted(lines) or "Nothing was changed yet."
        await show(interaction, _older_view(text, older))

    async def _turn_list(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        wanted = lists.read_wanted(which.detail)
        if wanted is None:
            raise InvalidInputError(_OUT_OF_DATE)
        await self.list(interaction, wanted)

    async def _turn_history(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        await self.history(interaction, which.detail, which.subject)

    async def _turn_audit(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        await self.audit(interaction, which.subject)


def _older_view(text: str, older: int | None) -> View:
    container = texts("### Audit", text)
    return made_view(container) if older is None else made_view(container, row(button("Older", lists.AUDIT, older)))
