"""What the database's planner knows of its tables."""

from __future__ import annotations

from django.db import connection


def refresh_statistics() -> None:
    """Tells the planner what the tables hold, after many rows came at once.

    Without it SQLite takes an index that spares a sort over one that finds ten rows of 300,000.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")
