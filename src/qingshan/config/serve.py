"""The production server: granian in front of the WSGI application."""

from __future__ import annotations

import os
import socket
import sys

from granian import Granian
from granian.constants import Interfaces

WORKERS_AT_MOST = 2
THREADS = 4


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


def serve_until_stopped(*, host: str, port: int, workers: int) -> None:
    """Serves until Ctrl-C or a signal to end; requests under way are finished first."""
    Granian(
        "qingshan.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_level="warning",
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        websockets=False,
    ).serve()
