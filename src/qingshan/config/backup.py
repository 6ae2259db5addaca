"""A whole copy of an installation in one file, read again before it is called done."""

from __future__ import annotations

import json
import os
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.utils import timezone

from qingshan.access.keys import read_keys, write_keys
from qingshan.config import postgres
from qingshan.config.archive import (
    DATABASE,
    FOLDERS,
    FORMAT,
    KEYS,
    MANIFEST,
    SIGNING,
    BadArchive,
    check_sqlite,
    manifest_of,
    opened,
    sum_of,
    unpack,
)
from qingshan.config.contents import mind_the_rows, rows_of
from qingshan.config.placing import ROOM
from qingshan.config.rooms import clear_away, room_in
from qingshan.school.models import School

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qingshan.access.keys import Keys
    from qingshan.config.archive import Manifest


class CannotBackUp(Exception):
    """The text says why, in a sentence."""


def back_up(file: Path, *, with_keys: bool = True) -> Manifest:
    """Writes the copy and reads it again; what it says of itself.

    Without keys it can be kept where others come by: only the key file opens what is sealed in it.

    Raises `CannotBackUp`, `postgres.ProgramFailed`, or `BadArchive` where what was written cannot
    be read again; `file` is then as it was before.
    """
    home = Path(settings.QINGSHAN_HOME)
    file = file.resolve()
    if not file.parent.is_dir():
        raise CannotBackUp(f"没有文件夹 {file.parent} ，请先建好它。")
    clear_away(home, ROOM)
    with room_in(file.parent, ".backup-") as room:
        database = room / DATABASE[connection.vendor]
        keys = read_keys(settings.KEYS_FILE)
        copy_database(database)
        check_database(database)
        _mind_that_schools_are_in(database)
        keys = _both(read_keys(settings.KEYS_FILE), keys)
        made = room / "backup.zip"
        _write(made, database, home, keys, with_keys=with_keys)
        with opened(made) as archive:
            manifest = manifest_of(archive)
            unpack(archive, manifest, room / "again")
        check_database(room / "again" / database.name)
        mind_the_rows(manifest.rows, room / "again" / database.name)
        os.replace(made, file)
    return manifest


def _mind_that_schools_are_in(database: Path) -> None:
    """Whoever dumps a database is shown what its policies let through: never take less for all."""
    if School.objects.exists() and not rows_of(database).get(School._meta.db_table):
        raise BadArchive("备份里一所学校也没有。")


def _both(after: Keys, before: Keys) -> Keys:
    """The keys of a database that was copied while they may have been exchanged."""
    old = tuple(key for key in before.sealing if key not in after.sealing)
    return replace(after, sealing=(*after.sealing, *old))


def check_database(file: Path) -> None:
    """Raises `BadArchive` where the copied database is not whole."""
    if connection.vendor == "sqlite":
        check_sqlite(file)
        return
    try:
        postgres.script_of(file, file.with_suffix(".sql"))
    except postgres.ProgramFailed as failed:
        raise BadArchive("备份里的数据库读不出来。") from failed


def copy_database(target: Path) -> None:
    """A copy as of one moment, while others may go on writing."""
    if connection.vendor == "sqlite":
        name = settings.DATABASES["default"]["NAME"]
        with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
        return
    postgres.dump(target)


def _write(made: Path, database: Path, home: Path, keys: Keys, *, with_keys: bool) -> None:
    """The archive, for its owner's eyes only: it holds the keys."""
    if with_keys:
        write_keys(made.parent / KEYS, keys)
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    sums: dict[str, dict[str, object]] = {}
    with os.fdopen(handle, "wb") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in _parts(database, home, with_keys=with_keys):
            with source.open("rb") as stream, archive.open(name, "w", force_zip64=True) as out:
                sums[name] = {"sha256": sum_of(stream, into=out)}
            sums[name]["size"] = archive.getinfo(name).file_size
        told = {
            "format": FORMAT,
            "version": version("qingshan"),
            "made_at": timezone.now().isoformat(timespec="seconds"),
            "engine": connection.vendor,
            "keys": {name: keys.day_of(name) for name in keys.names},
            "rows": rows_of(database),
            "files": sums,
        }
        archive.writestr(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1))


def _parts(database: Path, home: Path, *, with_keys: bool) -> Iterator[tuple[str, Path]]:
    yield database.name, database
    if with_keys:
        yield KEYS, database.with_name(KEYS)
    for folder in FOLDERS:
        if folder == SIGNING and not with_keys:
            continue
        for file in sorted((home / folder).rglob("*")):
            if file.is_file():
                yield file.relative_to(home).as_posix(), file
