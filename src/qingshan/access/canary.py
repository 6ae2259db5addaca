"""A word sealed once, that tells whether the keys are those of this database.

It is looked at before a command or a server does anything, and before a process seals for the first
time: with other keys nothing is ever written beside what they cannot open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from qingshan.access.fields import SealedTextField, lookup_hash
from qingshan.access.models import KeyCheck
from qingshan.access.ring import KeysLost, file_is_another, file_is_missing, ring
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = tr("青山")
ONLY = 1


def check_keys() -> None:
    """Raises `KeysLost` where what is sealed in the database cannot be opened. Writes nothing."""
    if settings.KEYS_LOST:
        raise KeysLost(file_is_missing())
    tables = _tables()
    kept = _kept() if KeyCheck._meta.db_table in tables else None
    tokens = [kept[0]] if kept else list(_one_of_each(tables))
    try:
        for token in tokens:
            ring.opened(token)
    except InvalidToken as error:
        raise _lost() from error
    if kept and kept[1] != lookup_hash(WORD):
        raise _lost()


def keep_a_word() -> None:
    """Puts the word down where there is none yet; `check_keys` has been asked before."""
    if _kept() is not None:
        return
    try:
        with transaction.atomic():
            KeyCheck.objects.create(pk=ONLY, word=WORD, lookup=lookup_hash(WORD))
    except IntegrityError:  # another process was first
        return


def _lost() -> KeysLost:
    """Keys that this process made a moment ago open nothing: they are taken away again."""
    if not settings.KEYS_MADE_NOW:
        return KeysLost(file_is_another())
    settings.KEYS_FILE.unlink(missing_ok=True)
    return KeysLost(file_is_missing())


def _kept() -> tuple[str, str] | None:
    """The token and the hash of the word, as they stand."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word, lookup FROM {KeyCheck._meta.db_table} WHERE id = %s",  # noqa: S608 - our own name
            [ONLY],
        )
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


def _one_of_each(tables: set[str]) -> Iterator[str]:
    """One value of each sealed column, in a database that was laid before there was a word."""
    quote = connection.ops.quote_name
    for model in apps.get_models():
        table = model._meta.db_table
        names = [f.column for f in model._meta.fields if isinstance(f, SealedTextField)]
        if not names or table not in tables:
            continue
        with connection.cursor() as cursor:
            there = {c.name for c in connection.introspection.get_table_description(cursor, table)}
            for name in map(quote, there.intersection(names)):
                cursor.execute(
                    f"SELECT {name} FROM {quote(table)} WHERE {name} <> '' LIMIT 1"  # noqa: S608 - our own names
                )
                if row := cursor.fetchone():
                    yield row[0]


def _tables() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))
