"""What is on the disk, not only on its way to it, outlasts a loss of power. No Django in here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def hand_to_the_disk(path: Path) -> None:
    """A file, or the names in a folder where the system can be asked for these (POSIX)."""
    is_folder = path.is_dir()
    if is_folder and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
