"""Which other processes have a database open, where the system tells that (Linux does, of processes one may see)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROCESSES = Path("/proc")
_DELETED = " (deleted)"


@dataclass(frozen=True, slots=True)
class Process:
    """A process that has a database open. `astray`: the file that it has open is no longer the one of that name."""

    pid: int
    name: str
    astray: bool

    def __str__(self) -> str:
        return f"process {self.pid} ({self.name})"


def processes_on(database: Path) -> tuple[Process, ...]:
    """Return the other processes that have the database open, by number. Opens nothing of it."""
    path = os.path.realpath(database)
    return tuple(sorted(_found(path), key=lambda one: one.pid))


def _found(path: str) -> Iterator[Process]:
    try:
        numbers = [int(one.name) for one in _PROCESSES.iterdir() if one.name.isdigit()]
    except OSError:
        # Another system.
        return
    for pid in numbers:
        if pid == os.getpid():
            continue
        opened = set(_opened(pid))
        if path in opened or path + _DELETED in opened:
            yield Process(pid, _name(pid), astray=path not in opened)


def _opened(pid: int) -> Iterator[str]:
    folder = _PROCESSES / str(pid) / "fd"
    # Somebody else's process, or one that is over by now.
    with suppress(OSError):
        for one in folder.iterdir():
            with suppress(OSError):
                yield str(one.readlink())


def _name(pid: int) -> str:
    try:
        return (_PROCESSES / str(pid) / "comm").read_text(encoding="utf-8", errors="replace").strip() or "unknown"
    except OSError:
        return "unknown"
