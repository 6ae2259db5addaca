from __future__ import annotations

import os
import random
import shutil
import subprocess
from urllib.parse import urlsplit

import pytest

from tests.cli.conftest import add_evidence
from tests.cli.ground import MAKE_CAST, Installation, sqlite_at

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
    server = postgres_server()
    if server is None:
        pytest.skip("needs QINGSHAN_DATABASE_URL of a PostgreSQL server, and its programs")
    with database_of(server, f"qingshan_faults_{os.getpid()}") as url:
        yield furnished(Installation(home, url))


def furnished(installation: Installation) -> Installation:
    installation.script(MAKE_CAST + GIVE)
    add_evidence(installation)
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
    yield from copy_of(made, tmp_path)


@pytest.fixture(scope="module")
def house_of_the_module(made, tmp_path_factory):
    yield from copy_of(made, tmp_path_factory.mktemp("house"))


def copy_of(made: Installation, place):
    home = place / "home"
    shutil.copytree(made.home, home)
    if made.database.startswith("sqlite"):
        yield sqlite_at(home)
        return
    url = urlsplit(made.database)
    name = f"{url.path.strip('/')}_{abs(hash(str(place))) % 10**8}"
    with database_of(url, name, template=url.path.strip("/")) as copied:
        yield Installation(home, copied)


def postgres_server():
    url = urlsplit(os.environ.get("QINGSHAN_DATABASE_URL", ""))
    there = url.scheme.startswith("postgres") and shutil.which("pg_dump")
    return url if there else None


class database_of:  # noqa: N801 - reads as a sentence where it is used
    """A database of its own on the server, gone afterwards."""

    def __init__(self, server, name: str, *, template: str = "") -> None:
        self.name, self.url = name, server._replace(path=f"/{name}").geturl()
        self.env = {**os.environ, "PGPASSWORD": server.password or ""}
        self.where = ["-h", server.hostname or "", "-p", str(server.port or 5432)]
        self.where += ["-U", server.username or ""]
        self.template = [f"--template={template}"] if template else []

    def __enter__(self) -> str:
        words = ["createdb", *self.where, *self.template, self.name]
        subprocess.run(words, check=True, env=self.env)
        return self.url

    def __exit__(self, *_: object) -> None:
        subprocess.run(["dropdb", "--force", *self.where, self.name], check=True, env=self.env)
