"""Django's PostgreSQL backend, whose session knows for whom it is asked.

The scope is told before the first statement after it changed, and not again until it changes. What
a rollback takes back is told anew, and a new connection knows of nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper

from qingshan.access.scope import scope_now

if TYPE_CHECKING:
    from qingshan.access.scope import Scope


class _Telling:
    """A cursor that sees to it that the session is told before it asks."""

    db: DatabaseWrapper

    def _execute(self, sql: Any, params: Any, *more: Any) -> Any:
        self.db.tell_scope()
        return super()._execute(sql, params, *more)  # type: ignore[misc]

    def _executemany(self, sql: Any, param_list: Any, *more: Any) -> Any:
        self.db.tell_scope()
        return super()._executemany(sql, param_list, *more)  # type: ignore[misc]


class TellingCursor(_Telling, CursorWrapper):
    pass


class TellingDebugCursor(_Telling, base.CursorDebugWrapper):
    pass


class DatabaseWrapper(base.DatabaseWrapper):
    """`_told` is the scope that the session is in, None where that is not known."""

    _told: Scope | None = None

    def tell_scope(self) -> None:
        scope = scope_now()
        if scope == self._told:
            return
        self.validate_no_broken_transaction()
        # SET is no query: a transaction may still say how isolated it is.
        told = "; ".join(f"SET {name} = '{value}'" for name, value in scope.settings.items())
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(told, prepare=False)
        self._told = scope

    def init_connection_state(self) -> None:
        self._told = None
        super().init_connection_state()

    def make_cursor(self, cursor: Any) -> CursorWrapper:
        return TellingCursor(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> base.CursorDebugWrapper:
        return TellingDebugCursor(cursor, self)

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        self._told = scope_now()  # a transaction that failed hears of nothing but its rollback
        try:
            super()._savepoint_rollback(sid)  # type: ignore[misc]
        finally:
            self._told = None
