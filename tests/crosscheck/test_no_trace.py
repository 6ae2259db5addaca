"""Registers leave no trace, however a run ends; what it leaves is its owner's alone."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crosscheck.workspace import PREFIX, private_folder, sweep
from tests.crosscheck.ground import run, town

ROOT = Path(__file__).resolve().parents[2]
SLEEPER = """
import sys, time
from pathlib import Path
from crosscheck.workspace import private_folder
with private_folder(Path(sys.argv[1])) as folder:
    (folder / "children.csv").write_text("a child")
    print(folder, flush=True)
    time.sleep(60)
"""


def test_nothing_private_is_left_and_the_lists_are_the_owners(tmp_path):
    question, _ = town(tmp_path, children=60)
    run(question, tmp_path)
    assert list(tmp_path.glob(f"{PREFIX}*")) == []
    for file in (tmp_path / "out").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_private_folder_is_closed_to_others(tmp_path):
    with private_folder(tmp_path) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not folder.exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills as POSIX does")
def test_what_a_killed_run_left_goes_when_the_next_starts(tmp_path):
    paths = os.pathsep.join(p for p in sys.path if p)
    running = subprocess.Popen(
        [sys.executable, "-c", SLEEPER, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert running.stdout is not None
    folder = Path(running.stdout.readline().strip())
    assert sweep(tmp_path) == 0, "a live run keeps its folder"
    assert folder.exists()
    running.send_signal(signal.SIGKILL)
    running.wait(10)
    running.stdout.close()
    for _ in range(50):
        if sweep(tmp_path):
            break
        time.sleep(0.05)
    assert not folder.exists()
