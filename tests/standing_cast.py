"""The cast under the tests that ask for it, made once: each of them writes within a savepoint.

Making it takes as long as many a test. It is opened before the test's own transaction begins, stays
while tests follow that ask for it too, and is rolled back before one that expects an empty house.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from django.db import connection, transaction

from tests.cast import make_cast

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from tests.cast import Cast


class StandingCast:
    def __init__(self, blocker: DjangoDbBlocker) -> None:
        self.blocker = blocker
        self._kept: transaction.Atomic | None = None
        self._cast: Cast | None = None

    def open(self) -> None:
        if self._kept is not None and connection.in_atomic_block:
            return
        with self.blocker.unblock():
            self._kept = transaction.atomic()
            self._kept.__enter__()
            self._cast = make_cast()

    def close(self) -> None:
        if self._kept is None:
            return
        kept, self._kept, self._cast = self._kept, None, None
        with self.blocker.unblock():
            if connection.in_atomic_block:  # not where a test has lost the connection
                transaction.set_rollback(True)
                kept.__exit__(None, None, None)

    def copy(self) -> Cast:
        """For one test to do with as it likes."""
        return deepcopy(self._cast) if self._cast is not None else make_cast()
