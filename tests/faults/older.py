"""Installations as earlier versions left them, and whether every row came through an upgrade."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.faults import books

if TYPE_CHECKING:
    from tests.cli.ground import Installation

CAME_LATER = (
    ("teaching", "0002_name_the_sheet_of_an_observation", "0001_initial"),
    ("county", "0001_initial", "zero"),
    ("teaching", "0003_call_the_roll_of_lessons_online", "0002_name_the_sheet_of_an_observation"),
    ("indicators", "0001_published", "zero"),
    ("api", "0001_tokens_and_answers", "zero"),
    ("indicators", "0002_pin_figures", "0001_published"),
    ("care", "0002_keep_what_families_said_of_tasks", "0001_initial"),
    ("reports", "0001_inspection_file", "zero"),
    ("access", "0003_counts_of_tries", "0002_protect_audit_log"),
    ("timetable", "0002_lessons_of_a_part", "0001_initial"),
    ("teaching", "0004_call_the_roll_of_a_part", "0003_call_the_roll_of_lessons_online"),
    ("character", "0002_lay_drops_before_lessons", "0001_initial"),
    ("access", "0004_keep_a_word_for_the_keys", "0003_counts_of_tries"),
    ("privacy", "0001_choose_days", "zero"),
    ("records", "0002_records_say_their_five", "0001_initial"),
    ("character", "0003_meetings_say_their_five", "0002_lay_drops_before_lessons"),
    ("privacy", "0002_erase_people", "0001_choose_days"),
    ("privacy", "0003_names_leave_the_audit_log", "0002_erase_people"),
    ("people", "0002_children_leave", "0001_initial"),
    ("privacy", "0004_erased_children_left", "0003_names_leave_the_audit_log"),
    ("people", "0003_pairings_keep_their_own_end", "0002_children_leave"),
)
"""App, migration, and the one before it, in the order in which they landed.

Nothing is released yet, so each state of the tables since they were begun anew counts as a
released one. A new migration is named here when it lands.
"""

FEW = 5
"""Of the last: enough that tables are rebuilt and rows moved in what is killed."""

STEP_BACK = """
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
MigrationExecutor(connection).migrate({steps!r})
"""
"""Without what Django does after a migration: the models are those of this version."""

OF_THE_FRAMEWORK = {"django_migrations", "django_content_type", "auth_permission"}
Kept = dict[str, tuple[tuple[str, ...], Counter]]  # type: ignore[type-arg]


def step_back(installation: Installation, number: int) -> None:
    """Undoes the last `number` of `CAME_LATER`; what other tables hold stays."""
    before = {}
    for app, _, one_before in reversed(CAME_LATER[len(CAME_LATER) - number :]):
        before[app] = None if one_before == "zero" else one_before
    installation.script(STEP_BACK.format(steps=list(before.items())))
    undone = {(app, name) for app, name, _ in CAME_LATER[len(CAME_LATER) - number :]}
    assert not undone & applied(installation)


def applied(installation: Installation) -> set[tuple[str, str]]:
    """The migrations that the database has noted."""
    return {
        (app, name)
        for app, name in books.rows(installation, "SELECT app, name FROM django_migrations")
    }


def everything(installation: Installation) -> Kept:
    """Table → its columns and rows."""
    with books.reading(installation) as ask:
        columns = columns_of(installation, ask)
        return {table: (names, held(ask, table, names)) for table, names in columns.items()}


def lost(installation: Installation, before: Kept) -> list[str]:
    """The tables in which a value of `before` is no longer."""
    with books.reading(installation) as ask:
        return [table for table, (names, rows) in before.items() if held(ask, table, names) != rows]


def held(ask: books.Ask, table: str, columns: tuple[str, ...]) -> Counter:  # type: ignore[type-arg]
    names = ", ".join(f'"{column}"' for column in columns)
    return Counter(map(repr, ask(f'SELECT {names} FROM "{table}"')))


def tables(installation: Installation) -> list[str]:
    with books.reading(installation) as ask:
        return list(columns_of(installation, ask))


def columns_of(installation: Installation, ask: books.Ask) -> dict[str, tuple[str, ...]]:
    """Table → the names of its columns, in their order."""
    found: dict[str, list[str]] = {}
    for table, column in ask(OF_SQLITE if books.is_sqlite(installation) else OF_POSTGRESQL):
        found.setdefault(table, []).append(column)
    return {table: tuple(found[table]) for table in sorted(found.keys() - OF_THE_FRAMEWORK)}


OF_SQLITE = """
SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid
"""
OF_POSTGRESQL = """
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum
"""


def waiting(installation: Installation) -> bool:
    """Whether `doctor` says that tables are not those of this version."""
    found = {one["check"]: one["ok"] for one in installation.json("doctor")["findings"]}
    return not found["tables"]
