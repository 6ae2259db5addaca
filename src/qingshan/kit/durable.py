"""Files that are on the disk, and not only on their way to it, before anybody is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.storage import FileSystemStorage

from qingshan.kit.disk import hand_to_the_disk

if TYPE_CHECKING:
    from django.core.files import File


class DurableStorage(FileSystemStorage):
    """A row of the database survives a power failure; so must the file that it names."""

    def _save(self, name: str, content: File[bytes]) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(saved))
        hand_to_the_disk(path)
        hand_to_the_disk(path.parent)
        return saved
