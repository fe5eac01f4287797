"""The moderators' side of the bot, put together."""

from __future__ import annotations

from discord.ext import commands

from bot.commands.audit import AuditCog
from bot.commands.curate import EntryCog
from bot.commands.names import NameCog
from bot.commands.queue import QueueCog
from bot.commands.settings import SettingCog
from bot.commands.sources import SourceCog
from bot.components.draft_controls import DraftControls
from bot.components.entries import EntryControls
from bot.components.exchange import ExchangeControls
from bot.components.list_controls import ListControls
from bot.components.publish_controls import PublishControls
from bot.components.queue import QueueControls
from bot.components.router import Router
from bot.components.settings import SettingControls
from bot.components.sources import SourceControls
from bot.components.undo import UndoControls
from bot.curating import Curating
from bot.jobs.links import Links
from bot.jobs.reading import FileReader
from bot.worker import Worker


async def add_desk(
    bot: commands.Bot, router: Router, curating: Curating, worker: Worker, links: Links, reader: FileReader
) -> None:
    """Add the moderators' commands to the bot, and their buttons, selects and forms to the router."""
    drafts = DraftControls(curating)
    publishing = PublishControls(curating, drafts)
    exchange, lists, entries = ExchangeControls(curating, reader), ListControls(curating), EntryControls(curating)
    queue, settings, undoing = QueueControls(curating, drafts), SettingControls(curating), UndoControls(curating)
    sources = SourceControls(curating, drafts, worker, links.check, links.pause)
    for controls in (drafts, publishing, entries, exchange, lists, queue, settings, undoing, sources):
        controls.add_to(router)
    await bot.add_cog(EntryCog(curating, drafts, publishing, entries, lists, exchange))
    await bot.add_cog(QueueCog(queue))
    await bot.add_cog(SettingCog(settings))
    await bot.add_cog(NameCog(curating))
    await bot.add_cog(SourceCog(sources))
    await bot.add_cog(AuditCog(lists, undoing))
