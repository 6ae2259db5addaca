"""Exchanging the sealing key while the house is open.

A new key is put first in the key file; whoever seals from then on uses it, and the old one still
opens. Then every sealed value is written anew, a few hundred rows in a transaction. When nothing
stands under an old key any more, found with all writers waiting, the old key goes. A run that
breaks off leaves both keys; the next one goes on where it was.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.access.keys import (
    Keys,
    name_of,
    read_keys,
    with_new_key,
    without_old_keys,
    write_keys,
)
from qingshan.config.sealed import TOKEN, SealedColumn, sealed_columns
from qingshan.school.models import School
from qingshan.school.walling import other_policies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TRIES, PAUSE = 60, 1.0  # times, seconds
UNKNOWN = ""
"""The name under which values are counted that no key opens."""


class NotFinished(Exception):
    """Something still stands under an old key, which therefore stays; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a run did: the key that seals now, those that went, and how many values it moved."""

    key: str
    gone: tuple[str, ...]
    moved: int
    unreadable: int


def counted(keys: Keys) -> Counter[str]:
    """How many values stand under each key, by its name; under "" those that no key opens."""
    ciphers = [(name_of(key), Fernet(key)) for key in keys.sealing]
    found: Counter[str] = Counter()
    for column in sealed_columns():
        for rows in column.batches():
            for _, text in rows:
                found.update(_key_of(token, ciphers) for token in TOKEN.findall(text))
    return found


def rotate(*, tell: Callable[[str, int], None] = lambda _table, _moved: None) -> Rotated:
    """Puts a new key in the place of the one that seals; goes on with a run that broke off.

    `tell` hears of each batch: the table, and how many values were moved. Raises `NotFinished`.
    """
    _see_every_row()
    keys = read_keys(settings.KEYS_FILE)
    if len(keys.sealing) == 1:
        keys = with_new_key(keys, day=timezone.localdate().isoformat())
        write_keys(settings.KEYS_FILE, keys)
    moved = 0
    while passed := sum(_move(column, keys, tell) for column in sealed_columns()):
        moved += passed
    unreadable = _let_go(keys)
    return Rotated(keys.names[0], keys.names[1:], moved, unreadable)


def _move(column: SealedColumn, keys: Keys, tell: Callable[[str, int], None]) -> int:
    """Writes what stands under an old key anew; how many values that were."""
    newest, ring = Fernet(keys.sealing[0]), MultiFernet(list(map(Fernet, keys.sealing)))
    moved = 0
    for rows in column.batches():
        anew = [(key, text, _anew(text, newest, ring)) for key, text in rows]
        changed = [one for one in anew if one[1] != one[2]]
        if not changed:
            continue
        with transaction.atomic(), column.unguarded():
            done = sum(column.exchange(*one) for one in changed)
        moved += done
        tell(column.table, done)
    return moved


def _anew(text: str, newest: Fernet, ring: MultiFernet) -> str:
    """The same with each token under the newest key; one that nothing opens stays as it is."""

    def moved(token: str) -> str:
        try:
            newest.decrypt(token)
        except InvalidToken:
            try:
                return ring.rotate(token).decode()
            except InvalidToken:
                return token
        return token

    return TOKEN.sub(lambda found: moved(found[0]), text)


def _key_of(token: str, ciphers: list[tuple[str, Fernet]]) -> str:
    for name, cipher in ciphers:
        try:
            cipher.decrypt(token)
        except InvalidToken:
            continue
        return name
    return UNKNOWN


def _let_go(keys: Keys) -> int:
    """The old keys go from the file; how many values no key opened at all."""
    with _writers_waiting():
        found = counted(keys)
        if any(found[name] for name in keys.names[1:]):
            raise NotFinished("换的同时又有用旧密钥写的内容，旧密钥先留着。请再运行一次。")
        for school in School.objects.order_by("pk"):
            note(
                actor=None,
                deed="rotate_keys",
                subject=school,
                school_id=school.pk,
                key=keys.names[0],
            )
        write_keys(settings.KEYS_FILE, without_old_keys(keys))
    return found[UNKNOWN]


@contextmanager
def _writers_waiting() -> Iterator[None]:
    """A transaction beside which nobody writes a sealed value.

    SQLite's own has one writer. On PostgreSQL a lock that is not had soon is asked for again, so
    that no page of a person dies of it.
    """
    if connection.vendor == "sqlite":
        with transaction.atomic():
            yield
        return
    with transaction.atomic():
        _lock_tables()
        yield


def _lock_tables() -> None:
    tables = sorted({column.table for column in sealed_columns()})
    names = ", ".join(map(connection.ops.quote_name, tables))
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '500ms'")
                cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
                return
        except OperationalError as busy:
            if not left:
                raise NotFinished(
                    "一直有人在写，没能停下来核对，旧密钥先留着。请再运行一次。"
                ) from busy
            sleep(PAUSE)


def _see_every_row() -> None:
    """A policy of the database that hides rows is an error here, and not an empty answer.

    The house's own show everything to a command; another's nobody knows.
    """
    if connection.vendor == "postgresql" and (others := other_policies()):
        raise NotFinished(
            f"数据库里有青山以外的行级规则（{'、'.join(others)}），也许有看不到的行，"
            "所以没有换。请让管理数据库的人先去掉它们。"
        )
