"""What lets the whole interpreter pause, and with it all who wait: collections of garbage, and threads' turns."""

from __future__ import annotations

import gc
import sys

from knowledge.meaning.memory import give_back

# By itself it is 5 ms. Each statement of SQL takes a turn to come back, and while a thread works in the background
# there are some twenty of them before each answer.
_SECONDS_OF_A_TURN = 0.0002


def take_short_turns() -> None:
    """Let threads change more often than by Python's own setting. Call it once, when the bot starts."""
    sys.setswitchinterval(_SECONDS_OF_A_TURN)


def leave_out_what_stays() -> None:
    """Let no collection look through what there is now: it is the library, and stays.

    A collection holds everything up for as long as it takes to look at each object, a second with some ten thousand
    entries. What is left out is still freed as soon as nothing refers to it; what refers to itself is not, so that it
    is looked for first, among what has come since the last time.
    """
    gc.collect()
    gc.freeze()
    give_back()
