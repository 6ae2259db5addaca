"""Writers on SQLite wait in line."""

from __future__ import annotations

import threading
from contextlib import contextmanager

import pytest
from django.db.utils import ConnectionHandler, OperationalError

pytestmark = pytest.mark.django_db


@contextmanager
def connected(file):
    """A connection of its own to the database in `file`, as another process would have."""
    settings = {
        "ENGINE": "qingshan.kit.queued_sqlite3",
        "NAME": str(file),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0.05},
    }
    connection = ConnectionHandler({"default": settings})["default"]
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def transaction(connection):
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        yield connection.cursor()
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.set_autocommit(True)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "school.sqlite3"
    with connected(path) as connection:
        connection.cursor().execute("CREATE TABLE tally (n INTEGER)")
        connection.cursor().execute("INSERT INTO tally VALUES (0)")
    return path


def fail_after_a_write(cursor):
    cursor.execute("UPDATE tally SET n = 7")
    cursor.execute("UPDATE nothing SET n = 7")


def tally(file) -> int:
    with connected(file) as connection:
        return connection.cursor().execute("SELECT n FROM tally").fetchone()[0]


def test_nobody_is_turned_away_and_no_write_is_lost(file):
    """With SQLite's own waiting of 50 ms alone, some of these would fail."""

    def count_up():
        with connected(file) as connection:
            for _ in range(25):
                with transaction(connection) as cursor:
                    n = cursor.execute("SELECT n FROM tally").fetchone()[0]
                    cursor.execute("UPDATE tally SET n = %s", [n + 1])

    writers = [threading.Thread(target=count_up) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert tally(file) == 8 * 25


def test_the_line_goes_on_after_a_writer_fails(file):
    with connected(file) as connection:
        with pytest.raises(OperationalError), transaction(connection) as cursor:
            fail_after_a_write(cursor)
        assert connection._line is None
    assert tally(file) == 0


def test_the_line_goes_on_after_a_connection_is_cut(file):
    with connected(file) as cut:
        cut.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        cut.cursor().execute("UPDATE tally SET n = 7")
        cut.close()
        with connected(file) as connection, transaction(connection) as cursor:
            cursor.execute("UPDATE tally SET n = 1")
    assert tally(file) == 1
