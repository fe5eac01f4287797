"""Work in a process of its own, which is ended when it takes too long or the bot ends.

Python lets one thread run at a time, and a parser of C may keep the others waiting for as long as it likes: a process
has its own time, and can be ended at any moment.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path

_log = logging.getLogger(__name__)

_AT_ONCE = 2
_BYTES_OF_MEMORY = 1 << 30
# On a machine with one or two cores, those who ask go before; the most is 19.
_GIVE_WAY = 5


class TookTooLongError(Exception):
    """The process was ended, or ended itself, before its work was done."""


class HelperProcesses:
    """Runs processes, at most two at a time, each for at most `seconds`. `environment` is that of the processes."""

    def __init__(self, environment: Mapping[str, str], seconds: float) -> None:
        self._environment = environment_of(environment)
        self._seconds = seconds
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def run(self, module: str, given: bytes, *words: str) -> bytes:
        """Call `main()` of a module in a process; return what it writes to standard output.

        It gets the `given` bytes on standard input, and as arguments the seconds of processor time that it has (see
        `limit_this_process`) and the `words`. Raises TookTooLongError.
        """
        async with self._turns:
            process = await asyncio.create_subprocess_exec(
                *command_of(module, self._seconds), *words,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
                env=self._environment,
            )  # fmt: skip
            try:
                written, _ = await asyncio.wait_for(process.communicate(given), self._seconds)
            except TimeoutError as error:
                raise TookTooLongError from error
            finally:
                if process.returncode is None:
                    with contextlib.suppress(ProcessLookupError):
                        process.kill()
                    await process.wait()
        if process.returncode:
            _log.warning("A process of %s ended with status %s.", module, process.returncode)
            raise TookTooLongError
        return written


def environment_of(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment with which a process finds this very code."""
    root = str(Path(__file__).parent.parent.parent)
    path = os.pathsep.join(filter(None, [root, environment.get("PYTHONPATH", "")]))
    return {**environment, "PYTHONPATH": path}


def command_of(module: str, seconds: float) -> list[str]:
    """Return the command that calls `main()` of a module, with the seconds that it has."""
    return [sys.executable, "-P", "-c", f"from {module} import main; main()", str(int(seconds) + 1)]


def limit_this_process() -> None:
    """Give way to the bot, and limit processor time (the first argument, in seconds) and memory where that is possible.

    So the process ends also when nobody is there any more to end it.
    """
    if hasattr(os, "nice"):
        os.nice(_GIVE_WAY)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        seconds = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES_OF_MEMORY, _BYTES_OF_MEMORY))
