"""Putting a backup back: verified first, then all of it or nothing (`placing`)."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.db import connection

from qingshan.access.fields import SealedTextField
from qingshan.access.keys import keys_in, read_keys
from qingshan.config.archive import (
    FOLDERS,
    KEYS,
    SIGNING,
    BadArchive,
    manifest_of,
    opened,
    unpack,
)
from qingshan.config.backup import check_database
from qingshan.config.contents import mind_the_rows
from qingshan.config.placing import ROOM, put_in_place
from qingshan.config.rooms import room_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qingshan.access.keys import Keys
    from qingshan.config.archive import Manifest

SPARE = 64 * 2**20  # bytes left free beside what is unpacked


class CannotRestore(Exception):
    """The text says why, in a sentence; nothing has changed."""


def restore(file: Path) -> Manifest:
    """Puts the copy in the place of what is there.

    Raises `BadArchive` for a file that is no whole backup and `CannotRestore` where it does not
    fit here; in both cases nothing has changed.
    """
    home = Path(settings.QINGSHAN_HOME)
    with opened(file) as archive:
        manifest = manifest_of(archive)
        if manifest.engine != connection.vendor:
            raise CannotRestore(
                f"这份备份来自 {manifest.engine}，这里用的是 {connection.vendor}。"
                "请把 QINGSHAN_DATABASE_URL 改成同一种再恢复。"
            )
        if shutil.disk_usage(home).free < manifest.size + SPARE:
            raise CannotRestore(f"磁盘放不下：要 {manifest.size // 2**20 + 64} MB。")
        with room_in(home, ROOM) as made:
            unpack(archive, manifest, made)
            _check(made, manifest)
            _refuse_busy()
            connection.close()
            put_in_place(made, manifest.engine, _names(manifest))
    return manifest


def _check(made: Path, manifest: Manifest) -> None:
    """The keys that will be beside the data, its own or those that are here, must open it."""
    keys = _keys_for(made, manifest)
    wanted = [name for name in manifest.keys if name not in keys.names]
    if wanted:
        raise _cannot(manifest, wanted)
    database = made / manifest.database
    check_database(database)
    mind_the_rows(manifest.rows, database)
    if manifest.engine != "sqlite":
        return
    cipher = MultiFernet([Fernet(key) for key in keys.sealing])
    for token in _sealed_values(database):
        try:
            cipher.decrypt(token.encode())
        except InvalidToken as error:
            raise BadArchive("备份里的密钥打不开备份里的数据。") from error


def _keys_for(made: Path, manifest: Manifest) -> Keys:
    if not manifest.holds_keys:
        try:
            return read_keys(settings.KEYS_FILE)
        except (OSError, ValueError) as error:
            raise _cannot(manifest, list(manifest.keys)) from error
    try:
        return keys_in((made / KEYS).read_text(encoding="utf-8"), KEYS)
    except ValueError as error:
        raise BadArchive("备份里的密钥文件坏了。") from error


def _cannot(manifest: Manifest, wanted: list[str]) -> Exception:
    days = {name: f"（{day} 造）" if (day := manifest.keys[name]) else "" for name in wanted}
    told = "、".join(f"{name}{day}" for name, day in days.items())
    if manifest.holds_keys:
        return BadArchive(f"备份里少了它要用的密钥 {told}。")
    return CannotRestore(
        f"这份备份不带密钥，要用密钥 {told}，这里的 keys.json 里没有。"
        f"请先把装着它的 keys.json 放到 {settings.KEYS_FILE} 。"
    )


def _sealed_values(database: Path) -> Iterator[str]:
    """One value of each sealed column that is there."""
    with closing(sqlite3.connect(database)) as copy:
        for model in apps.get_models():
            for field in model._meta.fields:
                if isinstance(field, SealedTextField):
                    names = f'"{field.column}" FROM "{model._meta.db_table}"'
                    try:
                        row = copy.execute(
                            f"SELECT {names} WHERE \"{field.column}\" <> '' LIMIT 1"
                        ).fetchone()
                    except sqlite3.OperationalError:
                        continue  # an older version had no such column
                    if row:
                        yield row[0]


def _refuse_busy() -> None:
    """A server that is running would go on with the old file and the old keys."""
    if connection.vendor == "sqlite":
        name = settings.DATABASES["default"]["NAME"]
        connection.close()
        with closing(sqlite3.connect(name, timeout=0, isolation_level=None)) as database:
            try:
                database.execute("PRAGMA locking_mode = EXCLUSIVE")
                database.execute("BEGIN EXCLUSIVE")
                database.execute("ROLLBACK")
            except sqlite3.OperationalError as error:
                raise CannotRestore("青山正在运行。请先停下它，再恢复。") from error
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        if cursor.fetchone()[0]:
            raise CannotRestore("还有程序连着数据库。请先停下青山，再恢复。")


def _names(manifest: Manifest) -> list[str]:
    """What is put in place besides the database: a copy without keys leaves those that are here."""
    names = [KEYS, *FOLDERS]
    return names if manifest.holds_keys else [n for n in names if n not in {KEYS, SIGNING}]
