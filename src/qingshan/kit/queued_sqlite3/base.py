"""Django's SQLite backend, with writers that queue for the lock instead of asking again and again.

A writer that finds SQLite locked sleeps 1, 2, 5, … 100 ms and tries anew, so that under load some
wait far longer than others. Here a transaction first takes an advisory lock on a file beside the
database: the system wakes whoever waits the moment it is free. Where there are no such locks
(Windows, a database in memory) it is Django's backend unchanged.
"""

from __future__ import annotations

import os

from django.db.backends.sqlite3 import base

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that holds the line's lock from BEGIN to COMMIT or ROLLBACK."""

    _line: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._stand_in_line()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave_line()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._leave_line()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave_line()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave_line()

    def _stand_in_line(self) -> None:
        if fcntl is None or self.is_in_memory_db() or self._line is not None:
            return
        path = f"{self.settings_dict['NAME']}-line"
        self._line = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._line, fcntl.LOCK_EX)

    def _leave_line(self) -> None:
        if self._line is not None:
            os.close(self._line)  # closing gives the lock up, also when a process dies
            self._line = None
