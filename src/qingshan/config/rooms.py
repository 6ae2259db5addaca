"""A folder to work in that does not outlive its work, even where that is killed.

What lies in it may be a whole school with its keys. A process that is killed cannot clear away
after itself, so the next one does: a room whose lock is free belongs to nobody any more.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = "at-work"
LONG_AGO = 24 * 3600  # seconds; where there are no locks, a room as old as that is nobody's


@contextmanager
def room_in(folder: Path, prefix: str) -> Iterator[Path]:
    clear_away(folder, prefix)
    with TemporaryDirectory(prefix=prefix, dir=folder) as made:
        room = Path(made)
        handle = os.open(room / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield room
        finally:
            os.close(handle)


def clear_away(folder: Path, prefix: str) -> None:
    for room in folder.glob(f"{prefix}*"):
        if room.is_dir() and _is_nobodys(room):
            shutil.rmtree(room, ignore_errors=True)


def _is_nobodys(room: Path) -> bool:
    try:
        if time.time() - room.stat().st_mtime > LONG_AGO:
            return True
        handle = os.open(room / LOCK, os.O_RDWR)
    except OSError:
        return _is_half_cleared(room)
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return fcntl is not None
    finally:
        os.close(handle)


def _is_half_cleared(room: Path) -> bool:
    """Who cleared it away was killed when its lock was gone; an empty one has just been made."""
    try:
        return any(room.iterdir()) and not (room / LOCK).exists()
    except OSError:  # another has cleared it away
        return False
