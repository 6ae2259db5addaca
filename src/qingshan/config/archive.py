"""The form of a backup: a zip of the database, the keys and the files, with a list of sums.

manifest.json    {"format": 1, "version", "made_at", "engine", "keys": {name: day made},
                  "rows": {table: number},
                  "files": {name: {sha256, size}}}
database.sqlite3 or database.dump (pg_dump, custom format)
keys.json (unless it was left out, with signing/) · evidence/… · templates/… · published/…
exchange/… (workbooks that wait to be mended) · packs/…
signing/… (the keys that schools sign packages with)
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
KEYS = "keys.json"
SIGNING = "signing"
FOLDERS = ("evidence", "templates", "published", "exchange", "packs", SIGNING)
DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
CHUNK = 2**20


class BadArchive(Exception):
    """Not a backup, or a damaged one; the text says what is wrong, in a sentence."""


@dataclass(frozen=True)
class Manifest:
    """What the archive says of itself. `engine` is sqlite or postgresql.

    `keys` are the names of the keys that open it, each with the day it was made; copies of older
    versions name none.
    """

    version: str
    made_at: str
    engine: str
    files: dict[str, dict[str, Any]]
    keys: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)  # none in copies of earlier versions

    @property
    def holds_keys(self) -> bool:
        return KEYS in self.files

    @property
    def database(self) -> str:
        return DATABASE[self.engine]

    @property
    def size(self) -> int:
        """Bytes of everything, unpacked."""
        return sum(int(entry["size"]) for entry in self.files.values())


def sum_of(stream: IO[bytes], *, into: IO[bytes] | None = None, at_most: int | None = None) -> str:
    """SHA-256 of a stream, copied on the way; raises `BadArchive` past `at_most` bytes."""
    seen, passed = hashlib.sha256(), 0
    while piece := stream.read(CHUNK):
        passed += len(piece)
        if at_most is not None and passed > at_most:
            raise BadArchive("备份里的文件比清单写的大。")
        seen.update(piece)
        if into is not None:
            into.write(piece)
    return seen.hexdigest()


def opened(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError) as error:
        raise BadArchive(f"{file} 打不开，或者不是备份文件。") from error


def manifest_of(archive: zipfile.ZipFile) -> Manifest:
    try:
        told = json.loads(archive.read(MANIFEST))
        if told["format"] != FORMAT:
            raise BadArchive("这份备份是更新版本的青山做的，请先升级再恢复。")
        manifest = Manifest(
            told["version"],
            told["made_at"],
            told["engine"],
            dict(told["files"]),
            dict(told.get("keys", {})),
            dict(told.get("rows", {})),
        )
    except BadArchive:
        raise
    except (KeyError, TypeError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise BadArchive("备份里没有清单，或者清单坏了。") from error
    if manifest.engine not in DATABASE or manifest.database not in manifest.files:
        raise BadArchive("备份里没有数据库。")
    if not (manifest.holds_keys or manifest.keys):
        raise BadArchive("备份里没有密钥，也没有说要用哪一把。")
    return manifest


def unpack(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    """Everything the manifest lists into `folder`; each file must have its sum."""
    for name, entry in manifest.files.items():
        if not _is_ours(name, manifest):
            raise BadArchive(f"备份里有不该有的文件：{name}")
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with archive.open(name) as stream, target.open("wb") as out:
                found = sum_of(stream, into=out, at_most=int(entry["size"]))
        except (KeyError, TypeError, ValueError, zipfile.BadZipFile, EOFError) as error:
            raise BadArchive(f"备份里的 {name} 读不出来。") from error
        except OSError as error:
            raise BadArchive(f"{name} 解不开：{error.strerror or error}") from error
        if found != entry["sha256"]:
            raise BadArchive(f"备份里的 {name} 和清单对不上，文件坏了。")


def check_sqlite(file: Path) -> None:
    """Raises `BadArchive` where the database file is not whole."""
    try:
        with sqlite3.connect(file) as database:
            answer = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BadArchive("备份里的数据库读不出来。") from error
    finally:
        if "database" in locals():
            database.close()
    if answer != "ok":
        raise BadArchive(f"备份里的数据库不完整：{answer}")


def _is_ours(name: str, manifest: Manifest) -> bool:
    """No file leaves the folder it is unpacked to."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        return False
    return name in {manifest.database, KEYS} or (len(path.parts) > 1 and path.parts[0] in FOLDERS)
