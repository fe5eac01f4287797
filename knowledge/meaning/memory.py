"""Giving memory back to the system: what takes tens of megabytes for a moment, the C library would keep."""

from __future__ import annotations

import ctypes

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8


def give_back() -> None:
    """Give back what is free, where the C library can (GNU's); elsewhere do nothing."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return
    trim(0)


def give_large_back_at_once() -> None:
    """From now on give large pieces back as soon as they are free, and let threads share what is small.

    By itself the C library (GNU's; elsewhere nothing is done) keeps ever larger pieces, and some for each thread. Call
    it once, when the process starts. The numbers are those of <malloc.h>.
    """
    try:
        option = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    option(_MMAP_THRESHOLD, 128 * 1024)
    option(_ARENA_MAX, 2)
