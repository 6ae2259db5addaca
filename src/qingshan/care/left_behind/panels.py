"""On a left-behind child's page: who cares for it, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.care.left_behind.queries import left_behind, rhythm_of, since
from qingshan.care.left_behind.visibility import LEFT_BEHIND
from qingshan.kit.words import tr
from qingshan.people.asking import AskedBy
from qingshan.people.panels import Panel, on_the_page_of_a_student

if TYPE_CHECKING:
    from qingshan.people.models import Student
    from qingshan.school.membership import Member


_CHILD = AskedBy(
    lambda member, child: left_behind(member).filter(pk=child).order_by(), names=("child",)
)


@on_the_page_of_a_student(place=8)
def care_for_a_child(member: Member, student: Student) -> Panel | None:
    if student.left_behind not in LEFT_BEHIND or member.school is None:
        return None
    child = _CHILD.row(member, child=student.pk)
    if child is None:
        return None
    days = since(rhythm_of(member.school), member.today)
    return Panel(tr("留守关怀"), "care/_left_behind.html", {"child": child, "days": days})
