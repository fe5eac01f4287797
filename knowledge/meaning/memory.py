"""Returning memory to the system: without this, the C library keeps tens of megabytes that were needed only briefly."""

from __future__ import annotations

import ctypes

_MMAP_THRESHOLD = -3


def give_back() -> None:
    """Return free memory to the system, where the C library can (GNU's); do nothing elsewhere."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return
    trim(0)


def give_large_back_at_once() -> None:
    """From now on, return large blocks to the system as soon as they are freed.

    By default GNU's C library keeps ever larger blocks (with any other library this does nothing). Call it once, when
    the process starts. The option's number is from <malloc.h>.
    """
    try:
        option = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    option(_MMAP_THRESHOLD, 128 * 1024)
