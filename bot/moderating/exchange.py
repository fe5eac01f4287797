"""Files: what taking one in would do, with the button that does it; and getting one."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, TypeVar

import discord

from bot.jobs.export_writing import FileWriter
from bot.jobs.import_reading import FileReader
from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.moderating.change_kind import KIND, SENTENCE, kind_fields
from bot.ui.audience import audience_of
from bot.ui.custom_ids import ComponentId
from bot.ui.router import Router
from bot.ui.widgets import button, form, made_view, row, text_view, texts
from knowledge.errors import InvalidInputError
from knowledge.exchange.bundle import MOST_BYTES, decoded
from knowledge.meaning.memory import give_back
from knowledge.moderation import importing
from knowledge.moderation.importing import LineFate, Report
from knowledge.store import Audience

Result = TypeVar("Result")

APPLY = "apply-import"
_CHANGING = "changing"
_SHOWN = 3500
_WRONG = "Nothing was changed. Mend the file where it is wrong, and import it again."
_NOTHING_NEW = "Nothing is to be done: all of it stands here already."


class ExchangeControls:
    """Import and export. `reader` and `writer` do so away from everything that somebody waits for."""

    def __init__(self, curating: Curating, reader: FileReader, writer: FileWriter) -> None:
        self._curating = curating
        self._reader = reader
        self._writer = writer
        self._busy: set[Audience] = set()

    def add_to(self, router: Router) -> None:
        """Let the router bring the button and the form here."""
        router.on_press(APPLY, self.apply)
        router.on_form(APPLY, self.apply_with_kind)

    async def dry_run(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Say what taking in a file would do."""
        audience = (await self._curating.curator(interaction)).audience
        if file.size > MOST_BYTES:
            raise InvalidInputError(f"The file has {file.size} bytes. Import at most {MOST_BYTES} at a time.")
        await interaction.response.defer(ephemeral=True, thinking=True)
        text = decoded(await file.read())
        items = await self._alone(audience, self._reader.read(text))
        report = await self._curating.write(interaction, importing.dry_run, file.filename, text, items)
        lines = await asyncio.to_thread(sentences.report_lines, report)
        await interaction.followup.send(view=report_view(report, lines), ephemeral=True)
        whole = "\n".join(lines)
        if len(whole) > _SHOWN:
            attached = discord.File(io.BytesIO(whole.encode()), filename="report.md")
            await interaction.followup.send(file=attached, ephemeral=True)

    async def apply(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Take the file in; where something published would change, ask in which way first."""
        changing, _dot, seen = which.detail.partition(".")
        if changing == _CHANGING:
            await self._curating.curator(interaction)
            await interaction.response.send_modal(form("Import the file", kind_fields(), APPLY, which.subject, seen))
        else:
            await self._apply(interaction, which, seen, {})

    async def apply_with_kind(
        self, interaction: discord.Interaction, which: ComponentId, fields: Mapping[str, str]
    ) -> None:
        """Take the file in with a kind and a sentence."""
        await self._apply(interaction, which, which.detail, fields)

    async def export(self, interaction: discord.Interaction, entry: str | None, form_of: str) -> None:
        """Send a file."""
        stored = await self._curating.read(interaction, importing.to_export, entry)
        # A thousand entries take longer than Discord waits for the first word.
        await interaction.response.defer(ephemeral=True, thinking=True)
        written = await self._alone(audience_of(interaction), self._writer.write(stored, form_of))
        file = discord.File(io.BytesIO(written), filename=f"{entry or 'entries'}.{form_of}")
        await interaction.followup.send(file=file, ephemeral=True)
        # Some ten megabytes for a moment, which the C library would keep.
        del stored, written, file
        await asyncio.to_thread(give_back)

    async def _apply(
        self, interaction: discord.Interaction, which: ComponentId, seen: str, fields: Mapping[str, str]
    ) -> None:
        text = await self._curating.read(interaction, importing.kept_text, which.subject)
        # A long file takes longer than Discord waits for the first word.
        await interaction.response.defer()
        items = await self._alone(audience_of(interaction), self._reader.read(text))
        kind, sentence = fields.get(KIND), fields.get(SENTENCE)
        report, done = await self._curating.write(
            interaction, importing.apply, which.subject, seen, kind, sentence, items
        )
        waiting = [one for one in done if one.draft is not None]
        names = sum(line.fate is not LineFate.SAME for line in report.lines) - len(done)
        text = f"**The file was imported.** Published: {len(done) - len(waiting)}. {sentences.counted(names, 'name')}."
        if waiting:
            text += f" In review, since on this server two people publish: {len(waiting)}."
        await interaction.edit_original_response(view=text_view(text))

    async def _alone(self, audience: Audience, work: Coroutine[Any, Any, Result]) -> Result:
        # One server's files do not queue up before those of others.
        if audience in self._busy:
            work.close()
            raise InvalidInputError("I am still at another file of this server. Please try again in a moment.")
        self._busy.add(audience)
        try:
            return await work
        finally:
            self._busy.discard(audience)


def report_view(report: Report, lines: Sequence[str]) -> discord.ui.LayoutView:
    """Return what taking a file in would do, with the button that does it where nothing is wrong."""
    heading = f"### What importing {discord.utils.escape_markdown(report.file[:100])} would do"
    more = "…and more: the whole report follows as a file."
    container = texts(heading, sentences.fitted(lines, _SHOWN, more))
    if not report.can_apply:
        return made_view(container, texts(_WRONG if report.is_wrong else _NOTHING_NEW))
    changing = any(line.fate in (LineFate.CHANGED, LineFate.OVERRIDES) for line in report.lines)
    detail = f"{_CHANGING if changing else 'plain'}.{report.digest}"
    return made_view(container, row(button("Import", APPLY, report.number, detail)))
