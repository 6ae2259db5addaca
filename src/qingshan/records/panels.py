"""What the log says about a child, a colleague or a class, on that one's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.kit.words import tr
from qingshan.people.asking import AskedBy
from qingshan.people.panels import (
    Panel,
    on_the_page_of_a_class,
    on_the_page_of_a_colleague,
    on_the_page_of_a_student,
)
from qingshan.records.kinds import all_kinds
from qingshan.records.visibility import records_about, records_by, records_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Staff, Student
    from qingshan.records.models import Record
    from qingshan.school.membership import Member
    from qingshan.school.models import SchoolClass

    Row = tuple[int, str, str, date, str]

SHOWN = 8
VISIT = "home_visit"
TEMPLATE = "records/_panel.html"


@dataclass(frozen=True, slots=True)
class Line:
    """A record on somebody's page; `by` is who did it."""

    pk: int
    kind: str
    title: str
    date: date
    by: str


@on_the_page_of_a_student(place=10)
def of_a_child(member: Member, student: Student) -> Panel:
    """What was done with and for the child, the latest first."""
    lines, more = _lines(_ABOUT.rows(member, child=student.pk))
    context = {
        "lines": lines,
        "more": f"{reverse('records:record_list')}?student={student.pk}" if more else "",
        "empty": tr("还没有和这个孩子有关的记录。"),
        "write": f"{reverse('records:record_new_of_kind', args=[VISIT])}?student={student.pk}",
        "words": tr("记一次家访"),
    }
    return Panel(tr("记录"), TEMPLATE, context)


@on_the_page_of_a_colleague(place=10)
def of_a_colleague(member: Member, staff: Staff) -> Panel | None:
    """What the colleague wrote down, as far as the person may open it."""
    lines, more = _lines(_latest(records_by(member, staff)))
    if not lines:
        return None
    address = f"{reverse('records:record_list')}?staff={staff.pk}"
    return Panel(tr("记录"), TEMPLATE, {"lines": lines, "more": address if more else ""})


@on_the_page_of_a_class(place=10)
def of_a_class(member: Member, school_class: SchoolClass) -> Panel | None:
    """What was done in the class itself."""
    lines, _ = _lines(_latest(records_in(member, school_class)))
    return Panel(tr("这个班的记录"), TEMPLATE, {"lines": lines}) if lines else None


def _latest(records: QuerySet[Record]) -> QuerySet[Record, Row]:
    told = records.order_by("-date", "-pk")
    return told.values_list("pk", "kind", "title", "date", "staff__name")[: SHOWN + 1]


_ABOUT = AskedBy(lambda member, child: _latest(records_about(member, child)), names=("child",))


def _lines(rows: Iterable[Row]) -> tuple[list[Line], bool]:
    """The latest as lines, and whether there are more."""
    kinds, rows = all_kinds(), list(rows)
    lines = [
        Line(pk, kinds[kind].label if kind in kinds else kind, title, day, name)
        for pk, kind, title, day, name in rows[:SHOWN]
    ]
    return lines, len(rows) > SHOWN
