"""Discord's markdown: text that is shown as it was written, and links that lead where they should."""

from __future__ import annotations

import re
from collections.abc import Callable

_LINK = re.compile(r"https?://[^\s<]+[^<.,:;\"'\]\s]")
_ACTIVE = str.maketrans({mark: f"\\{mark}" for mark in "\\*_`<[]"})
_ACTIVE_IN_PAIRS = re.compile(r"~{2,}|\|{2,}")
_AT_THE_START = re.compile(r"[#>+-]|\d+(?=[.)])")
_ONE_LEVEL = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")
_BALANCED = re.compile(r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*")
_LOOK_ALIKES = str.maketrans("\\*_`<[]~|", "∖∗＿ˋ‹［］∼∣")
_STARTS = {"#": "＃", ">": "›", "+": "＋", "-": "–"}


def escape(text: str) -> str:
    """Return the text so that Discord shows it as it is written: backslashes before marks, links stay links.

    Line breaks are folded to spaces, since a line's start has marks of its own.
    """
    folded = " ".join(text.split())
    start = _AT_THE_START.match(folded)
    front = ""
    if start is not None:
        # A backslash before a digit would be shown, so the mark after a number takes it.
        mark = start.end() if start[0].isdecimal() else 0
        front, folded = f"{folded[:mark]}\\{folded[mark]}", folded[mark + 1 :]
    return front + _outside_links(folded, _escaped)


def defuse(text: str) -> str:
    """Return the text with look-alikes for marks, as long as it was: for where there is no room for backslashes."""
    folded = " ".join(text.split())
    start = _AT_THE_START.match(folded)
    if start is not None and start[0].isdecimal():
        mark = "․" if folded[start.end()] == "." else "﹚"
        folded = f"{start[0]}{mark}{folded[start.end() + 1 :]}"
    elif start is not None:
        folded = _STARTS[start[0]] + folded[1:]
    return _outside_links(folded, lambda part: part.translate(_LOOK_ALIKES))


def link(title: str, address: str) -> str:
    """Return a link with a title, whatever characters the two have."""
    # Discord shows no link whose title looks like an address itself.
    if "://" in title or "www." in title.lower():
        return f"{escape_all(title)} ([link](<{_safe(address)}>))"
    if not _BALANCED.fullmatch(title):
        title = title.replace("[", "(").replace("]", ")")
    return f"[{escape_all(title)}](<{_safe(address)}>)"


def escape_all(text: str) -> str:
    """Return the text with everything escaped that would be active inside a line, links too."""
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _ACTIVE_IN_PAIRS.sub(lambda found: "".join(f"\\{mark}" for mark in found[0]), text.translate(_ACTIVE))


def _safe(address: str) -> str:
    # A round bracket ends a link, unless it has its partner within.
    if _ONE_LEVEL.fullmatch(address):
        return address
    return address.replace("(", "%28").replace(")", "%29")


def _outside_links(text: str, change: Callable[[str], str]) -> str:
    parts, place = [], 0
    for found in _LINK.finditer(text):
        parts += [change(text[place : found.start()]), found[0]]
        place = found.end()
    return "".join([*parts, change(text[place:])])
