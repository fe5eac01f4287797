"""Writing the file of an export in a process of its own: in TOML, a thousand entries take seconds."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from bot.jobs.helper_process import HelperProcesses, TookTooLongError, limit_this_process
from knowledge.errors import NotSoFastError
from knowledge.exchange.bundle import write_stored

SECONDS = 60.0
"""Ten thousand entries take about half of this."""
_TOO_LONG = "Writing this file takes too long, so I stopped. Export it as JSON, which is written faster."


class FileWriter:
    """Writes files, at most two at a time, each for at most `seconds`. `environment` is that of the processes."""

    def __init__(self, environment: Mapping[str, str], seconds: float = SECONDS) -> None:
        self._helpers = HelperProcesses(environment, seconds)

    async def write(self, stored: bytes, form: str) -> bytes:
        """Return the file, in UTF-8 (see `write_stored`). Raises NotSoFastError when it is not done in time."""
        try:
            return await self._helpers.run(__name__, stored, form)
        except TookTooLongError as error:
            raise NotSoFastError(_TOO_LONG) from error


def main() -> None:
    """Write what stands on standard input as a file to standard output: the process's whole life."""
    limit_this_process()
    sys.stdout.buffer.write(write_stored(sys.stdin.buffer.read(), sys.argv[2]).encode())
