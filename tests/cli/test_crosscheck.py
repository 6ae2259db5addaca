"""`qingshan crosscheck` and `python -m crosscheck`, as others script against them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crosscheck.ground import child, three

ROOT = Path(__file__).resolve().parents[2]
WAYS = {"qingshan": ["-m", "qingshan", "crosscheck"], "crosscheck": ["-m", "crosscheck"]}


@pytest.fixture
def words(tmp_path):
    rows = [child(n, name) for n, name in enumerate(["赵一鸣", "钱多福", "孙小雨"], start=1)]
    question = three(tmp_path, rows, rows[1:])
    named = {"population": question.population, "roll": question.roll, "present": question.present}
    return [w for name, file in named.items() for w in (f"--{name}", file)]


def called(way: str, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    return subprocess.run(
        [sys.executable, *WAYS[way], *words],
        capture_output=True,
        text=True,
        env=env,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("way", WAYS)
def test_prints_one_document_and_writes_the_lists(way, words, tmp_path):
    done = called(way, *words, "-o", str(tmp_path / "out"), "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["counts"] == {
        "not_enrolled": 1,
        "dropouts": 0,
        "relief_dropouts": 0,
        "unregistered": 0,
        "review": 0,
    }
    assert found["engine"] == "duckdb"
    assert set(found["seconds"]) == {
        "read", "clean", "exact", "score", "assign", "nearest", "write"
    }  # fmt: skip
    names = {"not_enrolled", "dropouts", "relief_dropouts", "unregistered", "review"}
    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        "crosscheck.xlsx", *(f"{name}.csv" for name in names)
    }  # fmt: skip


def test_wrong_input_writes_nothing_and_still_answers_in_one_document(words, tmp_path):
    (tmp_path / "r.csv").write_text("编号,别的\n1,2\n", "utf-8")
    done = called("qingshan", *words, "-o", str(tmp_path / "out"), "--json")
    assert done.returncode == 2
    problem = json.loads(done.stdout)["problem"]
    assert problem["file"].endswith("r.csv")
    assert problem["line"] == 1
    assert not (tmp_path / "out").exists()


def test_a_file_that_cannot_be_read_is_told_apart(words, tmp_path):
    (tmp_path / "r.csv").write_bytes(b"PK\x03\x04")
    assert called("qingshan", *words, "-o", str(tmp_path / "out")).returncode == 3


def test_a_word_left_out_is_wrong_input(words, tmp_path):
    assert called("qingshan", *words[2:], "-o", str(tmp_path / "out")).returncode == 2
