"""A real browser on a real server: `qingshan serve` on a database of its own.

Where no Chromium is found the browser tests are skipped with one line, unless
`QINGSHAN_REQUIRE_BROWSER=1`.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.reading import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

if TYPE_CHECKING:
    Prepared = tuple["Site", "Database | None"]

CHROMIUM = next(
    (p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))),
    None,
)
QINGSHAN = Path(sys.executable).parent / "qingshan"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


@dataclass
class Site:
    """An installation of its own: a home, a database, and a server on loopback."""

    home: Path
    env: dict[str, str]
    address: str = ""

    def run(self, *words: object) -> str:
        """What a command printed on standard output; a failing one fails the test."""
        done = subprocess.run(
            [str(QINGSHAN), *map(str, words)],
            env=self.env,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and os.environ.get("QINGSHAN_REQUIRE_BROWSER") != "1":
                item.add_marker(pytest.mark.skip(reason="no Chromium found on this machine"))


@contextmanager
def chromium() -> Iterator[Browser]:
    assert CHROMIUM, "QINGSHAN_REQUIRE_BROWSER=1 and no Chromium found"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


def in_hand(browser: Browser, size: dict[str, int] = PHONE, **more: Any) -> BrowserContext:
    """A browser of somebody's own on a screen of that size."""
    context = browser.new_context(
        viewport=size,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        accept_downloads=True,
        **more,
    )
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page at phone width; anything it logs as an error fails the test."""
    context = in_hand(browser)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []


@pytest.fixture(scope="module")
def empty_site() -> Iterator[Site]:
    """Nothing but an installation: no school, no account."""
    with serving() as site:
        yield site


@pytest.fixture(scope="module")
def demo_site() -> Iterator[Site]:
    """The demonstration school."""
    with serving(prepare=["demo", "--no-serve"]) as site:
        yield site


class serving:  # noqa: N801 -- reads as what it does: with serving() as site
    """An installation of its own and its server; one that is prepared is made once and copied."""

    def __init__(self, prepare: list[str] | None = None) -> None:
        self.prepare = tuple(prepare or ())

    def __enter__(self) -> Site:
        like = prepared(self.prepare) if self.prepare else None
        self.site, self.database = an_installation(like)
        port = free_port()
        self.site.address = f"http://127.0.0.1:{port}"
        self.log = (self.site.home / "server.log").open("w")
        self.server = subprocess.Popen(
            [str(QINGSHAN), "serve", "--port", str(port)],
            env=self.site.env,
            stdout=self.log,
            stderr=self.log,
        )
        address = self.site.address + "/account/login/"
        wait_for(address, self.server, self.site.home / "server.log")
        return self.site

    def __exit__(self, *_: object) -> None:
        self.server.terminate()
        self.server.wait(timeout=20)
        self.log.close()
        throw_away(self.site, self.database)


def an_installation(like: Prepared | None = None) -> Prepared:
    """A home and a database, empty or a copy of another's."""
    home = Path(tempfile.mkdtemp(prefix="qingshan-browser-"))
    database = Database.beside(os.environ.get("QINGSHAN_DATABASE_URL", ""))
    env = os.environ | {"QINGSHAN_HOME": str(home)}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    env.pop("QINGSHAN_DATABASE_URL", None)
    if database:
        env["QINGSHAN_DATABASE_URL"] = database.url
    if like:
        site, held = like
        shutil.copytree(site.home, home, dirs_exist_ok=True)
        if database and held:
            database.become(held)
    return Site(home, env), database


@cache
def prepared(words: tuple[str, ...]) -> Prepared:
    """What the command makes, for as long as the tests run."""
    made = an_installation()
    atexit.register(throw_away, *made)
    made[0].run(*words)
    return made


def throw_away(site: Site, database: Database | None) -> None:
    if database:
        database.drop()
    shutil.rmtree(site.home, ignore_errors=True)


@dataclass
class Database:
    """A PostgreSQL database beside the one the suite runs on."""

    server: str
    name: str

    @classmethod
    def beside(cls, url: str) -> Database | None:
        if not url.startswith("postgres"):
            return None
        made = cls(url, f"qingshan_browser_{uuid.uuid4().hex[:12]}")
        made._say(f"CREATE DATABASE {made.name}")
        return made

    @property
    def url(self) -> str:
        return self.server.rsplit("/", 1)[0] + f"/{self.name}"

    def become(self, other: Database) -> None:
        """A copy of another that nobody is connected to."""
        self.drop()
        self._say(f"CREATE DATABASE {self.name} TEMPLATE {other.name}")

    def drop(self) -> None:
        self._say(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _say(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """A server lays its tables first; whoever asks it again and again only takes of its time."""
    deadline = time.monotonic() + 10 * PATIENCE / 1000
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=PATIENCE / 1000).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"nothing answers at {address}: {log.read_text()}")
