"""On a child's page: that it is taught at home, for those who may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.care.home_teaching.queries import plan_of
from qingshan.kit.words import tr
from qingshan.people.panels import Panel, on_the_page_of_a_student

if TYPE_CHECKING:
    from qingshan.people.models import Student
    from qingshan.school.membership import Member


@on_the_page_of_a_student(place=7)
def home_teaching_of_a_child(member: Member, student: Student) -> Panel | None:
    plan = plan_of(member, student)
    return Panel(tr("送教上门"), "care/_home_plan.html", {"plan": plan}) if plan else None
