"""The school's own sheets: what it is and its years, and the days that depart from the week."""

from __future__ import annotations

from qingshan.kit.cells import Day, Text
from qingshan.kit.choices import Choice, labels_of
from qingshan.kit.sheets import Column, Sheet
from qingshan.school.models import CalendarDay, School

SCHOOL = Sheet(
    title="学校",
    model=School,
    place=10,
    help="每行一个项目。学校名称、学校标识码、学年必填；学期按序号写名称、开始、结束三行。"
    "一本工作簿可以写几个学年：再写一行“学年”，下面接着写它的学期。",
    columns=(
        Column(title="项目", kind=Text(50), required=True, example="学校名称"),
        Column(title="内容", kind=Text(100), required=True, example="青山镇学校"),
    ),
)
"""Read by `exchange.school_sheet`: its rows are items, not rows of a table."""

CALENDAR = Sheet(
    title="校历",
    model=CalendarDay,
    place=20,
    help="只写与平常不同的日子：平日放假写“放假”，周末上课写“补课”。",
    columns=(
        Column(
            title="日期", kind=Day(), field="date", required=True, key=True, example="2026-10-01"
        ),
        Column(
            title="类型",
            kind=Choice(labels_of(CalendarDay.Kind.choices)),
            field="kind",
            required=True,
            example="放假",
        ),
    ),
)

SHEETS = (SCHOOL, CALENDAR)
