"""`/source check`: links that fail, tried in the background with progress, and the archived copies beside them."""

from __future__ import annotations

import asyncio
import datetime
import logging
from collections.abc import Awaitable, Callable

import discord

from bot.cards import desk_words
from bot.cards.markdown import escape_all
from bot.components.draft_controls import DraftControls
from bot.components.ids import ComponentId
from bot.components.plain import button, made_view, row, text_view, texts
from bot.components.router import Router
from bot.curating import Curating
from bot.places import audience_of
from bot.worker import Worker
from knowledge import linkcheck
from knowledge.changes import Curator
from knowledge.linkcheck import Cited, Failing
from knowledge.store import Audience, Store

ARCHIVED = "use-archived"
_log = logging.getLogger(__name__)

Pause = Callable[[], Awaitable[None]]
_EDIT_EVERY = 10


class SourceControls:
    """Checks of links, one at a time on each server."""

    def __init__(
        self,
        curating: Curating,
        drafts: DraftControls,
        worker: Worker,
        check: Callable[[str], Awaitable[str | None]],
        pause: Pause,
    ) -> None:
        self._curating = curating
        self._drafts = drafts
        self._worker = worker
        self._check = check
        self._pause = pause
        self._running: dict[Audience, asyncio.Task[None]] = {}

    def add_to(self, router: Router) -> None:
        """Let the router bring the buttons here."""
        router.on_press(ARCHIVED, self.use_archived)

    async def use_archived(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Put the archived copies in the place of an entry's dead links, in its draft."""
        draft = await self._curating.write(
            interaction, lambda store, who: linkcheck.use_archived(store, who, which.detail)
        )
        await self._drafts.show(interaction, draft.number, "The archived copies stand in the place of the dead links.")

    async def check(self, interaction: discord.Interaction) -> None:
        """Begin a check, or say how the one that is going on fares."""
        now = self._curating.now()

        def work(store: Store, curator: Curator) -> tuple[Audience, tuple[Cited, ...]]:
            return curator.audience, linkcheck.due(store, curator.audience, now)

        audience, links = await self._curating.read(interaction, work)
        running = self._running.get(audience)
        if running is not None and not running.done():
            await interaction.response.send_message(
                view=text_view("A check of this server's links is going on already."), ephemeral=True
            )
            return
        if not links:
            await interaction.response.send_message(view=await self._report(audience, 0), ephemeral=True)
            return
        begun = f"Trying {len(links)} links, slowly. The result will stand here."
        await interaction.response.send_message(view=text_view(begun), ephemeral=True)
        self._running[audience] = asyncio.create_task(self._run(interaction, audience, links))

    async def _run(self, interaction: discord.Interaction, audience: Audience, links: tuple[Cited, ...]) -> None:
        try:
            await self._try(interaction, audience, links)
        except Exception:  # nobody waits for it any more; what was noted so far is kept
            _log.exception("A check of links ended early.")

    async def _try(self, interaction: discord.Interaction, audience: Audience, links: tuple[Cited, ...]) -> None:
        for number, cited in enumerate(links, 1):
            problem = await self._check(cited.link)
            await self._worker.run(_noting(audience, cited.link, problem, self._curating.now()))
            if number % _EDIT_EVERY == 0 and number < len(links):
                await self._edit(interaction, text_view(f"Tried {number} of {len(links)} links."))
            await self._pause()
        await self._edit(interaction, await self._report(audience, len(links)))

    async def _edit(self, interaction: discord.Interaction, view: discord.ui.LayoutView) -> None:
        try:
            await interaction.edit_original_response(view=view)
        except discord.HTTPException:
            # After a quarter of an hour that message cannot be changed any more; the result is kept for the next look.
            channel = self._curating.library.settings(audience_of(interaction)).channel
            if channel is not None:
                await self._curating.tell(channel, "", view)

    async def _report(self, audience: Audience, tried: int) -> discord.ui.LayoutView:
        failing = await self._worker.run(lambda store: linkcheck.failing(store, audience))
        heading = f"### {tried} links were tried\n{len(failing)} fail" if tried else f"### {len(failing)} links fail"
        lines = desk_words.fitted(_line(one) for one in failing) or "All of them work."
        entries = dict.fromkeys(
            entry for one in failing if one.dead and one.cited.archived for entry in one.cited.entries
        )
        buttons = [row(button(f"Use the archived copy in {entry}", ARCHIVED, 0, entry)) for entry in list(entries)[:5]]
        return made_view(texts(heading, lines), *buttons)


def _noting(audience: Audience, link: str, problem: str | None, now: datetime.datetime) -> Callable[[Store], None]:
    return lambda store: linkcheck.note_result(store, audience, link, problem, now)


def _line(one: Failing) -> str:
    state = (
        "**dead**" if one.dead else f"failed {one.failures} of {linkcheck.FAILURES_UNTIL_DEAD} times, tried again later"
    )
    entries = ", ".join(f"`{entry}`" for entry in one.cited.entries[:5])
    archived = (
        f"it has an archived copy: {one.cited.archived}"
        if one.cited.archived
        else "it has no archived copy; add one with `/entry edit`, Sources"
    )
    return f"- {escape_all(one.cited.link[:300])}: {one.problem}; {state} · {entries} · {archived}"
