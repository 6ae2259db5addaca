from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from qingshan.kit.cells import shortest
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.outcomes.models import Mark
from qingshan.people.students.tables import IN_CLASS_ORDER

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict


def _points(row: dict[str, Any]) -> SafeString | str:
    told = f"{shortest(row['points'])} / {shortest(row['full'])}"
    if row["points"] * 100 < row["full"] * Mark.PASSES:
        return format_html(str(tr('{} <span class="tag due">要帮一帮</span>')), told)
    return told


class MarkTable(Table):
    """Marks by examination and class. There is no order by points: nobody is ranked."""

    name = "marks"
    caption = tr("成绩")
    unit = tr("条")
    columns = (
        Column(
            "student__name",
            tr("孩子"),
            sort="student__search_key",
            link="people:student",
            link_key="student",
        ),
        Column("student__school_class__name", tr("班级"), sort=False),
        Column("exam", tr("考试")),
        Column("date", tr("日期"), phone="hide"),
        Column("subject", tr("科目")),
        Column(
            "points", tr("分数"), sort=False, needs=("points", "full"), show=_points, phone="label"
        ),
    )
    search = ("student__search_key",)
    search_hint = tr("姓名、拼音首字母或学籍号")
    default_sort = ("-date", *(f"student__{field}" for field in IN_CLASS_ORDER), "subject")
    empty_title = tr("还没有成绩")

    def __init__(self, marks: QuerySet[Mark], asked: QueryDict) -> None:
        plain = marks.order_by()
        exams = plain.order_by("-date").values_list("exam", flat=True).distinct()
        subjects = plain.order_by("subject").values_list("subject", flat=True).distinct()
        classes = plain.order_by(
            "student__school_class__grade_number", "student__school_class__code"
        ).values_list("student__school_class", "student__school_class__name")
        filters = (
            Filter("exam", tr("考试"), choices=[(e, e) for e in dict.fromkeys(exams)]),
            Filter("subject", tr("科目"), choices=[(s, s) for s in dict.fromkeys(subjects)]),
            Filter(
                "class",
                tr("班级"),
                "student__school_class",
                list(dict.fromkeys(classes.distinct())),
            ),
        )
        super().__init__(marks, asked, filters=filters)
