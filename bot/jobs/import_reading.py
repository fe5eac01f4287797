"""Reading an imported file in a process of its own, which is ended when it takes too long or the bot ends.

A file may be made so that a parser takes minutes over it without ever letting another thread run. A process can be
ended at any moment; a thread cannot.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from knowledge.errors import InvalidInputError
from knowledge.exchange.bundle import Item, items_from_json, items_to_json, read_bundle

_log = logging.getLogger(__name__)

SECONDS = 10.0
"""A file of the largest size that was not made to be slow takes about a fifth of this."""
_AT_ONCE = 2
_BYTES_OF_MEMORY = 1 << 30
_TOO_LONG = (
    "Reading this file takes too long, so I stopped; nothing was changed. Split it into smaller files, and look for "
    "very long texts, numbers and keys in it."
)
_CODE = "from bot.jobs.import_reading import main; main()"


class FileReader:
    """Reads files, at most two at a time, each for at most `seconds`. `environment` is that of the processes."""

    def __init__(self, environment: Mapping[str, str], seconds: float = SECONDS) -> None:
        root = str(Path(__file__).parent.parent.parent)
        path = os.pathsep.join(filter(None, [root, environment.get("PYTHONPATH", "")]))
        self._environment = {**environment, "PYTHONPATH": path}
        self._seconds = seconds
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def read(self, text: str) -> tuple[Item, ...]:
        """Return what stands in a file. Raises InvalidInputError when it cannot be read, or not in time."""
        async with self._turns:
            written = await self._written(text)
        return await asyncio.to_thread(_taken_over, written)

    async def _written(self, text: str) -> bytes:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-c", _CODE, str(int(self._seconds) + 1),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            env=self._environment,
        )  # fmt: skip
        try:
            written, _ = await asyncio.wait_for(process.communicate(text.encode()), self._seconds)
        except TimeoutError as error:
            raise InvalidInputError(_TOO_LONG) from error
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        if process.returncode:
            _log.warning("Reading an imported file ended with status %s.", process.returncode)
            raise InvalidInputError(_TOO_LONG)
        return written


def main() -> None:
    """Read a file from standard input and write what stands in it to standard output: the process's whole life.

    Processor time (the first argument, in seconds) and memory are limited where the system can do that, so that the
    process ends also when nobody is there any more to end it.
    """
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        seconds = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES_OF_MEMORY, _BYTES_OF_MEMORY))
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
