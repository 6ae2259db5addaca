"""Triggers that keep what families said: rows are added, never changed and never taken away.

They stand in the database, so that no page, command or statement of the application passes them.
`missing` tells which of them are gone, for the page that vouches for the record.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

ONLY_ADDED = ("voice_complaint", "voice_complaintstep", "voice_incidentstep")
INCIDENT = "voice_incident"
WRITTEN_ONCE = ("school_id", "date", "kind", "description")
SAID = "what families said cannot be changed"

_KEYS = {
    "voice_complaint": (
        "id = NEW.id OR code_hash = NEW.code_hash OR incident_id = NEW.incident_id "
        "OR (school_id = NEW.school_id AND number = NEW.number)"
    ),
    "voice_complaintstep": (
        "id = NEW.id OR (complaint_id = NEW.complaint_id AND place = NEW.place)"
    ),
    "voice_incidentstep": "id = NEW.id",
    INCIDENT: "id = NEW.id",
}
"""On SQLite INSERT OR REPLACE takes a row away without asking the trigger on DELETE."""


def names(vendor: str) -> frozenset[str]:
    """The triggers that must stand."""
    return frozenset(name for name, _ in _statements(vendor))


def put_up(schema_editor: Any) -> None:
    """Makes them; called by a migration."""
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(_REFUSE)
    for _, statement in _statements(vendor):
        schema_editor.execute(statement)


def missing() -> frozenset[str]:
    """Those that must stand and do not, or are switched off."""
    vendor = connection.vendor
    with connection.cursor() as cursor:
        if vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        standing = {row[0] for row in cursor.fetchall()}
    return names(vendor) - standing


@contextmanager
def lifted(table: str) -> Iterator[None]:
    """Takes the triggers of one table down and puts them up again, in one transaction.

    Only for writing the same words under another key: each row's digest shows that they are the
    same. Nobody else sees the table without them.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        ours = [
            (name, statement)
            for name, statement in _statements(connection.vendor)
            if f" ON {table} " in statement and "BEFORE UPDATE" in statement
        ]
        on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
        for name, _ in ours:
            cursor.execute(f"DROP TRIGGER {name}{on_table}")
        yield
        for _, statement in ours:
            cursor.execute(statement)


def _statements(vendor: str) -> Iterator[tuple[str, str]]:
    return _on_sqlite() if vendor == "sqlite" else _on_postgresql()


def _on_sqlite() -> Iterator[tuple[str, str]]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    for table in ONLY_ADDED:
        for deed in ("UPDATE", "DELETE"):
            name = f"{table}_no_{deed.lower()}"
            yield name, f"CREATE TRIGGER {name} BEFORE {deed} ON {table} {refuse}"
    name = f"{INCIDENT}_no_delete"
    yield name, f"CREATE TRIGGER {name} BEFORE DELETE ON {INCIDENT} {refuse}"
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in WRITTEN_ONCE)
    name = f"{INCIDENT}_written_once"
    yield name, f"CREATE TRIGGER {name} BEFORE UPDATE ON {INCIDENT} WHEN {changed} {refuse}"
    for table, same in _KEYS.items():
        name = f"{table}_no_replace"
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - our own names
        yield name, f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {there} {refuse}"


_REFUSE = f"""
CREATE OR REPLACE FUNCTION voice_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def _on_postgresql() -> Iterator[tuple[str, str]]:
    refuse = "EXECUTE FUNCTION voice_refuse()"
    for table in ONLY_ADDED:
        name = f"{table}_no_change"
        deeds = "BEFORE UPDATE OR DELETE"
        yield name, f"CREATE TRIGGER {name} {deeds} ON {table} FOR EACH ROW {refuse}"
    for table in (*ONLY_ADDED, INCIDENT):
        name = f"{table}_no_truncate"
        yield (
            name,
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
        )
    name = f"{INCIDENT}_no_delete"
    yield name, f"CREATE TRIGGER {name} BEFORE DELETE ON {INCIDENT} FOR EACH ROW {refuse}"
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in WRITTEN_ONCE)
    name = f"{INCIDENT}_written_once"
    yield (
        name,
        f"CREATE TRIGGER {name} BEFORE UPDATE ON {INCIDENT} FOR EACH ROW WHEN ({changed}) {refuse}",
    )
