"""Putting the walls up in PostgreSQL, and looking whether they stand.

Called after every migration and at the start of every command: one query where all is as it should
be. Nothing of it needs remembering when a table is added.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import connection, transaction

from qingshan.school.walls import walls

POLICY = "qingshan_rows"

STANDING = """
SELECT c.relname, obj_description(p.oid, 'pg_policy'),
       c.relrowsecurity AND c.relforcerowsecurity
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE p.polname = %s AND c.relnamespace = current_schema()::regnamespace
"""

BYPASSES = """
SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user
"""


def put_up_walls() -> None:
    """Each table's policy as the models have it; those of tables that are gone go with them.

    A table that is not there yet, or not any more where migrations are undone, has none.
    """
    if connection.vendor != "postgresql" or _standing() == _wanted():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        standing, wanted = _standing(), _wanted()
        there = set(connection.introspection.table_names(cursor))
        for table in standing.keys() - wanted.keys():
            _take_down(cursor, table)
        for table, digest in wanted.items():
            if table in there and standing.get(table) != digest:
                _put_up(cursor, table, digest)


def missing_walls() -> list[str]:
    """The tables whose rows are not kept apart as they should be."""
    standing = _standing()
    return [table for table, digest in _wanted().items() if standing.get(table) != digest]


def passes_walls() -> bool:
    """Whether the application's account is one for which PostgreSQL asks no policy."""
    with connection.cursor() as cursor:
        cursor.execute(BYPASSES)
        return bool(cursor.fetchone()[0])


def other_policies() -> list[str]:
    """Policies that somebody else made, by table and name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename || '.' || policyname FROM pg_policies"
            " WHERE schemaname = current_schema() AND policyname <> %s ORDER BY 1",
            [POLICY],
        )
        return [name for (name,) in cursor.fetchall()]


def _put_up(cursor: Any, table: str, digest: str) -> None:
    name = connection.ops.quote_name(table)
    condition = walls()[table]
    cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {name}")
    cursor.execute(f"CREATE POLICY {POLICY} ON {name} USING ({condition}) WITH CHECK ({condition})")
    cursor.execute(f"COMMENT ON POLICY {POLICY} ON {name} IS '{digest}'")
    cursor.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
    # The account that made the tables is the one that pages ask with.
    cursor.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")


def _take_down(cursor: Any, table: str) -> None:
    name = connection.ops.quote_name(table)
    cursor.execute(f"DROP POLICY {POLICY} ON {name}")
    cursor.execute(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")


def _standing() -> dict[str, str]:
    """Table → by which wall it is kept; "" where that is switched off."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [POLICY])
        return {table: digest if on else "" for table, digest, on in cursor.fetchall()}


def _wanted() -> dict[str, str]:
    return {
        table: hashlib.sha256(condition.encode()).hexdigest()[:16]
        for table, condition in walls().items()
    }
