"""Indexing many entries of a server in a process of its own, so that nobody's question waits for it."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Mapping

from bot.jobs.helper_process import command_of, environment_of, limit_this_process
from knowledge.answering.own_index import indexed
from knowledge.errors import StoreError

SECONDS = 60.0
"""Ten thousand entries take about a quarter of this."""

_log = logging.getLogger(__name__)


class Indexing:
    """Does what `knowledge.answering.own_index.indexed` does, in a process. Call it in a thread that may wait."""

    def __init__(self, environment: Mapping[str, str], seconds: float = SECONDS) -> None:
        self._environment = environment_of(environment)
        self._seconds = seconds
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped = False

    def __call__(self, given: bytes) -> bytes:
        """Return the packed index. Where no process can do it, it is made here: late is better than never.

        Raises StoreError when the bot is ending.
        """
        try:
            made = self._made(given)
        except (OSError, subprocess.SubprocessError) as error:
            if self._stopped:
                raise StoreError("I am shutting down. Please try again in a minute.") from error
            _log.warning("No process could index entries (%s), so that it is done here.", error)
            made = b""
        return made or indexed(given)

    def stop(self) -> None:
        """End what is running, and start nothing more."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()

    def _made(self, given: bytes) -> bytes:
        command = command_of(__name__, self._seconds)
        with self._lock:
            if self._stopped:
                raise subprocess.SubprocessError("the bot is ending")
            process = subprocess.Popen(  # noqa: S603 - our own code
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self._environment
            )
            self._running.add(process)
        # Leaving the block closes the pipes and waits for the end.
        with process:
            try:
                made, _ = process.communicate(given, self._seconds)
            finally:
                process.kill()
                with self._lock:
                    self._running.discard(process)
        if process.returncode:
            raise subprocess.SubprocessError(f"status {process.returncode}")
        return made


def main() -> None:
    """Index what stands on standard input, and write the index to standard output: the process's whole life."""
    limit_this_process()
    sys.stdout.buffer.write(indexed(sys.stdin.buffer.read()))
