from __future__ import annotations

from qingshan.kit.tables import Column, Table
from qingshan.timetable.models import Weekday, Weeks


class LessonTable(Table):
    """The lessons behind a number of hours."""

    name = "lessons"
    caption = "课表上的课"
    unit = "节"
    columns = (
        Column(
            "school_class__name", "班级", sort=("school_class__grade_number", "school_class__code")
        ),
        Column("part", "分组", phone="hide"),
        Column("subject__name", "学科"),
        Column("weekday", "星期", choices=Weekday),
        Column("slot__number", "第几节", sort="slot__starts"),
        Column("weeks", "单双周", choices=Weeks, phone="hide"),
        Column("teacher__name", "教师", sort="teacher__search_key"),
    )
    search = ("school_class__name", "teacher__search_key", "subject__name")
    search_hint = "班级、教师或学科"
    default_sort = (
        "school_class__grade_number",
        "school_class__code",
        "weekday",
        "slot__starts",
    )
    empty_title = "课表上没有这门课"
