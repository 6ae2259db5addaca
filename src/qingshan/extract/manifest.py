"""What stands in a data set's folder beside its tables: who made it, when, and of which files."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

FORMAT = "qingshan-extract"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
FILES = "files.csv"
TABLES = "tables"
CHUNK = 1 << 20


class NotAnExtract(Exception):
    """Why a folder is no data set of ours, or not a whole one; a sentence."""


@dataclass(frozen=True)
class Part:
    """One file of a data set, by its path in the folder."""

    path: str
    rows: int
    bytes: int
    sha256: str


def write_manifest(folder: Path, parts: list[Part], told: dict[str, Any], at: datetime) -> None:
    """Lists the files, then says who made them; the last file that is written."""
    with (folder / FILES).open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("path", "rows", "bytes", "sha256"))
        lines.writerows((p.path, p.rows, p.bytes, p.sha256) for p in parts)
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "made_by": "qingshan extract",
        "version": version("qingshan"),
        "made_at": at.isoformat(timespec="seconds"),
        **told,
        "files": len(parts),
        "bytes": sum(part.bytes for part in parts),
        "files_sha256": sum_of(folder / FILES),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def manifest_in(folder: Path) -> dict[str, Any]:
    """Raises `NotAnExtract` where there is none, or one of a future version."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotAnExtract(f"{folder} 不是 qingshan extract 写的数据集。") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NotAnExtract(f"{folder} 不是 qingshan extract 写的数据集。")
    if found.get("format_version") != FORMAT_VERSION:
        raise NotAnExtract(f"{folder} 是另一个版本的数据集，请用写它的那个版本来读。")
    return found


def check_files(folder: Path, manifest: dict[str, Any], *, contents: bool) -> None:
    """Raises `NotAnExtract` for a file that is gone, changed or too many."""
    if not (folder / FILES).is_file() or sum_of(folder / FILES) != manifest.get("files_sha256"):
        raise NotAnExtract(f"数据集的清单 {FILES} 不见了或者被改过，请重新写一份。")
    listed = parts_in(folder)
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    extra = found - {part.path for part in listed} - {MANIFEST, FILES}
    if extra:
        raise NotAnExtract(f"数据集里多了一个清单上没有的文件：{min(extra)}。")
    for part in listed:
        file = folder / part.path
        if part.path not in found:
            raise NotAnExtract(f"数据集里少了文件 {part.path} ，请重新写一份。")
        if file.stat().st_size != part.bytes or (contents and sum_of(file) != part.sha256):
            raise NotAnExtract(f"文件 {part.path} 坏了或者被改过，请重新写一份数据集。")


def parts_in(folder: Path) -> list[Part]:
    with (folder / FILES).open(encoding="utf-8", newline="") as file:
        return [
            Part(row["path"], int(row["rows"]), int(row["bytes"]), row["sha256"])
            for row in csv.DictReader(file)
        ]


def part_of(folder: Path, file: Path, rows: int) -> Part:
    return Part(file.relative_to(folder).as_posix(), rows, file.stat().st_size, sum_of(file))


def sum_of(file: Path) -> str:
    whole = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            whole.update(chunk)
    return whole.hexdigest()
