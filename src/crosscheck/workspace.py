"""A private place on disk for one run, gone after it; and DuckDB working inside it.

Registers are children's data. Whatever a run puts on disk lies in one folder that only its owner
may enter. The folder goes when the run ends, however it ends; what a killed run left is removed
when the next one starts: a live run holds a lock on its folder, a dead one cannot.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "crosscheck-run-"
LOCK = "alive"
MEMORY_LIMIT = "3GB"


@contextlib.contextmanager
def private_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder (0700) that is removed at the end; leftovers beside it of dead runs go first."""
    place = parent or Path(tempfile.gettempdir())
    sweep(place)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    lock = (folder / LOCK).open("w")
    try:
        _lock(lock)
        yield folder
    finally:
        lock.close()
        shutil.rmtree(folder, ignore_errors=True)


def sweep(place: Path) -> int:
    """Removes the folders of runs that are no more; returns how many."""
    gone = 0
    for folder in place.glob(f"{PREFIX}*"):
        if _is_mine(folder) and not _is_alive(folder):
            shutil.rmtree(folder, ignore_errors=True)
            gone += not folder.exists()
    return gone


def open_duckdb(folder: Path, *, memory_limit: str = MEMORY_LIMIT) -> duckdb.DuckDBPyConnection:
    """DuckDB in this process, spilling into the folder; it loads no extension from elsewhere."""
    spill = folder / "spill"
    spill.mkdir(exist_ok=True)
    con = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory_limit,
            "temp_directory": str(spill),
            "autoinstall_known_extensions": "false",
            "threads": str(min(os.cpu_count() or 2, 8)),
        },
    )
    con.execute("SET enable_progress_bar = false")  # it would write between the lines of --json
    return con


def _is_mine(folder: Path) -> bool:
    if not hasattr(os, "getuid"):
        return True
    with contextlib.suppress(OSError):
        return not folder.is_symlink() and folder.stat().st_uid == os.getuid()
    return False


def _is_alive(folder: Path) -> bool:
    """Whether the run still holds its lock. A folder just made has none yet: give it a minute."""
    path = folder / LOCK
    try:
        with path.open("r+") as lock:
            return not _lock(lock)
    except FileNotFoundError:
        with contextlib.suppress(OSError):
            return _age(folder) < 60
        return True
    except OSError:
        return True


def _age(folder: Path) -> float:
    import time

    return time.time() - folder.stat().st_mtime


def _lock(file: IO[str]) -> bool:
    """Takes the lock if nobody has it. Windows has none, and removes no open file."""
    try:
        import fcntl
    except ImportError:  # Windows
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
