"""Laying the tables of an empty database at once, as all migrations together would leave them.

Django applies migrations one by one and draws the models anew after each. For a house whose models
all hang together that is minutes on an old machine, before anybody has a row to lose. Here each
table is made once, in its present shape; then follow the statements of our own migrations that are
no data of older versions (`elidable=False`: triggers and the like). `tests/test_laying.py` holds
that both ways lead to the same database, down to the names of constraints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.special import RunPython, RunSQL

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.migrations import Migration
    from django.db.migrations.operations.base import Operation

OURS = "qingshan."


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether nobody has made a table in it yet."""
    return not connection.introspection.table_names()


def lay(connection: BaseDatabaseWrapper) -> None:
    """Makes every table and notes every migration as applied, in one transaction."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    state = executor.loader.project_state()
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for sql in editor.deferred_sql:  # before statements that count on them
            editor.execute(sql)
        editor.deferred_sql.clear()
        for migration, _ in plan:
            for operation in migration.operations:
                if _is_needed(operation, migration):
                    operation.database_forwards(migration.app_label, editor, state, state)
        executor.recorder.ensure_schema()
        for migration, _ in plan:
            executor.recorder.record_applied(migration.app_label, migration.name)


def _is_needed(operation: Operation, migration: Migration) -> bool:
    """What others' migrations do to rows, they do to rows that an empty database has not."""
    special = isinstance(operation, (RunPython, RunSQL))
    return special and not operation.elidable and type(migration).__module__.startswith(OURS)
