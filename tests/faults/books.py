"""What stands in an installation, read beside the product: straight from the database's tables."""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, LiteralString, cast
from uuid import UUID

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.ground import Installation

Rows = list[tuple[Any, ...]]
Ask = Callable[[str], Rows]


def is_sqlite(installation: Installation) -> bool:
    return installation.database.startswith("sqlite")


@contextmanager
def reading(installation: Installation) -> Iterator[Ask]:
    """Everything that is asked within is answered as of one moment, and of all schools."""
    if is_sqlite(installation):
        with closing(sqlite3.connect(installation.home / "qingshan.sqlite3")) as database:
            database.execute("BEGIN")
            yield lambda sql: database.execute(sql).fetchall()
        return
    with psycopg.connect(installation.database, options="-c qingshan.house=on") as server:
        server.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        yield lambda sql: server.execute(cast("LiteralString", sql)).fetchall()


def rows(installation: Installation, sql: str) -> Rows:
    with reading(installation) as ask:
        return ask(sql)


def tidy(installation: Installation) -> None:
    """SQLite's file without free pages and with nothing waiting beside it."""
    with closing(sqlite3.connect(installation.home / "qingshan.sqlite3")) as database:
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def wait_until_alone(installation: Installation) -> None:
    """PostgreSQL notices only after a while that who asked has been killed."""
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    for _ in range(600):
        if is_sqlite(installation) or rows(installation, others) == [(0,)]:
            return
        time.sleep(0.05)
    raise AssertionError("what was killed still works in the database")


def named(found: Any) -> str:
    """A filling-in's name, however the database writes it."""
    return str(found if isinstance(found, UUID) else UUID(found))


def records(installation: Installation) -> Counter[str]:
    """How often each filling-in is a record."""
    found = rows(installation, "SELECT once FROM records_record WHERE once IS NOT NULL")
    return Counter(named(once) for (once,) in found)


def mind_the_evidence(installation: Installation) -> int:
    """Each row of evidence has its whole file. Gives the number of files that no row names."""
    told = rows(installation, "SELECT file, size FROM records_evidence")
    place = installation.home / "evidence"
    for name, size in told:
        assert (place / name).stat().st_size == size, f"{name} is not whole"
    known = {name for name, _ in told}
    there = {p.relative_to(place).as_posix() for p in place.rglob("*") if p.is_file()}
    return len({name for name in there if not name.endswith("one.txt")} - known)


def mind_the_log(installation: Installation) -> int:
    """One audit row for each record, and none for a record that is not there."""
    made = rows(installation, "SELECT id FROM records_record WHERE once IS NOT NULL")
    noted: Counter[int] = Counter()
    for key, more in rows(installation, "SELECT object_id, additional_data FROM auditlog_logentry"):
        told = json.loads(more) if isinstance(more, str) else more
        if told and told.get("deed") == "record_deed":
            noted[int(key)] += 1
    assert noted == Counter(pk for (pk,) in made), "the log and the records differ"
    return sum(noted.values())


def mind_the_fund(installation: Installation) -> Counter[str]:
    """Every paid request has one entry and no other has; numbers are drawn once; it balances.

    Gives how often each filling-in is a request.
    """
    entries = rows(
        installation, "SELECT id, number, kind, amount, debit, credit FROM care_fundentry"
    )
    payments = rows(installation, "SELECT id, once, state, entry_id, amount FROM care_fundpayment")
    numbers = [number for _, number, *_ in entries if number]
    assert len(numbers) == len(set(numbers)), "a number was drawn twice"
    amounts = {pk: Decimal(str(amount)) for pk, _, _, amount, *_ in entries}
    paid = [row for row in payments if row[2] == "paid"]
    assert all(row[3] is not None for row in paid), "paid without an entry"
    assert all(row[3] is None for row in payments if row[2] == "asked"), "an entry and not paid"
    assert len({row[3] for row in paid}) == len(paid)
    assert all(amounts[row[3]] == Decimal(str(row[4])) for row in paid)
    supports = [pk for pk, _, kind, *_ in entries if kind == "support"]
    assert len(supports) == len(paid), "money went out that nobody asked for"
    given = sum(amounts[pk] for pk, _, kind, *_ in entries if kind == "donation")
    assert sum(amounts[pk] for pk in supports) <= given, "more went out than came in"
    return Counter(named(once) for _, once, *_ in payments if once)


def paid(installation: Installation) -> set[int]:
    found = rows(installation, "SELECT id FROM care_fundpayment WHERE state = 'paid'")
    return {pk for (pk,) in found}


def mind_the_file(installation: Installation) -> None:
    """The database itself is whole."""
    if is_sqlite(installation):
        assert rows(installation, "PRAGMA integrity_check") == [("ok",)]
        assert rows(installation, "PRAGMA foreign_key_check") == []
