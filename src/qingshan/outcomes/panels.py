"""Honours, on the page of whoever earned them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.prepared import Prepared
from qingshan.kit.words import tr
from qingshan.outcomes.models import Honour, Level
from qingshan.outcomes.visibility import honours_visible_to, marks_visible_to
from qingshan.people.asking import AskedBy
from qingshan.people.panels import (
    Panel,
    on_the_page_of_a_colleague,
    on_the_page_of_a_student,
)

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Staff, Student
    from qingshan.school.membership import Member

    Row = tuple[int, str, str, str, date]

SHOWN = 20


@on_the_page_of_a_student(place=20)
def of_a_child(member: Member, student: Student) -> Panel | None:
    """A child's honours; whoever may open the child may see them."""
    return _panel(_OF_A_CHILD.rows(child=student.pk))


@on_the_page_of_a_student(place=25)
def marks_of_a_child(member: Member, student: Student) -> Panel | None:
    """Of the latest examination, for those who help the child."""
    marks = _MARKS.rows(member, child=student.pk)
    if not marks:
        return None
    latest = [mark for mark in marks if (mark.exam, mark.date) == (marks[0].exam, marks[0].date)]
    told = {"lines": latest, "exam": latest[0].exam, "day": latest[0].date}
    return Panel(tr("成绩"), "outcomes/_marks.html", told)


@on_the_page_of_a_colleague(place=20)
def of_a_colleague(member: Member, staff: Staff) -> Panel | None:
    return _panel(list(_latest(honours_visible_to(member).filter(staff=staff))))


def _latest(honours: QuerySet[Honour]) -> QuerySet[Honour, Row]:
    told = honours.order_by("-date", "-pk")
    return told.values_list("pk", "name", "level", "awarded_by", "date")[:SHOWN]


_OF_A_CHILD = Prepared(lambda child: _latest(Honour.objects.filter(student=child)))
_MARKS = AskedBy(
    lambda member, child: (
        marks_visible_to(member).filter(student=child).order_by("-date", "subject")[:SHOWN]
    ),
    names=("child",),
)


def _panel(rows: list[Row]) -> Panel | None:
    if not rows:
        return None
    lines = [(pk, name, Level(level).label, by, day) for pk, name, level, by, day in rows]
    return Panel(tr("荣誉"), "outcomes/_honours.html", {"lines": lines})
