"""Discord's markdown as HTML: the part of it that a card can hold. Everything that is not a mark is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

_HEADING = re.compile(r"(#{1,3}) +(.+)")
_SMALL = re.compile(r"-# +(.+)")
_QUOTE = re.compile(r"> (.*)")
_ITEM = re.compile(r"( *)(?:[-*]|(\d+)\.) +(.+)")
_WEB = re.compile(r"https?://[^\s<]+[^<.,:;\"'\]\s]")
_MENTION = re.compile(r"<@!?\d+>")
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_BETWEEN_ANGLES = re.compile(r"<(https?://[^\s>]+)>")
_LINK = re.compile(
    r"\[(?P<title>(?:\[[^\]]*\]|\\.|[^\[\]\\])+)\]\(\s*(?:<(?P<within>[^>\s]+)>|(?P<bare>(?:\([^()\s]*\)|[^()\s])+))\s*\)"
)
_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_SPANS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL), "strong"),
    (re.compile(r"__((?:\\.|[^\\])+?)__(?!_)", re.DOTALL), "u"),
    (re.compile(r"~~(.+?)~~", re.DOTALL), "s"),
    (re.compile(r"\|\|(.+?)\|\|", re.DOTALL), "mark"),
    (re.compile(r"\*(?=\S)((?:\*\*|\\.|[^*\\])+?)(?<!\s)\*(?!\*)", re.DOTALL), "em"),
    (re.compile(r"\b_((?:__|\\.|[^_\\])+?)_(?![A-Za-z0-9])", re.DOTALL), "em"),
)


def html_of(text: str, mention: Callable[[str], str] = lambda found: found) -> str:
    """Return markdown as HTML; `mention` gives the name to show for a mention such as `<@1>`."""
    blocks: list[str] = []
    plain: list[str] = []

    def flush() -> None:
        if plain:
            blocks.append(f"<p>{'<br>'.join(_inline(line, mention) for line in plain)}</p>")
            plain.clear()

    lines = text.split("\n")
    place = 0
    while place < len(lines):
        line = lines[place]
        if found := _HEADING.fullmatch(line):
            flush()
            level = len(found[1])
            blocks.append(f"<h{level}>{_inline(found[2], mention)}</h{level}>")
        elif found := _SMALL.fullmatch(line):
            flush()
            blocks.append(f"<small>{_inline(found[1], mention)}</small>")
        elif found := _QUOTE.fullmatch(line):
            flush()
            blocks.append(f"<blockquote>{_inline(found[1], mention)}</blockquote>")
        elif _ITEM.fullmatch(line):
            flush()
            listed, place = _list(lines, place, mention)
            blocks.append(listed)
            continue
        else:
            plain.append(line)
        place += 1
    flush()
    return "".join(blocks)


def _list(lines: list[str], place: int, mention: Callable[[str], str]) -> tuple[str, int]:
    first = _ITEM.fullmatch(lines[place])
    assert first is not None
    depth, numbered = len(first[1]), first[2] is not None
    items: list[str] = []
    while place < len(lines) and (found := _ITEM.fullmatch(lines[place])):
        if len(found[1]) < depth or (len(found[1]) == depth and (found[2] is not None) != numbered):
            break
        if len(found[1]) > depth:
            inner, place = _list(lines, place, mention)
            items[-1] += inner
        else:
            items.append(_inline(found[3], mention))
            place += 1
    # Discord counts on from the first number, whatever the others are.
    start = f'<ol start="{int(first[2])}" style="--digits: {len(first[2])}">' if numbered else "<ul>"
    return start + "".join(f"<li>{item}</li>" for item in items) + ("</ol>" if numbered else "</ul>"), place


def _inline(text: str, mention: Callable[[str], str]) -> str:
    return "".join(_parts(text, mention))


def _parts(text: str, mention: Callable[[str], str]) -> Iterator[str]:
    place = 0
    while place < len(text):
        part, place = _next(text, place, mention)
        yield part


def _next(text: str, place: int, mention: Callable[[str], str]) -> tuple[str, int]:
    if found := _ESCAPED.match(text, place):
        return escape(found[1]), found.end()
    if found := _MENTION.match(text, place):
        return f'<span class="mention">{escape(mention(found[0]))}</span>', found.end()
    if found := _BETWEEN_ANGLES.match(text, place):
        return _anchor(found[1], escape(found[1])), found.end()
    if found := _LINK.match(text, place):
        address = found["within"] or found["bare"]
        # Only addresses of the web become links, and a title that looks like an address stays text.
        if _WEB.fullmatch(address) and "://" not in found["title"]:
            return _anchor(address, _inline(found["title"], mention)), found.end()
    if found := _WEB.match(text, place):
        return _anchor(found[0], escape(found[0])), found.end()
    if found := _CODE.match(text, place):
        return f"<code>{escape(found[2].strip())}</code>", found.end()
    for pattern, tag in _SPANS:
        if found := pattern.match(text, place):
            return f"<{tag}>{_inline(found[1], mention)}</{tag}>", found.end()
    return escape(text[place]), place + 1


def _anchor(address: str, shown: str) -> str:
    return f'<a href="{escape(address)}">{shown}</a>'
