"""Several data sets made one: the same figures from a file a table and year."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest
from typer.testing import CliRunner

from qingshan.extract.answering import answers_from, engine_over
from qingshan.extract.gathering import gather
from qingshan.extract.manifest import NotAnExtract, manifest_in
from qingshan.extract.opening import opened
from qingshan.extract.writing import extract
from tests.extract.ground import told
from tests.extract.many_schools import make

DAY = dt.date(2026, 7, 15)


@pytest.fixture
def two(db, tmp_path):
    """The data sets of two counties with three schools each."""
    schools = make(6)
    extract(tmp_path / "one", schools[:3])
    extract(tmp_path / "other", schools[3:])
    return tmp_path / "one", tmp_path / "other"


def figures_of(folder, codes=None):
    data = opened(folder)
    codes = codes or tuple(data.schools)
    with engine_over(data, codes, name="duckdb") as engine:
        return {
            code: told(answers)
            for code, answers in answers_from(engine, data, codes, as_of=DAY).items()
        }


def test_the_figures_of_all_schools_and_of_one_are_those_of_each_data_set(two, tmp_path):
    assert gather(tmp_path / "all", two) == 6
    apart = figures_of(two[0]) | figures_of(two[1])
    assert figures_of(tmp_path / "all") == apart
    code = next(iter(apart))
    assert figures_of(tmp_path / "all", (code,)) == {code: apart[code]}


def test_there_is_a_file_a_table_and_year_and_no_row_is_lost(two, tmp_path):
    gather(tmp_path / "all", two)
    places = [file.parent for file in (tmp_path / "all/tables").rglob("*.parquet")]
    assert len(places) == len(set(places))
    assert not [place for place in places if "school=" in str(place)]
    summed = manifest_in(tmp_path / "all")["tables"]
    apart = [manifest_in(folder)["tables"] for folder in two]
    assert summed == {name: sum(tables[name] for tables in apart) for name in summed}


def test_what_was_gathered_can_be_gathered_again(two, tmp_path):
    gather(tmp_path / "all", two[:1])
    gather(tmp_path / "more", [tmp_path / "all", two[1]])
    assert figures_of(tmp_path / "more") == figures_of(two[0]) | figures_of(two[1])


def test_a_school_in_two_of_them_is_refused_and_nothing_is_left(two, tmp_path):
    shutil.copytree(two[0], tmp_path / "again")
    with pytest.raises(NotAnExtract, match="在两份数据集里都有"):
        gather(tmp_path / "all", [two[0], tmp_path / "again"])
    assert not (tmp_path / "all").exists()


def test_a_damaged_one_is_refused_by_the_command_with_a_sentence(two, tmp_path):
    from qingshan.config.cli import extracting

    file = next((two[1] / "tables").rglob("*.parquet"))
    file.write_bytes(file.read_bytes()[:-1])
    command = ["gather", str(tmp_path / "all"), *map(str, two)]
    done = CliRunner().invoke(extracting.app, command)
    assert done.exit_code == 3
    assert "坏了或者被改过" in done.output
    assert not (tmp_path / "all").exists()


def test_the_command_says_what_it_made(two, tmp_path):
    from qingshan.config.cli import extracting

    command = ["gather", str(tmp_path / "all"), *map(str, two)]
    done = CliRunner().invoke(extracting.app, command)
    assert done.exit_code == 0, done.output
    assert "6 所学校" in done.output
