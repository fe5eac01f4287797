"""Reading an imported file in a process of its own.

A file may be made so that a parser takes minutes over it without ever letting another thread run. A process can be
ended at any moment; a thread cannot.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping

from bot.jobs.helper_process import HelperProcesses, TookTooLongError, limit_this_process
from knowledge.errors import InvalidInputError
from knowledge.exchange.bundle import Item, items_from_json, items_to_json, read_bundle

SECONDS = 10.0
"""A file of the largest size that was not made to be slow takes about a fifth of this."""
_TOO_LONG = (
    "Reading this file takes too long, so I stopped; nothing was changed. Split it into smaller files, and look for "
    "very long texts, numbers and keys in it."
)


class FileReader:
    """Reads files, at most two at a time, each for at most `seconds`. `environment` is that of the processes."""

    def __init__(self, environment: Mapping[str, str], seconds: float = SECONDS) -> None:
        self._helpers = HelperProcesses(environment, seconds)

    async def read(self, text: str) -> tuple[Item, ...]:
        """Return what stands in a file. Raises InvalidInputError when it cannot be read, or not in time."""
        try:
            written = await self._helpers.run(__name__, text.encode())
        except TookTooLongError as error:
            raise InvalidInputError(_TOO_LONG) from error
        return await asyncio.to_thread(_taken_over, written)


def main() -> None:
    """Read a file from standard input and write what stands in it to standard output: the process's whole life."""
    limit_this_process()
    text = sys.stdin.buffer.read().decode()
    try:
        written = json.dumps({"items": items_to_json(read_bundle(text))})
    except InvalidInputError as error:
        written = json.dumps({"wrong": str(error)})
    sys.stdout.write(written)


def _taken_over(written: bytes) -> tuple[Item, ...]:
    said = json.loads(written)
    if "wrong" in said:
        raise InvalidInputError(said["wrong"])
    return items_from_json(said["items"])
