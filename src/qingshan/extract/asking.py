"""Django asks an extract as if it were a database: the same declarations, the same statements.

`ExtractConnection` compiles as for PostgreSQL and hands what comes out to an engine. It opens no
connection to anything.
"""

from __future__ import annotations

import contextlib
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from qingshan.extract.translating import NOBODY, Asked, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qingshan.extract.translating import Statement

ALIAS = "extract"


class Engine(Protocol):
    """What runs a statement: DuckDB, Spark, or one that only notes it down."""

    def ask(self, tree: Statement) -> Iterable[Sequence[Any]]:
        """The rows of a statement."""


class ExtractCursor:
    """As much of a database's cursor as a reading query uses."""

    def __init__(self, engine: Engine, asked: Asked) -> None:
        self.engine = engine
        self.asked = asked
        self._rows: Iterator[Sequence[Any]] = iter(())

    def __enter__(self) -> ExtractCursor:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def execute(self, sql: str, params: Sequence[Any] = ()) -> None:
        self._rows = iter(self.engine.ask(statement(sql, tuple(params), self.asked)))

    def fetchone(self) -> Sequence[Any] | None:
        return next(self._rows, None)

    def fetchmany(self, size: int) -> list[Sequence[Any]]:
        return list(islice(self._rows, size))

    def fetchall(self) -> list[Sequence[Any]]:
        return list(self._rows)

    def close(self) -> None:
        self._rows = iter(())


class ExtractConnection(DatabaseWrapper):
    """Says statements as for PostgreSQL, and asks them of an extract."""

    def __init__(self, engine: Engine, asked: Asked) -> None:
        settings = {**connections["default"].settings_dict, "OPTIONS": {}, "NAME": ALIAS}
        super().__init__(settings, alias=ALIAS)
        self.engine = engine
        self.asked = asked

    @property
    def pg_version(self) -> int:
        """The version whose SQL is written; no server is asked."""
        return 150000

    def get_database_version(self) -> tuple[int, ...]:
        return (15, 0)

    def ensure_connection(self) -> None:
        """There is nothing to connect to."""

    def cursor(self) -> ExtractCursor:  # type: ignore[override]
        return ExtractCursor(self.engine, self.asked)

    def chunked_cursor(self) -> ExtractCursor:  # type: ignore[override]
        return self.cursor()

    def close(self) -> None:
        """Nothing was opened."""


@contextlib.contextmanager
def asked_of(engine: Engine, asked: Asked = NOBODY) -> Iterator[str]:
    """While it lasts, the name it gives is a database that `engine` answers for."""
    connections[ALIAS] = ExtractConnection(engine, asked)
    try:
        yield ALIAS
    finally:
        del connections[ALIAS]
