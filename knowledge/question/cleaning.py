"""Cleaning: what Discord and the web put around a question is taken off; the words and the links are kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from knowledge.normalising import composed, within_folded
from knowledge.visible import unseen_as_space

MOST_CHARACTERS = 6000
_MOST_FOLDED = 2 * MOST_CHARACTERS

_LINK = re.compile(r"<?\bhttps?://[^\s<>\"']++>?", re.IGNORECASE)
# Addresses without a scheme, as old posts have them, and the line below a quoted post: its author says something, its
# date does not.
_CLOSING = ").,!?;:"
_BARE_LINK = re.compile(
    r"\b(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|co|ly|gov|edu|info|gt|sv|hn|ni|mx)/\S*", re.IGNORECASE
)
_POST_LINE = re.compile(r"[—–-]\s*([^\n(]{1,60})\(@\w{1,30}\)\s+\w+ \d{1,2}, \d{4}")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((?=https?://)", re.IGNORECASE)
_DISCORD_TAG = re.compile(r"<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|/[^:>]+:\d+|t:-?\d+(?::\w)?|id:\w+)>")
_SHORTCODE = re.compile(r"(?<!\w):[a-z0-9_+-]{2,32}:(?!\w)", re.IGNORECASE)
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
_QUOTE_MARK = re.compile(r"^[ \t]*(?:>>>|>)[ \t]?", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]*(?:#{1,3}|-#|[-*•]|\d{1,2}[.)])[ \t]+", re.MULTILINE)
_FENCE = re.compile(r"```(?:[a-z0-9+-]*\n)?", re.IGNORECASE)
_MARKS = re.compile(r"\*{1,3}|_{2,3}|(?<!\w)_|_(?!\w)|~~|\|\||`|\\(?=[*_~|`>#])")
_HASHTAG = re.compile(r"[#@](\w{2,})")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TRACKING = re.compile(r"utm_|fbclid|gclid|ref$|ref_|igshid|mc_|cmp", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A message's words, with line breaks kept, and the links that stood in it, as `plain_link` gives them."""

    text: str
    links: tuple[str, ...]


def clean(message: str) -> Cleaned:
    """Take mentions, links, markdown, emoji and quotation marks off a message; its first 6,000 characters count.

    Of those that stand for many (U+FDFA for eighteen) only so many count that they fold to 12,000.
    """
    text = composed(within_folded(message[:MOST_CHARACTERS], _MOST_FOLDED))
    text = _DISCORD_TAG.sub(" ", text)
    text = _MARKDOWN_LINK.sub(r"\1 (", text)
    links = tuple(dict.fromkeys(plain_link(link.strip("<>").rstrip(_CLOSING)) for link in _LINK.findall(text)))
    text = _LINK.sub(_after_link, text)
    text = _BARE_LINK.sub(" ", _POST_LINE.sub(r" \1 ", text))
    text = _EVERYONE.sub(" ", text)
    text = _SHORTCODE.sub(" ", text)
    text = _FENCE.sub("\n", text)
    text = _QUOTE_MARK.sub("", text)
    text = _HEADING.sub("", text)
    text = _MARKS.sub("", text)
    text = _HASHTAG.sub(lambda match: _CAMEL.sub(" ", match.group(1)).replace("_", " "), text)
    if text.isascii():
        text = text.translate(_ASCII_NOISE)
    else:
        text = "".join(" " if _is_noise(character) else character for character in unseen_as_space(text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return Cleaned("\n".join(line for line in lines if line), links)


def plain_link(link: str) -> str:
    """Return an address as all writings of it share it: no scheme, `www.`, `m.`, tracking, fragment or final slash."""
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return link.strip().lower()
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name)]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def _after_link(match: re.Match[str]) -> str:
    # What closes a sentence or a bracket stays, so that a link at the end of a sentence does not join it to the next.
    link = match.group().strip("<>")
    return " " + link[len(link.rstrip(_CLOSING)) :]


def _is_noise(character: str) -> bool:
    # So: emoji and other pictures; Sk: skin tones; Cc, Cf, Co, Cn, Cs: controls and what cannot be shown.
    if character in "\n\t%$":
        return False
    return unicodedata.category(character) in ("So", "Sk", "Cc", "Cf", "Co", "Cn", "Cs") or character in '"“”«»„'


_ASCII_NOISE = {number: " " for number in range(128) if _is_noise(chr(number))}
