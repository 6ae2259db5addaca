"""The application's own account for a test: one that PostgreSQL holds to its policies."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from qingshan.school.walling import passes_walls

if TYPE_CHECKING:
    from collections.abc import Iterator

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite has no row-level security: run with QINGSHAN_DATABASE_URL of PostgreSQL",
)


@contextmanager
def ordinary_account() -> Iterator[None]:
    """The suite's own account where it is an ordinary one; else one that is made for the moment.

    Within a transaction that is rolled back: the account goes with it.
    """
    if not passes_walls():
        yield
        return
    name = f"qingshan_ordinary_{os.getpid()}"
    rights = "SELECT, INSERT, UPDATE, DELETE"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} NOSUPERUSER NOBYPASSRLS")
        cursor.execute(f"GRANT {rights} ON ALL TABLES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}")
        cursor.execute(f"SET ROLE {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def ask(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def number(statement: str, *values: Any) -> int:
    return int(ask(statement, *values)[0][0])


def do(statement: str, *values: Any) -> int:
    """How many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
