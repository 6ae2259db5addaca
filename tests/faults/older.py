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

STEP_BACK = """
import django
django.setup()
from django.core.management import call_command
for app, before in {steps!r}:
    call_command("migrate", app, before, verbosity=0)
"""

OF_THE_FRAMEWORK = {"django_migrations", "django_content_type", "auth_permission"}
Rows = dict[str, tuple[tuple[str, ...], Counter]]  # type: ignore[type-arg]


def step_back(installation: Installation, number: int) -> None:
    """Undoes the last `number` of `CAME_LATER`; what other tables hold stays."""
    steps = [(app, before) for app, _, before in reversed(CAME_LATER[len(CAME_LATER) - number :])]
    installation.script(STEP_BACK.format(steps=steps))


def everything(installation: Installation) -> Rows:
    """Table → its columns and rows."""
    found: Rows = {}
    for table in tables(installation):
        columns = columns_of(installation, table)
        found[table] = (columns, held(installation, table, columns))
    return found


def lost(installation: Installation, before: Rows) -> list[str]:
    """The tables in which a value of `before` is no longer."""
    return [
        table
        for table, (columns, rows) in before.items()
        if held(installation, table, columns) != rows
    ]


def held(installation: Installation, table: str, columns: tuple[str, ...]) -> Counter:  # type: ignore[type-arg]
    names = ", ".join(f'"{column}"' for column in columns)
    return Counter(map(repr, books.rows(installation, f'SELECT {names} FROM "{table}"')))


def tables(installation: Installation) -> list[str]:
    if books.is_sqlite(installation):
        told = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    else:
        told = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    return sorted({name for (name,) in books.rows(installation, told)} - OF_THE_FRAMEWORK)


def columns_of(installation: Installation, table: str) -> tuple[str, ...]:
    if books.is_sqlite(installation):
        return tuple(row[1] for row in books.rows(installation, f'PRAGMA table_info("{table}")'))
    told = (
        "SELECT column_name FROM information_schema.columns "
        f"WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position"
    )
    return tuple(name for (name,) in books.rows(installation, told))


def waiting(installation: Installation) -> bool:
    """Whether `doctor` says that tables are not those of this version."""
    found = {one["check"]: one["ok"] for one in installation.json("doctor")["findings"]}
    return not found["tables"]
