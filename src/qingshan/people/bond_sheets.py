"""The sheets of what binds people: who helps whom, who is away."""

from __future__ import annotations

from qingshan.kit.cells import Day, Text
from qingshan.kit.choices import Choice, Reference, ReferenceBy, in_order, labels_of
from qingshan.kit.sheets import Column, Rule, Sheet
from qingshan.people.models import Leave, Pairing

PAIRINGS = Sheet(
    title="结对",
    model=Pairing,
    place=60,
    help="谁帮谁：青蓝结对写徒弟的工号，联系班级写班级编号，帮扶学生写学籍号。",
    columns=(
        Column(
            title="类型",
            kind=Choice(labels_of(Pairing.Kind.choices)),
            field="kind",
            required=True,
            key=True,
            example="帮扶学生",
        ),
        Column(
            title="教师工号",
            kind=Reference("教职工"),
            field="giver",
            required=True,
            key=True,
            example="T001",
            help="带人的、去帮的那一位",
        ),
        Column(
            title="对象",
            kind=ReferenceBy(
                "类型",
                {
                    Pairing.Kind.MENTORING: ("mentee", "教职工"),
                    Pairing.Kind.CLASS_CONTACT: ("school_class", "班级"),
                    Pairing.Kind.STUDENT_SUPPORT: ("student", "学生"),
                },
            ),
            required=True,
            key=True,
            example="G220802201605060001",
        ),
        Column(
            title="开始日期",
            kind=Day(),
            field="starts_on",
            required=True,
            key=True,
            example="2026-09-01",
        ),
        Column(title="结束日期", kind=Day(), field="ends_on", help="还在进行的不填"),
        Column(title="结束原因", kind=Text(200), field="ended_because", only_where_filled=True),
    ),
    rules=(Rule(at="结束日期", of=("开始日期",), check=in_order("结束日期", "开始日期")),),
)

LEAVES = Sheet(
    title="请假",
    model=Leave,
    place=65,
    help="谁从哪天到哪天不在学校，每次一行。为什么请假只写类型，别的不写。",
    columns=(
        Column(
            title="工号",
            kind=Reference("教职工"),
            field="staff",
            required=True,
            key=True,
            example="T001",
        ),
        Column(
            title="类型",
            kind=Choice(labels_of(Leave.Kind.choices)),
            field="kind",
            required=True,
            example="事假",
        ),
        Column(
            title="开始日期",
            kind=Day(),
            field="starts_on",
            required=True,
            key=True,
            example="2026-11-02",
        ),
        Column(title="结束日期", kind=Day(), field="ends_on", help="还没定的不填"),
    ),
    rules=(Rule(at="结束日期", of=("开始日期",), check=in_order("结束日期", "开始日期")),),
    only_where_filled=True,
)
