"""A real server that can be killed, and people who ask it by HTTP."""

from __future__ import annotations

import json
import socket
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import requests

if TYPE_CHECKING:
    from tests.cli.ground import Installation
    from tests.faults.ready import Begun, House

CSRF = "faultsfaultsfaultsfaultsfaultsfa"
GONE = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)
"""What a person's device sees of a server that is killed: no answer."""

SIGN_IN = """
import django
django.setup()
import json
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from qingshan.access.models import Account
told = {}
for account in Account.objects.all():
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    told[account.username] = [store.session_key, account.pk]
print(json.dumps(told))
"""


def today() -> str:
    return datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()


def sessions_of(installation: Installation) -> dict[str, tuple[str, int]]:
    """Name → session and account of everybody."""
    told = json.loads(installation.script(SIGN_IN))
    return {name: (key, pk) for name, (key, pk) in told.items()}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """`qingshan serve` in a process group of its own: killed whole, as by a power failure."""

    def __init__(self, house: House, *, workers: int = 2) -> None:
        self.house, self.workers = house, workers
        self.port = free_port()
        self.begun: Begun | None = None
        self.log = house.home / "server.log"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, largest_file: int = 0) -> None:
        words = ["serve", "--port", str(self.port), "--workers", str(self.workers)]
        self.begun = self.house.begin(*words, log=self.log, largest_file=largest_file)
        self.wait_until_up()

    def wait_until_up(self) -> None:
        for _ in range(1200):
            try:
                requests.get(f"{self.address}/account/login/", timeout=30)
            except GONE:
                assert self.begun is not None
                assert self.begun.poll() is None, self.log.read_text(errors="replace")[-3000:]
                time.sleep(0.02)
            else:
                return
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """Every process of the server at once, without a word."""
        if self.begun is not None:
            self.begun.kill()
            self.begun = None

    def tracebacks(self) -> int:
        return self.log.read_text(errors="replace").count("Traceback")


class Person:
    """Somebody who is signed in, on a device of their own."""

    def __init__(self, served: Served, session: str, account: int = 0) -> None:
        self.served, self.account = served, account
        self.http = requests.Session()
        self.http.cookies.update({"sessionid": session, "csrftoken": CSRF})
        self.http.headers["X-CSRFToken"] = CSRF

    def get(self, path: str) -> requests.Response:
        return self.http.get(self.served.address + path, timeout=60, allow_redirects=False)

    def post(self, path: str, data: dict[str, Any], **more: Any) -> requests.Response:
        return self.http.post(
            self.served.address + path, data, timeout=60, allow_redirects=False, **more
        )

    def send(self, path: str, told: dict[str, Any]) -> requests.Response:
        return self.http.post(self.served.address + path, json=told, timeout=60)
