"""The cast under the tests that ask for it, made once: each of them writes within a savepoint.

Making it takes as long as many a test. It is opened before the test's own transaction begins, stays
while tests follow that ask for it too, and is rolled back before one that expects an empty house.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from django.db import connection, transaction

from tests.cast import make_cast

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from tests.cast import Cast


class StandingCast:
    def __init__(self, blocker: DjangoDbBlocker) -> None:
        self.blocker = blocker
        self._kept: transaction.Atomic | None = None
        self._filled: set[str] = set()
        self._cast: Cast | None = None

    def open(self) -> None:
        with self.blocker.unblock():
            if connection.vendor == "sqlite":
                self._open_beneath()
            elif self._cast is None:
                self._commit()

    def _open_beneath(self) -> None:
        if self._kept is not None and connection.in_atomic_block:
            return
        self._kept = transaction.atomic()
        self._kept.__enter__()
        self._cast = make_cast()

    def _commit(self) -> None:
        """On a server a test may lose its connection, and the cast beneath it with it."""
        self._filled = _empty_tables()
        with transaction.atomic():
            self._cast = make_cast()

    def close(self) -> None:
        self._cast = None
        with self.blocker.unblock():
            if self._filled:
                _clear(self._filled)
            if self._kept is not None and connection.in_atomic_block:
                transaction.set_rollback(True)
                self._kept.__exit__(None, None, None)
        self._kept, self._filled = None, set()

    def copy(self) -> Cast:
        """For one test to do with as it likes."""
        return deepcopy(self._cast) if self._cast is not None else make_cast()


def _clear(tables: set[str]) -> None:
    """Triggers that hold the audit log whole stand aside for it."""
    names = [connection.ops.quote_name(table) for table in sorted(tables)]
    with transaction.atomic(), connection.cursor() as cursor:
        for deed in ("DISABLE", "ENABLE"):
            for name in names:
                cursor.execute(f"ALTER TABLE {name} {deed} TRIGGER USER")
            if deed == "DISABLE":
                cursor.execute(f"TRUNCATE {', '.join(names)}")


def _empty_tables() -> set[str]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        told = " UNION ALL ".join(
            f"SELECT '{table}' WHERE NOT EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})"
            for table in tables
        )
        cursor.execute(told)
        return {row[0] for row in cursor.fetchall()}
