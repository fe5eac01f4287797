"""What `doctor` finds: one thing that was looked at, and in a sentence how it is and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.settings import Settings
from knowledge.errors import NotSoFastError


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found there, and whether it is fine."""

    about: str
    sentence: str
    fine: bool = True


Look = Callable[[Settings], Iterator[Finding]]


def looked(about: str, look: Look, settings: Settings) -> Iterator[Finding]:
    """Yield what a look finds; an error that says what is wrong is a finding, too."""
    try:
        yield from look(settings)
    except NotSoFastError as error:
        yield Finding(about, str(error), fine=False)
