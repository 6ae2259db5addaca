"""Tables laid at once are those that the migrations lead to."""

from __future__ import annotations

import json
import os
from urllib.parse import urlsplit

import pytest

from tests.cli.ground import Installation, sqlite_at
from tests.faults.conftest import database_of, postgres_server

LAY = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
STEP_BY_STEP = """
import django
django.setup()
from django.core.management import call_command
from django.core.management.commands.migrate import Command
call_command(Command(), verbosity=0)
"""
SHAPE = """
import json
import django
django.setup()
from django.apps import apps
from django.db import connection

NAMED = {
    one.name
    for model in apps.get_models(include_auto_created=True)
    for one in (*model._meta.constraints, *model._meta.indexes)
}

BY_DJANGO = ("CREATE INDEX", "CREATE UNIQUE INDEX", "UNIQUE", "PRIMARY", "FOREIGN", "CHECK")

def called(name):
    # names that nobody gave are numbered by the order of columns, or differ by their origin
    return name if name in NAMED else ""

def rows(cursor, table):
    names = sorted(c.name for c in connection.introspection.get_table_description(cursor, table))
    timed = {"id", "applied"} if table == "django_migrations" else set()
    kept = [name for name in names if name not in timed]
    cursor.execute(f"SELECT {', '.join(map(connection.ops.quote_name, kept))} FROM {table}")
    return sorted(map(repr, cursor.fetchall()))

told = {}
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        told[table] = {
            "columns": sorted(
                repr(tuple(column))
                for column in connection.introspection.get_table_description(cursor, table)
            ),
            "constraints": sorted(
                [called(name), repr(found)]
                for name, found in connection.introspection.get_constraints(cursor, table).items()
            ),
            "rows": rows(cursor, table),
        }
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
    else:
        cursor.execute(
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
            " UNION SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
            " UNION SELECT conname, pg_get_constraintdef(oid)"
            "   FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
            " UNION SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            " UNION SELECT polname, polrelid::regclass || pg_get_expr(polqual, polrelid)"
            "   FROM pg_policy"
        )
    told["+"] = sorted(
        [called(name), said.replace(name, called(name))]
        if said.startswith(BY_DJANGO)
        else [name, said]
        for name, said in cursor.fetchall()
    )
print(json.dumps(told, default=str))
"""


def shape(installation: Installation) -> dict[str, object]:
    return json.loads(installation.script(SHAPE))


def both(one: Installation, other: Installation) -> tuple[dict[str, object], dict[str, object]]:
    one.script(LAY)
    other.script(STEP_BY_STEP)
    return shape(one), shape(other)


def compare(laid: dict[str, object], migrated: dict[str, object]) -> None:
    assert laid.keys() == migrated.keys()
    assert {table: told for table, told in laid.items() if told != migrated[table]} == {}
    assert len(laid) > 150


def test_a_file_laid_at_once_is_what_the_migrations_lead_to(tmp_path):
    if urlsplit(os.environ.get("QINGSHAN_DATABASE_URL", "")).scheme.startswith("postgres"):
        pytest.skip("shown where the suite runs on SQLite")
    homes = [tmp_path / name for name in ("laid", "migrated")]
    for home in homes:
        home.mkdir()
    compare(*both(*map(sqlite_at, homes)))


def test_a_servers_database_laid_at_once_is_what_the_migrations_lead_to(tmp_path):
    if postgres_server() is None:
        pytest.skip("needs QINGSHAN_DATABASE_URL of a PostgreSQL server, and its programs")
    with (
        database_of(f"qingshan_laid_{os.getpid()}") as one,
        database_of(f"qingshan_migrated_{os.getpid()}") as other,
    ):
        compare(*both(Installation(tmp_path, one), Installation(tmp_path, other)))
