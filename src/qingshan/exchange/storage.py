"""Where workbooks put in through the browser lie: beside the database, for the server alone."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MARKED, PROGRESS = ".marked.xlsx", ".progress"


def room() -> Path:
    """The folder, made on first use."""
    found: Path = settings.QINGSHAN_HOME / "exchange"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def keep(chunks: Iterable[bytes]) -> str:
    """Stores a file, readable by its owner only; returns the name it has from now on."""
    name = f"{secrets.token_hex(16)}.xlsx"
    handle = os.open(room() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
    return name


def beside(name: str, ending: str) -> Path:
    """A file that belongs to the stored file `name`: its marked copy, or how far its run is."""
    return room() / f"{name.removesuffix('.xlsx')}{ending}"


def stored(name: str) -> Path:
    return room() / name


def forget(name: str) -> None:
    """Removes a stored file and all that belongs to it."""
    if name:
        for path in (stored(name), beside(name, MARKED), beside(name, PROGRESS)):
            path.unlink(missing_ok=True)
