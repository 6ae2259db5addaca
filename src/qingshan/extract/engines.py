"""DuckDB over a data set: one machine, which is enough for a county and for most provinces."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import duckdb

from qingshan.extract.translating import Asked, said_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qingshan.extract.opening import DataSet
    from qingshan.extract.translating import Statement

DIALECT = "duckdb"
CHUNK = 10_000


class CannotAnswer(Exception):
    """Why an engine could not read a data set, in a sentence."""


class DuckDB:
    """Each table a view of the files that hold rows of the schools in question."""

    def __init__(self, data: DataSet, codes: tuple[str, ...]) -> None:
        settings: dict[str, Any] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        self.connection = duckdb.connect(":memory:", config=settings)
        keys = list(data.asked(codes).schools)
        self.connection.execute(
            f"CREATE TABLE {Asked.TABLE} AS SELECT unnest($1::BIGINT[]) AS school_id", [keys]
        )
        for name in data.plan.tables:
            self.connection.execute(f'CREATE VIEW "{name}" AS {_rows_of(data, name, codes)}')

    def ask(self, tree: Statement) -> Iterator[Sequence[Any]]:
        asked = self.connection.cursor()
        try:
            asked.execute(said_in(tree, DIALECT))
            while rows := asked.fetchmany(CHUNK):
                yield from rows
        except duckdb.Error as error:
            raise CannotAnswer(f"DuckDB 读不了这份数据集：{_first_line(error)}") from error
        finally:
            asked.close()


@contextlib.contextmanager
def duckdb_over(data: DataSet, codes: tuple[str, ...]) -> Iterator[DuckDB]:
    engine = DuckDB(data, codes)
    try:
        yield engine
    finally:
        engine.connection.close()


def nothing_of(columns: dict[str, str]) -> str:
    """A table without rows, in the words of both engines."""
    cells = ", ".join(f"CAST(NULL AS {type_}) AS {name}" for name, type_ in columns.items())
    return f"SELECT {cells} WHERE 1 = 0"


def _rows_of(data: DataSet, name: str, codes: tuple[str, ...]) -> str:
    columns = data.columns(name)
    files = data.files(name, codes)
    if not files:
        return nothing_of(columns)
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    cells = ", ".join(f'"{column}"' for column in columns)
    source = f"read_parquet([{listed}], hive_partitioning = false)"
    return f"SELECT {cells} FROM {source}"  # noqa: S608 - names of columns and files of our own


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]
