"""Files that are on the disk, and not only on their way to it, before anybody is told."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.storage import FileSystemStorage

if TYPE_CHECKING:
    from django.core.files import File


class DurableStorage(FileSystemStorage):
    """A row of the database survives a power failure; so must the file that it names."""

    def _save(self, name: str, content: File[bytes]) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(saved))
        hand_to_the_disk(path)
        if os.name == "posix":  # a folder cannot be opened elsewhere
            hand_to_the_disk(path.parent)
        return saved


def hand_to_the_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
