"""Several data sets in one, a file a table and year: what a province keeps of many schools.

A school's data set is a hundred small files, and opening them takes longer than counting. Here the
rows stand by table and year, school after school, as they were written: nothing in a row changes.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow.parquet as pq
from django.utils import timezone

from qingshan.extract.describing import describe
from qingshan.extract.engines import CannotAnswer
from qingshan.extract.folder import put_in_place
from qingshan.extract.manifest import TABLES, NotAnExtract, manifest_in, part_of, write_manifest
from qingshan.extract.opening import opened
from qingshan.extract.planning import plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qingshan.extract.manifest import Part
    from qingshan.extract.opening import DataSet

    Tell = Callable[[str, int, int], None]

ROWS = "rows.parquet"
YEAR = "year="


def gather(target: Path, sources: Sequence[Path], *, tell: Tell | None = None) -> int:
    """Writes the data sets of `sources` as one in the place of `target`; how many schools.

    Raises `NotAnExtract` for a source that is none, is damaged or has a school of another one,
    `folder.NotThere`, or `OSError` where there is no room; `target` is then as it was.
    """
    held = [opened(source) for source in sources]
    schools = _schools(held)
    with put_in_place(target) as made:
        parts = _write(made, held, tell or (lambda *_: None))
        pages = [part_of(made, page, 0) for page in describe(made, plan())]
        rows: dict[str, int] = dict.fromkeys(plan().tables, 0)
        for part in parts:
            rows[part.path.split("/")[1]] += part.rows
        told = {
            "gathered": len(sources),
            "schools": schools,
            "tables": rows,
            "left_out": plan().left_out,
        }
        write_manifest(made, [*parts, *pages], told, timezone.localtime())
    return len(schools)


def _schools(held: Sequence[DataSet]) -> list[dict[str, object]]:
    """As their manifests tell them, each of one data set only."""
    found: dict[str, dict[str, object]] = {}
    for data in held:
        for one in manifest_in(data.folder)["schools"]:
            if one["code"] in found:
                raise NotAnExtract(f"学校 {one['code']} 在两份数据集里都有，只能用一份。")
            found[one["code"]] = one
    return [found[code] for code in sorted(found)]


def _write(made: Path, held: Sequence[DataSet], tell: Tell) -> list[Part]:
    """A file for each table and year, read from those of all data sets one after another."""
    by_place: dict[str, list[str]] = defaultdict(list)
    for data in held:
        for table in data.plan.tables:
            for file in data.files(table, tuple(data.schools)):
                by_place[_place(table, file)].append(file)
    parts = []
    with duckdb.connect(":memory:") as engine:
        for done, (place, files) in enumerate(sorted(by_place.items()), start=1):
            tell(place, done, len(by_place))
            parts.append(_one_file(engine, made, place, files))
    return parts


def _place(table: str, file: str) -> str:
    """`tables/records_record/year=2025`, or the table's folder where it has no years."""
    year = next((step for step in file.split("/") if step.startswith(YEAR)), "")
    return "/".join(filter(None, (TABLES, table, year)))


def _one_file(
    engine: duckdb.DuckDBPyConnection, made: Path, place: str, files: Sequence[str]
) -> Part:
    (made / place).mkdir(parents=True, exist_ok=True)
    target = made / place / ROWS
    table = place.split("/")[1]
    cells = ", ".join(f'"{column.name}"' for column in plan().tables[table].columns)
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in sorted(files))
    into = target.as_posix().replace("'", "''")
    try:
        engine.execute(
            f"COPY (SELECT {cells} FROM read_parquet([{listed}], hive_partitioning = false)) "  # noqa: S608 - names of our own
            f"TO '{into}' (FORMAT parquet, COMPRESSION zstd)"
        )
    except duckdb.Error as error:
        raise CannotAnswer(f"合不成一份：{str(error).splitlines()[0]}") from error
    return part_of(made, target, pq.read_metadata(target).num_rows)
