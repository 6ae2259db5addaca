"""Running a script of the tests in a process of its own, on a database of its own, with threads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator


class _NoMigrations:
    """Every app has none."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


ROOT = Path(__file__).resolve().parents[2]


def told_by(module: str, home: Path) -> dict[str, Any]:
    """What the script printed; the database is of the sort that the suite runs on."""
    with _database(home) as url:
        env = os.environ | {
            "QINGSHAN_HOME": str(home),
            "QINGSHAN_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "qingshan.config.settings",
        }
        done = subprocess.run(
            [sys.executable, "-m", module],
            env=env,
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def lay_tables() -> None:
    """All tables as the models have them: without the way they came, which takes much longer."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.MIGRATION_MODULES = _NoMigrations()
    call_command("migrate", run_syncdb=True, verbosity=0)
    as_the_house()


def as_the_house() -> None:
    """What a script sets up and looks at, it does for all schools; each of its threads says so."""
    from qingshan.access.scope import HOUSE, narrow_to

    narrow_to(HOUSE)


@contextmanager
def _database(home: Path) -> Iterator[str]:
    url = os.environ.get("QINGSHAN_DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{home / 'alone.sqlite3'}"
        return
    name = f"qingshan_alone_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield url.rsplit("/", 1)[0] + f"/{name}"
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
