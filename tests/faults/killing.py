"""A command that is killed at a random moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.cli.ground import ROOT

if TYPE_CHECKING:
    import random

    from tests.cli.ground import Installation

STARTING = 0.5  # of the time a command takes, it imports: blows fall later than that
BEYOND = 1.15  # and some fall when it is through


def killed_after(installation: Installation, seconds: float, *words: object) -> bool:
    """Runs the command and kills it, with all it started; False where it was through by then."""
    process = subprocess.Popen(
        [sys.executable, "-m", "qingshan", *map(str, words)],
        env=installation.env,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    assert process.returncode == 0
    return False


def taken(installation: Installation, *words: object) -> float:
    """How long the command takes when it is left alone."""
    began = time.monotonic()
    done = installation.run(*words)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - began


def moment(chance: random.Random, whole: float) -> float:
    return chance.uniform(STARTING * whole, BEYOND * whole)
