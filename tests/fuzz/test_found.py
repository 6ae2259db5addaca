"""Inputs led by what they reach, for everything that is read from outside."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.cli.ground import ROOT

INPUTS_A_ROUND = {
    "evidence": 500,
    "package": 2000,
    "pack": 300,
    "register": 40,
    "timetable": 2000,
    "workbook": 150,
}


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("workbook", marks=pytest.mark.trust("bad-workbook")),
        pytest.param("pack", marks=pytest.mark.trust("bad-pack")),
        pytest.param("register", marks=pytest.mark.trust("bad-register")),
        pytest.param("timetable", marks=pytest.mark.trust("bad-timetable")),
        pytest.param("package", marks=pytest.mark.trust("bad-package")),
        pytest.param("evidence", marks=pytest.mark.trust("bad-evidence")),
    ],
)
def test_any_bytes_are_read_or_refused_in_a_sentence(target, tmp_path, figures):
    pytest.importorskip("atheris", reason="atheris is there for Linux only")
    runs = INPUTS_A_ROUND[target] * int(os.environ.get("QINGSHAN_ROUNDS", "1"))
    words = [target, str(tmp_path), f"-runs={runs}", "-timeout=60", "-max_len=20000"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", *words], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    counted = re.search(r"Done (\d+) runs", done.stderr)
    assert counted, done.stderr[-3000:]
    figures(inputs=int(counted[1]))
