"""Every place of the database where something sealed stands, read and written as it stands.

Besides sealed fields these are the secrets of the second step, which lie within a JSON text.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection

from qingshan.access.fields import SealedTextField
from qingshan.voice import guards

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(r"gAAAA[A-Za-z0-9_-]{50,}={0,2}")
"""How a sealed value begins and what it is made of (Fernet, version 0x80)."""
BATCH = 500
AS_JSON = {("mfa_authenticator", "data")}


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column by its names in the database; `key` is the table's primary key."""

    table: str
    key: str
    column: str

    @property
    def is_json(self) -> bool:
        return (self.table, self.column) in AS_JSON

    def batches(self) -> Iterator[list[tuple[int, str]]]:
        """(key, text) of all rows that hold something, a few hundred at a time."""
        last = None
        while rows := self._after(last):
            yield rows
            last = rows[-1][0]

    def exchange(self, key: int, old: str, new: str) -> bool:
        """Whether the row still held `old`: what somebody else wrote meanwhile is not touched."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {_quoted(self.table)} SET {_quoted(self.column)} = {self._put}"  # noqa: S608 - our own names
                f" WHERE {_quoted(self.key)} = %s AND {self._text} = %s",
                [new, key, old],
            )
            return bool(cursor.rowcount == 1)

    def unguarded(self) -> AbstractContextManager[None]:
        """While it lasts, in one transaction, the same words may be written under another key."""
        return guards.lifted(self.table) if self.table in guards.ONLY_ADDED else nullcontext()

    def _after(self, last: int | None) -> list[tuple[int, str]]:
        key, table = _quoted(self.key), _quoted(self.table)
        past = f"AND {key} > %s" if last is not None else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {key}, {self._text} FROM {table} WHERE {self._text} <> '' {past}"  # noqa: S608 - our own names
                f" ORDER BY {key} LIMIT {BATCH}",
                [last] if last is not None else [],
            )
            return list(cursor.fetchall())

    @property
    def _text(self) -> str:
        name = _quoted(self.column)
        return f"CAST({name} AS text)" if self.is_json else name

    @property
    def _put(self) -> str:
        return "CAST(%s AS jsonb)" if self.is_json and connection.vendor != "sqlite" else "%s"


def sealed_columns() -> list[SealedColumn]:
    """Of every model that there is, in the order of their tables."""
    found = {
        (model._meta.db_table, str(model._meta.pk.column), str(field.column))
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, SealedTextField)
    }
    found |= {(table, "id", column) for table, column in AS_JSON}
    return [SealedColumn(*names) for names in sorted(found)]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
