"""On a child's page what it does, on a class's page who does what there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.character.courses.visibility import classes_that_wish_with
from qingshan.character.models import ClassRole, Placement
from qingshan.character.strengths.visibility import classes_looked_at_by
from qingshan.kit.prepared import Prepared
from qingshan.kit.words import tr
from qingshan.people.panels import Panel, on_the_page_of_a_class, on_the_page_of_a_student

if TYPE_CHECKING:
    from qingshan.people.models import Student
    from qingshan.school.membership import Member
    from qingshan.school.models import SchoolClass


_ROLES = Prepared(lambda child: ClassRole.objects.filter(student=child, until=None))
_COURSES = Prepared(
    lambda child, today: Placement.objects.filter(
        student=child,
        state=Placement.State.ADOPTED,
        offering__term__starts_on__lte=today,
        offering__term__ends_on__gte=today,
    ).values_list("offering", "offering__course__name", "slot__name")
)


@on_the_page_of_a_student(place=22)
def strengths_of_a_child(member: Member, student: Student) -> Panel | None:
    """Whoever may open the child may see its courses and roles."""
    roles = _ROLES.rows(child=student.pk)
    courses = _COURSES.rows(child=student.pk, today=member.today)
    context = {"roles": roles, "courses": courses, "student": student.pk}
    return Panel(tr("特长"), "character/_strengths.html", context)


@on_the_page_of_a_class(place=15)
def life_of_a_class(member: Member, school_class: SchoolClass) -> Panel | None:
    leads = classes_that_wish_with(member).filter(pk=school_class.pk).exists()
    looks = leads or classes_looked_at_by(member).filter(pk=school_class.pk).exists()
    if not looks:
        return None
    context = {"leads": leads, "school_class": school_class.pk}
    return Panel(tr("班级里"), "character/_class_life.html", context)
