"""The sheets of the timetable. All are there only where the school has one."""

from __future__ import annotations

from qingshan.kit.cells import Day, Number, Text
from qingshan.kit.choices import Choice, Named, Reference, in_order, labels_of
from qingshan.kit.faults import MISSING_REQUIRED, OUT_OF_RANGE, Fault
from qingshan.kit.sheets import Column, Rule, Sheet
from qingshan.school.models import Subject
from qingshan.timetable.cells import Clock, after_start
from qingshan.timetable.models import (
    Lesson,
    LessonChange,
    MakeUpPlan,
    Room,
    Slot,
    Weekday,
    Weeks,
)

SHORT_WEEKDAYS = {
    f"{word}{day}": f"星期{day}" for word in ("周", "") for day in "一二三四五六日"
} | {"星期天": "星期日", "周天": "星期日"}


def weekdays() -> Choice:
    labels = labels_of(Weekday.choices)
    numbers = {str(value): label for value, label in labels.items()}
    return Choice(labels, numbers=numbers, also=SHORT_WEEKDAYS, empty=None)


SLOTS = Sheet(
    title="节次",
    model=Slot,
    place=66,
    help="一天里的铃声：每节课几点上、几点下。早读、晚自习也写一行。",
    only_where_filled=True,
    columns=(
        Column(title="节次", kind=Number(10), field="number", required=True, key=True, example="1"),
        Column(title="名称", kind=Text(20), field="name", example="第1节", help="不写就叫第几节"),
        Column(title="上课", kind=Clock(), field="starts", required=True, example="08:00"),
        Column(title="下课", kind=Clock(), field="ends", required=True, example="08:40"),
    ),
    rules=(Rule(at="下课", of=("上课",), check=after_start),),
)


def _names_its_part(division: str, part: str) -> Fault | None:
    if division and not part:
        return Fault(MISSING_REQUIRED, "写了分法，就要写是哪一组。")
    return None


LESSONS = Sheet(
    title="课表",
    model=Lesson,
    place=67,
    help="一个班一周里的一节课一行，从哪天用到哪天。",
    only_where_filled=True,
    columns=(
        Column(
            title="开始日期",
            kind=Day(),
            field="starts_on",
            required=True,
            key=True,
            example="2026-08-31",
        ),
        Column(title="结束日期", kind=Day(), field="ends_on", required=True, example="2027-01-15"),
        Column(
            title="班级编号",
            kind=Reference("班级"),
            field="school_class",
            required=True,
            key=True,
            example="C31",
        ),
        Column(
            title="星期",
            kind=weekdays(),
            field="weekday",
            required=True,
            key=True,
            example="星期一",
        ),
        Column(
            title="节次",
            kind=Reference("节次"),
            field="slot",
            required=True,
            key=True,
            example="1",
        ),
        Column(
            title="单双周",
            kind=Choice(labels_of(Weeks.choices)),
            field="weeks",
            required=True,
            key=True,
            example="每周",
        ),
        Column(title="学科", kind=Named(Subject), field="subject", required=True, example="语文"),
        Column(
            title="教师工号",
            kind=Reference("教职工"),
            field="teacher",
            required=True,
            example="T001",
        ),
        Column(title="教室", kind=Named(Room), field="room", example="三(1)班教室"),
        Column(title="线上链接", kind=Text(300), field="link", help="线上的课才写"),
        Column(
            title="分组",
            kind=Text(50),
            field="part",
            key=True,
            help="只给班里一部分学生上的课才写，例如 男生",
            only_where_filled=True,
        ),
        Column(
            title="分法",
            kind=Text(50),
            field="division",
            help="同一种分法的几组可以同时上课，例如 体育分男女",
            only_where_filled=True,
        ),
    ),
    rules=(
        Rule(at="结束日期", of=("开始日期",), check=in_order("结束日期", "开始日期")),
        Rule(at="分法", of=("分组",), check=_names_its_part),
    ),
)

MAKE_UP_DAYS = Sheet(
    title="补课安排",
    model=MakeUpPlan,
    place=68,
    help="补课的那天按星期几的课表上。",
    only_where_filled=True,
    columns=(
        Column(
            title="日期", kind=Day(), field="date", required=True, key=True, example="2026-10-10"
        ),
        Column(title="按星期几", kind=weekdays(), field="weekday", required=True, example="星期五"),
    ),
)


def _says_where_to(to: object, kind: str) -> Fault | None:
    if kind == LessonChange.Kind.MOVE and not to:
        return Fault(MISSING_REQUIRED, "调课要写调到哪一天、第几节。")
    if kind != LessonChange.Kind.MOVE and to:
        return Fault(OUT_OF_RANGE, "只有调课才写调到哪里，别的类型这一格空着。")
    return None


CHANGES = Sheet(
    title="调代课",
    model=LessonChange,
    place=69,
    help="某一天和课表不一样的课，一节一行。",
    only_where_filled=True,
    columns=(
        Column(
            title="日期", kind=Day(), field="date", required=True, key=True, example="2026-11-24"
        ),
        Column(
            title="节次",
            kind=Reference("节次"),
            field="slot",
            required=True,
            key=True,
            example="1",
        ),
        Column(
            title="班级编号",
            kind=Reference("班级"),
            field="school_class",
            required=True,
            key=True,
            example="C31",
        ),
        Column(
            title="类型",
            kind=Choice(labels_of(LessonChange.Kind.choices)),
            field="kind",
            required=True,
            example="代课",
        ),
        Column(title="学科", kind=Named(Subject), field="subject", required=True, example="语文"),
        Column(
            title="原任教师",
            kind=Reference("教职工"),
            field="planned",
            required=True,
            example="T001",
        ),
        Column(
            title="上课教师",
            kind=Reference("教职工"),
            field="teacher",
            required=True,
            example="T001",
        ),
        Column(title="调到日期", kind=Day(), field="to_date"),
        Column(title="调到节次", kind=Reference("节次"), field="to_slot"),
        Column(title="教室", kind=Named(Room), field="room"),
        Column(title="线上链接", kind=Text(300), field="link"),
        Column(title="说明", kind=Text(100), field="reason"),
        Column(
            title="分组",
            kind=Text(50),
            field="part",
            key=True,
            help="只给班里一部分学生上的课才写",
            only_where_filled=True,
        ),
    ),
    rules=(
        Rule(at="调到日期", of=("类型",), check=_says_where_to),
        Rule(at="调到节次", of=("类型",), check=_says_where_to),
    ),
)

SHEETS = (SLOTS, LESSONS, MAKE_UP_DAYS, CHANGES)
