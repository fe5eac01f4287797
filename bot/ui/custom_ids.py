"""The custom_id: how a button, a select or a form says, years and restarts later, what it does and to which row."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 100
LARGEST = 2**63 - 1
"""The largest number that a row of the database, or anything of Discord, can have."""
_SHAPE = re.compile(
    r"nsf:1:([a-z]+(?:-[a-z]+)*):(0|-?[1-9]\d{0,18})(?::([a-z0-9.-]{1,60})(?::([^\x00-\x1f\x7f]+))?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class ComponentId:
    """What a component does (`action`, lower-case words joined by hyphens), to which row, one detail more, and words.

    `subject` is the number of a row in the database, for answers the ledger's, where one below zero was owed at first.
    `detail` is at most 60 characters: a-z, 0-9, dot and hyphen. `words` are somebody's own, in one line,
    and stand behind a detail only.
    """

    action: str
    subject: int
    detail: str = ""
    words: str = ""

    def __str__(self) -> str:
        """Return the custom_id. Raises ValueError when there is no such custom_id."""
        text = f"nsf:1:{self.action}:{self.subject}" + (f":{self.detail}" if self.detail else "")
        text += f":{self.words}" if self.words else ""
        if parse_id(text) != self:
            raise ValueError(f"{text!r} is no custom_id")
        return text


def parse_id(custom_id: str) -> ComponentId | None:
    """Read a custom_id; None when it is not one of this bot's, or of a shape that no longer exists."""
    found = _SHAPE.fullmatch(custom_id)
    if found is None or len(custom_id) > LONGEST:
        return None
    action, subject, detail, words = found.groups(default="")
    number = read_number(subject)
    return None if number is None else ComponentId(action, number, detail, words)


def read_number(text: str) -> int | None:
    """Read a number, -LARGEST to LARGEST, that a custom_id carries or that was picked; None when it is none of these.

    Rows that are owed to the database have numbers below zero.
    """
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(LARGEST))):
        return None
    number = int(text)
    return number if abs(number) <= LARGEST else None
