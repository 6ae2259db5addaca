"""Spark and DuckDB write the same lists. Slow: starts a Java machine."""

from __future__ import annotations

import dataclasses
import importlib.util
import shutil

import pytest

from crosscheck import EngineMissing, compare
from tests.crosscheck.ground import rows, town

HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
NAMES = ("not_enrolled", "dropouts", "relief_dropouts", "unregistered", "review")


@pytest.mark.skipif(not HAS_SPARK, reason="no pyspark or no Java: pip install '.[spark]'")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.enable_socket
def test_both_engines_write_the_same_lists(tmp_path):
    question, _ = town(tmp_path, children=300)
    one = compare(question, tmp_path / "duckdb")
    other = compare(dataclasses.replace(question, engine="spark"), tmp_path / "spark")
    assert one.scored == other.scored  # lists alone would agree by the second look
    assert all(one.scored.values())
    for name in NAMES:
        one, other = (
            [row.get("编号") or row["甲_编号"] for row in rows(tmp_path / way / f"{name}.csv")]
            for way in ("duckdb", "spark")
        )
        assert one == other, name


@pytest.mark.skipif(HAS_SPARK, reason="Spark is installed")
def test_an_engine_that_is_not_installed_is_named(tmp_path):
    question, _ = town(tmp_path, children=20)
    with pytest.raises(EngineMissing, match="Spark"):
        compare(dataclasses.replace(question, engine="spark"), tmp_path / "out")
    assert not (tmp_path / "out").exists()
