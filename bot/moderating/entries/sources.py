"""`/source check`: links that fail, tried in the background with progress, and the archived copies beside them."""

from __future__ import annotations

import asyncio
import datetime
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.markdown import escape_all
from bot.database_thread import Worker
from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.moderating.drafts.controls import DraftControls
from bot.moderating.progress import Progress
from bot.moderating.visibility import for_moderators
from bot.ui.audience import audience_of
from bot.ui.custom_ids import ComponentId
from bot.ui.router import Router
from bot.ui.widgets import View, button, made_view, row, text_view, texts
from knowledge.meaning.memory import give_back
from knowledge.moderation import link_health
from knowledge.moderation.link_health import Cited, Failing
from knowledge.store import Audience, Store

ARCHIVED = "use-archived"
_log = logging.getLogger(__name__)

Pause = Callable[[], Awaitable[None]]
_EDIT_EVERY = 10


# So many links take about a quarter of an hour, after which Discord lets the answer to a command not be changed.
_LONG = 300
_BEGUN = "Trying {links}, slowly. The result will stand here."
_NONE = "There is no link to try: no published entry of this server's own has one."
_LATER_THERE = " This takes more than a quarter of an hour: after that it goes on in the moderators' channel."
_LATER_HERE = " This takes more than a quarter of an hour: after that, use `/source check` again to see how it went."


@dataclass
class _Running:
    """A check that is going on: its task, where it shows how far it is, how many links, and how many were tried."""

    task: asyncio.Task[None]
    progress: Progress
    links: int
    tried: int = 0

    def so_far(self) -> View:
        return text_view(f"Tried {self.tried} of {sentences.counted(self.links, 'link')}. The result will stand here.")


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
        self._running: dict[Audience, _Running] = {}
        self._unseen: dict[Audience, int] = {}

    def add_to(self, router: Router) -> None:
        """Let the router bring the buttons here."""
        router.on_press(ARCHIVED, self.use_archived)

    async def use_archived(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Put the archived copies in the place of an entry's dead links, in its draft."""
        draft = await self._curating.write(interaction, link_health.use_archived, which.detail)
        await self._drafts.show(interaction, draft.number, "The archived copies stand in the place of the dead links.")

    async def check(self, interaction: discord.Interaction) -> None:
        """Begin a check, or say how the one that is going on fares."""
        links = await self._curating.read(interaction, _due, self._curating.now())
        audience = audience_of(interaction)
        running = self._running.get(audience)
        if running is not None and not running.task.done():
            # Whoever asks sees it go on in their own answer.
            running.progress.move_to(interaction)
            await interaction.response.send_message(view=running.so_far(), ephemeral=True)
            return
        if not links or audience in self._unseen:
            view = await self._report(audience, self._unseen.pop(audience, 0))
            await interaction.response.send_message(view=view, ephemeral=True)
            return
        begun = _BEGUN.format(links=sentences.counted(len(links), "link"))
        if len(links) > _LONG:
            begun += _LATER_THERE if self._channel(audience) else _LATER_HERE
        await interaction.response.send_message(view=text_view(begun), ephemeral=True)
        progress = Progress(interaction, lambda view: self._post(audience, view))
        task = asyncio.create_task(self._run(audience, links, progress))
        self._running[audience] = _Running(task, progress, len(links))

    async def _run(self, audience: Audience, links: tuple[Cited, ...], progress: Progress) -> None:
        try:
            for number, cited in enumerate(links, 1):
                problem = await self._check(cited.link)
                await self._worker.run(_noting(audience, cited.link, problem, self._curating.now()))
                running = self._running[audience]
                running.tried = number
                if number % _EDIT_EVERY == 0 and number < len(links):
                    await progress.show(running.so_far())
                await self._pause()
            if not await progress.show(await self._report(audience, len(links))):
                self._unseen[audience] = len(links)
        except Exception:  # nobody waits for it any more; what was noted so far is kept
            _log.exception("A check of links ended early.")

    async def _post(self, audience: Audience, view: View) -> discord.Message | None:
        return await self._curating.tell(audience, "", view)

    def _channel(self, audience: Audience) -> int | None:
        return self._curating.library.settings(audience).channel

    async def _report(self, audience: Audience, tried: int) -> View:
        failing = await self._worker.read_long(lambda store: link_health.failing(store, audience))
        fail = f"{sentences.counted(len(failing), 'link')} {'fails' if len(failing) == 1 else 'fail'}"
        if not tried and not failing:
            return text_view(_NONE)
        heading = f"### {sentences.counted(tried, 'link')} tried\n{fail}" if tried else f"### {fail}"
        lines = sentences.fitted(_line(one) for one in failing)
        entries = dict.fromkeys(
            entry for one in failing if one.dead and one.cited.archived for entry in one.cited.entries
        )
        buttons = [row(button(f"Use the archived copy in {entry}", ARCHIVED, 0, entry)) for entry in list(entries)[:5]]
        return made_view(texts(heading, lines), *buttons)


def _due(store: Store, audience: Audience, now: datetime.datetime) -> tuple[Cited, ...]:
    links = link_health.due(store, audience, now)
    give_back()
    return links


def _noting(audience: Audience, link: str, problem: str | None, now: datetime.datetime) -> Callable[[Store], None]:
    return lambda store: link_health.note_result(store, audience, link, problem, now)


def _line(one: Failing) -> str:
    state = (
        "**dead**"
        if one.dead
        else f"failed {one.failures} of {link_health.FAILURES_UNTIL_DEAD} times, tried again later"
    )
    entries = ", ".join(f"`{entry}`" for entry in one.cited.entries[:5])
    archived = (
        f"it has an archived copy: {one.cited.archived}"
        if one.cited.archived
        else "it has no archived copy; add one with `/entry edit`, Sources"
    )
    return f"- {escape_all(one.cited.link[:300])}: {one.problem}; {state} · {entries} · {archived}"


@for_moderators
class SourceCog(commands.GroupCog, group_name="source", group_description="The links of this server's entries"):
    """Links that may have gone."""

    def __init__(self, sources: SourceControls) -> None:
        self._sources = sources

    @app_commands.command(name="check", description="Find links of this server's entries that no longer work")
    async def check(self, interaction: discord.Interaction) -> None:
        """Try the links, in the background."""
        await self._sources.check(interaction)
