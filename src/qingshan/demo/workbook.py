"""The whole workbook of an invented school, from a seed and a day."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from openpyxl import Workbook

from qingshan.demo.calendar import school_days_around
from qingshan.demo.deeds import add_deeds
from qingshan.demo.draft import Draft, Row
from qingshan.demo.growth import add_growth
from qingshan.demo.left_behind import add_carers
from qingshan.demo.people import make_children, make_classes, make_staff
from qingshan.demo.reading import add_reading
from qingshan.demo.relations import add_pairings
from qingshan.demo.results import add_results
from qingshan.demo.timetable import add_timetable
from qingshan.school.demonstration import CODE

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

NAME = "青山镇学校"

SHEETS = (
    "学校",
    "校历",
    "教职工",
    "班级",
    "学生",
    "结对",
    "记录",
    "荣誉",
    "称号",
    "资金",
    "检查",
    "事件",
    "中考",
    "课程",
    "请假",
    "节次",
    "课表",
    "补课安排",
)


@dataclass(frozen=True)
class DemoSchool:
    """The rows of each sheet, and who (by 工号) stands for a role in the demonstration."""

    sheets: dict[str, list[Row]]
    cast: dict[str, str]
    heads: dict[str, str]  # 教研组 → 工号


def make_workbook(*, seed: int, today: date) -> DemoSchool:
    """The same seed and day make the same school; another seed other people, the same figures."""
    rng = Random(seed)  # noqa: S311 - a story is told, no secret made
    days = school_days_around(today)
    staff = make_staff(rng, days)
    rooms = make_classes(rng, staff)
    draft = Draft(rng, days, staff, rooms, make_children(rng, days, rooms))
    add_pairings(draft)
    add_reading(draft)
    add_deeds(draft)
    add_results(draft)
    add_growth(draft)
    add_timetable(draft)
    add_carers(draft)
    heads = _heads(draft)
    return DemoSchool(sheets=_sheets(draft), cast=_cast(draft, heads), heads=heads)


def write_workbook(school: DemoSchool, file: Path) -> None:
    """The rows as an .xlsx file, each sheet with a heading line."""
    book = Workbook(write_only=True)
    for title in SHEETS:
        rows = school.sheets.get(title, [])
        sheet = book.create_sheet(title)
        if rows:
            columns = list(rows[0])
            sheet.append(columns)
            for row in rows:
                sheet.append([row.get(column) for column in columns])
    book.save(file)


def _sheets(draft: Draft) -> dict[str, list[Row]]:
    days = draft.days
    school: dict[str, object] = {"学校名称": NAME, "学校标识码": CODE, "学年": days.name}
    for n, (first, last) in enumerate(days.terms, start=1):
        word = "上" if n == 1 else "下"
        school |= {
            f"学期{n}名称": f"{days.name}学年{word}学期",
            f"学期{n}开始": first,
            f"学期{n}结束": last,
        }
    deeds = sorted(draft.deeds, key=lambda row: str(row["日期"]))
    return {
        "学校": [{"项目": item, "内容": content} for item, content in school.items()],
        "校历": [{"日期": day, "类型": kind} for day, kind in days.departures.items()],
        "教职工": [teacher.row for teacher in draft.staff],
        "班级": [room.row for room in draft.rooms],
        "学生": [child.row for child in draft.children],
        "记录": [{"记录编号": f"R{n:06}", **row} for n, row in enumerate(deeds, start=1)],
        **draft.sheets,
    }


def _heads(draft: Draft) -> dict[str, str]:
    """The longest-serving teacher of each group who holds no other office."""
    free = [t for t in draft.teachers if not t.position and t.post == "在编教师"]
    leading = {room.homeroom.number for room in draft.rooms}
    heads: dict[str, str] = {}
    for teacher in sorted(free, key=lambda t: (t.number in leading, t.hired)):
        heads.setdefault(teacher.group, teacher.number)
    return heads


def _cast(draft: Draft, heads: dict[str, str]) -> dict[str, str]:
    young = [r.homeroom for r in draft.rooms if r.homeroom.number not in heads.values()]
    return {
        "administrator": draft.holder("办公室主任").number,
        "principal": draft.holder("校长").number,
        "secretary": draft.holder("党支部书记").number,
        "student_affairs": draft.holder("学生事务主任").number,
        "group_head": heads["语文教研组"],
        "homeroom": young[len(young) // 2].number,
        "teacher": draft.newcomer.number,
    }
