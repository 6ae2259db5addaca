"""Reminding while the site is served: a process of its own every ten minutes, so no cron is needed.

The thread does nothing but wait: pages are served by other processes, and a slow mail server or
robot holds up none of them.
"""

from __future__ import annotations

import subprocess
import sys
from threading import Event, Thread

FIRST_AFTER, EVERY = 5.0, 600.0  # seconds
AT_MOST = 540.0  # seconds; what takes longer goes on in the next round
COMMAND = (sys.executable, "-m", "qingshan", "remind")


class Rounds:
    """Starts `qingshan remind` now and then until stopped."""

    def __init__(self, *, first_after: float = FIRST_AFTER, every: float = EVERY) -> None:
        self._first_after, self._every = first_after, every
        self._over = Event()
        self._thread = Thread(target=self._run, name="reminding", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """The round under way is ended: what it had not sent, the next one sends."""
        self._over.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        wait = self._first_after
        while not self._over.wait(wait):
            self._round()
            wait = self._every

    def _round(self) -> None:
        with subprocess.Popen(  # noqa: S603 - starts only what is written here
            COMMAND, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as round_:
            told = self._waited_for(round_)
        if round_.returncode and not self._over.is_set():
            sys.stderr.write(told.decode(errors="replace"))

    def _waited_for(self, round_: subprocess.Popen[bytes]) -> bytes:
        """What it said on standard error, once it has ended or was ended."""
        left = AT_MOST
        while left > 0 and not self._over.is_set():
            try:
                return round_.communicate(timeout=0.5)[1]
            except subprocess.TimeoutExpired:
                left -= 0.5
        round_.terminate()
        return round_.communicate()[1]
