from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qingshan.care.models import Absence
from qingshan.kit.tables import Column, Filter, Table

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict


class AbsenceTable(Table):
    """Who was not there, the latest first."""

    name = "absences"
    caption = "缺勤"
    unit = "次"
    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "student__name",
            "孩子",
            sort="student__search_key",
            link="people:student",
            link_key="student",
        ),
        Column("school_class__name", "班级", sort="school_class__code"),
        Column("date", "日期"),
        Column("session", "时段", choices=Absence.Session),
        Column("reason", "原因", choices=Absence.Reason),
    )
    search = ("student__search_key",)
    search_hint = "姓名、拼音首字母或学籍号"
    default_sort = ("-date", "student__number")
    empty_title = "这里没有缺勤"

    def __init__(
        self, absences: QuerySet[Absence], asked: QueryDict, *, kept: dict[str, str]
    ) -> None:
        classes = absences.order_by("school_class__grade_number", "school_class__code")
        named = classes.values_list("school_class", "school_class__name").distinct()
        filters = (
            Filter("reason", "原因", choices=Absence.Reason.choices),
            Filter("session", "时段", choices=Absence.Session.choices),
            Filter("class", "班级", "school_class", list(dict.fromkeys(named))),
        )
        super().__init__(absences, asked, filters=filters, kept=kept)
