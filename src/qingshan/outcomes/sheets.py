"""The sheets of what came of it: honours, inspections, the examination."""

from __future__ import annotations

from decimal import Decimal

from qingshan.kit.cells import Day, Points, Text, Whole
from qingshan.kit.choices import Choice, Reference, ReferenceBy, labels_of
from qingshan.kit.faults import OUT_OF_RANGE, Fault
from qingshan.kit.sheets import Column, Rule, Sheet
from qingshan.outcomes.marks.words import over_full
from qingshan.outcomes.models import Examination, Honour, Inspection, Level, Mark

HONOURS = Sheet(
    title="荣誉",
    model=Honour,
    place=80,
    help="教师、学生和学校得到的表彰与奖项，每项一行。",
    columns=(
        Column(
            title="对象类型",
            kind=Choice(labels_of(Honour.Recipient.choices)),
            field="recipient",
            required=True,
            example="教师",
        ),
        Column(
            title="对象编号",
            kind=ReferenceBy(
                "对象类型",
                {
                    Honour.Recipient.STAFF: ("staff", "教职工"),
                    Honour.Recipient.STUDENT: ("student", "学生"),
                },
            ),
            example="T001",
            help="教师写工号，学生写学籍号，学校不填",
        ),
        Column(title="名称", kind=Text(100), field="name", required=True, example="优秀教师"),
        Column(
            title="级别",
            kind=Choice(labels_of(Level.choices)),
            field="level",
            required=True,
            example="区级",
        ),
        Column(title="授予单位", kind=Text(100), field="awarded_by", example="区教育局"),
        Column(title="日期", kind=Day(), field="date", required=True, example="2026-09-10"),
        Column(title="类别", kind=Text(30), field="category", example="表彰"),
    ),
)

INSPECTIONS = Sheet(
    title="检查",
    model=Inspection,
    place=110,
    help="上级来校的检查、督导，每次一行。",
    columns=(
        Column(title="日期", kind=Day(), field="date", required=True, example="2026-10-20"),
        Column(title="级别", kind=Text(20), field="level", required=True, example="市级"),
        Column(
            title="内容", kind=Text(200), field="content", required=True, example="教学常规督导"
        ),
        Column(
            title="结果",
            kind=Choice(labels_of(Inspection.Result.choices)),
            field="result",
            required=True,
            example="优秀",
        ),
    ),
)


def _no_more_than_graduated(entered: int | None, graduates: int | None) -> Fault | None:
    if entered is None or graduates is None or entered <= graduates:
        return None
    return Fault(OUT_OF_RANGE, f"升入 {entered} 人比毕业 {graduates} 人还多，请核对这两个数。")


EXAMINATIONS = Sheet(
    title="中考",
    model=Examination,
    place=130,
    help="每年一行。",
    columns=(
        Column(
            title="年度",
            kind=Whole(1977, 2100),
            field="year",
            required=True,
            key=True,
            example=2026,
        ),
        Column(title="毕业人数", kind=Whole(), field="graduates", required=True, example=80),
        Column(title="升入高中阶段人数", kind=Whole(), field="entered", required=True, example=80),
        Column(title="参加考试人数", kind=Whole(), field="sat", required=True, example=80),
        Column(title="学科满分人数", kind=Whole(), field="full_marks", required=True, example=12),
    ),
    rules=(Rule(at="升入高中阶段人数", of=("毕业人数",), check=_no_more_than_graduated),),
)


def _within_full(points: Decimal | None, full: Decimal | None) -> Fault | None:
    if points is None or full is None or points <= full:
        return None
    return Fault(OUT_OF_RANGE, over_full(points, full))


MARKS = Sheet(
    title="成绩",
    model=Mark,
    place=130,
    help="学校自己的考试，一个孩子一门一行。只给帮助孩子的老师看，不排名次。",
    only_where_filled=True,
    columns=(
        Column(
            title="考试", kind=Text(40), field="exam", required=True, key=True, example="期中考试"
        ),
        Column(title="日期", kind=Day(), field="date", required=True, example="2026-11-10"),
        Column(
            title="学籍号",
            kind=Reference("学生"),
            field="student",
            required=True,
            key=True,
            example="G220802201605060001",
        ),
        Column(
            title="科目", kind=Text(20), field="subject", required=True, key=True, example="数学"
        ),
        Column(title="分数", kind=Points(), field="points", required=True, example=86),
        Column(
            title="满分",
            kind=Points(Decimal("0.1")),
            field="full",
            required=True,
            example=100,
        ),
    ),
    rules=(Rule(at="分数", of=("满分",), check=_within_full),),
)

SHEETS = (HONOURS, INSPECTIONS, EXAMINATIONS, MARKS)
