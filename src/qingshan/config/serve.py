"""The production server: granian in front of the WSGI application."""

from __future__ import annotations

import os
import socket
import sys
import time
from threading import Lock, Thread
from typing import TYPE_CHECKING

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from qingshan.config import environment
from qingshan.config.rounds import Rounds

if TYPE_CHECKING:
    from collections.abc import Callable

WORKERS_AT_MOST = 2
THREADS = 2  # a worker: more only wait for the same lock, and make the slowest save slower

at_work = Lock()
"""Held by a thread of this process while it does anything. Workers are forked: one forked while a
thread was importing a module would wait for that import for ever."""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=at_work.acquire,
        after_in_parent=at_work.release,
        after_in_child=at_work.release,
    )


def default_workers() -> int:
    """One a core, but no more than two: SQLite has one writer, and a school's machine is small."""
    return max(1, min(WORKERS_AT_MOST, os.cpu_count() or 1))


def port_is_free(host: str, port: int) -> bool:
    """Whether one could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform == "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def serve_until_stopped(*, host: str, port: int, workers: int, when_up: Callable[[], None]) -> None:
    """Serves until Ctrl-C or a signal to end; requests under way are finished first."""
    server = Granian(
        "qingshan.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        websockets=False,
    )
    waiting = Thread(target=_tell_when_up, args=(host, port, when_up), daemon=True)
    server.on_startup(waiting.start)
    if environment.REMIND:
        rounds = Rounds()
        server.on_startup(rounds.start)
        server.on_shutdown(rounds.stop)
    server.serve()


def _tell_when_up(host: str, port: int, when_up: Callable[[], None]) -> None:
    """Tells as soon as somebody listens, which is when the first worker has started."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - not listened at
    for _ in range(600):
        with at_work:
            if _somebody_listens(here, port):
                when_up()
                return
        time.sleep(0.1)


def _somebody_listens(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True
