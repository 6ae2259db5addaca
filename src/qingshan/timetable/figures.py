"""Figures of the timetable: what is taught in a week, and what of it online."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from qingshan.kit.dimensions import of_choices, of_words
from qingshan.kit.figures import Figure, Page, Source, lasting
from qingshan.kit.measures import Cells, Distinct, HowMany
from qingshan.kit.words import tr
from qingshan.people.dimensions import of_class, of_grade
from qingshan.timetable.models import Lesson, Weekday, Weeks
from qingshan.timetable.visibility import lessons_visible_to


def _label(cells: Cells) -> str:
    weekday = Weekday(cells["weekday"]).label
    return f"{cells['school_class__name']} · {cells['subject__name']} · {weekday}"


LESSONS = Source(
    title=tr("课表"),
    model=Lesson,
    owner="school",
    number="pk",
    date="starts_on",
    by=lasting("starts_on", "ends_on"),
    reads=("weekday", "school_class", "school_class__name", "subject__name"),
    search=("subject__name", "school_class__name"),
    label=_label,
    visible=lessons_visible_to,
    page=lambda cells: Page("timetable:of_class", cells["school_class"]),
    dimensions=(
        of_grade(),
        of_class(),
        of_words("subject", tr("学科"), "subject__name"),
        of_choices("weeks", tr("单双周"), "weeks", Weeks),
    ),
)


def _lessons(key: str, title: str, definition: str, **more: Any) -> Figure:
    return Figure(
        key=f"timetable.{key}",
        title=title,
        definition=tr("统计日当天在用的课表里，{definition}。").format(definition=definition),
        source=LESSONS,
        is_stock=True,
        **{"unit": tr("节"), "measure": HowMany(), **more},
    )


FIGURES = (
    _lessons(
        "lessons",
        tr("一周排的课"),
        tr("排了的课，单周和双周、一个班分的几组各计一节"),
        chapter=tr("党建与德育融合"),
        system="M7",
    ),
    _lessons(
        "subjects",
        tr("开着的学科"),
        tr("排了课的学科，一科计一次"),
        chapter=tr("党建与德育融合"),
        system="M7",
        unit=tr("科"),
        measure=Distinct("subject__name"),
        dimensions=(of_grade(), of_class()),
    ),
    _lessons(
        "online",
        tr("一周的线上课"),
        tr("有线上链接的课"),
        chapter=tr("党建与常规教学融合"),
        system="A1",
        where=~Q(link=""),
    ),
)
