from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qingshan.care.models import Absence
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict


class AbsenceTable(Table):
    """Who was not there, the latest first."""

    name = "absences"
    caption = tr("缺勤")
    unit = tr("次")
    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "student__name",
            tr("孩子"),
            sort="student__search_key",
            link="people:student",
            link_key="student",
        ),
        Column("school_class__name", tr("班级"), sort="school_class__code"),
        Column("date", tr("日期")),
        Column("session", tr("时段"), choices=Absence.Session),
        Column("reason", tr("原因"), choices=Absence.Reason),
    )
    search = ("student__search_key",)
    search_hint = tr("姓名、拼音首字母或学籍号")
    default_sort = ("-date", "student__number")
    empty_title = tr("这里没有缺勤")

    def __init__(
        self, absences: QuerySet[Absence], asked: QueryDict, *, kept: dict[str, str]
    ) -> None:
        classes = absences.order_by("school_class__grade_number", "school_class__code")
        named = classes.values_list("school_class", "school_class__name").distinct()
        filters = (
            Filter("reason", tr("原因"), choices=Absence.Reason.choices),
            Filter("session", tr("时段"), choices=Absence.Session.choices),
            Filter("class", tr("班级"), "school_class", list(dict.fromkeys(named))),
        )
        super().__init__(absences, asked, filters=filters, kept=kept)
