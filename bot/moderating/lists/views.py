"""Lists that are turned page by page: the entries, a history, the audit. Nothing is kept in memory for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from discord import ui

from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.widgets import View, button, made_view, row, texts
from knowledge.entries.verdict import Verdict
from knowledge.moderation.browsing import EntryState, topic_key

LIST, HISTORY, AUDIT = "list", "history", "audit"
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are listed, as short as the button to another page must have it."""

    page: int = 1
    state: EntryState | None = None
    verdict: Verdict | None = None
    due: bool = False
    without_archive: bool = False
    topic: str | None = None

    def detail(self, page: int) -> str:
        """Return what the button to a page carries."""
        flags = ("d" if self.due else "") + ("a" if self.without_archive else "") or _NONE
        state = (self.state or _NONE).replace(" ", "-")
        topic = (topic_key(self.topic) if self.topic else "") or _NONE
        return f"{page}.{state}.{self.verdict.value if self.verdict else _NONE}.{flags}.{topic}"


def read_wanted(detail: str) -> Wanted | None:
    """Read what the button to a page carries."""
    parts = detail.split(".")
    if len(parts) != 5:
        return None
    page, state, verdict, flags, topic = parts
    number = read_number(page)
    if number is None:
        return None
    states = {one.replace(" ", "-"): one for one in EntryState}
    verdicts = {one.value: one for one in Verdict}
    return Wanted(
        number,
        states.get(state),
        verdicts.get(verdict),
        "d" in flags,
        "a" in flags,
        None if topic == _NONE else topic,
    )


def paged_view(
    heading: str,
    pages: Sequence[str],
    page: int,
    turn: Callable[[int], ComponentId],
    *more: ui.Button[View],
    labels: tuple[str, str] = ("Previous", "Next"),
) -> View:
    """Return one page (from 1) with buttons to those beside it (`turn` says what each carries), and `more` buttons."""
    page = min(max(page, 1), len(pages))
    blocks = [heading, pages[page - 1] or "There is nothing."]
    buttons = list(more)
    if len(pages) > 1:
        blocks.append(f"-# Page {page} of {len(pages)}")
        for label, target in zip(labels, (page - 1, page + 1), strict=True):
            which = turn(target)
            off = not 1 <= target <= len(pages)
            buttons.append(button(label, which.action, which.subject, which.detail, off=off))
    return made_view(texts(*blocks), *([row(*buttons)] if buttons else []))
