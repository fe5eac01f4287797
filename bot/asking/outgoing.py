"""One message that is about to be sent, and what is to be known of it when it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from discord import ui


def nowhere(_: int | None) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to send: components, or a plain line; the number of its row in the ledger.

    `private`: to the asker alone where that can be, since it is of no use to anybody else. `arrived` is told the number
    of the message when it stands, None when it could not be sent.
    """

    view: ui.LayoutView | None = None
    line: str | None = None
    number: int | None = None
    private: bool = False
    arrived: Callable[[int | None], None] = nowhere
