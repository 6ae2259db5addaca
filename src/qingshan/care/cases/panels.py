"""On a child's page: that there is a case, for those who may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.care.cases.queries import case_of
from qingshan.kit.words import tr
from qingshan.people.asking import AskedBy
from qingshan.people.panels import Panel, on_the_page_of_a_student
from qingshan.people.visibility import children_helped_by

if TYPE_CHECKING:
    from qingshan.people.models import Student
    from qingshan.school.membership import Member


HELPED = AskedBy(
    lambda member, child: children_helped_by(member).filter(pk=child).order_by().values("pk"),
    names=("child",),
)


@on_the_page_of_a_student(place=5)
def case_of_a_child(member: Member, student: Student) -> Panel | None:
    case = case_of(member, student)
    helps = bool(HELPED.rows(member, child=student.pk))
    if case is None and not helps:
        return None
    return Panel(tr("个案"), "care/_case.html", {"case": case, "student": student.pk})
