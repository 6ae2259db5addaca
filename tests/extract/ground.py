"""What the tests of an extract share."""

from __future__ import annotations

import contextlib
import importlib.util
import shutil
from typing import TYPE_CHECKING, Any

from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from qingshan.extract.columns import tables
from qingshan.extract.planning import plan

if TYPE_CHECKING:
    from collections.abc import Iterator

HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


def told(answers: dict[str, Any]) -> dict[str, tuple[Any, int]]:
    """Value and number of rows by key."""
    return {key: (answer.plain, answer.rows) for key, answer in answers.items()}


@contextlib.contextmanager
def copy_in_sqlite() -> Iterator[str]:
    """The name of an SQLite database that holds the same rows; where it is SQLite, the same one."""
    if connection.vendor == "sqlite":
        yield connection.alias
        return
    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}
    beside = DatabaseWrapper({**connection.settings_dict, **engine}, alias="beside")
    connections["beside"] = beside
    try:
        with beside.schema_editor() as editor:
            for name in plan().tables:
                editor.create_model(tables()[name])
        beside.disable_constraint_checking()  # rows point at tables that no figure reads
        for name in plan().tables:
            rows = tables()[name]._base_manager
            rows.using("beside").bulk_create(rows.all(), batch_size=500)
        yield "beside"
    finally:
        beside.close()
        del connections["beside"]
