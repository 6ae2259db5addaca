from __future__ import annotations

import os
import shutil
import subprocess
from urllib.parse import urlsplit

import pytest

from tests.cli.ground import MAKE_CAST, Installation, sqlite_at


@pytest.fixture(scope="session")
def made_once(tmp_path_factory) -> Installation:
    """A school of the cast with a piece of evidence; never changed."""
    installation = sqlite_at(tmp_path_factory.mktemp("made-once"))
    installation.script(MAKE_CAST)
    add_evidence(installation)
    return installation


@pytest.fixture
def installation(made_once, tmp_path) -> Installation:
    """A copy of it to do with as one likes."""
    home = tmp_path / "home"
    shutil.copytree(made_once.home, home)
    return sqlite_at(home)


@pytest.fixture(scope="session")
def laid_once(tmp_path_factory) -> Installation:
    """Tables and keys, and nobody in them; never changed."""
    installation = sqlite_at(tmp_path_factory.mktemp("laid-once"))
    assert installation.run("manage", "migrate", "--verbosity", "0").returncode == 0
    return installation


@pytest.fixture
def without_school(laid_once, tmp_path) -> Installation:
    """A copy of it: a house that nobody has moved into."""
    home = tmp_path / "without-school"
    shutil.copytree(laid_once.home, home)
    return sqlite_at(home)


@pytest.fixture
def empty(tmp_path) -> Installation:
    home = tmp_path / "empty"
    home.mkdir()
    return sqlite_at(home)


@pytest.fixture
def on_postgres(tmp_path):
    """The same in a database of its own on the server that the suite runs on.

    Its account is an ordinary one that owns its tables, so PostgreSQL itself keeps schools apart.
    """
    url = urlsplit(os.environ.get("QINGSHAN_DATABASE_URL", ""))
    if not url.scheme.startswith("postgres") or not shutil.which("pg_dump"):
        pytest.skip("needs QINGSHAN_DATABASE_URL of a PostgreSQL server, and its programs")
    name = f"qingshan_keep_{os.getpid()}"
    env = {**os.environ, "PGPASSWORD": url.password or ""}
    where = ["-h", url.hostname or "", "-p", str(url.port or 5432), "-U", url.username or ""]

    def tell(statement: str) -> str:
        words = ["psql", *where, "-d", "postgres", "-qAtc", statement]
        return subprocess.run(words, check=True, env=env, capture_output=True, text=True).stdout

    is_super = tell("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == "t\n"
    place = url.netloc
    if is_super:
        tell(f"CREATE ROLE {name} LOGIN PASSWORD 'ordinary' NOSUPERUSER")
        place = f"{name}:ordinary@{url.hostname}:{url.port or 5432}"
    tell(f"CREATE DATABASE {name}" + f" OWNER {name}" * is_super)
    home = tmp_path / "postgres"
    home.mkdir()
    made = Installation(home, url._replace(netloc=place, path=f"/{name}").geturl())
    made.script(MAKE_CAST)
    add_evidence(made)
    yield made
    tell(f"DROP DATABASE {name} WITH (FORCE)")
    if is_super:
        tell(f"DROP ROLE {name}")


def add_evidence(installation: Installation) -> None:
    for folder, text in (("evidence/2026/11", "照片"), ("templates", "模板"), ("signing", "钥匙")):
        place = installation.home / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / "one.txt").write_text(text, encoding="utf-8")
    (installation.home / "signing").chmod(0o700)
    (installation.home / "signing/one.txt").chmod(0o600)
