"""The moderators' side of the bot, put together."""

from __future__ import annotations

from discord.ext import commands

from bot.database_thread import Worker
from bot.jobs.export_writing import FileWriter
from bot.jobs.import_reading import FileReader
from bot.jobs.links import Links
from bot.moderating.access import Curating
from bot.moderating.drafts.controls import DraftControls
from bot.moderating.drafts.publishing import PublishControls
from bot.moderating.entries.commands import EntryCog
from bot.moderating.entries.controls import EntryControls
from bot.moderating.entries.sources import SourceCog, SourceControls
from bot.moderating.exchange import ExchangeControls
from bot.moderating.lists.commands import AuditCog
from bot.moderating.lists.controls import ListControls
from bot.moderating.names import NameCog
from bot.moderating.queue.controls import QueueCog, QueueControls
from bot.moderating.settings import SettingCog, SettingControls
from bot.moderating.undo import UndoControls
from bot.ui.router import Router


async def add_desk(
    bot: commands.Bot,
    router: Router,
    curating: Curating,
    worker: Worker,
    links: Links,
    reader: FileReader,
    writer: FileWriter,
) -> None:
    """Add the moderators' commands to the bot, and their buttons, selects and forms to the router."""
    drafts = DraftControls(curating)
    publishing = PublishControls(curating, drafts)
    exchange, lists = ExchangeControls(curating, reader, writer), ListControls(curating)
    entries = EntryControls(curating)
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
