"""Putting a file that was made whole elsewhere in its place, without ever overwriting another."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def put_in_place(made: Path, target: Path) -> None:
    """Give `made`, on the same file system, the name `target`, so that it stays after a crash.

    Raises FileExistsError, having changed nothing, when there is something of that name; and OSError.
    """
    try:
        # A rename would overwrite; a link never does.
        os.link(made, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links.
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        made.rename(target)
    else:
        made.unlink()
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can do that."""
    # Windows opens no folders.
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
