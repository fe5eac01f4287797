"""Undoing what one person did: shown first, confirmed, done."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any

import discord

from bot.cards.markdown import escape_all
from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.router import Router
from bot.ui.widgets import button, made_view, row, show, text_view, texts
from knowledge.errors import InvalidInputError
from knowledge.moderation import undo
from knowledge.moderation.undo import Plan, Step
from knowledge.text.normalization import shorten

UNDO = "undo"
_SPAN = re.compile(r"(\d{1,4})\s*(m|min|minutes?|h|hours?|d|days?)", re.IGNORECASE)
_FIRST = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_LAST_SECOND = int(datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC).timestamp())
_UNITS = {"m": 1, "h": 60, "d": 60 * 24}


class UndoControls:
    """`/undo`."""

    def __init__(self, curating: Curating) -> None:
        self._curating = curating

    def add_to(self, router: Router) -> None:
        """Let the router bring the button here."""
        router.on_press(UNDO, self.undo)

    async def show(self, interaction: discord.Interaction, who: int, since: str) -> None:
        """Show what undoing a person's changes would do."""
        begin = read_since(since, self._curating.now())
        manages = (await self._curating.curator(interaction)).manages
        plan = await self._curating.read(interaction, undo.plan, who, begin, manages=manages)
        lines = [f"### What {sentences.person(who)} changed since {sentences.moment(plan.since)}"]
        if not plan.steps and not plan.blocked:
            await show(interaction, text_view(*lines, "There is nothing to undo."))
            return
        lines += [f"- {_line(step)}" for step in plan.steps]
        lines += _left_lines(plan)
        container = texts(sentences.fitted(lines))
        if not plan.steps:
            await show(interaction, made_view(container))
            return
        detail = f"{int(begin.timestamp())}.{plan.last}"
        doing = row(button(f"Undo {sentences.counted(len(plan.steps), 'change')}", UNDO, who, detail, danger=True))
        await show(interaction, made_view(container, texts("-# This can be undone, too."), doing))

    async def undo(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Undo what was shown."""
        begin, _dot, end = which.detail.partition(".")
        seconds, last = read_number(begin), read_number(end)
        if seconds is None or last is None or seconds > _LAST_SECOND:
            raise InvalidInputError("This button is from an older version of me. Please use `/undo` again.")
        since = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
        plan = await self._curating.write(interaction, undo.undo, which.subject, since, last)
        lines = [
            f"**Undone: {sentences.counted(sum(not step.reviewed for step in plan.steps), 'change')}.**",
            *(f"- {_line(step)}" for step in plan.steps),
            *_left_lines(plan),
        ]
        await show(interaction, text_view(sentences.fitted(lines)))


def read_since(text: str, now: datetime.datetime) -> datetime.datetime:
    """Read `30m`, `2 hours`, `1d`, or a moment in UTC as 2026-05-04 or 2026-05-04 13:30. Raises InvalidInputError."""
    span = _SPAN.fullmatch(text.strip())
    if span is not None:
        minutes = int(span[1]) * _UNITS[span[2][0].lower()]
        return now - datetime.timedelta(minutes=minutes)
    try:
        moment = datetime.datetime.fromisoformat(text.strip())
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidInputError(
            f"“{text[:50]}” is no time span. Write 30m, 2h or 1d, or a moment in UTC as 2026-05-04 13:30."
        ) from error
    # The button carries seconds since 1970; nothing was changed here before.
    return max(moment, _FIRST)


def _left_lines(plan: Plan) -> list[str]:
    if not plan.blocked:
        return []
    heading = "**These stay as they are:**"
    return [heading, *(f"- {_line(step)} ({why.value})" for step, why in plan.blocked)]


def _line(step: Step) -> str:
    waits = " (waits in review for a second person)" if step.reviewed else ""
    subject = str(step.now.get("entry", step.subject)).replace("`", "")
    return f"{step.thing} `{subject}`: {_said(step.now)} → {_said(step.before)}{waits}"


def _said(values: Mapping[str, Any]) -> str:
    if "state" in values and "revision" in values:
        revision = f", revision {values['revision']}" if values["revision"] else ""
        return f"{values['state']}{revision}"
    if len(values) > 1 and any(isinstance(value, list) for value in values.values()):
        said = [f"{key}: {', '.join(map(str, value))}" for key, value in values.items() if value]
        return escape_all(shorten("; ".join(said) or "nothing", 200))
    value = next(iter(values.values()), None)
    if isinstance(value, bool):
        return next(iter(values)) if value else f"not {next(iter(values))}"
    if isinstance(value, Mapping):
        return escape_all(str(value.get("name", "")))
    text = "nothing" if value is None else value if isinstance(value, str) else json.dumps(value)
    return escape_all(shorten(text, 80))
