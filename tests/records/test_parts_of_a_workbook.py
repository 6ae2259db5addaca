"""What a visit was, read from its text, and told apart where the text does not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from qingshan.exchange.blank import write_blank
from qingshan.exchange.dumping import dump
from qingshan.exchange.loading import load
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record
from qingshan.records.parts import PartsCell, parts_of_row, parts_said, told_of_row, unknown_parts
from qingshan.school.models import School
from tests.exchange.books import a_school, write
from tests.exchange.conftest import told

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ["记录编号", "日期", "类型", "教师工号", "学籍号", "标题", "内容"]


def visits(*texts: str, kind: str = "家访") -> list[list]:
    rows = [
        [f"V{n}", "2020-11-02", kind, "T001", "G1", "走访", text] for n, text in enumerate(texts)
    ]
    return [COLUMNS, *rows]


@pytest.fixture
def loaded(db, tmp_path: Path):
    def deed(rows: list[list]):
        return load(write(tmp_path / "school.xlsx", a_school(记录=rows)))

    return deed


def dumped(tmp_path: Path) -> Path:
    out = tmp_path / "dump.xlsx"
    dump(School.objects.get(), out)
    return out


def columns(file: Path) -> list[str]:
    return [cell.value.lstrip("★") for cell in load_workbook(file)["记录"][1]]


def parts() -> dict[str, str]:
    return dict(Record.objects.order_by("number").values_list("number", "parts"))


def is_unchanged(outcome) -> bool:
    return not any(count.created or count.updated for count in outcome.counts.values())


@pytest.mark.system("C5")
@pytest.mark.parametrize(
    ("content", "keys"),
    [
        ("解决实事:联系校车", "help"),
        ("政策宣传：资助政策", "policy"),
        (" 沟通 ：学习情况", "talk"),
        ("沟通：学习；解决实事：校车", "help talk"),
        ("沟通：学习\n后来又去了；政策宣传:资助", "policy talk"),
        ("沟通了学习情况", ""),
        ("谈了校车；沟通：学习", ""),
        ("时间：上午", ""),
        ("", ""),
    ],
)
def test_a_text_that_begins_with_a_part_names_it(loaded, content, keys):
    loaded(visits(content))
    assert parts() == {"V0": keys}


def test_a_kind_without_parts_gets_none(loaded):
    loaded(visits("沟通：学习情况", kind="送教上门"))
    assert parts() == {"V0": ""}


def test_the_column_is_written_only_where_a_text_would_not_say_it(loaded, tmp_path):
    loaded(visits("沟通：学习", "谈了很久"))
    assert "要点" not in columns(dumped(tmp_path))
    Record.objects.filter(number="V1").update(parts="help talk")
    file = dumped(tmp_path)
    assert columns(file)[-1] == "要点"
    cells = [row[-1] for row in load_workbook(file)["记录"].iter_rows(2, values_only=True)]
    assert cells == [None, "解决实事、沟通"]


@pytest.mark.parametrize("keys", ["", "help", "policy talk", "help policy talk", "talk"])
def test_what_was_dumped_loads_without_a_change_and_into_another_house(loaded, tmp_path, keys):
    loaded(visits("沟通：学习", "谈了很久"))
    Record.objects.update(parts=keys)
    file = dumped(tmp_path)
    assert is_unchanged(load(file))
    assert parts() == {"V0": keys, "V1": keys}
    Record.objects.all().delete()
    load(file)
    assert parts() == {"V0": keys, "V1": keys}


def test_a_workbook_without_the_column_leaves_what_was_ticked(loaded):
    loaded(visits("谈了很久"))
    Record.objects.update(parts="help")
    assert is_unchanged(loaded(visits("谈了很久")))
    loaded(visits("谈了更久"))
    assert parts() == {"V0": "help"}


def test_a_text_that_is_mended_says_its_parts_anew(loaded):
    loaded(visits("沟通：学习"))
    loaded(visits("政策宣传：资助"))
    assert parts() == {"V0": "policy"}


def test_what_is_told_as_the_text_says_it_is_no_change(loaded):
    rows = visits("沟通：学习", "谈了很久")
    rows = [[*rows[0], "要点"], [*rows[1], "沟通"], [*rows[2], "沟通,解决实事"]]
    loaded(rows)
    assert parts() == {"V0": "talk", "V1": "help talk"}
    assert is_unchanged(loaded(rows))


@pytest.mark.parametrize(("kind", "said"), [("家访", "唱歌"), ("送教上门", "沟通")])
def test_what_is_no_part_of_the_kind_is_told_at_its_cell(loaded, kind, said):
    rows = visits("谈了", kind=kind)
    outcome = loaded([[*rows[0], "要点"], [*rows[1], said]])
    assert told(outcome) == {("记录", 2, "要点", "unknown_code")}


def test_the_empty_workbook_does_not_ask_for_it(tmp_path):
    write_blank(tmp_path / "blank.xlsx")
    assert "要点" not in columns(tmp_path / "blank.xlsx")


@given(
    content=st.text(st.sampled_from("沟通解决实事政策宣传:：；\n 谈")),
    keys=st.sets(st.sampled_from(["help", "policy", "talk"])),
)
def test_whatever_the_text_what_is_told_gives_back_what_was_kept(content, keys):
    kept = all_kinds()["home_visit"].in_order(keys)
    said = told_of_row("home_visit", content, kept)
    assert unknown_parts(said, "home_visit") is None
    read = PartsCell().read(said) if said else ""
    assert parts_of_row("home_visit", content, read) == kept
    assert (said == "") == (kept == parts_said(all_kinds()["home_visit"], content))
