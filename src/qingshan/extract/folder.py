"""A data set comes into its place whole, or not at all.

It is written into a folder beside its place and moved there when everything is in it. What a killed
run left behind is taken away by the next one; a run that still goes on is left alone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

from qingshan.extract.manifest import MANIFEST, NotAnExtract, manifest_in

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = "lock"
A_MINUTE = 60


class NotThere(Exception):
    """Why a data set cannot be written to a place, in a sentence."""


@contextlib.contextmanager
def put_in_place(target: Path) -> Iterator[Path]:
    """A folder to write into; it becomes `target` when the block ends well, else it is gone."""
    target = target.resolve()
    _clear(target)
    _refuse_what_is_not_ours(target)
    room = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
    try:
        with (room / LOCK).open("wb") as lock:
            _taken(lock)
            made = room / "made"
            made.mkdir(mode=0o700)  # rows of people, if not their names: for its owner alone
            yield made
            _swap(made, target, room)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _swap(made: Path, target: Path, room: Path) -> None:
    """Two renames; between them nothing is in the place, and the next run puts the old one back."""
    if target.exists():
        os.rename(target, room / "before")
    os.rename(made, target)


def _clear(target: Path) -> None:
    if not target.parent.is_dir():
        raise NotThere(f"没有文件夹 {target.parent} ，请先建好它。")
    for room in target.parent.glob(f".{target.name}.*.part"):
        if _abandoned(room):
            before = room / "before"
            if before.is_dir() and not target.exists():
                os.rename(before, target)
            shutil.rmtree(room, ignore_errors=True)


def _abandoned(room: Path) -> bool:
    lock = room / LOCK
    try:
        if not lock.exists():  # begun this moment, or killed at the very beginning
            return time.time() - room.stat().st_mtime > A_MINUTE
        with lock.open("ab") as file:
            return _taken(file)
    except OSError:
        return False


def _taken(lock: IO[bytes]) -> bool:
    """Takes the lock if nobody has it. Windows has none, and removes no open file."""
    try:
        import fcntl
    except ImportError:  # Windows
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _refuse_what_is_not_ours(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise NotThere(f"{target} 是一个文件，数据集要写成文件夹。")
    if not any(target.iterdir()):
        return
    try:
        manifest_in(target)
    except NotAnExtract as not_ours:
        raise NotThere(
            f"{target} 里有别的东西（没有认得的 {MANIFEST}），没有动它；请另选一个文件夹。"
        ) from not_ours
