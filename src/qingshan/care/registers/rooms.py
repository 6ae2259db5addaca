"""The private folder of a run: the files put in, for as long as it is at work."""

from __future__ import annotations

import os
import secrets
import shutil
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def house() -> Path:
    """Where the folders of all runs lie, made on first use."""
    found: Path = settings.QINGSHAN_HOME / "registers"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def new_room() -> str:
    """A fresh folder; returns its name."""
    name = secrets.token_hex(16)
    (house() / name).mkdir(mode=0o700)
    return name


def room(name: str) -> Path:
    return house() / name


def keep(name: str, file: str, chunks: Iterable[bytes]) -> None:
    """Stores an uploaded file in a room, readable by its owner only."""
    handle = os.open(room(name) / file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        for chunk in chunks:
            out.write(chunk)


def clear(name: str) -> None:
    """Removes a room with all that is in it."""
    if name:
        shutil.rmtree(room(name), ignore_errors=True)
