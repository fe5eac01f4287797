"""Lists: a message whose lines each say something of their own ("- one claim", "2) another")."""

from __future__ import annotations

import re

from knowledge.question.tokens import split_words

MOST_ITEMS = 20
_LEAST_TELLING = 2
_LEAST_PLAIN_LINES = 3
_MARK = re.compile(r"^[ \t]{0,12}(?:[-*•‣▪–—]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])[ \t]+(?=\S)")


def items_of(message: str) -> tuple[str, ...]:
    """Return the items of a list, at most MOST_ITEMS; empty when the message is none.

    Two lines with list marks are a list, or three plain lines that each say enough. A line without a mark below one
    that has it goes on with it.
    """
    lines = [line for line in message.splitlines() if line.strip()]
    if len(lines) < 2:
        return ()
    items: list[str] = []
    if sum(_MARK.match(line) is not None for line in lines) >= 2:
        begun = False
        for line in lines:
            mark = _MARK.match(line)
            if mark is not None:
                items.append(line[mark.end() :].strip())
                begun = True
            elif begun:
                items[-1] = f"{items[-1]} {line.strip()}"
    elif len(lines) >= _LEAST_PLAIN_LINES:
        items = [line.strip() for line in lines]
        if not all(_says_enough(item) for item in items):
            return ()
    items = [item for item in items if _says_enough(item)][:MOST_ITEMS]
    return tuple(items) if len(items) > 1 else ()


def _says_enough(item: str) -> bool:
    return sum(not word.stops for word in split_words(item[:500])) >= _LEAST_TELLING
