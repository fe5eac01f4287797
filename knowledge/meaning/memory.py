"""Giving memory back to the system: opening a model takes tens of megabytes for a moment, which the C library keeps."""

from __future__ import annotations

import ctypes


def give_back() -> None:
    """Give back what is free, where the C library can (GNU's); elsewhere do nothing."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return
    trim(0)
