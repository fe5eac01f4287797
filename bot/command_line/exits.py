"""The exit statuses, the same for every command."""

from __future__ import annotations

from knowledge.errors import NotSoFastError, UnreachableError, UnwritableError
from knowledge.matching.outcome import Outcome

DONE = 0
FOUND_PROBLEMS = 1
USAGE = 2
ASK_WHICH = 3
NO_ENTRY = 4
TRY_AGAIN = 75
"""What failed may go well later: EX_TEMPFAIL of sysexits.h, by which whoever starts the bot knows to start it again."""

OF_OUTCOME = {Outcome.ANSWERED: DONE, Outcome.ASK_WHICH: ASK_WHICH, Outcome.NO_ENTRY: NO_ENTRY}


def status_of(error: NotSoFastError) -> int:
    """Return the status with which a command ends by this error."""
    return TRY_AGAIN if isinstance(error, UnreachableError | UnwritableError) else USAGE
