from __future__ import annotations

from qingshan.kit.tables import Column, Table
from qingshan.kit.words import tr
from qingshan.timetable.models import Weekday, Weeks


class LessonTable(Table):
    """The lessons behind a number of hours."""

    name = "lessons"
    caption = tr("课表上的课")
    unit = tr("节")
    columns = (
        Column(
            "school_class__name",
            tr("班级"),
            sort=("school_class__grade_number", "school_class__code"),
        ),
        Column("part", tr("分组"), phone="hide"),
        Column("subject__name", tr("学科")),
        Column("weekday", tr("星期"), choices=Weekday),
        Column("slot__number", tr("第几节"), sort="slot__starts"),
        Column("weeks", tr("单双周"), choices=Weeks, phone="hide"),
        Column("teacher__name", tr("教师"), sort="teacher__search_key"),
    )
    search = ("school_class__name", "teacher__search_key", "subject__name")
    search_hint = tr("班级、教师或学科")
    default_sort = (
        "school_class__grade_number",
        "school_class__code",
        "weekday",
        "slot__starts",
    )
    empty_title = tr("课表上没有这门课")
