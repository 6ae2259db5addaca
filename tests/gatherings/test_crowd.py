"""Everybody signs in within the same half minute: all of them land, each once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest

from tests.gatherings.crowd import EVERY, PEOPLE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def database(tmp_path):
    """One of its own, of the sort that the suite runs on: threads need it on disk."""
    url = os.environ.get("QINGSHAN_DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{tmp_path / 'crowd.sqlite3'}"
        return
    name = f"qingshan_crowd_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield url.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.system("B1")
def test_three_hundred_sign_in_within_half_a_minute_once_each(tmp_path, database):
    env = os.environ | {
        "QINGSHAN_HOME": str(tmp_path),
        "QINGSHAN_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "qingshan.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.gatherings.crowd"],
        env=env,
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told.pop("seconds") < 30
    assert told == {
        "new": PEOPLE,
        "again": PEOPLE // EVERY,
        "people": PEOPLE,
        "sign-ins": PEOPLE,
        "records": PEOPLE,
    }
