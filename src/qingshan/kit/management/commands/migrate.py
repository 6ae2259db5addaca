"""Django's `migrate`, which lays the tables of an empty database at once."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from qingshan.kit.laying import is_empty, lay


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        whole = not (options["app_label"] or options["plan"] or options["check_unapplied"])
        if whole and not options["fake"] and is_empty(connection):
            lay(connection)
        super().handle(*args, **options)  # finds nothing left, and tells those who wait for it
