"""Bringing the database to the shape of this version: all of it, or nothing.

Django applies each migration in a transaction of its own, and writes down some of them only after
it. A process that is killed in between leaves tables that nobody has written down, and no later
start gets past them. Here all that waits is one transaction, its list included; and of two
processes that start at once the second waits, and finds nothing left to do.
"""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from qingshan.school.walling import put_up_walls

ONE_AT_A_TIME = 0x51_16_58_41  # PostgreSQL's lock for it: any number that nothing else uses


def upgrade() -> None:
    """Does nothing where everything is applied and every wall stands; a query for each."""
    if _applied() != _shipped():
        _migrate()
    put_up_walls()  # also in a copy of an older day that was put back


def _migrate() -> None:
    # SQLite rebuilds tables with its foreign keys unenforced, which is set outside a transaction.
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
            if _applied() != _shipped():
                call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.enable_constraint_checking()


def _applied() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return set()
        cursor.execute("SELECT app, name FROM django_migrations")
        return {(app_label, name) for app_label, name in cursor.fetchall()}


def _shipped() -> set[tuple[str, str]]:
    return {
        (config.label, file.stem)
        for config in apps.get_app_configs()
        for file in (Path(config.path) / "migrations").glob("[0-9]*.py")
    }
