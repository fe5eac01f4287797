"""Giving memory back to the system: what takes tens of megabytes for a moment, the C library would keep."""

from __future__ import annotations

import ctypes

_MMAP_THRESHOLD = -3


def give_back() -> None:
    """Give back what is free, where the C library can (GNU's); elsewhere do nothing."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return
    trim(0)


def give_large_back_at_once() -> None:
    """From now on give large pieces back as soon as they are free.

    By itself the C library (GNU's; elsewhere nothing is done) keeps ever larger pieces. Call
    it once, when the process starts. The number is that of <malloc.h>.
    """
    try:
        option = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    option(_MMAP_THRESHOLD, 128 * 1024)
