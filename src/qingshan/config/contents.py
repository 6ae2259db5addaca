"""What a copy holds: how many rows of each table, counted in the copy itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from qingshan.config.archive import BadArchive

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TOLD = {
    "school_school": ("学校", "所"),
    "people_staff": ("教职工", "人"),
    "people_student": ("学生", "人"),
    "records_record": ("记录", "条"),
    "records_evidence": ("佐证材料", "份"),
    "care_case": ("个案", "份"),
    "care_fundentry": ("帮扶金账目", "笔"),
    "auditlog_logentry": ("审计记录", "条"),
}
"""Table → what a person calls its rows. A table that is not there is not told."""


def rows_of_sqlite(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as copy:
        names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in names
            if not name.startswith("sqlite_")
        }


def rows_of_script(script: Path) -> dict[str, int]:
    r"""The rows of a dump's script: lines between `COPY public.table …` and `\.`."""
    counted: dict[str, int] = {}
    table = ""
    with script.open("rb") as lines:
        for line in lines:
            if table and line.rstrip() == rb"\.":
                table = ""
            elif table:
                counted[table] += 1
            elif line.startswith(b"COPY public."):
                table = line.split()[1].decode().removeprefix("public.").strip('"')
                counted[table] = 0
    return counted


def rows_of(database: Path) -> dict[str, int]:
    """Of a database file that was copied or unpacked; a dump has its script beside it."""
    if database.suffix == ".sqlite3":
        return rows_of_sqlite(database)
    return rows_of_script(database.with_suffix(".sql"))


def mind_the_rows(told: Mapping[str, int], database: Path) -> None:
    """Raises `BadArchive` where the copy holds other rows than it says. Older copies say none."""
    if told and told != rows_of(database):
        raise BadArchive("备份里的行数和清单对不上。")


def in_words(rows: Mapping[str, int], files: int) -> str:
    """`学校 1 所、学生 800 人 … 文件 12 个；共 83 张表 4,021 行`."""
    parts = [
        f"{name} {rows[table]:,} {unit}" for table, (name, unit) in TOLD.items() if table in rows
    ]
    parts.append(f"文件 {files:,} 个")
    return f"{'、'.join(parts)}；共 {len(rows)} 张表 {sum(rows.values()):,} 行"
