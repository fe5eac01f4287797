"""Cleaning: what Discord and the web put around a question is taken off; the words and the links are kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from knowledge.question.headers import without_headers
from knowledge.question.links import links_in, without_links
from knowledge.text.characters import MARKS, without_unseen
from knowledge.text.normalization import composed, within_folded
from knowledge.text.visibility import unseen_as_space

MOST_CHARACTERS = 6000
_MOST_FOLDED = 2 * MOST_CHARACTERS

# The line below a quoted post: its author says something, its date does not.
_POST_LINE = re.compile(r"[—–-]\s*([^\n(]{1,60})\(@\w{1,30}\)\s+\w+ \d{1,2}, \d{4}")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((?=https?://)", re.IGNORECASE)
_DISCORD_TAG = re.compile(r"<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|/[^:>]+:\d+|t:-?\d+(?::\w)?|id:\w+)>")
_SHORTCODE = re.compile(r"(?<!\w):[a-z0-9_+-]{2,32}:(?!\w)", re.IGNORECASE)
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
_QUOTE_MARK = re.compile(r"^[ \t]*(?:>>>|>)[ \t]?", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]*(?:#{1,3}|-#|[-*•]|\d{1,2}[.)])[ \t]+", re.MULTILINE)
_FENCE = re.compile(r"```(?:[a-z0-9+-]*\n)?", re.IGNORECASE)
_MARKS = re.compile(rf"\*{{1,3}}|_{{2,3}}|(?<![\w{MARKS}])_|_(?!\w)|~~|\|\||`|\\(?=[*_~|`>#])")
_HASHTAG = re.compile(rf"[#@](\w[\w{MARKS}]+)")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A message's words, with line breaks kept, and the links that stood in it, as `plain_link` gives them."""

    text: str
    links: tuple[str, ...]


def clean(message: str) -> Cleaned:
    """Take headers, mentions, links, markdown, emoji and quotation marks off a message.

    Its first 6,000 characters count; of those that stand for many (U+FDFA for eighteen) only so many that they fold to
    12,000.
    """
    text = without_headers(without_unseen(composed(within_folded(message[:MOST_CHARACTERS], _MOST_FOLDED))))
    text = _DISCORD_TAG.sub(" ", text)
    text = _MARKDOWN_LINK.sub(r"\1 (", text)
    links = links_in(text)
    text = _POST_LINE.sub(r" \1 ", without_links(text))
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


def _is_noise(character: str) -> bool:
    # So: emoji and other pictures; Sk: skin tones; Cc, Cf, Co, Cn, Cs: controls and what cannot be shown.
    if character in "\n\t%$":
        return False
    return unicodedata.category(character) in ("So", "Sk", "Cc", "Cf", "Co", "Cn", "Cs") or character in '"“”«»„'


_ASCII_NOISE = {number: " " for number in range(128) if _is_noise(chr(number))}
