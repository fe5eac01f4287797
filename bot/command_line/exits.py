"""The exit statuses, the same for every command."""

from __future__ import annotations

from knowledge.matching.outcome import Outcome

DONE = 0
FOUND_PROBLEMS = 1
USAGE = 2
ASK_WHICH = 3
NO_ENTRY = 4

OF_OUTCOME = {Outcome.ANSWERED: DONE, Outcome.ASK_WHICH: ASK_WHICH, Outcome.NO_ENTRY: NO_ENTRY}
