"""What the folders of packs hold: the shipped ones, and over them the school's own.

A file of the school's folder with the key of a shipped programme takes its place, or with `off`
puts it away. A folder is
looked at again now and then, so a file that is saved counts without a restart. A file with a slip
stands aside, and the others go on: `problems` tells what is wrong with it.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from qingshan.programmes.packs.making import kinds_in, made_pack
from qingshan.programmes.packs.reading import PackProblem, PackProblems, Written, read_file
from qingshan.records.kinds import own_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qingshan.programmes.packs.model import Duty, Pack
    from qingshan.records.kinds import Kind

Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Held:
    """What was read: sound programmes by key, in order of keys, and what is wrong elsewhere."""

    packs: Mapping[str, Pack]
    problems: tuple[PackProblem, ...] = ()
    kinds: tuple[Kind, ...] = ()


@dataclass
class _Shelf:
    """The last reading of some folders, and when they were last looked at."""

    held: Held | None = None
    signature: Signature = ()
    looked_at: float = field(default=float("-inf"))


_shelves: dict[tuple[Path, ...], _Shelf] = {}


def folders() -> tuple[Path, ...]:
    """The shipped folder, then the school's own, which need not be there."""
    return _folders(settings.PACKS_DIR, settings.QINGSHAN_HOME)


@lru_cache(maxsize=4)
def _folders(shipped: str | Path, home: Path) -> tuple[Path, ...]:
    return (Path(shipped), home / "packs")


def all_packs() -> Mapping[str, Pack]:
    """Every sound programme by its key, in order of keys."""
    return _held().packs


def in_order() -> list[Pack]:
    """The same as pages list them."""
    return sorted(all_packs().values(), key=lambda pack: (pack.place, pack.key))


def problems() -> tuple[PackProblem, ...]:
    """What is wrong in files that stand aside."""
    return _held().problems


def pack_kinds() -> tuple[Kind, ...]:
    """The record kinds that the programmes bring; the same tuple until a file changes."""
    return _held().kinds


def duty_named(key: str) -> Duty | None:
    """The duty of a whole key such as `member-five-ones.class`."""
    pack = all_packs().get(key.partition(".")[0])
    return next((duty for duty in pack.duties if duty.key == key), None) if pack else None


def packs_in(folder: Path) -> Mapping[str, Pack]:
    """The programmes of one folder. Raises `PackProblems` where a file has a slip."""
    if not folder.is_dir():
        sentence = "没有这个文件夹，做法文件应当放在这里。"
        raise PackProblems([PackProblem(str(folder), 1, "", sentence)])
    held = read_folders((folder,))
    if held.problems:
        raise PackProblems(list(held.problems))
    return held.packs


def read_folders(asked: Iterable[Path]) -> Held:
    """Reads every file anew; single files may stand among the folders."""
    slips: list[PackProblem] = []
    files = _each_written(asked, slips)
    kinds = {kind.label: kind for kind in own_kinds().values()}
    brought: dict[str, tuple[Kind, ...]] = {}
    for key, (written, _) in files.items():
        try:
            brought[key] = kinds_in(written, kinds)
        except PackProblems as wrong:
            slips += wrong.problems
        else:
            kinds |= {kind.label: kind for kind in brought[key]}
    packs = {}
    for key in sorted(brought):
        written, text = files[key]
        try:
            packs[key] = made_pack(written, text, kinds, brought[key])
        except PackProblems as wrong:
            slips += wrong.problems
    added = tuple(kind for key in sorted(brought) for kind in brought[key])
    return Held(packs, tuple(slips), added)


def _each_written(
    asked: Iterable[Path], slips: list[PackProblem]
) -> dict[str, tuple[Written, str]]:
    """Key → file and text. A later folder's file takes the place of an earlier one's."""
    found: dict[str, tuple[Written, str]] = {}
    for folder in asked:
        here: set[str] = set()
        for file in _files(folder):
            try:
                written, text = read_file(file)
            except PackProblems as wrong:
                slips += wrong.problems
                continue
            key = written.data["key"]
            if key in here:
                slips.append(written.problem(("key",), f"“{key}”已经有一个做法用了，请换一个。"))
                continue
            here.add(key)
            found[key] = (written, text)
    return {key: held for key, held in found.items() if not held[0].data.get("off")}


def _files(folder: Path) -> list[Path]:
    return [folder] if folder.is_file() else sorted(folder.glob("*.yaml"))


def _held() -> Held:
    asked = folders()
    shelf = _shelves.setdefault(asked, _Shelf())
    now = time.monotonic()
    if shelf.held is None or now - shelf.looked_at >= settings.PACKS_LOOK_AGAIN:
        signature = _signature(asked)
        if shelf.held is None or signature != shelf.signature:
            shelf.held = read_folders(asked)
        shelf.signature, shelf.looked_at = signature, now
    return shelf.held


def _signature(asked: Iterable[Path]) -> Signature:
    found = []
    for folder in asked:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.endswith(".yaml"):
                        told = entry.stat()
                        found.append((entry.path, told.st_mtime_ns, told.st_size))
        except FileNotFoundError:
            continue
    return tuple(sorted(found))
