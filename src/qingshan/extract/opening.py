"""Opening a data set: what it must be before a figure is counted from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qingshan.extract.describing import SCHEMA, type_of
from qingshan.extract.manifest import TABLES, NotAnExtract, check_files, manifest_in, parts_in
from qingshan.extract.planning import plan
from qingshan.extract.translating import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qingshan.extract.planning import Plan


@dataclass(frozen=True)
class DataSet:
    """A data set that has been looked through. `schools` are its schools' keys by their codes."""

    folder: Path
    schools: dict[str, int]
    plan: Plan

    def asked(self, codes: Sequence[str]) -> Asked:
        """These schools, by their keys."""
        return Asked(frozenset(self.schools[c] for c in codes), len(codes) == len(self.schools))

    def columns(self, table: str) -> dict[str, str]:
        """Column → type, as both engines read them."""
        return {column.name: type_of(column) for column in self.plan.tables[table].columns}

    def files(self, table: str, codes: tuple[str, ...]) -> list[str]:
        """The files of a table that hold rows of these schools."""
        found = self._files.get(table, [])
        if len(codes) == len(self.schools):
            return found
        others = {f"school={code}" for code in self.schools.keys() - set(codes)}
        return [file for file in found if others.isdisjoint(file.split("/"))]

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for part in parts_in(self.folder):
            kind, _, rest = part.path.partition("/")
            if kind == TABLES:
                whole = (self.folder / part.path).as_posix()
                found.setdefault(rest.partition("/")[0], []).append(whole)
        return found


def opened(folder: Path, *, contents: bool = True) -> DataSet:
    """Raises `NotAnExtract` for a folder that is none, is damaged, or was made for other figures.

    `contents` reads each file once to see that no byte of it has changed.
    """
    manifest = manifest_in(folder)
    check_files(folder, manifest, contents=contents)
    wanted = plan()
    _compare(wanted, _schema(folder), manifest)
    schools = {str(one["code"]): int(one["school_id"]) for one in manifest["schools"]}
    if len(set(schools.values())) < len(schools):
        raise NotAnExtract("数据集里有两所学校的代号一样，不能用。")
    return DataSet(folder.resolve(), schools, wanted)


def _schema(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / SCHEMA).read_text(encoding="utf-8"))["tables"]
    return found


def _compare(wanted: Plan, held: dict[str, Any], manifest: dict[str, Any]) -> None:
    """Figures read columns, and know words, that an older version may not have written."""
    again = f"这份数据集是青山 {manifest.get('version')} 写的，"
    for name, table in wanted.tables.items():
        columns = {one["name"]: one for one in held.get(name, {}).get("columns", ())}
        for column in table.columns:
            if column.name not in columns:
                raise NotAnExtract(f"{again}没有现在的指标要读的 {name}.{column.name} ，请重新写。")
            kept = wanted.words.get((name, column.name), frozenset())
            if not kept <= set(columns[column.name].get("kept", kept)):
                raise NotAnExtract(f"{again}认不得现在的指标点名的词，请重新写一份。")
