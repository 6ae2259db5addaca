from __future__ import annotations

import os
import random
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.cli.conftest import add_evidence
from tests.cli.ground import MAKE_CAST, Installation, sqlite_at
from tests.faults.ready import House

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from urllib.parse import SplitResult

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def rounds() -> int:
    """How often each is killed: few where every test is run, many in `run.py trust`."""
    return int(os.environ.get("QINGSHAN_ROUNDS", "2"))


@pytest.fixture
def chance() -> random.Random:
    """Where the blows fall; QINGSHAN_SEED makes them fall there again."""
    return seeded()


def seeded() -> random.Random:
    seed = int(os.environ.get("QINGSHAN_SEED") or random.SystemRandom().randrange(10**6))
    print(f"QINGSHAN_SEED={seed}")  # noqa: T201 - shown where a test fails
    return random.Random(seed)


@pytest.fixture(scope="session", params=DATABASES)
def made(request, tmp_path_factory):
    """A school of the cast, with a million in its fund; never changed."""
    home = tmp_path_factory.mktemp(f"made-{request.param}")
    if request.param == "sqlite":
        yield furnished(sqlite_at(home))
        return
    if postgres_server() is None:
        pytest.skip("needs QINGSHAN_DATABASE_URL of a PostgreSQL server, and its programs")
    with database_of(f"qingshan_faults_{os.getpid()}") as url:
        yield furnished(Installation(home, url))


def furnished(installation: Installation) -> Installation:
    installation.script(MAKE_CAST + GIVE)
    add_evidence(installation)
    # Whatever command comes first keeps a word for the keys; here that is not one to be killed.
    done = installation.run("template", installation.home / "empty.xlsx")
    assert done.returncode == 0, done.stderr
    return installation


GIVE = """
from qingshan.care.models import FundEntry
from qingshan.school.models import School
from django.utils import timezone
FundEntry.objects.create(
    school=School.objects.get(code="3122000220"), date=timezone.localdate(), kind="donation",
    amount=1_000_000,
)
from django.db import connections
connections.close_all()
"""


@pytest.fixture
def house(made, tmp_path):
    """A copy of it, to be killed as often as one likes."""
    with copy_of(made, tmp_path / "home") as copied:
        yield copied


@pytest.fixture(scope="module")
def house_of_the_module(made, tmp_path_factory):
    with copy_of(made, tmp_path_factory.mktemp("house") / "home") as copied:
        yield copied


@contextmanager
def copy_of(kept: Installation, home: Path) -> Iterator[House]:
    url = sqlite_at(home).database
    if not kept.database.startswith("sqlite"):
        of = urlsplit(kept.database)
        name = f"qingshan_faults_{os.getpid()}_{abs(hash(str(home))) % 10**8}"
        url = of._replace(path=f"/{name}").geturl()
    house = House(home, url)
    become(house, kept)
    try:
        yield house
    finally:
        house.end()
        if not url.startswith("sqlite"):
            drop_database(url)


def become(house: Installation, kept: Installation) -> None:
    """Whatever the house has become, it is a copy of the other one again."""
    shutil.rmtree(house.home, ignore_errors=True)
    shutil.copytree(kept.home, house.home)
    if not house.database.startswith("sqlite"):
        drop_database(house.database)
        lay_database(house.database, template=urlsplit(kept.database).path.strip("/"))


def postgres_server() -> SplitResult | None:
    url = urlsplit(os.environ.get("QINGSHAN_DATABASE_URL", ""))
    there = url.scheme.startswith("postgres") and shutil.which("pg_dump")
    return url if there else None


@contextmanager
def database_of(name: str) -> Iterator[str]:
    """A database of its own on the server, gone afterwards."""
    server = postgres_server()
    assert server is not None
    url = server._replace(path=f"/{name}").geturl()
    lay_database(url)
    try:
        yield url
    finally:
        drop_database(url)


def lay_database(url: str, *, template: str = "template1") -> None:
    on_the_server(f'CREATE DATABASE "{urlsplit(url).path.strip("/")}" TEMPLATE "{template}"')


def drop_database(url: str) -> None:
    on_the_server(f'DROP DATABASE IF EXISTS "{urlsplit(url).path.strip("/")}" WITH (FORCE)')


def on_the_server(statement: str) -> None:
    server = postgres_server()
    assert server is not None
    with psycopg.connect(server.geturl(), autocommit=True) as connection:
        connection.execute(statement)
