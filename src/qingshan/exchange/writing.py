"""Writes rows in few statements: one for all new rows of a table, one for each kind of change.

Models are not built for thousands of rows: their values are prepared column by column and go to
the database as one batch (COPY on PostgreSQL, one prepared statement on SQLite). That passes by
`save` and the signals, so the audit row of a load is written by `loading`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.utils import timezone

from qingshan.access.fields import SealedTextField, seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField)
"""Values of these go to the database as they are; others are converted once a different value."""


def insert_rows(
    model: type[models.Model], given: Mapping[str, Sequence[Any]], *, count: int
) -> None:
    """Inserts `count` rows. `given` has a list of values by attribute name (`staff_id`); what it
    lacks gets the field's default."""
    if not count:
        return
    fields = [field for field in model._meta.concrete_fields if not _made_by_database(field)]
    columns = [
        prepared(field, given[field.attname]) if field.attname in given else _defaults(field, count)
        for field in fields
    ]
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = ", ".join(quote(_column(field)) for field in fields)
    rows = list(zip(*columns, strict=True))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, table, names, rows)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def update_rows(model: type[models.Model], changes: Iterable[tuple[int, dict[str, Any]]]) -> None:
    """Changes rows by primary key: only the attributes named, those with the same names at once."""
    groups: dict[tuple[str, ...], list[tuple[int, dict[str, Any]]]] = {}
    for pk, values in changes:
        groups.setdefault(tuple(values), []).append((pk, values))
    by_attname = {field.attname: field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(_column(model._meta.pk))
    for names, rows in groups.items():
        fields = [by_attname[name] for name in names]
        columns = [
            prepared(field, [values[field.attname] for _, values in rows]) for field in fields
        ]
        sets = ", ".join(f"{quote(_column(field))} = %s" for field in fields)
        keys = [pk for pk, _ in rows]
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET {sets} WHERE {key} = %s",  # noqa: S608
                list(zip(*columns, keys, strict=True)),
            )


def prepared(field: Any, values: Sequence[Any]) -> Sequence[Any]:
    """Values as the database takes them. Each sealed value is sealed anew, so that equal ones
    cannot be told to be equal."""
    if isinstance(field, SealedTextField):
        return [seal(value) if value else "" for value in values]
    if isinstance(field, _AS_THEY_ARE):
        return values
    known = {value: field.get_db_prep_save(value, connection) for value in set(values)}
    return [known[value] for value in values]


def _copy(cursor: Any, table: str, names: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """By way of a table beside: into one with policies for its rows nothing can be copied."""
    cursor.execute("DROP TABLE IF EXISTS pg_temp.coming")
    cursor.execute(f"CREATE TEMP TABLE coming AS SELECT {names} FROM {table} WITH NO DATA")  # noqa: S608
    with connection.wrap_database_errors, cursor.copy(f"COPY coming ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM coming")  # noqa: S608
    cursor.execute("DROP TABLE coming")


def _made_by_database(field: Any) -> bool:
    return isinstance(field, models.AutoField | models.BigAutoField | models.GeneratedField)


def _defaults(field: Any, count: int) -> list[Any]:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        is_moment = isinstance(field, models.DateTimeField)
        now = timezone.now() if is_moment else timezone.localdate()
        return [field.get_db_prep_save(now, connection)] * count
    if callable(field.default):
        return [field.get_db_prep_save(field.get_default(), connection) for _ in range(count)]
    return [field.get_db_prep_save(field.get_default(), connection)] * count


def _column(field: Any) -> str:
    return str(field.column)
