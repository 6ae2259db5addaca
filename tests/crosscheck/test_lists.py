"""What stands in the lists, and why."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt

import pytest
from openpyxl import load_workbook

from crosscheck import Decisions
from crosscheck.comparing import compare
from tests.crosscheck.ground import child, identity, numbers, run, three, town

CROWD = [
    "赵一鸣",
    "钱多福",
    "孙小雨",
    "李青松",
    "周晓月",
    "吴海波",
    "郑爱民",
    "王立冬",
    "冯春生",
    "陈晨",
]


def crowd():
    return [child(n, name) for n, name in enumerate(CROWD, start=1)]


def test_children_in_one_register_and_not_in_the_other_are_found(tmp_path):
    question, truth = town(tmp_path)
    outcome, lists = run(question, tmp_path)
    for name in ("not_enrolled", "dropouts", "unregistered"):
        found, right = {int(n) for n in numbers(lists[name])}, set(truth[name])
        assert len(found & right) >= len(right) - 1, name
        assert len(found - right) <= 1, name
    assert {int(n) for n in numbers(lists["relief_dropouts"])} <= {
        int(n) for n in numbers(lists["dropouts"])
    }
    assert outcome.lists["dropouts"] == len(lists["dropouts"])


def test_a_list_keeps_the_columns_of_its_register_and_adds_three(tmp_path):
    question, _ = town(tmp_path, children=120)
    run(question, tmp_path)
    with (tmp_path / "out" / "dropouts.csv").open(encoding="utf-8-sig") as opened:
        heading = next(csv.reader(opened))
    assert heading[:2] == ["编号", "姓名"]
    assert heading[-3:] == ["nearest", "score", "why"]


def test_each_row_says_why_in_a_sentence(tmp_path):
    question, _ = town(tmp_path, children=200)
    _, lists = run(question, tmp_path)
    for row in lists["not_enrolled"] + lists["dropouts"]:
        assert row["why"].endswith("。")
        assert bool(row["nearest"]) == bool(row["score"])


@pytest.mark.parametrize(
    "slip",
    [
        {"姓名": "孙晓雨"},
        {"姓名": "孙雨"},
        {"姓名": "孫　小　雨"},
        {"身份证件号": ""},
        {"出生日期": "2012年4月4日", "联系电话": ""},
        {"出生日期": "2012/4/4", "身份证件号": "", "联系电话": "13999999999"},
        {"监护人姓名": "别的人", "联系电话": "13999999999"},
        {"姓名": "孙小宇", "联系电话": "13999999999"},
        {"出生日期": "2012-03-14", "身份证件号": ""},
    ],
)
def test_a_slip_does_not_send_a_teacher_to_the_door(tmp_path, slip):
    roll = crowd()
    roll[2] = roll[2] | slip
    _, lists = run(three(tmp_path, crowd(), roll), tmp_path)
    assert lists["not_enrolled"] == []
    assert lists["unregistered"] == []


def test_a_mistyped_digit_and_two_swapped_ones_are_still_the_child(tmp_path):
    roll = crowd()
    one, two = roll[1]["身份证件号"], roll[4]["身份证件号"]
    roll[1] = roll[1] | {"身份证件号": one[:15] + "9" + one[16:], "姓名": "钱多富"}
    roll[4] = roll[4] | {"身份证件号": two[:15] + two[16] + two[15] + two[17:], "联系电话": ""}
    _, lists = run(three(tmp_path, crowd(), roll), tmp_path)
    assert lists["not_enrolled"] == []


def test_a_twin_does_not_take_the_others_place(tmp_path):
    born, shared = (
        "2013-05-05",
        {"guardian": "何建国", "phone": "13904310001", "born": "2013-05-05"},
    )
    start = "220821" + born.replace("-", "")
    twins = [
        child(21, "何佳明", idn=identity(start, "031"), **shared),
        child(22, "何佳亮", idn=identity(start, "033"), **shared),
    ]
    _, lists = run(three(tmp_path, [*crowd(), *twins], [*crowd(), twins[1]]), tmp_path)
    assert numbers(lists["not_enrolled"]) == ["21"]
    [row] = lists["not_enrolled"]
    assert row["nearest"] == "22"
    assert "已经对上" in row["why"]


def test_a_stranger_of_the_same_name_and_birthday_is_somebody_else(tmp_path):
    here = child(21, "何佳明", born="2013-05-05", idn=identity("22082120130505", "031"))
    stranger = child(
        22,
        "何佳明",
        born="2013-05-05",
        idn=identity("15072220130505", "117"),
        guardian="包青山",
        phone="15804310099",
    )
    _, lists = run(three(tmp_path, [*crowd(), here], [*crowd(), stranger]), tmp_path)
    assert numbers(lists["not_enrolled"]) == ["21"] or len(lists["review"]) == 1


def test_a_child_written_down_twice_is_no_dropout_but_a_question(tmp_path):
    again = child(11, "孙小雨") | {k: v for k, v in crowd()[2].items() if k != "编号"}
    _, lists = run(three(tmp_path, crowd(), [*crowd(), again], crowd()), tmp_path)
    assert lists["dropouts"] == []
    assert any("登记了两次" in row["why"] for row in lists["review"])


def test_thousands_of_one_name_and_birthday_end_and_the_run_says_what_it_left_out(tmp_path):
    """Without a cap on the pairs of a key these would be nine million pairs for each key."""
    same = {"born": "2012-01-02", "idn": "", "guardian": "", "phone": ""}
    alike = [child(0, "王伟", **same) | {"编号": str(n)} for n in range(101, 3_101)]
    others = [row | {"监护人姓名": f"换{n}护"} for n, row in enumerate(alike)]
    outcome, lists = run(three(tmp_path, [*crowd(), *alike], [*crowd()[1:], *others]), tmp_path)
    assert any("太多人共用" in note for note in outcome.notes)
    assert numbers(lists["not_enrolled"])[0] == "1"
    assert outcome.lists["not_enrolled"] == 3_001
    assert not {str(n) for n in range(2, 11)} & set(numbers(lists["not_enrolled"]))


def test_hundreds_of_namesakes_each_find_their_own_row(tmp_path):
    """One name, one year, a number and a guardian each: groups too large for best pairs."""
    namesakes = [
        child(n, "王伟", born=f"2012-{n % 12 + 1:02}-{n % 25 + 1:02}", phone="")
        for n in range(101, 701)
    ]
    worn = [row | {"身份证件号": ""} if n % 2 else row for n, row in enumerate(namesakes)]
    _, lists = run(three(tmp_path, namesakes, worn[1:]), tmp_path)
    assert numbers(lists["not_enrolled"]) == ["101"]


def test_the_span_of_birthdays_narrows_the_population_only(tmp_path):
    young = child(21, "何佳明", born="2019-05-05")
    question = three(tmp_path, [*crowd(), young], crowd()[1:], crowd()[2:])
    question = dataclasses.replace(question, born_to=dt.date(2018, 8, 31))
    _, lists = run(question, tmp_path)
    assert numbers(lists["not_enrolled"]) == ["1"]
    assert numbers(lists["dropouts"]) == ["2"]


def test_the_workbook_says_who_made_it_and_holds_text(tmp_path):
    question = three(tmp_path, [*crowd(), child(21, "=1+1")], crowd())
    run(dataclasses.replace(question, by="周干事"), tmp_path)
    book = load_workbook(tmp_path / "out" / "crosscheck.xlsx")
    assert book.properties.creator == "周干事"
    assert book.worksheets[0]["B1"].value == "周干事"
    assert book.sheetnames[1:] == [
        "有户籍没学籍",
        "有学籍不在校",
        "脱贫户里不在校",
        "在校没学籍",
        "要人看一看",
    ]
    sheet = book["有户籍没学籍"]
    assert sheet["B2"].value == "=1+1"
    assert sheet["B2"].data_type == "s"


def test_a_decision_is_remembered_whatever_the_rows_are_numbered(tmp_path):
    slip = {
        "身份证件号": "",
        "联系电话": "15804310099",
        "监护人姓名": "包青山",
        "出生日期": "2012-05-20",
    }
    roll = crowd()
    roll[2] = roll[2] | slip
    question = three(tmp_path, crowd(), roll)
    outcome, lists = run(question, tmp_path)
    [doubt] = outcome.doubts
    before = numbers(lists["not_enrolled"])

    moved = [row | {"编号": str(int(row["编号"]) + 50)} for row in reversed(roll)]
    told = frozenset({(doubt.left, doubt.right)})
    for decisions, expected in (
        (Decisions(same=told), []),
        (Decisions(different=told), ["3"]),
    ):
        again = dataclasses.replace(three(tmp_path, crowd(), moved), decisions=decisions)
        outcome = compare(again, tmp_path / "again")
        assert outcome.doubts == []
        assert outcome.lists["not_enrolled"] == len(expected)
    assert before in ([], ["3"])
