"""Registers that can be used, and those that are refused with file, line and reason."""

from __future__ import annotations

import dataclasses

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crosscheck import RegisterRefused, RegisterUnreadable, compare
from tests.crosscheck.ground import SCHOOL, child, run, three, write

NAMES = ["赵一鸣", "钱多福", "孙小雨", "李青松", "周晓月", "吴海波"]


def crowd():
    return [child(n, name) for n, name in enumerate(NAMES, start=1)]


def refused(question, tmp_path) -> RegisterRefused:
    with pytest.raises(RegisterRefused) as caught:
        compare(question, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    return caught.value


def test_the_encodings_of_offices_are_read_alike(tmp_path):
    question = three(tmp_path, crowd(), crowd()[1:], crowd()[1:])
    write(tmp_path / "p.csv", crowd(), home=True, encoding="gb18030")
    write(tmp_path / "r.csv", crowd()[1:], home=False, encoding="utf-8-sig")
    _, lists = run(question, tmp_path)
    assert [row["姓名"] for row in lists["not_enrolled"]] == ["赵一鸣"]


def test_parts_of_csv_and_parquet_make_one_register(tmp_path):
    question = three(tmp_path, crowd(), crowd())
    write(tmp_path / "part1.csv", crowd()[:2], home=False)
    rest = [{c: row[c] for c in SCHOOL} for row in crowd()[2:]]
    pq.write_table(pa.Table.from_pylist(rest), tmp_path / "part2.parquet")
    outcome, lists = run(dataclasses.replace(question, roll=str(tmp_path / "part*")), tmp_path)
    assert outcome.rows["roll"] == 6
    assert lists["not_enrolled"] == []


@pytest.mark.parametrize("missing", ["编号", "姓名"])
def test_a_missing_column_is_named(tmp_path, missing):
    question = three(tmp_path, crowd(), crowd())
    text = (tmp_path / "r.csv").read_text("utf-8")
    (tmp_path / "r.csv").write_text(text.replace(missing, "别的", 1), "utf-8")
    error = refused(question, tmp_path)
    assert (error.exit_code, error.line) == (2, 1)
    assert error.file.endswith("r.csv")
    assert missing in error.reason


def test_a_repeated_number_is_named_with_both_lines(tmp_path):
    rows = crowd()
    rows[4]["编号"] = "2"
    error = refused(three(tmp_path, crowd(), rows), tmp_path)
    assert (error.exit_code, error.line) == (2, 6)
    assert "第 3 行" in error.reason


def test_a_line_is_counted_as_an_editor_counts_it(tmp_path):
    rows = crowd()
    rows[1]["学校"] = "青山\n学校"
    rows[4]["姓名"] = " "
    error = refused(three(tmp_path, crowd(), rows), tmp_path)
    assert error.line == 7


def test_a_row_with_too_many_cells_is_named(tmp_path):
    question = three(tmp_path, crowd(), crowd())
    lines = (tmp_path / "p.csv").read_text("utf-8").splitlines()
    lines[3] += ",一格,又一格"
    (tmp_path / "p.csv").write_text("\n".join(lines), "utf-8")
    error = refused(question, tmp_path)
    assert error.line == 4


def test_swapped_registers_are_noticed(tmp_path):
    question = three(tmp_path, crowd(), crowd())
    error = refused(
        dataclasses.replace(question, population=question.roll, roll=question.population), tmp_path
    )
    assert "放反" in error.reason


def test_one_file_for_two_registers_is_noticed(tmp_path):
    question = three(tmp_path, crowd(), crowd())
    error = refused(dataclasses.replace(question, present=question.roll), tmp_path)
    assert "同一个文件" in error.reason


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 a workbook",
        "编号,姓名".encode("utf-16"),
        b"\x00\x01\x02",
        b"PAR1 torn",
        b"\xff\xff\n",
    ],
)
def test_what_is_no_register_is_not_readable(tmp_path, content):
    question = three(tmp_path, crowd(), crowd())
    (tmp_path / "r.csv").write_bytes(content)
    with pytest.raises(RegisterUnreadable) as caught:
        compare(question, tmp_path / "out")
    assert caught.value.exit_code == 3


def test_a_file_that_is_not_there_is_not_readable(tmp_path):
    question = dataclasses.replace(three(tmp_path, crowd(), crowd()), roll=str(tmp_path / "none"))
    with pytest.raises(RegisterUnreadable):
        compare(question, tmp_path / "out")


def test_an_empty_file_has_no_columns(tmp_path):
    question = three(tmp_path, crowd(), crowd())
    (tmp_path / "r.csv").write_bytes(b"")
    assert "编号" in refused(question, tmp_path).reason


@pytest.mark.parametrize("empty", ["population", "roll", "present"])
def test_an_empty_register_is_a_right_answer(tmp_path, empty):
    registers = {"population": crowd(), "roll": crowd(), "present": crowd()} | {empty: []}
    outcome, lists = run(three(tmp_path, *registers.values()), tmp_path)
    assert len(lists["not_enrolled"]) == (6 if empty == "roll" else 0)
    assert len(lists["dropouts"]) == (6 if empty == "present" else 0)
    assert len(lists["unregistered"]) == (6 if empty == "roll" else 0)
    assert any("空" in note for note in outcome.notes)


def test_blank_rows_and_other_line_ends_do_no_harm(tmp_path):
    question = three(tmp_path, crowd(), crowd())
    text = (tmp_path / "r.csv").read_text("utf-8").replace("\r\n", "\n")
    (tmp_path / "r.csv").write_bytes((text + "\n,,,,,,,,\n\n").encode())
    outcome, lists = run(question, tmp_path)
    assert outcome.rows["roll"] == 6
    assert lists["not_enrolled"] == []


def test_thousands_of_one_name_end_and_say_so(tmp_path):
    """Rows that differ in a telephone, which is another one in each register."""
    before, after = (
        [
            child(n, "王伟", born="2012-01-01", idn="", guardian="王强", phone=f"{start}{n:08}")
            for n in range(400)
        ]
        for start in ("139", "158")
    )
    outcome, lists = run(three(tmp_path, before, after), tmp_path)
    assert outcome.lists["not_enrolled"] == 400
    assert any("太多人共用" in note for note in outcome.notes)
    assert len(lists["not_enrolled"]) == 400
