"""Lists that are turned page by page: the entries, a history, the audit. Nothing is kept in memory for them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.components.plain import View, button, made_view, row, texts
from knowledge.browsing import STATES, topic_key
from knowledge.verdict import Verdict

LIST, HISTORY, AUDIT = "list", "history", "audit"
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are listed, as short as the button to another page must have it."""

    page: int = 1
    state: str | None = None
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
    if len(parts) != 5 or not parts[0].isdecimal():
        return None
    page, state, verdict, flags, topic = parts
    states = {one.replace(" ", "-"): one for one in STATES}
    verdicts = {one.value: one for one in Verdict}
    return Wanted(
        int(page),
        states.get(state),
        verdicts.get(verdict),
        "d" in flags,
        "a" in flags,
        None if topic == _NONE else topic,
    )


def paged_view(
    heading: str, pages: tuple[str, ...], page: int, action: str, subject: int, detail: dict[int, str]
) -> View:
    """Return one page (from 1) with buttons to those beside it; `detail` says what each of the two carries."""
    page = min(max(page, 1), len(pages))
    if len(pages) == 1:
        return made_view(texts(heading, pages[0] or "There is nothing."))
    buttons = [
        button(label, action, subject, detail.get(target, "0"), off=not 1 <= target <= len(pages))
        for label, target in (("Previous", page - 1), ("Next", page + 1))
    ]
    return made_view(texts(heading, pages[page - 1], f"-# Page {page} of {len(pages)}"), row(*buttons))
