from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.teaching.designs.queries import grade_words

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.teaching.models import LessonDesign


class DesignTable(Table):
    """The library: by subject, grade, unit and lesson."""

    name = "designs"
    caption = tr("教学设计")
    unit = tr("份")
    columns = (
        Column("title", tr("课题"), link="teaching:design"),
        Column("subject__name", tr("学科")),
        Column("grade_number", tr("年级"), show=grade_words),
        Column("unit", tr("单元")),
        Column("author__name", tr("设计"), sort="author__search_key", phone="label"),
        Column("changed_on", tr("改动"), phone="hide"),
    )
    search = ("title", "unit", "author__search_key")
    search_hint = tr("课题、单元或姓名")
    default_sort = ("subject__name", "grade_number", "unit", "title")
    empty_title = tr("库里还没有教学设计")

    def __init__(self, designs: QuerySet[LessonDesign], asked: QueryDict) -> None:
        plain = designs.order_by()
        subjects = plain.order_by("subject__name").values_list("subject", "subject__name")
        grades = plain.order_by("grade_number").values_list("grade_number", flat=True).distinct()
        filters = (
            Filter("subject", tr("学科"), choices=list(dict.fromkeys(subjects.distinct()))),
            Filter("grade", tr("年级"), "grade_number", [(n, grade_words(n)) for n in grades]),
        )
        super().__init__(designs, asked, filters=filters)
