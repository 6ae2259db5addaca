"""The sheet of the log of deeds."""

from __future__ import annotations

from qingshan.kit.cells import Day, Number, Text, Whole
from qingshan.kit.choices import Choice, Reference
from qingshan.kit.sheets import Column, Derived, Rule, Sheet
from qingshan.records.fives import not_its_own
from qingshan.records.kinds import FIVES, all_kinds
from qingshan.records.models import Record
from qingshan.records.parts import PartsCell, parts_of_row, told_of_row, unknown_parts


def _kinds() -> dict[str, str]:
    return {key: kind.label for key, kind in all_kinds().items()}


def _fives() -> dict[str, str]:
    return {five: five for five in FIVES}


RECORDS = Sheet(
    title="记录",
    model=Record,
    place=70,
    help="谁在哪天做了什么，每件一行。同一件事只记一次，各处自己会数。",
    columns=(
        Column(
            title="记录编号",
            kind=Number(30),
            field="number",
            required=True,
            key=True,
            example="R000001",
        ),
        Column(title="日期", kind=Day(), field="date", required=True, example="2026-09-18"),
        Column(title="类型", kind=Choice(_kinds), field="kind", required=True, example="家访"),
        Column(
            title="教师工号",
            kind=Reference("教职工"),
            field="staff",
            required=True,
            example="T001",
        ),
        Column(
            title="学籍号", kind=Reference("学生"), field="student", example="G220802201605060001"
        ),
        Column(title="班级编号", kind=Reference("班级"), field="school_class", example="C31"),
        Column(title="标题", kind=Text(200), field="title", example="去看小宇"),
        Column(title="内容", kind=Text(), field="content", example="和外婆谈了上学的路"),
        Column(title="字数", kind=Whole(), field="words"),
        Column(title="时长分钟", kind=Whole(), field="minutes", example=40),
        Column(title="要点", kind=PartsCell(), field="parts", only_where_filled=True),
        Column(title="五成", kind=Choice(_fives()), field="five", only_where_filled=True),
    ),
    derived=(
        Derived(
            field="parts",
            of=("类型", "内容", "要点"),
            make=parts_of_row,
            tell=told_of_row,
        ),
    ),
    rules=(
        Rule(at="要点", of=("类型",), check=unknown_parts),
        Rule(at="五成", of=("类型",), check=not_its_own),
    ),
)

SHEETS = (RECORDS,)
